"""The yearly promise, counted: what was published in a period, per area or another choice, by type."""

from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Annotated, Any

import strawberry
from django.db.models import Count, Q
from strawberry.types import Info

from content import queries
from content.errors import BadInput
from content.fields import text_in
from content.graphql.context import known_site, languages_of, reader_of
from content.graphql.taxonomy import Site, Term
from content.models.entry import Facet
from content.queries import Languages
from content.reading import Reader, TermView, content_types, types_listed_as
from content.references import SiteRecord

LONGEST = timedelta(days=366 * 5)


@strawberry.enum(description="What a report has a row for.")
class FollowUpGroup(Enum):
    PRIMARY_AREA = "primary_area"
    AREA = "area"
    COLLABORATION_LEVEL = "collaboration_level"
    PARTICIPATION_FORM = "participation_form"
    CONTRIBUTOR = "contributor"
    BENEFICIARY = "beneficiary"
    ACTOR = "actor"


VOCABULARIES = {
    FollowUpGroup.PRIMARY_AREA: "AREA",
    FollowUpGroup.AREA: "AREA",
    FollowUpGroup.COLLABORATION_LEVEL: "COLLABORATION_LEVEL",
    FollowUpGroup.PARTICIPATION_FORM: "PARTICIPATION_FORM",
    FollowUpGroup.CONTRIBUTOR: "TARGET_GROUP",
    FollowUpGroup.BENEFICIARY: "TARGET_GROUP",
    FollowUpGroup.ACTOR: "ACTOR",
}
ONCE = {FollowUpGroup.PRIMARY_AREA, FollowUpGroup.COLLABORATION_LEVEL}


@strawberry.type(description="What was published under one word. The row without a term counts what has none.")
class FollowUpRow:
    term: Term | None
    label: str | None = strawberry.field(description="The municipality's own word where it has one.")
    stories: int
    initiatives: int
    opportunities: int
    total: int


@strawberry.type(description="What a site published from one day to another, both included, and that can be read now.")
class FollowUpReport:
    site: Site
    from_: date = strawberry.field(name="from")
    to: date
    group_by: FollowUpGroup
    rows: list[FollowUpRow] = strawberry.field(description="One for each word of the vocabulary, zeros included.")
    total: int = strawberry.field(description="Items, each counted once.")
    counts_overlap: bool = strawberry.field(
        description="True where an item may stand in several rows, so that the rows add up to more than the total."
    )


def report(
    reader: Reader, site: SiteRecord, since: date, until: date, group: FollowUpGroup, wanted: tuple[str, ...]
) -> FollowUpReport:
    """Each item once, in the site's own chain of languages. Three statements."""
    entries = queries.visible(reader.now).filter(is_content=True, site=site.key)
    entries = queries.in_one_language(entries, reader.now, Languages(), reader.snapshot)
    reader.interests.lists_all(content_types(), sites=[site.key])
    reader.interests.refers("Term", "LocalLabel")
    begin = datetime.combine(since, time.min, site.zone)
    end = datetime.combine(until + timedelta(days=1), time.min, site.zone)
    entries = entries.filter(published_at__gte=begin, published_at__lt=end)
    counted: dict[str | None, dict[str, int]] = {}
    facets = Facet.objects.filter(dimension=group.value, entry__in=entries.values("pk"))
    for code, type_name, number in facets.values_list("value", "entry__type").annotate(number=Count("pk")):
        counted.setdefault(code, {})[type_name] = number
    without = entries.exclude(Q(facets__dimension=group.value))
    for type_name, number in without.values_list("type").annotate(number=Count("pk")):
        counted.setdefault(None, {})[type_name] = number
    vocabulary = VOCABULARIES[group]
    codes = [code for (name, code) in reader.snapshot.terms if name == vocabulary]
    rows = [_row(reader, site, vocabulary, code, counted.pop(code, {}), wanted) for code in codes]
    unknown = sorted(code for code in counted if code is not None)
    rows += [_row(reader, site, vocabulary, code, counted[code], wanted) for code in unknown]
    rows.append(_row(reader, site, vocabulary, None, counted.get(None, {}), wanted))
    of_site: Any = site
    return FollowUpReport(
        site=of_site,
        from_=since,
        to=until,
        group_by=group,
        rows=rows,
        total=entries.count(),
        counts_overlap=group not in ONCE,
    )


def _row(
    reader: Reader,
    site: SiteRecord,
    vocabulary: str,
    code: str | None,
    counted: dict[str, int],
    wanted: tuple[str, ...],
) -> FollowUpRow:
    record = reader.snapshot.terms.get((vocabulary, code or ""))
    term: Any = TermView(vocabulary, code, record, wanted, site.key) if code else None
    label = (record.local_labels.get(site.key) or text_in(record.labels, wanted)) if record else None
    numbers = {kind: sum(counted.get(name, 0) for name in types_listed_as(kind)) for kind in KINDS}
    return FollowUpRow(
        term=term,
        label=label,
        stories=numbers["STORIES"],
        initiatives=numbers["INITIATIVES"],
        opportunities=numbers["OPPORTUNITIES"],
        total=sum(numbers.values()),
    )


KINDS = ("STORIES", "INITIATIVES", "OPPORTUNITIES")


@strawberry.type
class Query:
    @strawberry.field(description="What was published in a period, by area or another choice, and by type.")
    def follow_up(
        self,
        info: Info[Any, Any],
        site: str,
        from_: Annotated[date, strawberry.argument(name="from")],
        to: date,
        group_by: FollowUpGroup | None = FollowUpGroup.PRIMARY_AREA,
        languages: list[str] | None = None,
    ) -> FollowUpReport:
        if from_ > to:
            raise BadInput("from is after to. Swap them.", argument="from")
        if to - from_ > LONGEST:
            raise BadInput("The period is longer than five years. Ask for less.", argument="to")
        record = known_site(info, site)
        wanted = languages_of(languages).requested or tuple(record.languages)
        return report(reader_of(info), record, from_, to, group_by or FollowUpGroup.PRIMARY_AREA, wanted)
