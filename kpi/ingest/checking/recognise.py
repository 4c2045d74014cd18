"""Which list is this? Finds the header row, the dataset and where each column stands; columns are never taken by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.config.models import Config
from kpi.domain.datasets import DATASET_BY_ID, DATASETS, Dataset
from kpi.domain.errors import UsageError, UserError
from kpi.i18n.messages import _
from kpi.ingest.reading.files import Sheet
from kpi.store import Corrections
from kpi.vietnamese.text import fold

# How far down a header may stand below its title rows.
SEARCHED_ROWS = 40
# Columns that every list may have and nobody misses: the running number, and what a workbook of rejected rows adds.
QUIET = frozenset(("stt", "tt", "so thu tu", "so tt", "dong", "ly do"))


@dataclass(frozen=True, slots=True)
class Layout:
    """How one sheet is laid out. ``positions``: field → column from 0; ``header`` is the first row of the header and ``body``
    the row below it, from 0; ``headers`` are all columns' headers; ``forbidden`` and ``unknown`` are those that stay outside."""

    dataset: Dataset
    header: int
    body: int
    positions: dict[str, int]
    headers: tuple[str, ...]
    forbidden: tuple[str, ...]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...] = ()  # fields that two columns of one header would fill

    @property
    def width(self) -> int:
        return len(self.headers)

    @property
    def folded_headers(self) -> tuple[frozenset[str], ...]:
        """By column, the texts that would be the header again."""
        return tuple(frozenset((fold(header), *map(fold, header.split(" – ")))) for header in self.headers)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The headers that name a column, folded: dataset → header → field; and the headers whose column is never stored."""

    headers: dict[str, dict[str, str]]
    never_stored: frozenset[str]
    any_header: frozenset[str]  # of any dataset: a row without one of them is no header


def vocabulary(config: Config, corrections: Corrections) -> Vocabulary:
    """The configured headers, the templates' own and those that a person has explained, compared without accents, case and
    punctuation."""
    headers: dict[str, dict[str, str]] = {}
    for dataset in DATASETS:
        names = {fold(column.header): column.name for column in dataset.columns}
        for name, aliases in config.headers.get(dataset.id, {}).items():
            names.update({fold(alias): name for alias in aliases})
        headers[dataset.id] = {**names, **corrections.headers.get(dataset.id, {})}
    any_header = frozenset(header for names in headers.values() for header in names)
    return Vocabulary(headers, frozenset(fold(header) for header in config.never_stored), any_header)


def recognise(sheet: Sheet, words: Vocabulary, *, dataset: str | None, given: frozenset[str]) -> Layout:
    """The layout of a sheet; a sheet that fits none, or two equally well, is refused.

    ``given`` names fields that come from elsewhere (the village or group of the whole sheet).
    """
    candidates = [DATASET_BY_ID[dataset]] if dataset else list(DATASETS)
    found: list[Layout] = []
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if not any(fold(cell) in words.any_header for cell in row if cell):
            continue
        one = [[cell.strip()] for cell in row]
        found += _layouts(candidates, number, number + 1, one, words, given)
        if number + 1 < len(sheet.rows):
            two = _stacked(row, sheet.rows[number + 1])
            found += _layouts(candidates, number, number + 2, two, words, given)
    if not found:
        raise _not_recognised(sheet, words, candidates)
    sound = [layout for layout in found if not layout.repeated]
    if not sound:
        raise _header_twice(sheet, found[0])
    # A header in one row where that tells as much: the row below it may be the first entry.
    best = max(len(layout.positions) for layout in sound)
    fits = [layout for layout in sound if len(layout.positions) == best]
    shortest = min(layout.body - layout.header for layout in fits)
    fits = [layout for layout in fits if layout.body - layout.header == shortest]
    if len({layout.dataset.id for layout in fits}) > 1:
        raise UserError(
            _("The list fits several kinds"),
            place=_place(sheet),
            found=", ".join(layout.dataset.id for layout in fits),
            remedy=_("Say which with --dataset."),
            code="ambiguous_dataset",
        )
    return fits[0]


def _stacked(upper: Sequence[str], lower: Sequence[str]) -> list[list[str]]:
    """The names of each column under a header of two rows ("Liên hệ" over "SĐT" and "Zalo"), the likeliest first."""
    names: list[list[str]] = []
    group = ""
    for position in range(max(len(upper), len(lower))):
        above = upper[position].strip() if position < len(upper) else ""
        below = lower[position].strip() if position < len(lower) else ""
        group = above or (group if below else "")
        over = above or group
        names.append([below, f"{over} {below}", over] if below and over else [below or above])
    return names


def _layouts(
    candidates: Sequence[Dataset],
    header: int,
    body: int,
    names: Sequence[Sequence[str]],
    words: Vocabulary,
    given: frozenset[str],
) -> list[Layout]:
    found = (_layout(candidate, header, body, names, words, given) for candidate in candidates)
    return [layout for layout in found if layout is not None]


def _layout(
    dataset: Dataset, header: int, body: int, names: Sequence[Sequence[str]], words: Vocabulary, given: frozenset[str]
) -> Layout | None:
    known = words.headers[dataset.id]
    folded = [[fold(name) for name in column] for column in names]
    lowest = [column[0] for column in folded]
    positions: dict[str, int] = {}
    forbidden: list[str] = []
    unknown: list[str] = []
    repeated: list[str] = []
    for position, column in enumerate(folded):
        shown = _shown(names[position])
        if not column[0] or column[0] in QUIET:
            continue
        # A name that stands over several columns ("SĐT" twice) says which it is only with the name above it.
        column = column if lowest.count(column[0]) == 1 or len(column) == 1 else column[1:]
        header_name = next((name for name in column if name in known), None)
        if header_name is not None and len(folded[position]) > 1 and header_name == folded[position][-1]:
            return None  # a known header over something else: not a second row of headers, but the first entry
        if header_name is None:
            (forbidden if any(name in words.never_stored for name in column) else unknown).append(shown)
        elif known[header_name] in positions:
            # Two headers for one field ("Mã thôn" beside "Tên thôn"): the first is read, the other reported as left out.
            # The same header twice is another matter: nobody could say which column is meant.
            unknown.append(shown)
            if folded[positions[known[header_name]]] == folded[position]:
                repeated.append(known[header_name])
        else:
            positions[known[header_name]] = position
    missing = [name for name in dataset.required if name not in positions and name not in given]
    if missing or not positions:
        return None
    headers = tuple(_shown(column) for column in names)
    return Layout(dataset, header, body, positions, headers, tuple(forbidden), tuple(unknown), tuple(repeated))


def _shown(names: Sequence[str]) -> str:
    """A column's header as a person would say it: the upper name before the lower one."""
    return names[0] if len(names) == 1 else f"{names[2]} – {names[0]}"


def _header_twice(sheet: Sheet, layout: Layout) -> UserError:
    names = ", ".join(layout.headers[layout.positions[field]] for field in layout.repeated)
    return UserError(
        _("A header stands over two columns"),
        place=_("{place}, row {row}", place=_place(sheet), row=layout.header + 1),
        found=names,
        expected=_("each column of the list under a name of its own"),
        remedy=_("Rename or delete one of the two columns, and load the file again."),
        code="repeated_header",
    )


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


def column_letters(position: int) -> str:
    """A column as Excel calls it: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def known_dataset(name: str) -> str:
    """A dataset's name as typed, or a refusal with the list of names."""
    if name not in DATASET_BY_ID:
        raise UsageError(_("No such dataset"), found=name, expected=", ".join(DATASET_BY_ID))
    return name
