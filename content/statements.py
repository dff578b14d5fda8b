"""Statements whose SQL is made once for each shape, and run with new values ever after.

The ORM says what a question means (`content/queries.py`). Making its SQL takes longer than a database takes to answer,
so a question is put with `Slot`s where its values go; its SQL is kept under a key that names everything else about it.
On PostgreSQL it is prepared on the connection, and planned once.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Any

import orjson
import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Field, Lookup, QuerySet
from psycopg import sql as quoting

MOST = 500  # statements kept

Row = tuple[Any, ...]
NewSlot = Callable[[Field[Any, Any]], Any]
Build = Callable[[NewSlot], QuerySet[Any, Any]]


class Slot(Expression):
    """Where a value goes when the statement is run."""

    def __init__(self, number: int, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.number = number

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


@Field.register_lookup
class Among(Lookup[Any]):
    """A column's value is one of a list, however long: the list is one parameter, so the SQL stays the same."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        field = self.lhs.output_field
        values = ListSlot(self.rhs.number, field) if isinstance(self.rhs, Slot) else _listed(field, self.rhs)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", [*params, values]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*params, values]  # noqa: S608 - the ORM's own


class ListSlot(Slot):
    """Where a list goes."""


def _listed(field: Field[Any, Any], values: Sequence[Any]) -> Any:
    """A list as the database takes it."""
    if connection.vendor == "postgresql":
        return list(values)
    return orjson.dumps([field.get_db_prep_value(value, connection) for value in values]).decode()


class Statement:
    """The SQL of one shape."""

    __slots__ = ("_converters", "_is_prepared", "_params", "_sql")

    def __init__(self, entries: QuerySet[Any, Any], is_prepared: bool) -> None:
        compiler = entries.query.get_compiler(connection=connection)
        self._is_prepared = is_prepared and connection.vendor == "postgresql"
        self._converters: dict[Any, Any] = {}
        self._params: tuple[Any, ...] = ()
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # no entry can ever match
            self._sql = ""
            return
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        self._converters = compiler.get_converters(columns)
        self._sql, self._params = _with_constants(sql, params) if self._is_prepared else (sql, tuple(params))

    def rows(self, values: Sequence[Any]) -> list[Row]:
        if not self._sql:
            return []
        if connection.vendor == "postgresql":
            params = [values[each.number] if isinstance(each, Slot) else each for each in self._params]
        else:
            params = [_prepared(each, values) for each in self._params]
        found = fetch(self._sql, params, self._is_prepared)
        return [self._converted(row) for row in found] if self._converters else found

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for place, (converters, column) in self._converters.items():
            for converter in converters:
                values[place] = converter(values[place], column, connection)
        return tuple(values)


def _with_constants(sql: str, params: Sequence[Any]) -> tuple[str, tuple[Slot, ...]]:
    """SQL in which everything but the slots stands written out, so that a plan made once knows it."""
    parts = iter(sql.split("%s"))
    written, slots = [next(parts)], []
    for param, part in zip(params, parts, strict=True):
        if isinstance(param, Slot):
            slots.append(param)
            written.append("%s")
        else:
            written.append(quoting.Literal(param).as_string(connection.connection).replace("%", "%%"))
        written.append(part)
    return "".join(written), tuple(slots)


def _prepared(param: Any, values: Sequence[Any]) -> Any:
    """A value as the database wants to be given it."""
    if isinstance(param, ListSlot):
        return _listed(param.output_field, values[param.number])
    return param.output_field.get_db_prep_value(values[param.number], connection) if isinstance(param, Slot) else param


def fetch(sql: str, params: Sequence[Any] = (), is_prepared: bool = True) -> list[Row]:
    """What a statement finds. Whoever counts or guards statements goes on seeing all of them."""
    connection.ensure_connection()
    if not is_prepared or connection.vendor != "postgresql" or connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        return psycopg.Cursor(connection.connection).execute(sql, params, prepare=True, binary=True).fetchall()


_kept: "OrderedDict[Hashable, Statement]" = OrderedDict()
_lock = Lock()


def rows(key: Hashable, build: Build, values: Sequence[Any], is_prepared: bool = True) -> list[Row]:
    """What a question finds. `build` is asked once for each key, with slots in the order of the values."""
    key = connection.vendor, key
    with _lock:
        statement = _kept.get(key)
        if statement is not None:
            _kept.move_to_end(key)
    if statement is None:
        count = iter(range(len(values)))
        connection.ensure_connection()
        statement = Statement(build(lambda field: Slot(next(count), field)), is_prepared)
        with _lock:
            _kept[key] = statement
            if len(_kept) > MOST:
                _kept.popitem(last=False)
    return statement.rows(values)
