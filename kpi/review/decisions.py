"""A person's word about who speaks for whom: given, taken back, and looked at again when the lists have changed since.

Nothing is deleted: the newest word about a member and an entity decides, from its moment on. A word lives on by the member's
key (uid, else phone, else group and display name), whatever list comes later; what has become doubtful is listed, not dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kpi.access.acting import acting_as, needs, who
from kpi.access.roles import Right
from kpi.access.user import ANYBODY
from kpi.answers.question import all_known, newest_day, newest_observation
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.domain.forgotten import is_forgotten
from kpi.domain.indicators import SLOTS
from kpi.i18n.messages import N_, _
from kpi.matching.likeness import recognisable
from kpi.matching.names import NameWords, take_apart
from kpi.matching.question import asked
from kpi.store import NewDecision, Store, Writer
from kpi.vietnamese.text import clean_text

# The word that a member speaks for nobody on the registers; it moves no figure, and a later yes takes it back.
NOBODY = "nobody"
# Why a word that is in force should be looked at again.
STALE = {
    "entity_gone": N_("the register no longer holds this entry"),
    "entity_renamed": N_("the entry's name on the register has changed"),
    "member_gone": N_("known by name only, and no list holds this name any more"),
    "member_renamed": N_("the member's display name has changed beyond recognition"),
}


@dataclass(frozen=True, slots=True)
class Saying:
    """A word to be given: yes, no, or None to take the earlier word back; ``entity`` is a code, ``kind:code`` or ``NOBODY``.

    ``reason``: why, where this word has a reason of its own.
    """

    member: str
    entity: str
    confirmed: bool | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What one word changed: what was in force about this pair before (None: nothing), what is now, and the names of both."""

    member: str
    entity_kind: str
    entity_code: str
    before: bool | None
    after: bool | None
    display_name: str | None
    entity_name: str | None

    def noted(self, confirmed: bool | None, reason: str, known_at: datetime, decided_by: str) -> NewDecision:
        """A word about this pair as the store keeps it."""
        return NewDecision(
            self.member, self.entity_kind, self.entity_code, confirmed, reason, known_at, decided_by, self.display_name,
            self.entity_name,
        )  # fmt: skip


Step = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A word in force, with the names then and now; ``stale`` holds names of reasons (``STALE``), none where all is as it was."""

    member: str
    entity_kind: str
    entity_code: str
    confirmed: bool
    reason: str
    known_at: datetime
    decided_by: str
    display_name: str | None
    entity_name: str | None
    shown_now: tuple[str, ...]
    name_now: str | None
    groups: tuple[str, ...]
    stale: tuple[str, ...]


@needs(Right.MATCHING, Right.OWN_VILLAGE, noted=N_("who speaks for whom was decided"))
def decide(
    store: Store, config: Config, sayings: Sequence[Saying], *, reason: str, decided_by: str, at: datetime
) -> Step:
    """Keeps a person's words, all or none; what they changed.

    Members and entities must be on the lists and registers, else all is refused. A yes takes back an earlier yes for another
    household (or for another business or institution) of the same member: one person speaks for one.
    """
    if not decided_by.strip() or not reason.strip():
        raise UserError(
            _("A decision needs a name and a reason"),
            remedy=_("Write who decides and why; both are kept."),
            code="no_reason",
        )
    as_of = newest_day(store)
    _refuse_other_villages(
        store, config, as_of, {saying.member for saying in sayings}, {saying.entity for saying in sayings}
    )
    with store.writing() as writer:
        known = writer.moment(at)
        desk = _DecisionContext(writer, config, as_of, known, sayings)
        changes = [(change, saying.reason or reason) for saying in sayings for change in desk.changes(saying)]
        desk.note(changes, decided_by=decided_by)
    return tuple(change for change, _why in changes)


@needs(Right.MATCHING, Right.OWN_VILLAGE, noted=N_("a decision was taken back"))
def take_back(store: Store, config: Config, step: Step, *, reason: str, decided_by: str, at: datetime) -> None:
    """Gives back what was in force before a step, as new words: the step itself stays to be seen."""
    entities = {
        f"{change.entity_kind}:{change.entity_code}" if change.entity_code else change.entity_kind for change in step
    }
    _refuse_other_villages(store, config, newest_day(store), {change.member for change in step}, entities)
    with store.writing() as writer:
        known = writer.moment(at)
        for change in reversed(step):
            writer.note_decision(change.noted(change.before, reason, known, decided_by))


def _refuse_other_villages(store: Store, config: Config, as_of: date, members: set[str], entities: set[str]) -> None:
    """Refuses what is not of a village head's own village: members of its groups, and entries of its registers."""
    only = who().sight
    if not only:
        return
    with acting_as(ANYBODY):
        question = asked(config, [as_of], all_known(store))
        own_members = {row["member"] for row in store.read("members_shown", **question) if row["village"] == only}
        entries = [row for row in store.read("register_entries", **question) if row["village"] == only]
    own = {NOBODY, *(row["code"] for row in entries), *(f"{row['entity_kind']}:{row['code']}" for row in entries)}
    if members <= own_members and entities <= own:
        return
    raise UserError(
        _("This is not open to you"), expected=_("members and entries of your own village"),
        remedy=_("Ask the office to decide it."), code="not_allowed",
    )  # fmt: skip


