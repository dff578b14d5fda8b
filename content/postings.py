"""What is planned, what is due, what was posted where, and what must be taken down again.

Plans are part of the page and stand in its entries; the ledger (`Posting`) outlives both. Nothing is stored about what
must be taken down: a posting whose photo or quote has lost its consent is on the list, from that very second.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page, Revision

from content import addresses, clock, queries, sharing
from content.errors import BadInput
from content.models.entry import Entry, Facet
from content.models.page import ContentPage, iso
from content.models.photo import Photo
from content.models.sharing import Posting
from content.queries import Languages
from content.reading import ITEM_TYPES, ContentItem, Reader
from content.references import ChannelRecord, Snapshot
from content.words import Channel, Purpose

SOCIAL = frozenset({Purpose.SOCIAL_MEDIA})


# ── finding the item ────────────────────────────────────────────────────────────────────────────────────────────────


def item_of_page(reader: Reader, page: Page) -> ContentItem | None:
    """A page of content as its editors have it, published or not; None where it hangs under no municipality."""
    specific = page if isinstance(page, ContentPage) else page.specific
    home = reader.snapshot.home_of(page.path)
    if home is None or not isinstance(specific, ContentPage):
        return None
    site = reader.snapshot.sites[home.site]
    path = addresses.path_within(specific.url_path or "", home, site)
    found = ITEM_TYPES[specific.type_name].draft(reader, specific, path, home.site)
    return found if isinstance(found, ContentItem) else None


def item_of(reader: Reader, uid: UUID, languages: Languages | None = None) -> ContentItem:
    """The item readers see, else what was once published under this id; an error where there never was such a thing."""
    found = reader.items_by_uid([uid], languages or Languages()).get(uid)
    if isinstance(found, ContentItem):
        return found
    page = Page.objects.filter(translation_key=uid, first_published_at__isnull=False).order_by("pk").first()
    gone = item_of_page(reader, page) if page else None
    if gone is None:
        raise BadInput("There is no content with this id. Take the id from `content` or `stories`.", argument="content")
    return gone


# ── the ledger ──────────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def record(item: ContentItem, channel: str, url: str, at: datetime, by: str, place: str = "") -> tuple[Posting, bool]:
    """Write down that an item was posted; the line, and whether it is new. The same address is written down once.

    The photo in the line is the one the pack showed at that moment, also where its consent has ended since.
    """
    if channel not in Channel.values:
        raise BadInput(f"{channel!r} is no channel. Channels: {', '.join(Channel.values)}.", argument="channel")
    url = url.strip()
    if url:
        _check_address(url)
    if at.tzinfo is None:
        raise BadInput("at needs an offset from UTC, such as 2026-11-18T09:00:00+01:00.", argument="at")
    if at > clock.now():
        raise BadInput(f"at is {at.isoformat()}, which is still to come. Write down what was posted.", argument="at")
    key: dict[str, Any] = {"item": item.uid, "channel": channel, "url": url}
    if not url:
        key |= {"place": place, "at": at}
    photo = _photo_shown(item, at)
    rules = item.reader.snapshot.channels[channel]
    posting, is_new = Posting.objects.get_or_create(
        **key,
        defaults={
            "place": place,
            "at": at,
            "language": item.language_code,
            "site": item.site_key,
            "title": item.title[:255],
            "photo": photo,
            "quotes": sharing.pack(item, rules).quotes,
            "recorded_at": clock.now(),
            "recorded_by": by[:150],
        },
    )
    return posting, is_new


def of_items(items: Iterable[UUID]) -> dict[UUID, list[Posting]]:
    """Where each of these items was posted, newest first."""
    found: dict[UUID, list[Posting]] = {}
    for posting in Posting.objects.filter(item__in=list(items)).order_by("-at", "-pk"):
        found.setdefault(posting.item, []).append(posting)
    return found


def _check_address(url: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError as error:
        raise BadInput(f"{url[:80]!r} is no address of a post. It must begin with https://.", argument="url") from error


def _photo_shown(item: ContentItem, at: datetime) -> UUID | None:
    """The photo that a pack of the item showed at this moment."""
    uids = item.card["photos"]
    withdrawn = dict(Photo.objects.filter(uid__in=uids).values_list("uid", "withdrawn_at"))
    for uid in uids:
        photo = item.reader.snapshot.photos.get(uid)
        if photo is None:
            continue
        ended = withdrawn.get(UUID(uid))
        was_shown = ended is not None and ended > at and Purpose.SOCIAL_MEDIA in photo.purposes
        if was_shown or photo.may_be_used(SOCIAL, at):
            return UUID(uid)
    return None


# ── what must be taken down ─────────────────────────────────────────────────────────────────────────────────────────


def to_take_down(snapshot: Snapshot, now: datetime) -> list[Posting]:
    """Postings that show somebody who no longer agrees to it, and that nobody has taken down. Oldest first."""
    standing = Posting.objects.filter(taken_down_at__isnull=True).order_by("at", "pk")
    return [posting for posting in standing if not may_stand(posting, snapshot, now)]


def may_stand(posting: Posting, snapshot: Snapshot, now: datetime) -> bool:
    """Whether those whose photo or words it shows agree, now. A photo that is no longer here answers no."""
    if posting.photo:
        photo = snapshot.photos.get(str(posting.photo))
        if photo is None or not photo.may_be_used(SOCIAL, now):
            return False
    return all(quote in snapshot.quotes for quote in posting.quotes)


def mark_taken_down(posting: Posting, by: str, done: bool = True) -> None:
    posting.taken_down_at, posting.taken_down_by = (clock.now(), by[:150]) if done else (None, "")
    posting.save(update_fields=["taken_down_at", "taken_down_by"])


# ── plans ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Plan:
    """One planned post."""

    page_id: int
    item: UUID
    title: str
    site: str
    channel: str
    at: datetime
    visible_from: datetime | None  # None: nobody has published it yet
    posting: Posting | None

    def is_due(self, now: datetime) -> bool:
        """Whether it should be posted by now, and could be, and was not."""
        is_visible = self.visible_from is not None and self.visible_from <= now
        return self.at <= now and is_visible and self.posting is None

    @property
    def channel_name(self) -> str:
        return str(Channel(self.channel).label)

    @property
    def is_too_early(self) -> bool:
        """Planned for a moment at which the link will lead nowhere."""
        return self.visible_from is None or self.at < self.visible_from


def due(reader: Reader, channels: Iterable[str] | None = None) -> list[tuple[ContentItem, ChannelRecord, datetime]]:
    """What should be posted by now and was not: the item, the channel's rules and the planned time, oldest first."""
    wanted = None if channels is None else set(channels)
    plans = [
        plan
        for plan in planned(reader.snapshot, None, reader.now, with_drafts=False)
        if plan.is_due(reader.now) and (wanted is None or plan.channel in wanted)
    ]
    rows = queries.visible(reader.now).filter(page_id__in=[plan.page_id for plan in plans])
    items = {item.pk: item for item in reader.items(rows.values(*queries.COLUMNS), Languages())}
    by_page = {page_id: items[pk] for pk, page_id in rows.values_list("pk", "page_id")}
    channels_on = reader.snapshot.channels
    return [
        (item, channels_on[plan.channel], plan.at)
        for plan in plans
        if isinstance(item := by_page.get(plan.page_id), ContentItem)
    ]


