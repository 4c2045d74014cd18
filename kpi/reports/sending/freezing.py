"""Freezes a report: its figures get a number and a check code, its files are kept as they went up, and people sign it off.

Nothing that is frozen is changed: a corrected report is a new one that names the one it replaces.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from kpi.access.acting import Need, needs, refuse_without
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.config.shape import plain
from kpi.domain.errors import UserError
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.keys import UnitKeys
from kpi.exchange.numbers import highest_given, note_given
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import N_, _
from kpi.reports.content.gathering import Order, aggregate_of, gather, shown_of
from kpi.reports.content.model import Report, Stamp
from kpi.snapshots import freezing
from kpi.snapshots.notes import refuse_personal_notes
from kpi.snapshots.personal import refuse_held_back
from kpi.snapshots.second_engine import first_figures, refuse_other_figures
from kpi.snapshots.village_tables import kept, sent_tables
from kpi.store import FrozenState, KeptReport, ReportFile, SignOff, Store
from kpi.vietnamese.text import clean_text

APPROVED = "approved"
STEPS = {"prepared": N_("Prepared"), "checked": N_("Checked"), APPROVED: N_("Approved")}
# Makes the files of a report: name and content.
Making = Callable[[Report, Aggregate], Sequence[tuple[str, bytes]]]


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A frozen report: its figures, its way to the signature, and the newer report that replaces it (None: it stands).

    ``gap``: the first and last of the numbers right below its own that are not in this database, though they were given: an older
    backup was put back, or a simulated sample removed; None: there is none.
    """

    state: FrozenState
    kept: KeptReport
    replaced_by: int | None
    gap: tuple[int, int] | None = None

    @property
    def number(self) -> int:
        return self.kept.number

    @property
    def order(self) -> Order:
        return Order(self.state.as_of, self.kept.period, self.kept.request)

    @property
    def next_step(self) -> str | None:
        """What is still to be done; None: approved."""
        done = {step.step for step in self.kept.steps}
        return next((step for step in STEPS if step not in done), None)


@needs(Right.REPORTS, Right.FIGURES)
def frozen_reports(store: Store) -> tuple[FrozenReport, ...]:
    """Every frozen report, newest first."""
    with store.one_view():
        states = {state.number: state for state in store.frozen_states()}
        kept = store.reports()
    replaced = {report.replaces: report.number for report in kept if report.replaces is not None}
    gaps = _gaps(sorted(states))
    return tuple(
        FrozenReport(states[one.number], one, replaced.get(one.number), gaps.get(one.number)) for one in reversed(kept)
    )


@dataclass(frozen=True, slots=True)
class PlanOfReport:
    """Of which plan a frozen report is; ``is_own``: of the one that is spoken of, so that its next report may replace it."""

    title: str
    is_own: bool


@needs(Right.REPORTS, Right.FIGURES)
def plans_of_reports(store: Store, config: Config) -> dict[int, PlanOfReport]:
    """The plans of all frozen reports, by the reports' numbers."""
    with store.one_view():
        states = store.frozen_states()
        own = {state.number for state in freezing.states_of_plan(store, config, states)}
        titles = {state.config_hash: state for state in states}
        found = {name: freezing.config_of(store, config, state).plan.title for name, state in titles.items()}
    return {state.number: PlanOfReport(found[state.config_hash], state.number in own) for state in states}