class _DecisionContext:
    """What is needed to turn words into changes, read once for all of them."""

    def __init__(
        self, writer: Writer, config: Config, as_of: date, known_at: datetime, sayings: Sequence[Saying]
    ) -> None:
        self._writer, self._known_at = writer, known_at
        question = asked(config, [as_of], known_at)
        members = sorted({saying.member for saying in sayings})
        self._shown = {
            row["member"]: row["display_name"]
            for row in writer.read("member_names", members=members, known_at=known_at)
        }
        self._names: dict[str, dict[str, str]] = {}
        for row in writer.read("register_entries", **question):
            self._names.setdefault(row["code"], {})[row["entity_kind"]] = row["name"]
        self._words = {
            (row["member"], row["entity_kind"], row["entity_code"]): row["confirmed"]
            for row in writer.read("decided", **question)
            if row["member"] in self._shown
        }

    def changes(self, saying: Saying) -> list[Change]:
        """The word itself, and an earlier yes that it takes the place of."""
        if saying.member not in self._shown:
            raise UserError(
                _("No such member on the lists"),
                found=saying.member,
                expected=_("a member as `python -m kpi links` names it"),
                code="unknown_member",
            )
        kind, code = self._entity(saying)
        replaced = [
            (other_kind, other_code)
            for (member, other_kind, other_code), confirmed in self._words.items()
            if saying.confirmed and confirmed and member == saying.member and _excludes(other_kind, kind)
            and (other_kind, other_code) != (kind, code)
        ]  # fmt: skip
        return [
            *(self._change(saying.member, other_kind, other_code, None) for other_kind, other_code in replaced),
            self._change(saying.member, kind, code, saying.confirmed),
        ]

    def _change(self, member: str, kind: str, code: str, after: bool | None) -> Change:
        before = self._words.get((member, kind, code))
        self._words[member, kind, code] = after
        return Change(member, kind, code, before, after, self._shown[member], self._names.get(code, {}).get(kind))

    def _entity(self, saying: Saying) -> tuple[str, str]:
        if saying.entity == NOBODY:
            return NOBODY, ""
        kind_given, colon, code = saying.entity.partition(":")
        if not colon or kind_given not in SLOTS:
            kind_given, code = "", saying.entity  # a register's own code may hold a colon
        kinds = [kind for kind in self._names.get(code, {}) if kind_given in ("", kind)]
        if not kinds and saying.confirmed is None:
            # What is no longer on the register can still be taken back.
            kinds = [kind for member, kind, named in self._words if (member, named) == (saying.member, code)]
        if len(kinds) != 1:
            raise UserError(
                _("Several registers hold this code") if kinds else _("No such entry on the registers"),
                found=saying.entity,
                expected=_("a code of one household, business or institution, or kind:code as in household:HG-0001"),
                code="ambiguous_entity" if kinds else "unknown_entity",
            )
        return kinds[0], code

    def note(self, changes: Iterable[tuple[Change, str]], *, decided_by: str) -> None:
        """Stores each change with its reason."""
        for change, reason in changes:
            said = change.noted(change.after, clean_text(reason), self._known_at, clean_text(decided_by))
            self._writer.note_decision(said)


def _excludes(earlier: str, later: str) -> bool:
    """Whether a yes to the one takes back a yes to the other: one person speaks for one of a slot, or for nobody."""
    return NOBODY in (earlier, later) or SLOTS[earlier] == SLOTS[later]


@needs(Right.MATCHING, noted=N_("decisions on members were seen"), reads=True)
def decisions(store: Store, config: Config, as_of: date | None = None) -> tuple[Decision, ...]:
    """Every word in force, newest first, with what has changed on the lists of the day since (default: the newest day)."""
    with store.one_view():
        day = as_of or newest_observation(store)
        if day is None:
            return ()
        known = all_known(store)
        words = NameWords.of(config.matching)
        return tuple(_decision(row, words) for row in store.read("decision_list", **asked(config, [day], known)))


def _decision(row: dict[str, Any], words: NameWords) -> Decision:
    shown = tuple(row["shown_now"] or ())
    return Decision(
        row["member"], row["entity_kind"], row["entity_code"], row["confirmed"], row["reason"], row["known_at"],
        row["decided_by"], row["display_name"], row["entity_name"], shown, row["name_now"], tuple(row["groups"] or ()),
        tuple(_stale(row, shown, words)),
    )  # fmt: skip


def _stale(row: dict[str, Any], shown: Sequence[str], words: NameWords) -> Iterable[str]:
    if row["entity_kind"] == NOBODY:
        pass  # of an entry it says nothing
    elif row["name_now"] is None:
        yield "entity_gone"
    elif row["entity_name"] is not None and not _same_name(row["entity_name"], row["name_now"]):
        yield "entity_renamed"
    if not shown:
        # Somebody known by uid or phone who is in no group now has left; he may come back, and is known again then. Of somebody who
        # is forgotten there is nothing left to be settled.
        if not row["member"].startswith(("uid:", "phone:")) and not is_forgotten(row["member"]):
            yield "member_gone"
    elif row["display_name"] and any(shown):
        then = take_apart(row["display_name"], words)
        if not any(row["display_name"] == name or recognisable(then, take_apart(name, words)) for name in shown):
            yield "member_renamed"


def _same_name(then: str, now: str) -> bool:
    """Case and spaces aside; marks make another name."""
    return clean_text(then).lower() == clean_text(now).lower()
