"""What the store keeps, as plain records that no engine has to be loaded for, and which fields each dataset's table holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from kpi.domain.datasets import Dataset


@dataclass(frozen=True, slots=True)
class Scope:
    """What a batch speaks for. ``complete`` False: it may add members but never takes any away.

    ``total_members`` and ``max_members``: what the list says of its group, where it does. ``mends``: it adds mended rows of a list
    that is there. ``starts_on``: the first of the days that a list of activities speaks for.
    """

    scope: str
    complete: bool = True
    total_members: int | None = None
    max_members: int | None = None
    mends: bool = False
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A load before it has a number: the observed rows by column, and where they came from.

    ``columns`` maps each stored field of the dataset to its values, all of one length; ``reason``: why it was typed instead of loaded
    from a file; ``marks``: by column of yes and no that a plan names the answers by row, None where the cell is empty.
    """

    dataset: Dataset
    as_of: date
    known_at: datetime
    loaded_by: str
    file: str
    sheet: str
    sha256: str
    simulated: bool
    read: int
    accepted: int
    rejected: int
    ignored: int
    dropped_columns: list[str]
    scopes: tuple[Scope, ...]
    columns: dict[str, list[Any]] = field(repr=False)
    reason: str = ""
    marks: dict[str, dict[int, bool | None]] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """A load in the log, with its scopes and whether it is taken back at this time; ``reason`` of what was typed."""

    batch: int
    dataset: str
    as_of: date
    known_at: datetime
    loaded_by: str
    file: str
    sheet: str
    sha256: str
    simulated: bool
    read: int
    accepted: int
    rejected: int
    ignored: int
    problems: list[dict[str, object]] = field(repr=False)
    dropped_columns: list[str]
    reason: str
    undone: bool
    scopes: tuple[str, ...]
    complete: bool

    def as_dict(self) -> dict[str, object]:
        """The machine-readable form of the command line."""
        return {
            "batch": self.batch, "dataset": self.dataset, "as_of": self.as_of.isoformat(),
            "known_at": self.known_at.isoformat(sep=" "), "loaded_by": self.loaded_by, "file": self.file,
            "sheet": self.sheet, "sha256": self.sha256, "simulated": self.simulated, "read": self.read,
            "accepted": self.accepted, "rejected": self.rejected, "ignored": self.ignored,
            "dropped_columns": self.dropped_columns, "reason": self.reason, "undone": self.undone, "scopes": list(self.scopes),
            "complete": self.complete,
        }  # fmt: skip


class BatchState(NamedTuple):
    """Of a load in the log what a list of thousands is narrowed by; all that is known of it is ``Batch``."""

    batch: int
    dataset: str
    undone: bool


@dataclass(frozen=True, slots=True)
class BatchEvent:
    """A batch taken back (``undone``) or put back: when, by whom and why."""

    batch: int
    undone: bool
    known_at: datetime
    done_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A person's word about a member and an entity: yes, no, or None where the earlier word is taken back.

    ``display_name`` and ``entity_name`` are what the lists said at that time: by them it can be told later what has changed.
    """

    member: str
    entity_kind: str
    entity_code: str
    confirmed: bool | None
    reason: str
    known_at: datetime
    decided_by: str
    display_name: str | None = None
    entity_name: str | None = None


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """What a list changes in one scope, in entries, against what was in force on its day.

    ``before`` and ``after``: how many the scope held and would hold on that day, ``newest_before`` and ``newest_after`` on the
    newest. ``same_day``: an earlier load of the very day, which this one outvotes; ``newer_on``: the day of the next newer list,
    which stays in force. ``reopened`` and ``less_known``: rows of a log that leave a report open which logs of later days, the newest
    of ``knew_on``, know as closed, or that know less of it. ``typed_closed``: rows that leave open what was typed as closed
    before; ``closed_otherwise``: that close it on another day, or without one. ``facts_ended``: codes of which what was typed no
    longer holds by the list, which does not say so itself.
    """

    scope: str
    added: int
    changed: int
    gone: int
    before: int
    after: int
    newest_before: int
    newest_after: int
    complete: bool = True
    stands_alone: bool = False  # a partial list of a register of which there is no whole one: nobody counts by it
    same_day: int | None = None
    newer_on: date | None = None
    stays_before: int = 0  # of a list of activities: those of days before its first on a list that it replaces in part
    reopened: tuple[int, ...] = ()
    less_known: tuple[int, ...] = ()
    knew_on: date | None = None
    typed_closed: tuple[int, ...] = ()
    closed_otherwise: tuple[int, ...] = ()
    facts_ended: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        return {
            "scope": self.scope, "added": self.added, "changed": self.changed, "gone": self.gone, "before": self.before,
            "after": self.after, "newest": {"before": self.newest_before, "after": self.newest_after},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A code on a list that stands on no register to the letter. ``alike``: entries of the list's own day whose code is the same
    folded; ``entry``: the code of the only one."""

    row: int
    field: str
    code: str
    alike: int
    entry: str | None


# What a correction explains; the spelling of a list is its row of headers (kpi.ingest.checking.vocabulary: key_of_list).
HEADER, VILLAGE, GROUP, WORD, LIST, SHEET_KIND = "header", "village", "group", "word", "list", "sheet kind"
HELD_DOWN, ABOVE = "held down", "above"