def planned(snapshot: Snapshot, since: datetime | None, until: datetime | None, with_drafts: bool = True) -> list[Plan]:
    """What is planned from one moment to another, for channels that are on; earliest first."""
    plans = [*_published_plans(since, until), *(_drafted_plans(snapshot) if with_drafts else ())]
    channels = {name for name, rules in snapshot.channels.items() if rules.is_on}
    found: dict[tuple[int, str, datetime], Plan] = {}
    for plan in plans:  # what holds now comes before what a schedule will put in its place
        if plan.channel in channels and (since is None or plan.at >= since) and (until is None or plan.at <= until):
            found.setdefault((plan.page_id, plan.channel, plan.at), plan)
    postings = of_items({plan.item for plan in found.values()})
    zones = {key: site.zone for key, site in snapshot.sites.items()}
    done = [_with_posting(plan, postings.get(plan.item, []), zones.get(plan.site, UTC)) for plan in found.values()]
    return sorted(done, key=lambda plan: (plan.at, plan.title, plan.channel))


def _with_posting(plan: Plan, postings: list[Posting], zone: Any) -> Plan:
    """A plan is carried out by a posting on its channel on its day or later."""
    day = plan.at.astimezone(zone).date()
    carried_out = [
        posting for posting in postings if posting.channel == plan.channel and posting.at.astimezone(zone).date() >= day
    ]
    values = {name: getattr(plan, name) for name in Plan.__slots__}
    return Plan(**values | {"posting": carried_out[-1] if carried_out else None})


def _published_plans(since: datetime | None, until: datetime | None) -> Iterable[Plan]:
    """Facets begin with the moment, written so that they sort as time does."""
    facets = Facet.objects.filter(dimension="planned").select_related("entry").order_by("entry__is_scheduled", "value")
    if since:
        facets = facets.filter(value__gte=iso(since))
    if until:
        facets = facets.filter(value__lte=f"{iso(until)} ~")
    now = clock.now()
    for facet in facets:
        moment, channel = facet.value.split(" ")
        entry = facet.entry
        if entry.visible_until and entry.visible_until <= now:
            continue
        yield Plan(
            page_id=entry.page_id,
            item=entry.item,
            title=orjson.loads(entry.card)["title"],
            site=entry.site,
            channel=channel,
            at=datetime.fromisoformat(moment),
            visible_from=entry.visible_from,
            posting=None,
        )


def _drafted_plans(snapshot: Snapshot) -> Iterable[Plan]:
    """Plans of pages that nobody has published yet, as last saved."""
    known = Entry.objects.filter(is_content=True).values("page_id")
    drafts = Page.objects.filter(live=False, latest_revision__isnull=False).exclude(pk__in=known)
    revisions = Revision.objects.filter(pk__in=drafts.values("latest_revision"))
    for revision in revisions.filter(content__share_texts__0__isnull=False):
        page = revision.as_object()
        home = snapshot.home_of(page.path)
        if home is None or not isinstance(page, ContentPage):
            continue
        for own in page.share_texts.all():
            if own.planned_for:
                yield Plan(
                    page_id=page.pk,
                    item=page.translation_key,
                    title=page.title,
                    site=home.site,
                    channel=own.channel,
                    at=own.planned_for,
                    visible_from=None,
                    posting=None,
                )


def shared_nowhere(now: datetime) -> QuerySet[Entry]:
    """What readers see and nobody has posted anywhere, newest first."""
    posted = Posting.objects.filter(item=OuterRef("item"))
    return queries.visible(now).filter(is_content=True).exclude(Exists(posted)).order_by("-published_at", "item")
