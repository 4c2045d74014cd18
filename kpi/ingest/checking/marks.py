"""What a register says in the columns of yes and no that plans name (config.yaml → plans, marks), row by row.

A cell that is neither yes nor no leaves its entry without an answer and its row where it is: a register's rows are not a plan's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpi.config.models import Config
from kpi.domain.datasets import Kind
from kpi.domain.errors import Problem
from kpi.i18n.formats import format_count
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import holds_citizen_number
from kpi.ingest.checking.checked import Checked, RejectedRow
from kpi.ingest.checking.layout import Layout, column_letters
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class ReadMarks:
    """By column the answers by row of the file, None where the cell is empty; and what was odd."""

    answers: dict[str, dict[int, bool | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_marks(sheet: Sheet, layout: Layout, checked: Checked, config: Config) -> ReadMarks:
    """The answers of the accepted rows; of a list of persons none, since a household's row is none of its own."""
    read = ReadMarks()
    for mark, place in layout.marks.items():
        header = layout.headers[place]
        if layout.names_persons:
            message = _("the column is not taken from a list of persons: it must say of each household yes or no")
            read.problems.append(Problem(None, header, None, "mark_of_persons", message, "warning"))
            continue
        told: list[Problem] = []
        answers = _answers(sheet, checked, place, header, config, told, _written_once(sheet, layout, place))
        if any(said is not None for said in answers.values()) or len(answers) < checked.accepted:
            read.answers[mark] = answers
            read.problems.extend(told)
        else:
            message = _("the column is empty: it says nothing of any entry, as if the list did not have it")
            read.problems.append(Problem(None, header, None, "marks_empty", message, "warning"))
    return read


def rejected_with_marks(sheet: Sheet, layout: Layout, rejected: Sequence[RejectedRow]) -> list[RejectedRow]:
    """The rows to be mended, with what they say in the plans' columns, by header; of a row of which no cell may be shown nothing."""
    if not layout.marks or layout.names_persons:
        return list(rejected)
    wanted = {row.row for row in rejected if any(row.cells.values())}
    said: dict[int, dict[str, str]] = {}
    for place in layout.marks.values():
        once, header = _written_once(sheet, layout, place), layout.headers[place]
        for row, cells in enumerate(sheet.rows, start=1):
            if row in wanted:
                text = once.get(row, cells[place] if place < len(cells) else "")
                said.setdefault(row, {})[header] = "" if holds_citizen_number(text, Kind.TEXT) else text
    return [replace(row, cells={**row.cells, **said.get(row.row, {})}) for row in rejected]


def _written_once(sheet: Sheet, layout: Layout, place: int) -> dict[int, str]:
    """By row what merged cells say of it: written in the first of them, it holds for all that they span."""
    spans = [span for span in sheet.merged if span.left <= place <= span.right and span.top >= layout.body]
    return {row + 1: sheet.rows[span.top][span.left] for span in spans for row in range(span.top, span.bottom + 1)}


def _answers(
    sheet: Sheet, checked: Checked, place: int, header: str, config: Config, problems: list[Problem],
    written_once: Mapping[int, str],
) -> dict[int, bool | None]:  # fmt: skip
    words = config.lookups.get("group", {}).get("rules", {})  # yes and no are the same words everywhere
    known: dict[str, bool | None] = {fold(word): said == "yes" for said, spelt in words.items() for word in spelt}
    known[fold("")] = None
    found: dict[int, bool | None] = {}
    listed = checked.columns["row"]
    accepted = set(listed if isinstance(listed, list) else listed.to_pylist())  # columns of Arrow, of a very long list
    for row, cells in enumerate(sheet.rows, start=1):  # one by one, which such a list can do faster than by number
        if row not in accepted:
            continue
        text = written_once.get(row, cells[place] if place < len(cells) else "")
        if (folded := fold(text)) in known:
            found[row] = known[folded]
        else:
            message = _("neither yes nor no; the entry stays without an answer, and its village is not counted")
            cell = f"{column_letters(place)}{row}"
            problems.append(Problem(row, header, text, "neither_yes_nor_no", message, "warning", cell=cell))
    problems.append(Problem(None, header, None, "marks_read", _counted(list(found.values())), "info"))
    return found


def _counted(answers: list[bool | None]) -> str:
    return _(
        "read as yes or no: {yes} yes, {no} no, {empty} empty cells, which are no yes",
        yes=format_count(answers.count(True)), no=format_count(answers.count(False)), empty=format_count(answers.count(None)),
    )  # fmt: skip
