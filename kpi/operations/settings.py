"""Changes the configuration from the screen: what the figures would be, then the file, and every version with who, when and why.

Whoever likes the file edits the file: what was changed by hand is noticed, kept as a version, and never overwritten unseen.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import Any

from kpi.access.acting import acting_as, needs
from kpi.access.roles import Right
from kpi.access.user import ANYBODY
from kpi.answers.status import status
from kpi.answers.structure import structure
from kpi.answers.structure.answer import Requirement
from kpi.config.checking import checked
from kpi.config.earlier import in_todays_form, is_earlier, steps_of_then
from kpi.config.models import Config
from kpi.config.reading import parsed
from kpi.config.writing import Edit, Place, comment_at, moved, rewritten
from kpi.domain.errors import UserError
from kpi.exchange.whole import place_over
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.citizens import refuse_citizens
from kpi.operations.retention import outdated
from kpi.operations.undo import Consequences
from kpi.store import SettingsVersion, Store
from kpi.store.persons import ToForget
from kpi.vietnamese.text import clean_text


@dataclass(frozen=True)  # what is worked out once is kept beside the fields
class Settings:
    """The configuration's file as it stands, its line ends as \\n; places are those of today's form, whatever the file's is."""

    file: Path
    text: str

    @cached_property
    def content(self) -> dict[str, Any]:
        """Its keys in today's form."""
        return in_todays_form(self._keys)

    @cached_property
    def _keys(self) -> dict[str, Any]:
        return parsed(self.file, self.text)

    def comment(self, place: Place) -> str:
        """What the file says of a place."""
        return comment_at(self.text, self._there(place))

    def path(self, place: Place) -> str:
        """A place as faults of this file name it."""
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self._there(place))[1:]

    def changed(self, edits: Sequence[Edit]) -> Draft:
        """With these changes; ``ConfigError`` lists every fault that it then would have."""
        return self.replaced(rewritten(self.file, self.text, [moved(edit, self._there(edit.place)) for edit in edits]))

    def replaced(self, text: str) -> Draft:
        """With another text instead."""
        return Draft(self.text, text, checked(self.file, text))

    def _there(self, place: Place) -> Place:
        return steps_of_then(place) if is_earlier(self._keys) else place


@dataclass(frozen=True, slots=True)
class Draft:
    """A sound configuration that is not in force yet, and the text that it would take the place of."""

    base: str
    text: str
    config: Config


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """What stands at a place in one configuration and in another; None where there is nothing."""

    place: Place
    before: Any
    after: Any


@needs(Right.SETTINGS)
def read_settings(file: Path) -> Settings:
    """The file as it stands now; that it is sound, who opened this page has seen."""
    return Settings(file, _text_of(file.read_bytes()))


@needs(Right.SETTINGS)
def settings_versions(store: Store) -> tuple[SettingsVersion, ...]:
    """Every version that is kept, oldest first."""
    return tuple(store.settings_versions())


@needs(Right.SETTINGS)
def effect(store: Store, config: Config, draft: Draft, as_of: date) -> tuple[tuple[str, Consequences], ...]:
    """The figures of a day by the configuration in force and by the draft, for each plan that both have by its name.

    Of the figures of the whole unit whoever may change the settings sees what his change does to them, whatever else he may see.
    """
    both = [plan.id for plan in config.plans if any(one.id == plan.id for one in draft.config.plans)]
    with acting_as(ANYBODY):
        return tuple((plan, _consequences(store, config, draft.config, plan, as_of)) for plan in both)


@needs(Right.SETTINGS)
def requirements_changed(
    store: Store, config: Config, draft: Draft, as_of: date
) -> tuple[tuple[Requirement, Requirement], ...]:
    """What the plan asks of the groups and would stand otherwise by the draft, as it stands and as it would."""
    with acting_as(ANYBODY):
        now, then = (structure(store, one, as_of, as_of).requirements for one in (config, draft.config))
    after = {one.id: one for one in then}
    return tuple((one, after[one.id]) for one in now if one.id in after and after[one.id] != one)


