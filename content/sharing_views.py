"""The Share tab's answers while an editor types, and the board: planned, due, not yet shared, posted, to take down."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from content import addresses, cards, postings, queue, references, sharing
from content.errors import ApiError
from content.models.sharing import ChannelRules, Posting
from content.reading import ContentItem, Reader
from content.references import ChannelRecord
from content.sharing_panel import ShareForm, field_names
from content.words import Channel, Purpose

WEEKS_AHEAD = 5
PER_PAGE = 30


def reader_of(request: HttpRequest) -> Reader:
    """An editor who makes posts ready: photos must be allowed on social media, nowhere else."""
    return Reader(addresses.of(request), Purpose.SOCIAL_MEDIA, snapshot=references.of(request))


# ── the Share tab ───────────────────────────────────────────────────────────────────────────────────────────────────


def panel_context(request: HttpRequest, form: ShareForm, page: Page) -> dict[str, Any]:
    """What the tab is drawn with, before the first answer."""
    posted = postings.of_items([page.translation_key]).get(page.translation_key, []) if page.pk else []
    return {
        "channels": [
            {
                "rules": rules,
                "fields": {part: form[name] for part, name in field_names(rules.channel).items()},
                "posted": [posting for posting in posted if posting.channel == rules.channel],
            }
            for rules in form.channels
        ],
        "packs_url": _packs_url(request, page),
        "record_url": reverse("sharing_record", args=[page.pk]) if page.pk else "",
        "draft_url": reverse("wagtailadmin_pages:view_draft", args=[page.pk]) if page.pk else "",
        "now": timezone.localtime(),
        "words": orjson.dumps(_words()).decode(),
    }


def _words() -> dict[str, str]:
    """What the script says, in the editor's language."""
    return {
        "language": get_language() or "da",
        "bytes": gettext("bytes"),
        "fits": gettext("fits"),
        "over": gettext("%s too long"),
        "broken": gettext("breaks a rule"),
        "copy": gettext("Copy"),
        "copied": gettext("Copied."),
        "notCopied": gettext("The browser did not allow it. Mark the text and copy it yourself."),
        "failed": gettext("The server did not answer. What you wrote is still here."),
    }


def _packs_url(request: HttpRequest, page: Page) -> str:
    if page.pk:
        return reverse("sharing_packs", args=[page.pk])
    found = request.resolver_match
    names = ("content_type_app_name", "content_type_model_name", "parent_page_id")
    if found is None or not set(names) <= found.kwargs.keys():
        return ""
    return reverse("sharing_packs_new", args=[found.kwargs[name] for name in names])


class PacksOfPage(PreviewOnEditView):
    """The packs of a page as the form has it, saved or not. Nothing is kept."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *_args: Any, **_options: Any) -> JsonResponse:
        form = self.get_form(request.POST)
        if not self.validate_form(form):
            wrong = [str(form.fields[name].label or name) for name in form.errors if name in form.fields]
            return JsonResponse(
                {"problem": gettext("Put this right first: %(fields)s.") % {"fields": ", ".join(wrong)}}
            )
        form.save(commit=False)
        item = postings.item_of_page(reader_of(request), form.instance)
        if item is None:
            return JsonResponse({"problem": gettext("This page hangs under no municipality's front page.")})
        return JsonResponse(_packs(item, form.channels, is_live=form.instance.live))


class PacksOfNewPage(PreviewOnCreateView, PacksOfPage):
    """The same for a page that is not saved yet."""


def _packs(item: ContentItem, channels: list[ChannelRecord], is_live: bool) -> dict[str, Any]:
    notice = "" if is_live else gettext("Not published yet: until it is, the link leads nowhere.")
    return {
        "notice": notice,
        "packs": [_pack(item, rules) for rules in channels],
        "kits": {
            "group": sharing.group_text(item) if Channel.FACEBOOK in item.reader.snapshot.channels else "",
            "event": [{"label": field.label, "value": field.value} for field in sharing.event_kit(item)],
        },
    }


def _pack(item: ContentItem, rules: ChannelRecord) -> dict[str, Any]:
    pack = sharing.pack(item, rules, as_draft=True)
    image = pack.image
    return {
        "channel": pack.channel,
        "text": pack.text,
        "url": pack.url,
        "length": {
            "value": pack.length.value,
            "limit": pack.length.limit,
            "remaining": pack.length.remaining,
            "unit": pack.length.unit,
        },
        "isValid": pack.is_valid,
        "isHandEdited": pack.is_hand_edited,
        "isOutdated": pack.is_outdated,
        "warnings": pack.warnings,
        "hashtags": pack.hashtags,
        "picture": pack.picture
        and image
        and {
            "url": image.url,
            "alt": pack.picture.alt,
            "width": image.width,
            "height": image.height,
            "isCard": pack.picture.card is not None,
            "fileName": f"{item.slug or 'kladde'}-{pack.channel.lower()}.jpg",
        },
        "title": item.title,
        "site": item.site.name,
        "host": item.reader.addresses.base(item.site).partition("//")[2].partition("/")[0],
    }


@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """A card of any words, for somebody who is logged in to the admin: drafts have no address yet."""
    asked = request.GET
    site = references.of(request).sites.get(asked.get("site", ""))
    try:
        width, height = int(asked["width"]), int(asked["height"])
    except (KeyError, ValueError):
        width = height = 0
    if site is None or not (200 <= width <= 4000 and 200 <= height <= 4000):
        return HttpResponse("Say for which site, and a width and a height from 200 to 4000.", status=400)
    words = cards.card(
        asked.get("said", "")[:500],
        asked.get("who", "")[:200],
        site.name,
        site.accent_colour,
        asked.get("quote") == "1",
    )
    response = HttpResponse(cards.draw(words, width, height), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=300"
    return response


@require_POST
def record(request: HttpRequest, page_id: int) -> HttpResponse:
    """Write down where a page was posted, by hand."""
    page = _page(request, page_id)
    item = postings.item_of_page(reader_of(request), page.specific)
    posted_at = parse_datetime(request.POST.get("at", "")) if request.POST.get("at") else timezone.now()
    if item is None or posted_at is None:
        return JsonResponse({"problem": gettext("Say when it was posted: a day and a time.")}, status=400)
    if timezone.is_naive(posted_at):
        posted_at = timezone.make_aware(posted_at, item.site.zone)
    before = postings.of_items([item.uid]).get(item.uid, [])
    try:
        posting, is_new = postings.record(
            item,
            request.POST.get("channel", ""),
            request.POST.get("url", ""),
            posted_at,
            by=request.user.get_username(),
            place=request.POST.get("place", "").strip()[:120],
        )
    except ApiError as error:
        return JsonResponse({"problem": _in_words(error)}, status=400)
    also = any(other.channel == posting.channel for other in before if other.pk != posting.pk)
    if not is_new:
        note = gettext("This was written down before.")
    else:
        note = gettext("It was posted there before as well.") if also else gettext("Written down.")
    return JsonResponse(
        {"note": note, "url": posting.url, "at": _moment(posting.at), "place": posting.place, "isNew": is_new}
    )


def _in_words(error: ApiError) -> str:
    """The editor's words for what the ledger refuses."""
    said = {
        "url": gettext("This is no address of a post. It begins with https://."),
        "at": gettext("This moment is still to come."),
        "channel": gettext("There is no such channel."),
    }
    return said.get(str(error.details.get("argument")), str(error))


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


