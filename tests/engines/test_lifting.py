"""Every shape of statement lifted over many units: the rows of each unit alone, or refused, never other rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

pytest.importorskip("sqlglot")

from kpi.store.lake.lifting import ASKED, asked_table, lifted
from kpi.store.lake.partition import UNIT
from kpi.store.statements import parameters_in

_TABLES = {"t": "a integer, b integer, s varchar", "u": "a integer, c integer"}
# One lacks a table, one has nothing; what they have in common would show if one met another.
_ROWS: dict[str, dict[str, list[tuple[object, ...]]]] = {
    "1": {
        "t": [(1, 10, "x"), (1, 20, "y"), (2, None, "x"), (3, 5, None), (None, 7, "z")],
        "u": [(1, 100), (2, 200), (2, 201), (5, 500)],
    },
    "12": {"t": [(1, 11, "y"), (2, 3, "x"), (2, 4, "x"), (6, None, "w")], "u": [(2, 7), (6, 600), (None, 9)]},
    "2": {"t": [(9, 9, "q")], "u": []},
    "3": {"t": [], "u": []},
}
_BOUND: dict[str, dict[str, object]] = {
    "1": {"p": 1, "ps": [1, 2]},
    "12": {"p": 2, "ps": [6]},
    "2": {"p": 9, "ps": []},
    "3": {"p": 3, "ps": [1, 1, 4]},
}
RIGHT = """
select t.a, t.b from t semi join u on u.a = t.a
select t.a, t.b from t anti join u on u.a = t.a
select distinct s, $p::int as p from t
select a from t except select a from u
select a from t intersect select a from u
select a from t except all select a from u
select a from t union select 1
select a from t union all select a from u order by a
(select a from t) union all (select c from u)
select max(a) as m from t union all select max(c) from u
select s, count(*) as n from t group by s union all select 'all', count(*) from t
select a, (select max(c) from u where u.a = t.a) as c from t
select a, (select u.c from u where u.a = t.a and u.c = 200) as c from t
select (select count(*) from u) as c, (select max(a) from t) as d
select a, (select count(*) from u where u.a = $p::int) as n from t
select a, (select max(z.c) from (select c from u where u.a = t.a) z) as n from t
select a, array(select c from u where u.a = t.a order by c) as l from t
select t.a, u.c from t left join u on u.a = t.a and exists (select 1 from t x where x.b > t.b)
select a, a in (select a from u) as there from t
select a, a not in (select a from u) as there from t
select a, b > all (select c from u) as x from t
select a, exists (select 1) as x from t
select a from t where a in (select * from (select a from u) x)
select a from t where exists (select * from u where u.a = t.a)
select a from t where a in (select a from u except select 2)
select a from t where exists (select 1 from u as x where x.a = t.a and exists (select 1 from t where t.a = x.a))
select 1 as o where not exists (select 1 from t)
select $p::int as p where $p::int in (select a from t)
select a, s, count(*) as n from t group by grouping sets ((a), (s))
select a, s, count(*) as n from t group by grouping sets ((a, s), (a))
select a, s, count(*) as n from t group by grouping sets ((a), (s)), grouping sets ((b), (a))
select grouping_id(a, s) as g, count(*) as n from t group by grouping sets ((a, s), (a))
select count(*) as n from t having count(*) > 0
select 1 as n from t having count(*) > 0
select s, sum(a) as n from t group by s having sum(a) > 1
select max(n) as m from (select s, count(*) as n from t group by s) x
select s, sum(count(*)) over () as n from t group by s
select s, count(*) as n, rank() over (order by count(*) desc) as r from t group by s
select a, b, sum(b) over (order by b rows between 1 preceding and current row) as x from t
select a, b, sum(b) over (order by b rows between $p::int preceding and current row) as x from t
select a, b, sum(b) over w as x, row_number() over w as y from t window w as (partition by a order by b)
select a, b, sum(b) over (w order by b) as x from t window w as (partition by a)
select a, b, sum(b) over w2 as x from t window w as (partition by a), w2 as (w order by b)
select sum(a) filter (where b > 5) over (partition by s) as m from t
select a, b, row_number() over (order by a nulls last, b nulls last) as n from t qualify n = 1
select a, b from t order by (select max(c) from u where u.a = t.a) nulls first, b nulls first
select a from t order by $p::int, a, b
select s, a from t order by all
select unnest($ps::int[]) as a
select a, unnest(l) as v from (select a, list(b order by b) as l from t group by a) x
select p.p, t.a from (select unnest($ps::int[]) as p) p left join t on t.a = p.p
select t.a, u.c, v.b from t full join u on u.a = t.a left join t v on v.a = coalesce(t.a, u.a)
select t.a, u.c, v.b from t left join u on u.a = t.a full join t v on v.a = u.a
select t.a, u.c, v.b from t full join u on u.a = t.a full join t v on v.a = u.a
select t.a, u.c from t full join u on u.a = t.a where t.a = $p::int or u.a = $p::int
select t.a, u.c from t full join u on u.a = t.a where exists (select 1 from u x where x.a = 2)
select coalesce(t.a, u.a) as k, count(*) as n from t full join u on u.a = t.a group by all
select x.n, y.m from (select count(*) as n from t) x full join (select a as m from u) y on y.m = x.n
select t.a, u.c, v.b from t, u left join t v on v.a = u.a
select count(*) as n from t
select count(*) as n from (select a from t where a = 99) x
select count(*) as n, (select max(c) from u) as m from t
select count(*) filter (where exists (select 1 from u where u.a = t.a)) as n from t
select max((select max(c) from u where u.a = t.a)) as n from t
select count(*) filter (where b = 99) as n, sum(a) as x, list(a order by a, b) as l from t
select any_value(s order by b nulls last) as m, arg_max(s, b) as x from t
select max(case when a = $p::int then b end) as n from t
select sum(a) + $p::int as n from t
select coalesce(max(a), $p::int) as m from t
select s, $p::int as p, count(*) as n from t group by s
select s, count(*) + $p::int as n from t group by s
select s, count(*) as n from t group by s having count(*) >= $p::int
select s, count(*) filter (where a = $p::int) as n from t group by s
select $p::int as p, count(*) as n from t group by 1
select s, (select max(c) from u where u.a = $p::int) as m, count(*) as n from t group by s
select s, list({'a': a, 'b': b} order by a, b) as x from t group by s
select s, [a, b] as x, map {'k': a} as m from t
select a, [x for x in [a, b] if x > 1] as l from t
select a, list_filter($ps::int[], lambda v: v > 1) as l from t
select * exclude (b) from t
select * replace (a + 1 as a) from t
select * rename (a as z) from t
select t.*, u.c from t left join u on u.a = t.a
select x.p, x.q from t as x(p, q)
from t select a
""".strip().splitlines()
REFUSED = """
select t.a, u.c from t right join u on u.a = t.a
select * from t join u using (a)
select a from t natural join u
select t.a, u.c from t positional join u
select t.a, u.c from t asof join u on t.a >= u.a
select t.a from t join u join t v on v.a = u.a on u.a = t.a
select t.a, u.c, v.b from t, u full join t v on v.a = u.a
select t.a, x.c from t, lateral (select c from u where u.a = t.a) x
select t.a, x.v from t, unnest([1, 2]) as x(v)
select t.a, r.x from t, range(3) as r(x)
select x.a from (values (1), (2)) as x(a)
values (1), (2)
select a from main.t
select distinct on (s) s, a, b from t order by s, a desc, b
select a from t order by a limit 1
select a from t order by a offset 1
select a from t union all select a from u order by a limit 2
select a from t union all select a from u order by (select max(c) from u), a
select a from t union all by name select c, a from u
select a, (select c from u where u.a = t.a order by c limit 1) as c from t
select a from t using sample 1
select a from t tablesample reservoir(1 rows)
with x as (select a from t) select a from x
select x.a from (with y as (select a from t) select a from y) x
pivot t on s using sum(a)
select a, s, count(*) as n from t group by rollup (a, s)
select a, s, count(*) as n from t group by cube (a, s)
select count(*) as n from t group by grouping sets ((a), ())
select count(*) as n from t group by ()
select count(*) as n from t group by all
select 'x' as k, count(*) as n from t group by all
select s, count(*) + $p::int as n from t group by all
select count(*) as n from t having count(*) > 2
select 1 as n from t having true
select count(*) as n
select count(*) as n from t where a = 1
select count(*) as n from t join u on u.a = t.a
select sum(count(*)) over () as n from t
select a, (select count(*) + $p::int from u where u.a = t.a) as n from t
select t.a, u.c from t full join u on u.a = t.a and u.a = $p::int
select a from t where a = (select max(a) from t)
select a, (select max(t.c) from u as t) as n from t
select T.a from t where exists (select 1 from u as T where T.a = 2)
select to_json(t) as j from t
select list(t) as l from t group by s
select a, (select t) as r from t
select columns(*) from t
select max(columns('a|b')) from t
select * from t left join u on u.a = t.a
select a as unit from t
select x.unit from (select a as unit from t) x
select asked_1.a from t as asked_1
""".strip().splitlines()


@pytest.fixture(scope="module")
def together() -> Iterator[duckdb.DuckDBPyConnection]:
    """All units' tables in one, each row with its unit."""
    with duckdb.connect() as connection:
        for table, columns in _TABLES.items():
            connection.execute(f"create table {table} ({columns}, {UNIT} varchar)")
            for unit, rows in _ROWS.items():
                _fill(connection, table, [(*row, unit) for row in rows[table]])
        yield connection