def _gaps(numbers: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Of each number that does not follow the one before it what lies between them."""
    return {after: (before + 1, after - 1) for before, after in pairwise((0, *numbers)) if after > before + 1}


def gap_in_words(report: FrozenReport) -> str:
    """That numbers below a report's own are not here; empty where none is lacking."""
    if report.gap is None:
        return ""
    first, last = map(format_count, report.gap)
    if first == last:
        return _("Number {number} was given before and is not in this database.", number=first)
    return _("Numbers {first} to {last} were given before and are not in this database.", first=first, last=last)


def standing_instead(store: Store) -> dict[int, int]:
    """Of each report that was replaced the number of the one that stands in its place today, at the end of the chain."""
    newer = {report.replaces: report.number for report in store.reports() if report.replaces is not None}
    found: dict[int, int] = {}
    for number in sorted(
        newer, reverse=True
    ):  # a report replaces one of a lower number: the rest of its chain is known
        found[number] = found.get(newer[number], newer[number])
    return found


def frozen_report(store: Store, number: int) -> FrozenReport:
    """One of them by its number; a number that does not exist is refused."""
    found = next((report for report in frozen_reports(store) if report.number == number), None)
    if found is None:
        raise UserError(
            _("There is no frozen report of this number"),
            found=str(number),
            remedy=_("See the list: python -m kpi reports"),
            code="unknown_report",
        )
    return found


@needs(Right.REPORTS, noted=N_("a report was frozen"))
def freeze(
    store: Store,
    config: Config,
    order: Order,
    making: Making,
    *,
    frozen_by: str,
    at: datetime,
    replaces: int | None = None,
) -> FrozenReport:
    """Keeps a report as it is known now, with its files; it gets the next number, and the unit's signature. All of it is kept, or
    nothing (refused where a conclusion leads to a citizen, or, where the office asks both engines, these have different figures); the
    unit's key is made where this is the first report that is signed."""
    if replaces is not None:
        _refuse_replaced(store, config, frozen_report(store, replaces), order)
    given = highest_given(store.path)
    draft, unsigned, state, states = _drawn_up(store, config, order, given, frozen_by=frozen_by, at=at)
    number = state.number
    key = UnitKeys.beside(store.path).signing(by=clean_text(frozen_by), at=at, signed_before=signed_by_then(states))
    aggregate = unsigned.signed(key)
    state = replace(state, content={**state.content, "aggregate": aggregate.as_dict()})
    report = replace(draft, stamp=_stamp(state, aggregate, replaces))
    files = [
        ReportFile(name, hashlib.sha256(content).hexdigest(), content) for name, content in making(report, aggregate)
    ]
    with store.writing() as writer:
        if writer.next_frozen_number(given) != number:
            raise UserError(
                _("Somebody else froze figures at the same moment"), remedy=_("Freeze once more."), code="number_taken"
            )
        writer.keep_configuration(state.config_hash, plain(config))
        writer.freeze(state, above=given)
        prepared = SignOff("prepared", state.frozen_by, writer.moment(at))
        period = report.period
        writer.keep_report(
            KeptReport(number, period.length, period.start, replaces, (prepared,), request=order.request), files
        )
        note_given(
            store.path, number
        )  # before the report is kept: a number that was lost so is better than one given twice
    return frozen_report(store, number)


def _drawn_up(
    store: Store, config: Config, order: Order, given: int, *, frozen_by: str, at: datetime
) -> tuple[Report, Aggregate, FrozenState, Sequence[FrozenState]]:
    """The report, its file and state before these are signed, and the states before it; refused where it must not be frozen so."""
    with ExitStack() as lent:
        with store.one_view():
            known_at = freezing.known_to_freeze(store, frozen_by)
            states = store.frozen_states()
            number = max((given, *(state.number for state in states))) + 1
            draft = gather(store, config, order, known_at)
            refuse_held_back(draft.held_back)
            refuse_personal_notes(store, draft.notes)
            unsigned = aggregate_of(draft, number)
            state = freezing.state_of(
                store, config, shown_of(store, draft), number, frozen_by=frozen_by, at=at, aggregate=unsigned,
                received=kept(draft.cases, draft.matrix),
            )  # fmt: skip
            first = None
            if config.reports.two_engines:
                first = lent.enter_context(first_figures(store, [(config, state)], sent_tables(states)))
        if first is not None:  # the view is over: nobody waits for the second engine
            refuse_other_figures(first, config)
    return draft, unsigned, state, states


def signed_by_then(states: Sequence[FrozenState]) -> bool:
    """Whether any of these states has been signed."""
    return any(found is not None and found.header.signature for found in map(aggregate_kept, states))


def aggregate_kept(state: FrozenState) -> Aggregate | None:
    """The aggregate file that was kept with a frozen state; None: it is a meeting's."""
    content = state.content.get("aggregate")
    return None if content is None else Aggregate.from_dict(content)


def _stamp(state: FrozenState, aggregate: Aggregate | None, replaces: int | None) -> Stamp:
    stamp = Stamp(
        state.number, state.code, state.frozen_by, state.frozen_at, replaces, audit=freezing.audit_head_of(state)
    )
    if aggregate is None:
        return stamp
    head = aggregate.header
    return replace(stamp, sha256=head.sha256, key=head.key, signature=head.signature, seal=aggregate.seal)


def _refuse_replaced(store: Store, config: Config, old: FrozenReport, order: Order) -> None:
    if not freezing.states_of_plan(store, config, [old.state]):
        raise UserError(
            _("A report replaces one of the same plan"),
            found=config.plan.title,
            remedy=_("Choose above the plan that report no. {number} is of.", number=old.number),
            code="other_plan",
        )
    if old.replaced_by is not None:
        raise UserError(
            _("Report no. {number} has been replaced already", number=old.number),
            remedy=_("Replace no. {number} instead.", number=old.replaced_by),
            code="replaced",
        )
    if old.state.as_of != order.as_of:
        raise UserError(
            _("A report replaces one of the same cut-off"),
            found=format_date(order.as_of),
            expected=format_date(old.state.as_of),
            code="other_cutoff",
        )


@needs(Right.CHECKING, Right.SIGNING, noted=N_("a report was checked or approved"), about="number")
def sign(store: Store, config: Config, number: int, step: str, *, done_by: str, at: datetime) -> FrozenReport:
    """Notes who checked or approved a report; each step once, in their order, and by three people where configuration says so."""
    refuse_without(Need((Right.SIGNING if step == APPROVED else Right.CHECKING,)))
    report, name = frozen_report(store, number), clean_text(done_by)
    if not name:
        raise UserError(_("A step needs a name"), remedy=_("Write who has done it."), code="no_name")
    if step != report.next_step:
        expected = report.next_step
        raise UserError(
            _("This step is not the next one"),
            found=_(STEPS[step]),
            expected=_(STEPS[expected]) if expected else _("none: the report is approved"),
            code="wrong_step",
        )
    if config.access.three_people and name in (done := [one.done_by for one in report.kept.steps]):
        raise UserError(
            _("Who prepares, checks and approves a report are three people here"), found=name,
            expected=_("somebody else than {names}", names=", ".join(done)),
            remedy=_("Let another person sign in and do this step."), code="same_person",
        )  # fmt: skip
    with store.writing() as writer:
        if not writer.note_step(number, SignOff(step, name, writer.moment(at))):
            raise UserError(
                _("Somebody else did this step at the same moment"),
                remedy=_("Look who it was; it is done."),
                code="step_taken",
            )
    return frozen_report(store, number)


def again(store: Store, config: Config, number: int) -> Report:
    """A frozen report as it was, asked anew with what was known then and by the rules of then."""
    found = frozen_report(store, number)
    state = found.state
    rules = freezing.rules_of(store, config, state)
    stamp = _stamp(state, aggregate_kept(state), found.kept.replaces)
    return gather(store, rules, found.order, state.known_at, stamp)


def broken_files(store: Store, number: int) -> tuple[str, ...]:
    """Names of kept files that are no longer what was frozen."""
    return tuple(file.name for file in store.report_files(number) if not file.intact)
