"""Does a list add or replace? Asked of one that would take much away, and never guessed.

Ruling: a list that would take away more than a tenth (and at least 3) of what its scope held on the list's own day asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from kpi.domain.errors import Problem, UserError
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Outcome
from kpi.store import ScopeChange

ONE_IN, FEWEST = 10, 3
_NAMED = 12  # so many entries are named


class AddOrReplace(UserError):
    """Some lists ask, and nobody has answered: nothing is stored. ``outcomes``: what became of every sheet up to there."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        faults = [outcome.fault for outcome in outcomes if outcome.fault is not None and outcome.asks]
        places, found = ("; ".join(getattr(fault, part) for fault in faults) for part in ("place", "found"))
        super().__init__(
            faults[0].title, place=places, found=found, expected=faults[0].expected, remedy=faults[0].remedy,
            code="add_or_replace",
        )  # fmt: skip
        for outcome in outcomes:
            outcome.batch = outcome.loaded_before
        self.outcomes = tuple(outcomes)


def takes_much_away(change: ScopeChange) -> bool:
    """More than a tenth of what the scope held, and at least 3 entries."""
    return is_much(change.gone, change.before)


def is_asked(outcome: Outcome, change: ScopeChange) -> bool:
    """Whether a list asks of one of its scopes: it would take much away, or names what may be another entry or an old one."""
    return takes_much_away(change) or bool(outcome.renumbered)


def is_much(part: int, whole: int) -> bool:
    """Whether a part of some entries is more than a tenth of them, and at least 3."""
    return part >= FEWEST and part * ONE_IN > whole


def ask(outcome: Outcome, names: Mapping[str, str]) -> None:
    """Makes the question the sheet's fault, with a problem for each of its scopes that would lose much, by ``names``, and one for
    the entries that are only numbered as others are."""
    told = [*_told(outcome, names), *_renumbered(outcome.renumbered)]
    problems = [Problem(None, None, None, "add_or_replace", message, "error") for message in told]
    outcome.batch, outcome.problems[:0] = None, problems
    outcome.fault = UserError(
        _("The list would take away much of what is there: does it add or replace?"),
        place=outcome.title,
        found="; ".join(problem.message for problem in problems),
        expected=_("whether its rows are added, or replace what is there"),
        remedy=_(
            "Say --add if its rows are added and nothing goes, or --replace if what it does not name goes. On the page of loading"
            " choose between the two."
        ),
        code="add_or_replace",
    )


def _told(outcome: Outcome, names: Mapping[str, str]) -> Iterator[str]:
    dataset = outcome.kind
    for change in filter(takes_much_away, outcome.scopes):
        counts = {
            name: format_count(getattr(change, name))
            for name in ("before", "after", "gone", "newest_before", "newest_after")
        }
        yield _(
            "{scope}: as of {day} {before} {entries} become {after}, {gone} of them are gone; on the newest day {newest_before} become"
            " {newest_after}",
            scope=names.get(change.scope, change.scope), day=format_date(outcome.as_of) if outcome.as_of else "",
            entries=_(dataset.entries), **counts,
        )  # fmt: skip


def _renumbered(names: Mapping[str, str]) -> Iterator[str]:
    if names:
        yield _(
            "numbered alike, but of another unit: {names}. They are taken for new ones. If they are the same under new names, write"
            " into the list, in a column of codes, the code that each has",
            names=", ".join(f"{name} ≠ {other}" for name, other in islice(names.items(), _NAMED)),
        )  # fmt: skip
