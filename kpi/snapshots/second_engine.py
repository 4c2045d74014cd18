"""Frozen states by the second engine, too: its figures are to be those of the first, else it is told relation by relation why not.

The first answers from the store, the second from a copy of it as Parquet files, in which nobody's name stands: so reading, copying,
translating and counting are done twice, and only the words of the relations (``kpi/sql``) and what follows them are shared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.status import status
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import RECEIVED
from kpi.i18n.formats import NOTHING, format_count
from kpi.i18n.messages import N_, _
from kpi.measures.secrecy import SentTable
from kpi.snapshots.aggregate import again
from kpi.snapshots.freezing import Difference, plain_values, rules_of
from kpi.snapshots.village_tables import sent_tables
from kpi.store import FrozenState, Store
from kpi.store.differing import OtherRows, Overheard, other_rows
from kpi.store.engines import asked_here, asked_of, copy_of
from kpi.store.lake.partition import Partition
from kpi.store.ports import Relations

SECOND = "spark"
_DAYS = ("now", "before")
_SIDES = {
    "now": N_("on its day"),
    "before": N_("on the day it was compared with"),
    "aggregate": N_("in the aggregate file"),
}
_COUNTS = ("numerator", "denominator", "waiting")
_OF_A_ROW = ("date", "measure", "village", "kind")
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the engines make of one state: ``figures`` with what the first says (``then``) and the second (``now``), ``relations`` from
    the place where they part; none of these: the copy is another than the store."""

    figures: tuple[Difference, ...]
    relations: tuple[OtherRows, ...]

    def lines(self, config: Config) -> tuple[str, ...]:
        """The same in words: a line for each figure, then one for each relation."""
        figures = tuple(_figure_in_words(one, config) for one in self.figures)
        nowhere = (
            () if self.relations else (_("no relation has other rows: the store's copy is another than the store"),)
        )
        return (*figures, *map(in_words, self.relations), *nowhere)


@dataclass(frozen=True, slots=True)
class _StateByFirst:
    """A state with the rules that it is of, and what the first engine makes of it."""

    rules: Config
    state: FrozenState
    figures: Figures


@dataclass(frozen=True, slots=True)
class FirstFigures:
    """What the first engine makes of states, and a copy of the store of that very moment, to ask the second one of."""

    copy: Partition
    sent: tuple[SentTable, ...]
    asked: tuple[_StateByFirst, ...]


@contextmanager
def first_figures(
    store: Store, states: Sequence[tuple[Config, FrozenState]], sent: Sequence[SentTable]
) -> Iterator[FirstFigures]:
    """States by the rules that each is of, as the store has them in one view, with its copy for the block."""
    with ExitStack() as lent:
        with store.one_view():
            asked = tuple(_StateByFirst(rules, state, _figures(store, rules, state, sent)) for rules, state in states)
            copy = lent.enter_context(copy_of(store))
        yield FirstFigures(copy, tuple(sent), asked)


def disagreements(first: FirstFigures) -> Iterator[tuple[FrozenState, Disagreement]]:
    """The states of which the second engine has other figures."""
    with asked_here(first.copy, SECOND) as second:
        for one in first.asked:
            figures = tuple(_other_figures(one.figures, _figures(second, one.rules, one.state, first.sent)))
            if figures:
                heard = Overheard(asked_of(first.copy, "duckdb"))
                _figures(heard, one.rules, one.state, first.sent)
                yield one.state, Disagreement(figures, other_rows(heard.behind, second, heard.asked))


@needs(Right.FIGURES)
def by_second_engine(store: Store, config: Config, state: FrozenState) -> Disagreement | None:
    """What the engines make of one state that is kept, by the rules of then; None: the same."""
    with store.one_view():
        sent, rules = sent_tables(store.frozen_states()), rules_of(store, config, state)
    with first_figures(store, [(rules, state)], sent) as first:
        return next((found for _state, found in disagreements(first)), None)


