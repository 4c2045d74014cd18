"""Which list is this? Finds the header row, the dataset and where each column stands; columns are never taken by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.config.models import Config
from kpi.datasets import DATASET_BY_ID, DATASETS, Dataset
from kpi.errors import UsageError, UserError
from kpi.ingest.files import Sheet
from kpi.ingest.text import fold
from kpi.language import _

# How far down a header may stand below its title rows.
SEARCHED_ROWS = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is laid out. ``positions``: field → column from 0; ``header`` counts from 0; ``forbidden`` and
    ``unknown`` are the headers of columns that stay outside."""

    dataset: Dataset
    header: int
    positions: dict[str, int]
    forbidden: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The headers that name a column, folded: dataset → header → field; and the headers whose column is never stored."""

    headers: dict[str, dict[str, str]]
    never_stored: frozenset[str]


def vocabulary(config: Config) -> Vocabulary:
    """The configured headers and the templates' own, compared without accents, case and punctuation."""
    headers: dict[str, dict[str, str]] = {}
    for dataset in DATASETS:
        names = {fold(column.header): column.name for column in dataset.columns}
        for name, aliases in config.headers.get(dataset.id, {}).items():
            names.update({fold(alias): name for alias in aliases})
        headers[dataset.id] = names
    return Vocabulary(headers, frozenset(fold(header) for header in config.never_stored))


def recognise(sheet: Sheet, words: Vocabulary, *, dataset: str | None, given: frozenset[str]) -> Layout:
    """The layout of a sheet; a sheet that fits none, or two equally well, is refused.

    ``given`` names fields that come from elsewhere (the village or group of the whole sheet).
    """
    candidates = [DATASET_BY_ID[dataset]] if dataset else list(DATASETS)
    found: list[tuple[int, int, Layout]] = []
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        folded = [fold(cell) for cell in row]
        for candidate in candidates:
            layout = _layout(candidate, number, row, folded, words, given)
            if layout is not None:
                found.append((len(layout.positions), -number, layout))
    if not found:
        raise _not_recognised(sheet, words, candidates)
    best = max(count for count, _number, _found in found)
    fits = [layout for count, _number, layout in found if count == best]
    if len({layout.dataset.id for layout in fits}) > 1:
        raise UserError(
            _("The list fits several kinds"),
            place=_place(sheet),
            found=", ".join(layout.dataset.id for layout in fits),
            remedy=_("Say which with --dataset."),
            code="ambiguous_dataset",
        )
    return fits[0]


def _layout(
    dataset: Dataset, number: int, row: Sequence[str], folded: Sequence[str], words: Vocabulary, given: frozenset[str]
) -> Layout | None:
    names = words.headers[dataset.id]
    positions: dict[str, int] = {}
    forbidden, unknown = [], []
    for position, header in enumerate(folded):
        if not header or header in ("stt", "tt", "so thu tu"):
            continue
        if header in words.never_stored and header not in names:
            forbidden.append(row[position].strip())
        elif header not in names:
            unknown.append(row[position].strip())
        elif header in folded[:position]:
            # Zipping two columns of one header would silently drop the first one's cells.
            return None
        elif names[header] in positions:
            # Two headers for one field ("Mã thôn" beside "Tên thôn"): the first is read, the other reported as left out.
            unknown.append(row[position].strip())
        else:
            positions[names[header]] = position
    missing = [name for name in dataset.required if name not in positions and name not in given]
    if missing or not positions:
        return None
    return Layout(dataset, number, positions, tuple(forbidden), tuple(unknown))


def _not_recognised(sheet: Sheet, words: Vocabulary, candidates: Sequence[Dataset]) -> UserError:
    """Says which kind of list comes nearest and which of its columns were not found."""
    nearest, missing = candidates[0], list(candidates[0].required)
    best = -1
    for row in sheet.rows[:SEARCHED_ROWS]:
        headers = {fold(cell) for cell in row}
        for dataset in candidates:
            names = {words.headers[dataset.id][header] for header in headers if header in words.headers[dataset.id]}
            if len(names) > best:
                best, nearest = len(names), dataset
                missing = [name for name in dataset.required if name not in names]
    lacking = ", ".join(nearest.column(name).header for name in missing)
    return UserError(
        _("The list was not recognised"),
        place=_place(sheet),
        found=_("no row with the headers of a known list (nearest: {dataset})", dataset=nearest.id)
        if best > 0
        else _("no row with the headers of a known list"),
        expected=_("also the columns: {columns}", columns=lacking) if lacking and best > 0 else "",
        remedy=_("Name the columns as in the empty template, or add the header to config.yaml → headers."),
        code="not_recognised",
    )


def _place(sheet: Sheet) -> str:
    return _("{file}, sheet {sheet}", file=sheet.file, sheet=sheet.name) if sheet.name else sheet.file


def known_dataset(name: str) -> str:
    """A dataset's name as typed, or a refusal with the list of names."""
    if name not in DATASET_BY_ID:
        raise UsageError(_("No such dataset"), found=name, expected=", ".join(DATASET_BY_ID))
    return name
