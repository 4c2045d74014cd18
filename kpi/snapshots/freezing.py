"""Freezes the figures of a day: a number, what they rest on, and a check code by which anybody can see that they are the same.

A frozen state is a function of ``as_of``, ``known_at`` and the configuration, which is kept with it; its content is kept besides,
so that a meeting is shown what was frozen whatever a later program computes. ``check`` tells whether it can still be had.

A state that went up as a report (``kpi.reports``) also holds the rows of its aggregate file: its check code covers exactly these,
so that the level above can work it out from that file alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kpi.access import audit
from kpi.access.acting import needs
from kpi.access.audit import AuditHead
from kpi.access.file import AccessFile
from kpi.access.roles import Right
from kpi.answers.households import Movement, household_movement
from kpi.answers.lists import GroupList, group_lists
from kpi.answers.overdue import OverdueCase, late_cases
from kpi.answers.question import known_now
from kpi.answers.status import Status, status
from kpi.config import config_hash
from kpi.config.earlier import ONLY_PLAN, in_todays_form
from kpi.config.models import Config, Plan
from kpi.config.shape import plain, shaped
from kpi.domain.errors import UserError
from kpi.domain.goals import Quota
from kpi.domain.indicators import FLOWS
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.code import code_of
from kpi.exchange.numbers import highest_given
from kpi.exchange.rows import seal_columns
from kpi.i18n.formats import NOTHING, format_goal
from kpi.i18n.messages import N_, _
from kpi.judgement.nearness import is_near
from kpi.judgement.verdicts import Verdict
from kpi.measures.rulings import RULINGS
from kpi.measures.secrecy import SentTable
from kpi.snapshots.aggregate import again
from kpi.snapshots.notes import standing
from kpi.snapshots.village_tables import sent_tables
from kpi.store import DayNote, FrozenState, Store
from kpi.store.ports import Relations
from kpi.vietnamese.text import clean_text

_NEAR_POINTS_BEFORE = 10
# The parts of the configuration that figures and verdicts rest on.
RULES = ("targets", "indicators", "participation", "deadlines", "calendar")
# What the check code covers of each indicator. What waits depends on how names are compared, which a later program may do better.
_CHECKED = ("id", "numerator", "denominator", "target", "verdict", "reason", "open")
_CHECKED_OF_VILLAGES = ("code", "name", "numerator", "denominator", "verdict")


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """What a meeting is shown of a day, as typed answers."""

    now: Status
    before: Status
    movement: tuple[Movement, ...]
    lists: tuple[GroupList, ...]
    late: tuple[OverdueCase, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that cannot be had again. ``side``: now, before, or "content" where what was kept has been touched; ``village``
    None: the whole unit; counts with their verdict, then and now."""

    side: str
    indicator: str
    village: str | None
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a frozen state can be had again by the rules of then: the code then and now, and what differs.

    ``changed_rules``: parts of the configuration that figures and verdicts rest on and that say something else today;
    ``by_todays_rules``: what the same lists would give by these. ``by_ruling``: the state was frozen by other rulings than today's
    program counts by (``kpi.measures.rulings``), so that what differs by the rules of then, ``restated``, is theirs.
    """

    code: str
    recomputed: str
    differences: tuple[Difference, ...]
    changed_rules: tuple[str, ...] = ()
    by_todays_rules: tuple[Difference, ...] = ()
    restated: tuple[Difference, ...] = ()
    by_ruling: bool = False

    @property
    def same(self) -> bool:
        return (self.code == self.recomputed or self.by_ruling) and not self.differences


@needs(Right.MEETINGS, noted=N_("figures were frozen for a meeting"), about="as_of")
def freeze(store: Store, config: Config, as_of: date, compared: date, *, frozen_by: str, at: datetime) -> FrozenState:
    """Keeps the figures of a day as they are known now; they get the next number."""
    with store.one_view():
        known_at = known_to_freeze(store, frozen_by)
        state = state_of(store, config, show(store, config, as_of, compared, known_at), 0, frozen_by=frozen_by, at=at)
    given = highest_given(store.path)
    with store.writing() as writer:
        writer.keep_configuration(state.config_hash, plain(config))
        return writer.freeze(state, above=given)


def known_to_freeze(store: Store, frozen_by: str) -> datetime:
    """The moment that is frozen; refused without a name, and in an empty store."""
    if not frozen_by.strip():
        raise UserError(
            _("Write who freezes the figures"), remedy=_("The name stands beside the number."), code="no_name"
        )
    known_at = known_now(store)
    if known_at is None:
        raise UserError(_("Nothing has been loaded yet"), remedy=_("Load the registers and lists first."), code="empty")
    return known_at


def state_of(
    store: Store,
    config: Config,
    shown: MeetingFigures,
    number: int,
    *,
    frozen_by: str,
    at: datetime,
    aggregate: Aggregate | None = None,
    received: dict[str, Any] | None = None,
) -> FrozenState:
    """A state that is ready to be kept; ``number`` 0: the next one. Of a report also its aggregate file, and what it keeps of the
    cases received (``village_tables.kept``). With it goes how far the audit log reached, where one is kept."""
    content = {**plain_values(shown), "rulings": RULINGS, "notes": _noted(store, shown)}
    if (head := audit.head(AccessFile.beside(store.path))) is not None:
        content |= {"audit": [head.number, head.hash]}
    if aggregate is not None:
        content |= {"aggregate": aggregate.as_dict(), "received": received}
    known_at = shown.now.known_at
    batches = [row["batch"] for row in store.read("batches_known", known_at=known_at)]
    return FrozenState(
        number, shown.now.as_of, shown.before.as_of, known_at, check_code(content), content, batches, config_hash(config),
        clean_text(frozen_by), at,
    )  # fmt: skip


def show(store: Relations, config: Config, as_of: date, compared: date, known_at: datetime) -> MeetingFigures:
    """What is frozen of a day, asked of the store."""
    return MeetingFigures(
        status(store, config, as_of, known_at),
        status(store, config, compared, known_at),
        household_movement(store, config, compared, as_of, known_at),
        group_lists(store, as_of, known_at),
        late_cases(store, config, as_of, known_at),
    )


def kept_config(store: Store, state: FrozenState) -> Config | None:
    """The configuration that a state was frozen by; None: it was not kept (by programs before version 6 of the store)."""
    content = store.configuration(state.config_hash)
    return None if content is None else shaped(Config, in_todays_form(content))


@needs(Right.FIGURES)
def config_of(store: Store, config: Config, state: FrozenState) -> Config:
    """Today's configuration, speaking of the plan that a state was frozen of; as it was then, where there is none such now. One whose
    configuration was not kept is of before there were plans without the indicators of every commune."""
    kept = kept_config(store, state)
    if kept is None:
        whole = [one.id for one in config.plans if one.tells_every]
        return config.speaking_of(whole[0]) if whole and not config.plan.tells_every else config
    found = config.speaking_like(kept)
    if _is_plan(found.plan, kept.plan):
        return found
    return replace(config, plans=(kept.plan, *config.plans))


def rules_of(store: Store, config: Config, state: FrozenState) -> Config:
    """The configuration that a state was frozen by; where it was not kept, today's of the plan that it is of."""
    return kept_config(store, state) or config_of(store, config, state)