def refuse_other_figures(first: FirstFigures, config: Config) -> None:
    """Refuses what is to be frozen and comes out otherwise by the second engine."""
    for _state, found in disagreements(first):
        raise refusal(found, config)


def refusal(found: Disagreement, config: Config) -> UserError:
    """What the engines make of a state as a fault to be told."""
    return UserError(
        _("The two engines have different figures"),
        found="\n".join(("", *found.lines(config))),
        expected=_("the same figures by DuckDB and by Spark"),
        remedy=_(
            "One of them counts wrongly: with such figures nothing is frozen. Keep this message for whoever looks after the program."
        ),
        code="engines_differ",
    )


def in_words(one: OtherRows) -> str:
    """How many rows of a relation only one engine has, and some of them."""
    said = _(
        "relation {name}: {first} rows by DuckDB alone (1), {second} by Spark alone (2)",
        name=one.relation, first=format_count(one.only_first), second=format_count(one.only_second),
    )  # fmt: skip
    return "\n  ".join((said, *one.rows))


def _figure_in_words(one: Difference, config: Config) -> str:
    measure, _blank, rest = one.indicator.partition(" ")
    title = config.indicator(measure).spoken_title if measure != RECEIVED else _("Reports received")
    of = ", ".join(filter(None, (title, rest, one.village)))
    return f"{of} ({_(_SIDES[one.side])}): DuckDB {one.then}; Spark {one.now}"


def _figures(asked: Relations, rules: Config, state: FrozenState, sent: Sequence[SentTable]) -> Figures:
    """Both days of a state and its aggregate file, asked anew."""
    with asked.one_view():
        days = (state.as_of, state.compared)
        found = dict(zip(_DAYS, (plain_values(status(asked, rules, day, state.known_at)) for day in days), strict=True))
        kept = state.content.get("aggregate")
        rows = again(Aggregate.from_dict(kept), asked, rules, sent).as_dict()["rows"] if kept else []
        return {**found, "aggregate": rows}


def _other_figures(first: Figures, second: Figures) -> Iterator[Difference]:
    for side in _DAYS:
        for one, other in zip(first[side]["indicators"], second[side]["indicators"], strict=True):
            if one != other:
                yield Difference(side, one["id"], None, *_unlike(one, other))
                yield from _other_villages(side, one, other)
    rows = [
        {tuple(row[name] for name in _OF_A_ROW): row for row in figures["aggregate"]} for figures in (first, second)
    ]
    for key in dict.fromkeys((*rows[0], *rows[1])):
        if rows[0].get(key) != rows[1].get(key):
            day, measure, village, kind = key
            of = " ".join(filter(None, (measure, day, kind)))
            yield Difference("aggregate", of, village, *_unlike(rows[0].get(key, {}), rows[1].get(key, {})))


def _other_villages(side: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Difference]:
    villages = [{village["code"]: village for village in row["villages"]} for row in (one, other)]
    for code in dict.fromkeys((*villages[0], *villages[1])):
        ours, theirs = (found.get(code, {}) for found in villages)
        if ours != theirs:
            yield Difference(side, one["id"], code or "—", *_unlike(ours, theirs))


def _unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, str]:
    """Two rows of figures by their counts; where these are the same, by what is not: of what is no single value the name alone."""
    if any(one.get(name) != other.get(name) for name in _COUNTS):
        return _said(one), _said(other)
    unlike = [name for name in dict.fromkeys((*one, *other)) if one.get(name) != other.get(name)]
    return _said(one, unlike), _said(other, unlike)


def _said(row: Mapping[str, Any], names: Sequence[str] = ()) -> str:
    """68/94 +3, verdict not_met."""
    if not row:
        return NOTHING
    numerator, denominator, waiting = (row.get(name) for name in _COUNTS)
    counts = f"{numerator}/{denominator}" + (f" +{waiting}" if waiting else "")
    singles = (name if isinstance(row.get(name), list | dict) else f"{name} {row.get(name)}" for name in names)
    return ", ".join((counts, *singles))
