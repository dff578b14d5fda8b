"""What a search costs on the database at hand: ours, Wagtail's database search, and a bare websearch_to_tsquery.

DATABASE_URL=postgres://… DEMO=on python scripts/measure_search.py

PostgreSQL must run on this machine: the time that its process spends is read from /proc, so that a busy machine
disturbs little. Wagtail's own index must have been made (`manage.py update_index`). Nothing is written but a temporary
table.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 100
QUERIES = (
    "frivillig",  # in nearly every generated item, in six forms
    "kommunen",
    "seniorer",
    "rickshaw",
    "langaa",
    "frivillig kommune",
    "strikkecafé seniorer",
    "skak",
    "fodblod",  # mistyped: finds nothing
)
FLOOR = """
    CREATE TEMPORARY TABLE floor AS SELECT id, to_tsvector('danish',
        coalesce(card::json ->> 'title', '') || ' ' || coalesce(card::json ->> 'summary', '') || ' '
        || coalesce((SELECT string_agg(block ->> 'text', ' ') FROM json_array_elements(body::json) block), '')) AS words
    FROM content_entry WHERE is_content
"""
FLOOR_QUERY = """
    SELECT id FROM floor, websearch_to_tsquery('danish', %s) query WHERE words @@ query
    ORDER BY ts_rank(words, query) DESC, id LIMIT 20
"""


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    import django

    django.setup()
    from django.db import connection
    from wagtail.models import Page

    from content import addresses
    from content.graphql.filters import ContentFilter
    from content.queries import Languages, Paging
    from content.reading import Reader
    from search import suggest
    from search.graphql import Hits

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), (SELECT count(*) FROM content_entry)")
        backend, entries = cursor.fetchone()
        cursor.execute(FLOOR)
        cursor.execute("CREATE INDEX ON floor USING gin (words)")
        cursor.execute("ANALYZE floor")
    reader = Reader(addresses.without_request())

    def hits(query: str) -> Hits:
        return Hits(reader, query, ContentFilter(), Paging(20, None, None, None), Languages())

    def ours(query: str) -> int:
        return len(hits(query).search.page(Paging(20, None, None, None), "measured").rows)

    def ours_counted(query: str) -> int:
        return hits(query).total_count

    def typing(query: str) -> int:
        found = hits(query[:4])
        return len(suggest.completions(query[:4], found.search.entries, found.asker, ["da"]))

    def wagtail(query: str) -> int:
        return len(list(Page.objects.live().search(query)[:20]))

    def floor(query: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR_QUERY, [query])
            return len(cursor.fetchall())

    print(f"{entries} entries; per search: wall ms median / p95, database CPU ms, our CPU ms, rows")
    for name, contender in (
        ("ours", ours), ("ours, totalCount", ours_counted), ("suggest, 4 letters", typing), ("Wagtail", wagtail),
        ("websearch_to_tsquery", floor),
    ):  # fmt: skip
        print(f"\n{name}")
        for query in QUERIES:
            print(f"  {query:22} {measured(contender, query, backend)}")


def measured(contender: Callable[[str], int], query: str, backend: int) -> str:
    rows = contender(query)
    walls: list[float] = []
    own, database = process_time(), cpu_of(backend)
    for _round in range(ROUNDS):
        begun = perf_counter()
        contender(query)
        walls.append((perf_counter() - begun) * 1000)
        if sum(walls) > 2_500 and len(walls) >= 5:
            break
    own, database = (process_time() - own) / len(walls), (cpu_of(backend) - database) / len(walls)
    p95 = quantiles(walls, n=20)[-1]
    return f"{median(walls):7.2f} / {p95:7.2f}   {database * 1000:7.2f}   {own * 1000:6.2f}   {rows:5}"


def cpu_of(process: int) -> float:
    """Seconds that a process has been running on a processor."""
    fields: list[Any] = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