def _is_plan(found: Plan, kept: Plan) -> bool:
    """Whether a plan of today's is the one kept: by its name, or (a plan had none once) its indicators and span. A copy for the years
    that follow has the same indicators."""
    if found.id == kept.id != ONLY_PLAN:
        return True
    return found.names == kept.names and (found.start, found.end) == (kept.start, kept.end)


def states_of_plan(store: Store, config: Config, states: Sequence[FrozenState]) -> tuple[FrozenState, ...]:
    """Those that were frozen of the plan that is spoken of, or of one with its indicators; of one whose configuration was not kept
    as ``config_of`` says."""
    own: dict[str, bool] = {}
    for state in states:
        if state.config_hash not in own:
            kept = kept_config(store, state)
            own[state.config_hash] = config.plan.tells_every if kept is None else speaks_of_plan(config, kept)
    return tuple(state for state in states if own[state.config_hash])


@needs(Right.FIGURES)
def states_shown(store: Store, config: Config) -> tuple[FrozenState, ...]:
    """Every frozen state but those that are of another plan of today's: what was frozen of a plan that is gone stays in sight."""
    states = store.frozen_states()
    if len(config.plans) == 1:
        return tuple(states)
    here: dict[str, bool] = {}
    for state in states:
        if state.config_hash not in here:
            here[state.config_hash] = _is_shown(config, kept_config(store, state))
    return tuple(state for state in states if here[state.config_hash])


def _is_shown(config: Config, kept: Config | None) -> bool:
    others = [config.speaking_of(one.id) for one in config.plans[1:]]
    if kept is None:
        return config.plan.tells_every or not any(other.plan.tells_every for other in others)
    return speaks_of_plan(config, kept) or not any(speaks_of_plan(other, kept) for other in others)


