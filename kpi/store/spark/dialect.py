"""Writes a relation of ``kpi/sql`` in Spark's SQL: sqlglot translates, and what the two engines mean differently is settled here.

Each rewriting below says what the one engine means and the other does not; a test asks both engines about each.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

import sqlglot
from sqlglot import exp

from kpi.store.statements import SIGNS

_D_WITH_BAR = chr(273)
_FIRST_BEYOND_ASCII, _FIRST_BEYOND_THE_PLANE, _SURROGATES = 0x80, 0x10000, range(0xD800, 0xE000)


def spark_sql(relation: exp.Query, names: Mapping[str, str], *, ordered: bool) -> str:
    """A relation's statement for Spark, with tables and relations by the ``names`` that they have there.

    ``ordered``: whether its rows are read as they come; what another relation stands on need not be in any order.
    """
    statement = relation.copy()
    if not ordered:
        statement.set("order", None)
    for node in reversed(list(statement.walk())):  # from within outwards: what is rewritten holds what has been
        written = _rewritten(node, names)
        if written is not node:
            node.replace(written)
    return statement.sql("spark", comments=False)


def _rewritten(node: exp.Expr, names: Mapping[str, str]) -> exp.Expr:
    if isinstance(node, exp.Table):
        return _by_name(node, names)
    rewrite = _REWRITES.get(type(node))
    return rewrite(node) if rewrite else node


def _by_name(table: exp.Table, names: Mapping[str, str]) -> exp.Expr:
    alias = table.args.get("alias") or exp.TableAlias(this=exp.to_identifier(table.name))
    return exp.Table(this=exp.to_identifier(names[table.name]), alias=alias)


def _written(template: str, **parts: exp.Expr) -> exp.Expr:
    """Spark's SQL with its ``:parts`` put in."""
    return exp.replace_placeholders(_template(template).copy(), **parts)


@cache
def _template(text: str) -> exp.Expr:
    return sqlglot.parse_one(text, read="spark")


def _newest(node: exp.Expr) -> exp.Expr:
    """``arg_max`` passes over rows that have no value to give; Spark's ``max_by`` gives the null."""
    return _by("max_by", node.this, node.args["expression"])


def _any_in_order(node: exp.Expr) -> exp.Expr:
    """``any_value`` takes an order; Spark's does not."""
    if not isinstance(node.this, exp.Order):
        return node
    (first,) = node.this.expressions
    return _by("max_by" if first.args.get("desc") else "min_by", node.this.this, first.this)


def _by(function: str, given: exp.Expr, by: exp.Expr) -> exp.Expr:
    return _written(f"{function}(:given, case when :given is not null then :by end)", given=given, by=by)


def _ignoring_nulls(node: exp.Expr) -> exp.Expr:
    """What the two above have become ignores them already."""
    return node.this if isinstance(node.this, exp.ArgMax | exp.ArgMin) else node


def _listed(node: exp.Expr) -> exp.Expr:
    """``list`` of no rows is null, keeps nulls, and takes an order; Spark's ``collect_list`` does none of these."""
    if isinstance(node.parent, exp.Filter):
        return node  # rewritten with its condition
    return _list(node, exp.true())


def _filtered(node: exp.Expr) -> exp.Expr:
    return _list(node.this, node.expression.this) if isinstance(node.this, exp.ArrayAgg) else node


def _list(aggregate: exp.Expr, condition: exp.Expr) -> exp.Expr:
    """In the order asked for, else of the values themselves: the same whoever works it out."""
    value = aggregate.this
    key: exp.Expr = exp.Literal.number(0)
    if isinstance(value, exp.Order):
        (ordered,) = value.expressions
        value, key = value.this, ordered.this
    collect = "collect_list"
    if isinstance(value, exp.Distinct):
        (value,), collect = value.expressions, "collect_set"
    return _written(
        f"case when count(*) filter (where :kept) > 0 then transform(array_sort({collect}(struct(:key as k, :value as v))"
        " filter (where :kept)), one -> one.v) end",
        kept=condition, key=key, value=value,
    )  # fmt: skip