@needs(Right.SETTINGS)
def outlived_by(store: Store, draft: Draft, today: date) -> ToForget:
    """What would go at the next clearing if the draft were in force; nothing brings it back."""
    return outdated(store, draft.config, today)


def _consequences(store: Store, now: Config, then: Config, plan: str, as_of: date) -> Consequences:
    return Consequences(*(status(store, config.speaking_of(plan), as_of) for config in (now, then)))


@needs(Right.SETTINGS, noted=N_("the settings were changed"))
def save(store: Store, file: Path, draft: Draft, *, saved_by: str, reason: str, at: datetime) -> int:
    """Puts a draft in force, and keeps it as a version; its number. What was changed by hand before becomes a version of its own.

    Refused where the file is no longer what the draft was made from.
    """
    saved_by, reason = clean_text(saved_by), clean_text(reason)
    if not reason or not saved_by:
        raise UserError(
            _("Settings are changed with a name and a reason"), remedy=_("Write who changes them and why; both are kept."),
            code="no_reason",
        )  # fmt: skip
    refuse_citizens(reason, saved_by)
    file = file.resolve()
    _refuse_changed(file, draft)
    kept = store.settings_versions()
    with store.writing() as writer:
        if not kept or kept[-1].content != draft.base:
            writer.keep_settings(draft.base, saved_at=at, saved_by="", reason="")
        number = writer.keep_settings(draft.text, saved_at=at, saved_by=saved_by, reason=reason)
        raw = _refuse_changed(file, draft)
        try:
            place_over(file, _as_written(draft.text, raw), shared=True)
        except OSError as error:
            raise UserError(
                _("The configuration file cannot be written"), place=str(file), found=system_in_words(error),
                remedy=_("Let the administrator of this PC give the right to write to it; nothing was changed."),
            ) from error  # fmt: skip
    return number


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[ChangedValue, ...]:
    """Where two configurations differ, each place as near to the value as it can be said."""
    return tuple(_differences(before, after, ()))


def content_of(file: Path, text: str) -> dict[str, Any]:
    """The keys of a version in today's form."""
    return Settings(file, text).content


def _refuse_changed(file: Path, draft: Draft) -> bytes:
    """What the file holds, where it is still what the draft was made from."""
    raw = file.read_bytes()
    if _text_of(raw) != draft.base:
        raise UserError(
            _("The configuration file was changed in the meantime"),
            place=str(file),
            remedy=_("Look at the effect again: it is then that of the file as it is now. Nothing was overwritten."),
            code="changed_meanwhile",
        )
    return raw


def _as_written(text: str, raw: bytes) -> bytes:
    """A text with the line ends and the mark at the beginning that the file had."""
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in raw else text).encode()


def _text_of(raw: bytes) -> str:
    """As the program reads the file."""
    return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _differences(before: Any, after: Any, place: Place) -> Iterator[ChangedValue]:
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _differences(before.get(key), after.get(key), (*place, key))
    elif _has_rows(before) and _has_rows(after):
        yield from _differing_rows(before, after, place)
    else:
        yield ChangedValue(place, before, after)


def _differing_rows(before: list[Any], after: list[Any], place: Place) -> Iterator[ChangedValue]:
    """Row by row; of rows that came or went the number is that in the list where they stand."""
    matched = SequenceMatcher(None, [repr(row) for row in before], [repr(row) for row in after], autojunk=False)
    for kind, one, to, other, until in matched.get_opcodes():
        if kind == "equal":
            continue
        both = min(to - one, until - other)
        if any(_named(before[one + number]) != _named(after[other + number]) for number in range(both)):
            both = 0  # a row with another name is another row, not the same one changed
        for number in range(both):
            yield from _differences(before[one + number], after[other + number], (*place, other + number))
        yield from (ChangedValue((*place, number), before[number], None) for number in range(one + both, to))
        yield from (ChangedValue((*place, number), None, after[number]) for number in range(other + both, until))


def _named(row: Any) -> Any:
    return row.get("id") if isinstance(row, Mapping) else None


def _has_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(row, Mapping) for row in value)