@dataclass(frozen=True, slots=True)
class Correction:
    """One explained spelling. ``meaning``: a field for headers, a code for villages and groups, a meaning for words, a dataset
    for lists, ``ABOVE`` for lists of which a village holds for the blank cells below it, "-" for a header or a list that is not
    needed; None: no longer in force."""

    kind: str
    dataset: str
    field: str
    spelling: str
    folded: str
    meaning: str | None
    reason: str
    known_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """Those in force, by what they explain; keys are folded spellings."""

    headers: dict[str, dict[str, str]] = field(default_factory=dict)  # dataset → header → field
    villages: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    words: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)  # dataset, field → word → meaning
    lists: dict[str, str] = field(default_factory=dict)  # row of headers → dataset
    sheet_kinds: dict[str, str] = field(default_factory=dict)  # headers of a log → the kind of all its reports
    held_down: set[tuple[str, str]] = field(default_factory=set)  # dataset, headers of lists with villages written once

    @classmethod
    def of(cls, rows: Iterable[Correction]) -> Corrections:
        """Corrections in force, ready to be looked up."""
        found = cls()
        for row in rows:
            assert row.meaning is not None
            if row.kind == HEADER:
                found.headers.setdefault(row.dataset, {})[row.folded] = row.meaning
            elif row.kind == WORD:
                found.words.setdefault((row.dataset, row.field), {})[row.folded] = row.meaning
            elif row.kind == HELD_DOWN:
                found.held_down.add((row.dataset, row.folded))
            elif row.kind == SHEET_KIND:
                found.sheet_kinds[row.folded] = row.meaning
            else:
                {VILLAGE: found.villages, GROUP: found.groups, LIST: found.lists}[row.kind][row.folded] = row.meaning
        return found


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry that a name points to, as ``suggestions`` holds it."""

    entity_kind: str
    entity_code: str
    rung: int
    standing: int
    score: float
    namesakes: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A name compared with the register of a village; ``found`` is empty where it points to nobody."""

    slot: str
    village: str
    register: str
    name: str
    hinted: bool
    found: tuple[FoundEntry, ...]


@dataclass(frozen=True, slots=True)
class FrozenState:
    """The figures of a day as they were known then, with a number, what they rest on and a check code over them."""

    number: int
    as_of: date
    compared: date
    known_at: datetime
    code: str
    content: dict[str, Any] = field(repr=False)
    batches: list[int] = field(repr=False)
    config_hash: str
    frozen_by: str
    frozen_at: datetime


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a meeting decided, and how far it is: open, done or dropped; ``meeting`` is the number of its frozen state, and
    ``figures_of`` the day of its figures."""

    conclusion: int
    meeting: int
    decision: str
    post: str
    due_on: date | None
    noted_by: str
    known_at: datetime
    state: str
    remark: str
    state_known_at: datetime
    figures_of: date


@dataclass(frozen=True, slots=True)
class StruckNote:
    """Why a note was struck out, by whom and when."""

    reason: str
    struck_by: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class DayNote:
    """Words pinned to days, the first to the last; ``indicator`` None: to the whole plan. ``struck`` None: it stands."""

    note: int
    starts_on: date
    ends_on: date
    indicator: str | None
    words: str
    noted_by: str
    known_at: datetime
    struck: StruckNote | None = None

    def stood_at(self, moment: datetime | None) -> bool:
        """Whether it was written by then and not yet struck out; None: now."""
        if moment is None:
            return self.struck is None
        return self.known_at <= moment and (self.struck is None or self.struck.known_at > moment)


@dataclass(frozen=True, slots=True)
class SettingsVersion:
    """A configuration that was in force, as its file's text; ``saved_by`` and ``reason`` are empty where it was changed by hand."""

    version: int
    content: str = field(repr=False)
    saved_at: datetime
    saved_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class CallList:
    """Until when the list of households without anybody is open to a village's head, who switched it on or off, and why."""

    village: str
    until: datetime
    reason: str
    switched_by: str
    switched_at: datetime


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that went up: its bytes as they were kept, and the SHA-256 that was noted when it was frozen."""

    name: str
    sha256: str
    content: bytes = field(repr=False)

    @property
    def found_sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def intact(self) -> bool:
        return self.found_sha256 == self.sha256


@dataclass(frozen=True, slots=True)
class SignOff:
    """A step of a report's way to the signature: prepared, checked, approved."""

    step: str
    done_by: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class PaperStep:
    """What was noted of the paper that a report became: its number and the day of its issue; None: the earlier note is taken back."""

    paper: str | None
    issued_on: date | None
    noted_by: str
    known_at: datetime


@dataclass(frozen=True, slots=True)
class KeptReport:
    """What a frozen state needs besides to be a report; ``number`` is the frozen state's.

    ``request``: the superior's paper that asked for it; empty where none is cited.
    """

    number: int
    period: str
    starts_on: date
    replaces: int | None
    steps: tuple[SignOff, ...] = ()
    papers: tuple[PaperStep, ...] = ()
    request: str = ""

    def paper_by(self, known_at: datetime | None = None) -> PaperStep | None:
        """Its number and day as known at a moment (None: now); None where nobody has noted them, or they were taken back."""
        known = [step for step in self.papers if known_at is None or step.known_at <= known_at]
        return known[-1] if known and known[-1].paper else None


def stored_columns(dataset: Dataset) -> tuple[str, ...]:
    """The fields of the dataset's table besides batch and row."""
    filled = (field for column in dataset.columns if column.is_stored for field in column.fields)
    return (*filled, *dataset.worked_out)