def speaks_of_plan(config: Config, kept: Config) -> bool:
    """Whether a kept configuration speaks of the plan that is spoken of now, or of one with the same indicators: not of another plan
    of today's, nor of one that counts nothing of this one's."""
    now, then = config.plan, kept.plan
    if not set(now.names) & set(then.names):
        return False
    return now.names == then.names or config.speaking_like(kept).plan.id == now.id


def changed_rules(then: Config, now: Config, among: Sequence[str] = RULES) -> tuple[str, ...]:
    """The parts of the configuration, of those named, that say something else now."""
    before, after = _parts_of(then), _parts_of(now.speaking_like(then))
    return tuple(key for key in among if before[key] != after[key])


def _parts_of(rules: Config) -> dict[str, Any]:
    """The configuration part by part, of its plans the one that is spoken of: its targets, and how its indicators are counted."""
    content = plain(rules)
    counted = {one.id: one.rules for one in rules.plan.indicators}
    return {**content, "targets": content["plans"][0]["targets"], "indicators": counted}


def check_code(content: dict[str, Any]) -> str:
    """Twelve letters over the figures themselves, the same on any machine: "3F2A-91BC-77D0"."""
    if "aggregate" in content:
        return Aggregate.from_dict(content["aggregate"]).code
    figures = {
        "as_of": content["now"]["as_of"],
        "now": [_checked(row) for row in content["now"]["indicators"]],
        "compared": content["before"]["as_of"],
        "before": [_checked(row) for row in content["before"]["indicators"]],
    }
    return code_of(json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    # In the order of their codes, whatever order a page shows them in.
    ordered = sorted(row["villages"], key=lambda village: (village["code"] is None, village["code"] or ""))
    return {name: row[name] for name in _CHECKED} | {"villages": [_checked_village(row, one) for one in ordered]}


def _checked_village(row: dict[str, Any], village: dict[str, Any]) -> dict[str, Any]:
    """Its target, too, where it is not the unit's percentage; codes of states of before villages had targets stay as they are."""
    own = ("target", "has_own") if _has_own(row, village) else ()
    return {name: village[name] for name in (*_CHECKED_OF_VILLAGES, *own)}


def _has_own(row: dict[str, Any], village: dict[str, Any]) -> bool:
    """Whether a village was judged by another target than the unit's percentage, or says that the plan sets it one."""
    of_unit = row["target"] if isinstance(row["target"], str) else None
    return bool(village.get("has_own")) or village.get("target", of_unit) != of_unit


def check(store: Store, config: Config, state: FrozenState, sent: Sequence[SentTable] | None = None) -> Check:
    """Works the figures out again from the lists as they were known, by the rules of then, and compares.

    Also finds a content that was touched. ``config`` serves states whose own configuration was not kept; ``sent``: what all reports
    told of cases by village, read here where it is not given.
    """
    stated, found_now = _stated(state), _fullest(state.content)
    if stated != found_now:
        touched = Difference("content", "", None, stated, found_now)
        return Check(state.code, check_code(state.content), (touched,))
    rules = rules_of(store, config, state)
    changed, todays = changed_rules(rules, config), _todays(config, rules)
    with store.one_view():
        tables = sent_tables(store.frozen_states()) if sent is None else sent
        again = _again(store, rules, state, tables)
        today = _again(store, todays, state, tables) if changed and todays is not None else again
    found = tuple(_differences(state.content, again))
    by_ruling = rulings_of(state) != RULINGS
    return Check(
        state.code,
        check_code(again),
        () if by_ruling else found,
        changed,
        tuple(_differences(again, today)),
        found if by_ruling else (),
        by_ruling,
    )


def _todays(config: Config, rules: Config) -> Config | None:
    """Today's rules for the indicators that a plan had then; None where the office does not have the plan any more."""
    todays = config.speaking_like(rules)
    if not _is_plan(todays.plan, rules.plan):
        return None
    own = {one.id: one for one in todays.plan.indicators}
    then = tuple(own.get(one.id, one) for one in rules.plan.indicators)
    return replace(todays, plans=(replace(todays.plan, indicators=then), *todays.plans[1:]))


def _stated(state: FrozenState) -> str:
    """The code that a state was kept under, with the full hash that its aggregate file says."""
    head = state.content.get("aggregate", {}).get("header", {})
    return f"{state.code} {head.get('sha256')}" if seal_columns(head.get("schema_version", "1")) else state.code


def _fullest(content: dict[str, Any]) -> str:
    """The same worked out anew."""
    if not seal_columns(content.get("aggregate", {}).get("header", {}).get("schema_version", "1")):
        return check_code(content)
    found = Aggregate.from_dict(content["aggregate"])
    return f"{found.code} {found.sha256}"


def audit_head_of(state: FrozenState) -> AuditHead | None:
    """How far the audit log reached when it was frozen; None: none was kept then."""
    kept = state.content.get("audit")
    return None if kept is None else AuditHead(*kept)


def rulings_of(state: FrozenState) -> int:
    """The rulings by which a state was frozen; those that say nothing are of before rulings had a version."""
    return int(state.content.get("rulings", 1))


def _again(store: Store, rules: Config, state: FrozenState, sent: Sequence[SentTable]) -> dict[str, Any]:
    """The content asked anew of what was known then."""
    content = plain_values(show(store, rules, state.as_of, state.compared, state.known_at))
    if "aggregate" in state.content:
        content["aggregate"] = again(Aggregate.from_dict(state.content["aggregate"]), store, rules, sent).as_dict()
    return content


def _differences(then: dict[str, Any], now: dict[str, Any]) -> Iterator[Difference]:
    for side in ("now", "before"):
        for old, new in zip(then[side]["indicators"], now[side]["indicators"], strict=True):
            if _checked(old) == _checked(new):
                continue
            yield Difference(side, old["id"], None, _counts(old), _counts(new))
            villages = {village["code"]: village for village in new["villages"]}
            for village in old["villages"]:
                again = villages.get(village["code"])
                kept, asked = _told(old, village), "" if again is None else _told(new, again)
                if kept != asked:
                    yield Difference(side, old["id"], village["name"], kept, asked)


def _told(row: dict[str, Any], village: dict[str, Any]) -> str:
    """A village's counts with their verdict, and its target where it has one of its own."""
    if not _has_own(row, village):
        return _counts(village)
    goal = village["target"]
    said = NOTHING if goal is None else format_goal(Decimal(goal) if isinstance(goal, str) else Quota(goal["count"]))
    return f"{_counts(village)} ({said})"


def _counts(row: dict[str, Any]) -> str:
    return f"{row['numerator']}/{row['denominator']} {row['verdict']}"


def _noted(store: Store, shown: MeetingFigures) -> list[dict[str, Any]]:
    """The notes of the days since those compared with, as they stood: what a later word strikes out was shown all the same."""
    found = standing(store.notes(), shown.before.as_of, shown.now.as_of, shown.now.known_at)
    kept: list[dict[str, Any]] = json.loads(json.dumps([asdict(note) for note in found], default=str))
    return [{**note, "struck": None} for note in kept]


def notes_of(state: FrozenState) -> tuple[DayNote, ...]:
    """The notes that were frozen with a state; none of before there were notes."""
    return tuple(shaped(DayNote, note) for note in state.content.get("notes", ()))


def plain_values(shown: MeetingFigures | Status) -> dict[str, Any]:
    """As JSON holds them: dates in ISO form, targets as text."""
    content: dict[str, Any] = json.loads(json.dumps(asdict(shown), default=str))
    return content


def shown_of(state: FrozenState) -> MeetingFigures:
    """The frozen content as typed answers, so that a slide draws it as a page draws today's."""
    sides = {side: _with_nearness(state.content[side]) for side in ("now", "before")}
    return shaped(MeetingFigures, {**state.content, **sides})


def _with_nearness(status: dict[str, Any]) -> dict[str, Any]:
    """A state that was frozen before nearness was a rule says nothing of it; nor which figures are flows, before plans were data; nor
    by what a village was judged, before villages had targets of their own."""
    indicators = [
        {
            "near": _near(row, row["target"]), "is_flow": was_flow(row), **row,
            "villages": [{"near": _near(village, row["target"]), "target": row["target"], **village} for village in row["villages"]],
        }
        for row in status["indicators"]
    ]  # fmt: skip
    return {**status, "indicators": indicators}


def was_flow(row: Mapping[str, Any]) -> bool:
    """Whether a frozen indicator counts events; a state that does not say it is of before plans were data."""
    return bool(row.get("is_flow", row["id"] in FLOWS))


def _near(row: dict[str, Any], target: object) -> bool:
    """By what the program had then; a target by number is younger."""
    percent = Decimal(target) if isinstance(target, str) else None
    return is_near(
        Verdict(row["verdict"]), row["numerator"] or 0, row["denominator"] or 0, percent, _NEAR_POINTS_BEFORE
    )