def _page(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id)
    permissions = page.permissions_for_user(request.user)
    if not (permissions.can_edit() or permissions.can_publish()):
        raise PermissionDenied
    return page


# ── the board ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _own_pages(request: HttpRequest) -> Any:
    """The pages this editor may change or publish."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(request.user, {"add", "change", "publish"})


def _own_items(request: HttpRequest) -> Any:
    return _own_pages(request).values("translation_key")


def _sees(request: HttpRequest, posting: Posting, own: set[UUID]) -> bool:
    """Postings of one's own pages; whoever may do everything also sees those of pages that are no more."""
    return posting.item in own or request.user.is_superuser


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What is planned, what is due, what was shared nowhere, and what must be taken down."""
    reader = reader_of(request)
    snapshot, now = reader.snapshot, reader.now
    own_pages = set(_own_pages(request).values_list("pk", flat=True))
    own_items = set(_own_items(request).values_list("translation_key", flat=True))
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    until = monday + timedelta(weeks=WEEKS_AHEAD)
    plans = [plan for plan in queue.planned(snapshot, None, until) if plan.page_id in own_pages]
    due = [plan for plan in plans if plan.is_due(now)]
    calendar = [
        [
            {
                "day": day,
                "is_today": day.date() == today.date(),
                "plans": [plan for plan in plans if timezone.localtime(plan.at).date() == day.date()],
            }
            for day in (monday + timedelta(weeks=week, days=number) for number in range(7))
        ]
        for week in range(WEEKS_AHEAD)
    ]
    unshared = queue.shared_nowhere(now).filter(page_id__in=own_pages)
    rows = {row["item"]: row for row in unshared.values("item", "page_id", "card", "site", "published_at", "language")}
    shown = Paginator(list(rows.values()), PER_PAGE).get_page(request.GET.get("p"))
    ledger = Posting.objects.order_by("-at", "-pk")
    return TemplateResponse(
        request,
        "content/sharing/board.html",
        {
            "page_title": gettext("Sharing"),
            "header_icon": "share",
            "now": now,
            "due": due,
            "calendar": calendar,
            "unshared": [{**row, "title": _title(row["card"])} for row in shown],
            "unshared_page": shown,
            "take_down": [
                posting for posting in postings.to_take_down(snapshot, now) if _sees(request, posting, own_items)
            ],
            "taken_down": [
                posting
                for posting in ledger.filter(taken_down_at__isnull=False)[:PER_PAGE]
                if _sees(request, posting, own_items)
            ],
            "posted": [posting for posting in ledger[:PER_PAGE] if _sees(request, posting, own_items)],
            "stale": ", ".join(
                str(rules) for rules in ChannelRules.objects.filter(is_on=True).order_by("position") if rules.is_stale
            ),
        },
    )


def _title(card_text: str) -> str:
    return str(orjson.loads(card_text)["title"])


@require_POST
def taken_down(request: HttpRequest, posting_id: int) -> HttpResponse:
    """A posting is taken down, or was not after all."""
    posting = get_object_or_404(Posting, pk=posting_id)
    if not _sees(request, posting, set(_own_items(request).values_list("translation_key", flat=True))):
        raise PermissionDenied
    done = request.POST.get("done") == "1"
    postings.mark_taken_down(posting, request.user.get_username(), done)
    messages.success(
        request, gettext("Taken down: %(title)s.") % {"title": posting.title} if done else gettext("Back on the list.")
    )
    return redirect(reverse("sharing_board") + "#take-down")
