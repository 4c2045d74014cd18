"""What DuckDB and Spark mean differently, each asked of both: the dialect has to make one meaning of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from kpi.store.duckdb.database import FOLD_CODE, IN_ORDER
from kpi.store.lake.lifting import ASKED, asked_table, lifted
from kpi.store.spark.dialect import spark_sql

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

THREE = "(select 1 as n, 'b' as t union all select 2, null union all select 3, 'a') three"
NONE = f"(select * from {THREE} where n > 9) none"
SAME = {
    "a list of nothing is null": f"select list(t) as x, list(t) filter (where n > 9) as y from {NONE}",
    "a list of nothing beside one of something": f"select list(t order by t) filter (where n = 1) as x,"
    f" list(t) filter (where n > 5) as y from {THREE}",
    "a list keeps nulls": f"select list(t order by n) as x from {THREE}",
    "a list in an order of its own": "select list(t order by in_order(t)) as x from (select 'T10' as t union all select 'T2') few",
    "a list of different values": "select list(distinct t order by t) as x"
    " from (select 'b' as t union all select 'a' union all select 'b') few",
    "a list of records": "select list({'code': t, 'n': n}) filter (where t is not null) as x"
    f" from (select * from {THREE} where n = 1) few",
    "the newest value that there is": "select arg_max(t, n) as x, arg_max(t, n) filter (where n < 3) as y"
    f" from (select * from {THREE} where n < 3) few",
    "the newest of nothing": f"select arg_max(t, n) as x from {NONE}",
    "any value in an order": f"select any_value(t order by n desc) as x from {THREE}",
    "in a list": "select list_contains(['a'], 'a') as a, list_contains(['a'], 'b') as b, list_contains(['a'], $null::varchar) as c",
    "in a list with a null": "select list_contains(['a', null], 'b') as a, list_contains(['a', null], 'a') as b",
    "all in a list": "select list_has_all(['a', 'b'], ['b']) as a, list_has_all(['a'], ['b']) as b, list_has_all(['a'], $none) as c",
    "different values of a list": "select list_distinct(['a', null, 'a']) as x, list_distinct([t]) as y"
    " from (select $null::varchar as t) one",
    "lists of lists": "select list_distinct(flatten(list(v))) as x from (select ['a'] as v union all select ['a']) few",
    "one list unnested": "select unnest($days::date[]) as x",
    "two lists side by side": "select unnest($texts::varchar[]) as x, unnest($lists::varchar[][]) as y",
    "no lists side by side": "select unnest($none::varchar[]) as x, unnest($none::varchar[][]) as y",
    "an empty list": "select v = [] as x from (select unnest($lists::varchar[][]) as v) few",
    "nulls stand last": f"select n from {THREE} order by t, n",
    "and last the other way round": f"select n from {THREE} order by t desc, n",
    "nulls and windows": f"select n, row_number() over (order by t desc) as x, last_value(t ignore nulls) over"
    f" (order by n rows between unbounded preceding and unbounded following) as y from {THREE}",
    "a window with a name": f"select n, max(n) over whole as x from {THREE} window whole as (partition by t is null)",
    "all that is not counted": "select t, n, count(*) as x from (select 'a' as t, 1 as n union all select 'a', 1) few group by all",
    "sets of groups": f"select t, count(*) as x from {THREE} group by grouping sets ((t, n), (t))",
    "which rows qualify": f"select n from {THREE} qualify row_number() over (order by n desc) = 1",
    "all columns but one": f"select three.* exclude (t) from {THREE}",
    "texts one after the other": f"select string_agg(n::varchar, '+' order by n desc) as x,"
    f" string_agg(t, '+') filter (where n > 9) as y from {THREE}",
    "not distinct": f"select n from {THREE} where t is not distinct from null and n is distinct from null",
    "a moment without a zone": "select $moment as x, $moment::date as y, cast($moment as date) = $day as z,"
    " extract(year from $moment) as year",
    "the last moment": "select $last as x, $moment < $last as y",
    "greatest passes over nulls": "select greatest($day, null) as x, greatest(1, null, 2) as y",
    "texts with nulls": "select 'a' || $null as x, concat_ws('/', 'a', $null, 'b') as y, coalesce($null, '') || right('abc', 2) as z",
    "what is no number": "select try_cast('7' as bigint) as x, try_cast('a7' as bigint) as y, try_cast('' as bigint) as z",
    "quotes and signs": r"""select 'it''s' as a, 'a\b' as b, 'Đỗ "x" %_' as c, $odd as d""",
    "a boolean at the end": f"select bool_or(n > 2) as x, max(case when n = 2 then 1 else 0 end) = 1 as y from {THREE}",
}
VALUES: dict[str, Any] = {
    "none": [], "null": None, "days": [date(2024, 2, 29), date.max], "texts": ["a", "b"], "lists": [[], ["c", "d"]],
    "moment": datetime(2024, 2, 29, 23, 59, 59, 999999), "last": datetime.max, "day": date(2024, 2, 29),
    "odd": "a'b\\c\"d$e:f\nĐ",
}  # fmt: skip
IN_AN_ORDER = {"nulls stand last", "and last the other way round"}


@pytest.fixture(scope="module")
def in_duckdb() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(f"{IN_ORDER}; {FOLD_CODE}")
    return connection


def asked(text: str) -> dict[str, Any]:
    return {name: value for name, value in VALUES.items() if re.search(rf"\${name}\b", text)}


def of_duckdb(connection: duckdb.DuckDBPyConnection, text: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
    return connection.execute(text, dict(values)).fetchall()


def of_spark(spark: SparkSession, text: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """As a unit asks that is alone in the lake."""
    spark.createDataFrame(asked_table({"only": values}, text)).createOrReplaceTempView(ASKED)
    rows = spark.sql(spark_sql(lifted(text), {ASKED: ASKED}, ordered=True)).toArrow().to_pylist()
    return [tuple(row.values())[:-1] for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("what", SAME)
def test_both_mean_the_same(what: str, spark: SparkSession, in_duckdb: duckdb.DuckDBPyConnection) -> None:
    text = SAME[what]
    wanted, found = of_duckdb(in_duckdb, text, asked(text)), of_spark(spark, text, asked(text))
    if what not in IN_AN_ORDER:
        wanted, found = sorted(wanted, key=repr), sorted(found, key=repr)
    assert found == wanted


@pytest.mark.slow
def test_codes_fold_and_stand_in_order_letter_by_letter(
    spark: SparkSession, in_duckdb: duckdb.DuckDBPyConnection
) -> None:
    letters = [
        chr(number) for number in range(1, 0x10000) if unicodedata.category(chr(number)) not in ("Cs", "Cn", "Co")
    ]
    words = ["T2", "T10", "hg-001", "HG 1", "0.0a00", "x" + "9" * 12, "Thôn 007b08", "ĐÈ/4", "e\u0302\u0301", ""]
    for some in (letters[:12000], letters[12000:36000], letters[36000:], words):
        text = "select t, fold_code(t) as folded, in_order(t) as ordered from (select unnest($words::varchar[]) as t) words"
        wanted, found = of_duckdb(in_duckdb, text, {"words": some}), of_spark(spark, text, {"words": some})
        assert [pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.slow
def test_names_stand_in_the_order_of_the_alphabet(spark: SparkSession) -> None:
    from kpi.store import collated

    text = "select name from (select distinct unnest($names::varchar[]) as name) given order by name collate vi, name"
    names = ["Đức", "Dũng", "Ân", "An", "ăn", "Ánh", "anh", "Ổi", "Ơi", "Oanh", "Thôn 2", "Thôn 10", "Ỷ", "Yến"]
    assert [name for (name,) in of_spark(spark, text, {"names": names})] == list(collated(names))


def test_what_a_relation_stands_on_is_in_no_order() -> None:
    relation = lifted("select list(x order by x) as y from a group by z order by z")
    assert "ORDER BY" not in spark_sql(relation, {"a": "a_1"}, ordered=False)
    assert "a_1 AS a" in spark_sql(relation, {"a": "a_1"}, ordered=True)