@pytest.fixture(scope="module")
def alone() -> Iterator[dict[str, duckdb.DuckDBPyConnection]]:
    """Each unit's tables by themselves."""
    connections = {unit: duckdb.connect() for unit in _ROWS}
    for unit, connection in connections.items():
        for table, columns in _TABLES.items():
            connection.execute(f"create table {table} ({columns})")
            _fill(connection, table, _ROWS[unit][table])
    yield connections
    for connection in connections.values():
        connection.close()


def _fill(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]) -> None:
    for row in rows:
        connection.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)


def _in_order(statement: str, rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows as they come where the whole statement asks for an order, else in one of their own."""
    told = [repr(row) for row in rows]
    return told if " order by " in statement.rpartition(")")[2] else sorted(told)


@pytest.mark.parametrize("statement", RIGHT)
def test_it_has_the_rows_of_each_unit_alone(
    together: duckdb.DuckDBPyConnection, alone: dict[str, duckdb.DuckDBPyConnection], statement: str
) -> None:
    together.register(ASKED, asked_table(_BOUND, statement))
    cursor = together.execute(lifted(statement).sql("duckdb", comments=False))
    names, rows = [column[0] for column in cursor.description or ()], cursor.fetchall()
    assert {row[-1] for row in rows} <= set(_ROWS)
    for unit, connection in alone.items():
        wanted = connection.execute(statement, {name: _BOUND[unit][name] for name in parameters_in(statement)})
        assert names == [*(column[0] for column in wanted.description or ()), UNIT]
        found = [row[:-1] for row in rows if row[-1] == unit]
        assert _in_order(statement, found) == _in_order(statement, wanted.fetchall())


@pytest.mark.parametrize("statement", REFUSED)
def test_what_no_rule_covers_is_refused(statement: str) -> None:
    with pytest.raises(NotImplementedError):
        lifted(statement)
