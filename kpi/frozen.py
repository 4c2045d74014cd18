"""Freezes the figures of a day: a number, what they rest on, and a check code by which anybody can see that they are the same.

A frozen state is a function of ``as_of``, ``known_at`` and the configuration; its content is kept besides, so that a meeting is
shown what was frozen even when a rule of the configuration has changed since. ``check`` tells whether it can still be had.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kpi import answers
from kpi.answers import GroupList, Movement, OverdueCase, Readable, Status
from kpi.config.models import Config
from kpi.errors import UserError
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.judgement.verdicts import Verdict
from kpi.language import _
from kpi.measures.counts import Interruption
from kpi.store import FrozenState, Store

_CODE_LETTERS = 12
# What the check code covers of each indicator. What waits depends on how names are compared, which a later program may do better.
_CHECKED = ("id", "numerator", "denominator", "target", "verdict", "reason", "open")
_CHECKED_OF_VILLAGES = ("code", "name", "numerator", "denominator", "verdict")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a meeting is shown of a day, as typed answers."""

    now: Status
    before: Status
    movement: tuple[Movement, ...]
    lists: tuple[GroupList, ...]
    late: tuple[OverdueCase, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a frozen state can be had again: the code then and now; and by indicator what differs (counts then, now)."""

    code: str
    recomputed: str
    differences: tuple[tuple[str, str, str], ...]

    @property
    def same(self) -> bool:
        return self.code == self.recomputed


def freeze(store: Store, config: Config, as_of: date, compared: date, *, frozen_by: str, at: datetime) -> FrozenState:
    """Keeps the figures of a day as they are known now; they get the next number."""
    if not frozen_by.strip():
        raise UserError(_("Write who freezes the figures"), remedy=_("The name stands beside the number."), code="no_name")
    with store.one_look():
        known_at = answers.known_now(store)
        if known_at is None:
            raise UserError(
                _("Nothing has been loaded yet"), remedy=_("Load the registers and lists first."), code="empty"
            )
        shown = show(store, config, as_of, compared, known_at)
        batches = [row["batch"] for row in store.read("batches_known", known_at=known_at)]
    content = _content(shown)
    state = FrozenState(
        0, as_of, compared, known_at, check_code(content), content, batches, config_hash(config), frozen_by.strip(), at
    )
    with store.writing() as writer:
        return writer.freeze(state)


def show(store: Readable, config: Config, as_of: date, compared: date, known_at: datetime) -> Shown:
    """What is frozen of a day, asked of the store."""
    return Shown(
        answers.status(store, config, as_of, known_at),
        answers.status(store, config, compared, known_at),
        answers.household_movement(store, config, compared, as_of, known_at),
        answers.group_lists(store, as_of, known_at),
        answers.late_cases(store, config, as_of, known_at),
    )


def config_hash(config: Config) -> str:
    """A name for everything that the configuration says."""
    return hashlib.sha256(repr(config).encode()).hexdigest()[:16]


def check_code(content: dict[str, Any]) -> str:
    """Twelve letters over the figures themselves, the same on any machine: "3F2A-91BC-77D0"."""
    figures = {
        "as_of": content["now"]["as_of"],
        "now": [_checked(row) for row in content["now"]["indicators"]],
        "compared": content["before"]["as_of"],
        "before": [_checked(row) for row in content["before"]["indicators"]],
    }
    canonical = json.dumps(figures, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    letters = hashlib.sha256(canonical.encode()).hexdigest()[:_CODE_LETTERS].upper()
    return "-".join(letters[place : place + 4] for place in range(0, _CODE_LETTERS, 4))


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    villages = [{name: village[name] for name in _CHECKED_OF_VILLAGES} for village in row["villages"]]
    return {name: row[name] for name in _CHECKED} | {"villages": villages}


def check(store: Store, config: Config, state: FrozenState) -> Check:
    """Works the figures out again from the lists as they were known, and compares; also finds a content that was touched."""
    with store.one_look():
        again = _content(show(store, config, state.as_of, state.compared, state.known_at))
    differences = [
        (side, old["id"], f"{_counts(old)} → {_counts(new)}")
        for side in ("now", "before")
        for old, new in zip(state.content[side]["indicators"], again[side]["indicators"], strict=True)
        if _checked(old) != _checked(new)
    ]
    recomputed = check_code(again)
    if check_code(state.content) != state.code:
        differences.append(("content", "", _("the kept figures were touched: their code is {code}", code=check_code(state.content))))
        recomputed = check_code(state.content)
    return Check(state.code, recomputed, tuple(differences))


def _counts(row: dict[str, Any]) -> str:
    return f"{row['numerator']}/{row['denominator']} {row['verdict']}"


def _content(shown: Shown) -> dict[str, Any]:
    """As plain values that JSON holds: dates in ISO form, targets as text."""
    content: dict[str, Any] = json.loads(json.dumps(asdict(shown), default=str))
    return content


def shown_of(state: FrozenState) -> Shown:
    """The frozen content as typed answers, so that a slide draws it as a page draws today's."""
    content = state.content
    return Shown(
        _status(content["now"]),
        _status(content["before"]),
        tuple(Movement(**row) for row in content["movement"]),
        tuple(GroupList(**{**row, "as_of": _date(row["as_of"])}) for row in content["lists"]),
        tuple(
            OverdueCase(**{**row, "due_on": date.fromisoformat(row["due_on"]), "closed_on": _date(row["closed_on"])})
            for row in content["late"]
        ),
    )


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _status(row: dict[str, Any]) -> Status:
    return Status(
        date.fromisoformat(row["as_of"]),
        datetime.fromisoformat(row["known_at"]),
        tuple(_assessment(one) for one in row["indicators"]),
    )


def _assessment(row: dict[str, Any]) -> Assessment:
    typed = {
        "as_of": date.fromisoformat(row["as_of"]),
        "target": None if row["target"] is None else Decimal(row["target"]),
        "verdict": Verdict(row["verdict"]),
        "if_confirmed": Verdict(row["if_confirmed"]),
        "villages": tuple(_village(village) for village in row["villages"]),
        "interruptions": tuple(
            Interruption(gap["code"], gap["name"], date.fromisoformat(gap["out_on"]), _date(gap["back_on"]))
            for gap in row["interruptions"]
        ),
    }
    return Assessment(**{**row, **typed})


def _village(row: dict[str, Any]) -> VillageAssessment:
    return VillageAssessment(
        **{**row, "verdict": Verdict(row["verdict"]), "if_confirmed": Verdict(row["if_confirmed"])}
    )
