"""Codes of households that two villages' books give to different households: by them one village would take the other's away.

A code is one household in the whole commune: in two villages' lists it has moved. Under another head it is doubtful, and where that
holds for much of a village's list (as ``taking_away`` has it), the villages number their households each for itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kpi.config.models import Config
from kpi.domain.datasets import HOUSEHOLD
from kpi.domain.errors import UNQUOTED, Problem, UserError
from kpi.domain.forgotten import is_forgotten
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.loading.taking_away import is_much
from kpi.store import NewBatch, Writer
from kpi.vietnamese.text import fold, name_key


def shared_codes(writer: Writer, config: Config, number: int, new: NewBatch) -> list[dict[str, Any]]:
    """Of a list just added, the rows whose code resides in another village, too, on the list's day or on the newest."""
    if new.dataset is not HOUSEHOLD:
        return []
    return writer.read(
        "codes_of_others",
        batch=number,
        as_of=[new.as_of, date.max],
        known_at=datetime.max,
        households_left_out=list(config.participation.households_left_out),
    )


def _is_another_head(row: Mapping[str, Any]) -> bool:
    """A head who is forgotten may be anybody, the same one too."""
    heads = row["head_name"], row["other_head"]
    return not any(map(is_forgotten, heads)) and fold(name_key(heads[0])) != fold(name_key(heads[1]))


def refusal(rows: Sequence[Mapping[str, Any]], new: NewBatch, place: str, names: Mapping[str, str]) -> UserError | None:
    """The refusal of a list of which much bears codes of other households; None where it may only be doubtful, row by row."""
    much = _much(filter(_is_another_head, rows), new)
    told = [
        _(
            "{village}: {count} codes of {listed} are other heads' codes in {other}",
            village=names.get(village, village),
            count=format_count(count),
            listed=format_count(listed),
            other=names.get(other, other),
        )
        for village, other, count, listed in much
    ]
    if not told:
        return None
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


def doubts(rows: Sequence[Mapping[str, Any]], new: NewBatch, names: Mapping[str, str]) -> list[Problem]:
    """What is said of single rows under another head, and of villages of which much is on the list."""
    message = _(UNQUOTED["other_head"])
    header = HOUSEHOLD.column("code").header
    found = [
        Problem(row["row"], header, None, "other_head", message, "warning", hint=names.get(row["other_village"], ""))
        for row in filter(_is_another_head, rows)
    ]
    for village, other, count, _listed in _much(rows, new):
        told = _(
            "{count} households of {village} stand on the list of {other}, too; each counts once, by the newest list in which it"
            " resides",
            count=format_count(count),
            village=names.get(village, village),
            other=names.get(other, other),
        )
        found.append(Problem(None, None, None, "in_two_villages", told, "warning"))
    return found


def _much(rows: Iterable[Mapping[str, Any]], new: NewBatch) -> list[tuple[str, str, int, int]]:
    """Village, other village, codes that both have, and rows of the village on the list: where that is much of them."""
    shared = Counter((row["village"], row["other_village"]) for row in rows)
    if not shared:
        return []
    villages = new.columns["village"]
    listed = Counter(villages if isinstance(villages, list) else villages.to_pylist())
    return [
        (*pair, count, listed[pair[0]]) for pair, count in sorted(shared.items()) if is_much(count, listed[pair[0]])
    ]
