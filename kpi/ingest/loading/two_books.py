"""Codes that two villages' books give to different households, or entries of a register that a plan adds: by them one village would
take the other's away.

A code is one household in the whole commune: in two villages' lists it has moved. Under another head it is doubtful, and where that
holds for much of a village's list (as ``taking_away`` has it), the villages number their households each for itself. Of an entry that
has no name nobody could say whether it has moved, so that each is doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import ENTRIES, HOUSEHOLD, Scope
from kpi.domain.errors import UNQUOTED, Problem, UserError
from kpi.domain.forgotten import is_forgotten
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.ingest.loading.taking_away import is_much
from kpi.store import NewBatch, Writer
from kpi.vietnamese.text import fold, name_key

_OTHER_ENTRY = N_("another village's list has the code, too; it counts once, by the newest list in which it counts")
_OF_BOTH = N_(
    "{count} households of {village} stand on the list of {other}, too; each counts once, by the newest list in which it resides"
)


def shared_codes(writer: Writer, config: Config, number: int, new: NewBatch) -> list[dict[str, Any]]:
    """Of a list just added, the rows whose code resides in another village, too, on the list's day or on the newest."""
    asked: dict[str, Any] = {"batch": number, "as_of": [new.as_of, date.max], "known_at": datetime.max}
    if new.dataset is HOUSEHOLD:
        left_out = list(config.participation.households_left_out)
        return writer.read("codes_of_others", **asked, households_left_out=left_out)
    if new.dataset.table != ENTRIES or new.dataset.scope is not Scope.VILLAGE:
        return []
    states = {one.id: list(one.left_out) for one in config.registers}
    return writer.read(
        "entry_codes_of_others", **asked, added=[new.dataset.id], added_left_out=[states.get(new.dataset.id, [])]
    )


def _is_another(row: Mapping[str, Any]) -> bool:
    """Whether a code may be another one's there: of what has no name nothing tells that it is the same; a head who is forgotten may
    be anybody, the same one too."""
    if "name" in row:
        return row["name"] is None or row["other_name"] is None or fold(row["name"]) != fold(row["other_name"])
    heads = row["head_name"], row["other_head"]
    return not any(map(is_forgotten, heads)) and fold(name_key(heads[0])) != fold(name_key(heads[1]))


def refusal(rows: Sequence[Mapping[str, Any]], new: NewBatch, place: str, names: Mapping[str, str]) -> UserError | None:
    """The refusal of a list of which much bears codes of other households; None where it may only be doubtful, row by row."""
    much = _much(filter(_is_another, rows), new)
    if not much:
        return None
    if new.dataset is not HOUSEHOLD:
        return _same_entries(much, place, names)
    told = _told(N_("{village}: {count} codes of {listed} are other heads' codes in {other}"), much, names)
    return UserError(
        _("Two villages give the same codes to different households"),
        place=place,
        found="; ".join(told),
        expected=_(
            "a code that is one household in the whole commune: in two villages' lists it counts as one that has moved"
        ),
        remedy=_(
            "Put the village before the number (BX-01), or load the lists without their column of codes (--column"
            ' "{header}=-"): the program gives codes of its own.',
            header=HOUSEHOLD.column("code").header,
        ),
        code="two_books",
    )


def _told(message: str, much: Sequence[tuple[str, str, int, int]], names: Mapping[str, str]) -> list[str]:
    """What a message says of each two villages."""
    return [
        _(
            message,
            village=names.get(village, village),
            count=format_count(count),
            listed=format_count(listed),
            other=names.get(other, other),
        )
        for village, other, count, listed in much
    ]


def _same_entries(much: Sequence[tuple[str, str, int, int]], place: str, names: Mapping[str, str]) -> UserError:
    told = _told(N_("{village}: {count} codes of {listed} stand on the list of {other}, too"), much, names)
    return UserError(
        _("Two villages give the same codes to their entries"),
        place=place,
        found="; ".join(told),
        expected=_(
            "a code that is one entry in the whole commune: in two villages' lists it counts once, as one that has moved"
        ),
        remedy=_(
            "Put the village before the number (BX-01). If they have moved, load the other village's list without them first, or the"
            " register of villages where that one is none any more."
        ),
        code="same_entries",
    )


def doubts(rows: Sequence[Mapping[str, Any]], new: NewBatch, names: Mapping[str, str]) -> list[Problem]:
    """What is said of single rows under another head, and of villages of which much is on the list."""
    of_households = new.dataset is HOUSEHOLD
    code, message = ("other_head", _(UNQUOTED["other_head"])) if of_households else ("other_entry", _(_OTHER_ENTRY))
    found = [
        Problem(
            row["row"],
            new.dataset.column("code").header,
            None,
            code,
            message,
            "warning",
            hint=names.get(row["other_village"], ""),
        )
        for row in filter(_is_another, rows)
    ]
    if of_households:
        told = _told(_OF_BOTH, _much(rows, new), names)
        found += [Problem(None, None, None, "in_two_villages", one, "warning") for one in told]
    return found


def _much(rows: Iterable[Mapping[str, Any]], new: NewBatch) -> list[tuple[str, str, int, int]]:
    """Village, other village, codes that both have, and rows of the village on the list: where that is much of them."""
    shared = Counter((row["village"], row["other_village"]) for row in rows)
    if not shared:
        return []
    villages = new.columns["village"]
    listed = Counter(villages if isinstance(villages, list) else villages.to_pylist())
    counted = ((*pair, count, listed[pair[0]]) for pair, count in sorted(shared.items()))
    return [one for one in counted if is_much(one[2], one[3])]