def _distinct(node: exp.Expr) -> exp.Expr:
    """``list_distinct`` drops nulls; Spark's ``array_distinct`` keeps one."""
    return _written("array_compact(array_distinct(:list))", list=node.this)


def _contains(node: exp.Expr) -> exp.Expr:
    """``list_contains`` says no of what is not in a list with a null; Spark's ``array_contains`` says null."""
    return _written("array_contains(array_compact(:list), :one)", list=node.this, one=node.expression)


def _unnested(node: exp.Expr) -> exp.Expr:
    """Several lists unnested side by side; Spark unnests one in a SELECT, so they are zipped first."""
    lists = [one for one in node.expressions if isinstance(one.unalias(), exp.Explode)]
    if len(lists) > 1:
        zipped = exp.func("arrays_zip", *(one.unalias().this for one in lists), dialect="spark")
        side_by_side = exp.Aliases(
            this=exp.Inline(this=zipped), expressions=[exp.to_identifier(one.alias) for one in lists]
        )
        node.set("expressions", [side_by_side, *(one for one in node.expressions if one not in lists)])
    return node


def _is_empty(node: exp.Expr) -> exp.Expr:
    """``= []``: Spark's empty list has no type to compare with."""
    right = node.expression
    return (
        _written("size(:list) = 0", list=node.this) if isinstance(right, exp.Array) and not right.expressions else node
    )


def _macro(node: exp.Expr) -> exp.Expr:
    """The store's macros, and functions that Spark has not, written out."""
    written = _FUNCTIONS.get(node.name.lower())
    return written(*node.expressions) if written else node


def _in_order(text: exp.Expr) -> exp.Expr:
    return _written(
        "regexp_replace(regexp_replace(:text, '([0-9]+)', '00000000$1'), '[0-9]*([0-9]{8})', '$1')", text=text
    )


def _fold_code(code: exp.Expr) -> exp.Expr:
    letters, plain = map(exp.Literal.string, _plain_letters())
    return _written(
        "regexp_replace(regexp_replace(translate(:code, :letters, :plain), '(^|[^0-9])0+([0-9])', '$1$2'), :signs, '')",
        code=code, letters=letters, plain=plain, signs=exp.Literal.string(f"[{SIGNS}]"),
    )  # fmt: skip


def _has_all(whole: exp.Expr, part: exp.Expr) -> exp.Expr:
    return _written("size(array_except(:part, :whole)) = 0", part=part, whole=whole)


@cache
def _plain_letters() -> tuple[str, str]:
    """Every letter that ``lower`` and ``strip_accents`` change, and what it becomes; at the end the marks, which become nothing.

    Letter by letter, since Spark has no ``strip_accents``, and its ``lower`` looks at the letters beside one.
    """
    beyond = (number for number in range(_FIRST_BEYOND_ASCII, _FIRST_BEYOND_THE_PLANE) if number not in _SURROGATES)
    plain = {chr(number): _plain(chr(number)) for number in (*range(_FIRST_BEYOND_ASCII), *beyond)}
    changed = sorted((letter for letter in plain if plain[letter] != letter), key=lambda one: not plain[one])
    return "".join(changed), "".join(plain[letter] for letter in changed)


def _plain(letter: str) -> str:
    bare = [
        one for one in unicodedata.normalize("NFD", letter.lower()) if not unicodedata.category(one).startswith("M")
    ]
    return unicodedata.normalize("NFC", "".join(bare)).replace(_D_WITH_BAR, "d")


_FUNCTIONS: dict[str, Callable[..., exp.Expr]] = {
    "in_order": _in_order,
    "fold_code": _fold_code,
    "list_has_all": _has_all,
}
_REWRITES: dict[type[exp.Expr], Callable[[exp.Expr], exp.Expr]] = {
    exp.ArgMax: _newest,
    exp.AnyValue: _any_in_order,
    exp.IgnoreNulls: _ignoring_nulls,
    exp.ArrayAgg: _listed,
    exp.Filter: _filtered,
    exp.ArrayDistinct: _distinct,
    exp.ArrayContains: _contains,
    exp.Select: _unnested,
    exp.EQ: _is_empty,
    exp.Anonymous: _macro,
}
