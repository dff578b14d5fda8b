"""The queue: what is planned, due, or was shared nowhere. Plans are part of the page, and so of its entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page, Revision

from content import clock, postings, queries
from content.models.entry import Entry, Facet
from content.models.page import ContentPage, iso
from content.models.sharing import Posting
from content.queries import Languages
from content.reading import ContentItem, Reader
from content.references import ChannelRecord, Snapshot
from content.words import Channel


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
    posted = postings.of_items({plan.item for plan in found.values()})
    zones = {key: site.zone for key, site in snapshot.sites.items()}
    done = [_with_posting(plan, posted.get(plan.item, []), zones.get(plan.site, UTC)) for plan in found.values()]
    return sorted(done, key=lambda plan: (plan.at, plan.title, plan.channel))


def _with_posting(plan: Plan, posted: list[Posting], zone: Any) -> Plan:
    """A plan is carried out by a posting on its channel on its day or later."""
    day = plan.at.astimezone(zone).date()
    carried_out = [
        posting for posting in posted if posting.channel == plan.channel and posting.at.astimezone(zone).date() >= day
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
