"""Which list is this? Finds the header row, the kind of list and where each column stands; columns are never taken by position.

All columns together decide, with the title and the names of sheet and file, and by a margin: what fits two kinds is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kpi.domain.datasets import DATASET_BY_ID, DATASETS, HOUSEHOLD, LEFT_OUT, MEMBERSHIP, OFFICIAL, Dataset, Kind
from kpi.domain.errors import UsageError, UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.traits import MOST, SAMPLED, CellSample, Trait, is_amount
from kpi.ingest.checking.vocabulary import ADDED_HEADERS, BEGINS, QUIET, RUNNING_NUMBERS, Purpose, Vocabulary
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.places import UNIT_WORDS
from kpi.vietnamese.text import clean_text, fold, mentions

# How far down a header may stand below its title rows.
SEARCHED_ROWS = 40
# By so much one kind of list must be likelier than every other one.
MARGIN = 0.75
# What a header tells that one kind of list knows, two, or more; what a needed column, a word of the title, of a name tell.
_TOLD = {1: 2.0, 2: 1.2}
_SHARED, _NEEDED, _TITLED, _NAMED, _LACKING, _UNKNOWN = 0.7, 0.5, 2.5, 1.5, 0.8, 0.1
# A list that lacks something it needs has at least so many columns of ours: one alone may stand in any text.
_FEWEST = 2
_SHARED_FAR = 3
# A column of the workbook of *Đối soát*, which comes back by another way: as a list it would be the whole of its groups.
_OUR_CHOICE = "phuong an 1"
_FEWEST_HEADERS = 3
# "Danh sách hộ dân chưa …", "danh sách công dân đã …" are lists of some, like "danh sách hộ chưa …".
_ALL_OF_THEM = re.compile(
    r"\b(?:h[ộo] gia [đd][ìi]nh|h[ộo] d[âa]n|ch[ủu] h[ộo]|c[ôo]ng d[âa]n|ng[ưu][ờo]i d[âa]n)\b", re.IGNORECASE
)
# A title of households; what stands in it for a day, and for a place: a name has up to four words.
_OF_HOUSEHOLDS = re.compile(r"\b(?:danh sach|ds|so|bieu|bang|tong hop|thong ke)\b.*\b(?:ho|chu ho|nhan khau)\b")
_WHEN = re.compile(r"\b(?:ngay|thang|quy|nam|giai doan)\b(?: (?:thang|nam|\d+|[ivx]+)\b)*|\b\d+\b")
_UNITS = "|".join(("xa", "phuong", "thi tran", "huyen", "quan", "tinh", "thanh pho", "tp", "ubnd", *UNIT_WORDS))
_PLACE = re.compile(rf"\b(?:{_UNITS})\b(?: (?!(?:{_UNITS})\b)\w+){{0,4}}")
# "Hộ" is no "Họ", which stands before "Tên"; without their marks both may be meant.
_HOUSEHOLD, _FAMILY = "Hộ", "Họ"
_LONG_NUMBER = re.compile(r"\s*\+?\d(?:[ .-]?\d){8,}\s*")
_TOTALS = frozenset(("tong", "tong so", "tong cong", "cong"))
# Without its marks a register of persons would be "đăng ký nhận", a list of those who receive something.
_UNMARKED = re.compile(r"\bnhan khau\b", re.IGNORECASE)
_LISTS = ("danh sach", "so ", "bang ", "bieu ", "tong hop", "theo doi", "ds ")


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
    needless: tuple[str, ...] = ()  # columns that nobody misses
    repeated: tuple[str, ...] = ()  # fields that two columns of one header would fill
    helpers: dict[str, int] = field(default_factory=dict)  # fields that help to read the list → column
    family: dict[str, int] = field(default_factory=dict)  # fields of names → the column of the family name before them
    rivals: tuple[tuple[int, str], ...] = ()  # columns left out for another one of the same field
    lacking: tuple[str, ...] = ()  # required fields without a column, which come from elsewhere
    score: float = 0.0
    purpose: Purpose | None = None  # for which other purpose the list seems to be made
    # Rows, as Excel counts, of persons who by a column of the list are not in the group.
    absent: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        return len(self.headers)

    @property
    def named(self) -> dict[str, str]:
        """Field → the header above its column."""
        return {name: self.headers[position] for name, position in self.positions.items() if position < self.width}

    def placed(self, name: str, position: int) -> Layout:
        """The layout with a field's column where the cells are of the field, whatever its header made of it."""
        stays = [
            tuple(one for one in outside if one != self.headers[position])
            for outside in (self.unknown, self.forbidden, self.needless)
        ]
        lacking = tuple(one for one in self.lacking if one != name)
        positions = {**self.positions, name: position}
        return replace(
            self, positions=positions, lacking=lacking, unknown=stays[0], forbidden=stays[1], needless=stays[2]
        )

    def helped(self, name: str, position: int) -> Layout:
        """The layout with a helper's column where the cells say so, whatever its header made of it."""
        unknown = tuple(one for one in self.unknown if one != self.headers[position])
        return replace(self, helpers={**self.helpers, name: position}, unknown=unknown)

    def turned(self, name: str, helper: str) -> Layout:
        """The layout in which a field's column is no more than a helper: what fills the field is to be found elsewhere."""
        positions = dict(self.positions)
        helpers = {helper: positions.pop(name)} | self.helpers
        return replace(self, positions=positions, helpers=helpers, lacking=(*self.lacking, name))

    def unexplained(self, name: str) -> Layout:
        """The layout in which a field's column is one that no header explains."""
        positions = dict(self.positions)
        header = self.headers[positions.pop(name)]
        return replace(self, positions=positions, unknown=(*self.unknown, header), lacking=(*self.lacking, name))

    def without(self, name: str) -> Layout:
        """The layout without a field's column, which nobody misses."""
        positions = dict(self.positions)
        left = self.headers[positions.pop(name)]
        lacking = (*self.lacking, name) if self.dataset.column(name).required else self.lacking
        return replace(self, positions=positions, lacking=lacking, needless=(*self.needless, left))

    def tells_more_than(self, other: Layout) -> bool:
        """Whether the row below another layout's header, or above it, belongs to it: with it all those columns are known, and more."""
        longer = self.body - self.header > other.body - other.header
        return (
            self.dataset is other.dataset
            and longer
            and (self.header == other.header or self.body == other.body)
            and self.positions.keys() | self.helpers.keys() > other.positions.keys() | other.helpers.keys()
        )

    @property
    def names_persons(self) -> bool:
        """Whether a row may be a person of a household instead of a household."""
        return self.dataset is HOUSEHOLD and not {"relation", "person"}.isdisjoint(self.helpers)

    @property
    def needed(self) -> list[int]:
        """The columns in which every entry says something: the required ones; of persons their names, and what binds them."""
        names = self.dataset.required
        if self.names_persons:
            name = "person" if "person" in self.helpers else "head_name"
            binding = ("relation", "head_name", "code", "number")
            names = (name, *[other for other in binding if other in {*self.helpers, *self.positions}][:1])
        places = {**self.helpers, **self.positions}
        return [places[name] for name in names if name in places]

    @property
    def header_texts(self) -> frozenset[str]:
        """What stands in the header's cells, to the letter."""
        return frozenset(text for header in self.headers for text in (header, *header.split(" – ")) if text)

    @property
    def folded_headers(self) -> tuple[frozenset[str], ...]:
        """By column, the texts that would be the header again."""
        return tuple(frozenset((fold(header), *map(fold, header.split(" – ")))) for header in self.headers)

    @property
    def is_table(self) -> bool:
        """Whether most of the header's cells are headers of ours: a row of entries may hold one or two."""
        filled = sum(bool(header) for header in self.headers)
        return len(self.positions) + len(self.helpers) >= max(_FEWEST, filled / 2)


@dataclass(frozen=True, slots=True)
class _Header:
    """A row, or two, that may be the header: the names of each column, the likeliest first, and where it stands."""

    first: int
    body: int
    names: Sequence[Sequence[str]]
    spanned: frozenset[int] = frozenset()  # columns that share their upper name with others

    @property
    def totals(self) -> frozenset[str]:
        """The upper names under one of whose columns stands the total of the others ("Số nhân khẩu": "Nam", "Nữ", "Tổng")."""
        lower = ((fold(self.names[place][0]), self.names[place][-1]) for place in self.spanned)
        return frozenset(upper for name, upper in lower if name in _TOTALS)


def recognise(sheet: Sheet, words: Vocabulary, *, dataset: str | None, given: frozenset[str]) -> Layout:
    """The layout of a sheet; a sheet that fits none, or two nearly as well, is refused.

    ``given`` names fields that come from elsewhere (the village or group of the whole sheet). A ``dataset`` that the user names
    is taken for what the list is, whatever else its title says; so is what a person has said of lists with these headers.
    """
    dataset = dataset or words.kind_of(sheet.rows[:SEARCHED_ROWS])
    candidates = [DATASET_BY_ID[dataset]] if dataset else list(DATASETS)
    headers = list(_headers(sheet, words))
    found = [
        layout for header in headers for one in candidates if (layout := _layout(one, header, words, given)) is not None
    ]
    if dataset is None:
        found = [layout for layout in found if layout.dataset is not OFFICIAL or not _names_roles(sheet, layout, words)]
    if not found or any(_OUR_CHOICE in map(fold, sheet.rows[header.first]) for header in headers):
        raise _not_recognised(sheet, words, headers, candidates)
    best = _best(sheet, words, found, sure=dataset is not None)
    if best is None or (dataset is None and _is_of_another_kind(sheet, best, words)):
        raise _not_recognised(sheet, words, headers, candidates)
    if best.repeated:
        raise _header_twice(sheet, best)
    if dataset is None and (best.dataset.is_whole or best.dataset.is_log or best.dataset is MEMBERSHIP):
        purpose = best.purpose or _purpose_of_title(sheet, best, words) or _purpose_of_cells(sheet, best, words)
        if purpose is not None:
            raise _other_purpose(sheet, replace(best, purpose=purpose))
    return best


def _headers(sheet: Sheet, words: Vocabulary) -> list[_Header]:
    """Every row that may be the header, alone or with the one below it."""
    found = []
    for number, row in enumerate(sheet.rows[:SEARCHED_ROWS]):
        if _is_entry(row) or not any(_is_known(cell, words) for cell in row if cell):
            continue
        found.append(_Header(number, number + 1, [[cell.strip()] for cell in row]))
        if number + 1 < len(sheet.rows) and not _is_entry(sheet.rows[number + 1]):
            below = sheet.rows[number + 1]
            found.append(_Header(number, number + 2, _stacked(row, below), _spanned(row, below)))
    return found


def _is_entry(row: Sequence[str]) -> bool:
    """Whether a row holds a number that is no header's, as long as that of a phone: "Đỗ Thị Ba, 0912000002, Thành viên"."""
    return any(_LONG_NUMBER.fullmatch(cell) for cell in row)


def _is_known(cell: str, words: Vocabulary) -> bool:
    return words.may_be_header(cell) and any(words.meaning(dataset.id, cell) is not None for dataset in DATASETS)


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


def _spanned(upper: Sequence[str], lower: Sequence[str]) -> frozenset[int]:
    """The columns under a name that stands over several of them, and so is the name of none."""
    empty = [not any(cell.strip() for cell in upper[position : position + 1]) for position in range(len(lower))]
    shared = {position for position in range(1, len(lower)) if empty[position] and lower[position].strip()}
    return frozenset(shared | {position - 1 for position in shared})


def _best(sheet: Sheet, words: Vocabulary, found: Sequence[Layout], *, sure: bool) -> Layout | None:
    """The likeliest layout; None where nothing but shared words speaks for any kind of list."""
    scored = []
    silent = float("-inf")  # of kinds for which nothing but shared words speaks: the likeliest of them is asked about
    for layout in found:
        if any(other.tells_more_than(layout) or _goes_on(sheet, layout, other, words) for other in found):
            continue
        titled = _titled(sheet, layout, words)
        speaks = _speaks_for_itself(layout, words) or _names_roles(sheet, layout, words)
        if sure or titled or not layout.lacking or speaks:
            scored.append((layout.score + titled, layout))
        else:
            silent = max(silent, layout.score)
    if not scored or silent > max(score for score, _layout in scored):
        return None
    # A header in one row where that tells as much: the row below it may be the first entry.
    best, layout = max(scored, key=lambda one: (one[0], one[1].header - one[1].body, -one[1].header))
    layout = _only_table(sheet, layout, [one for _score, one in sorted(scored, key=lambda one: -one[0])], words)
    best = max(score for score, one in scored if one is layout)
    rivals = {one.dataset.id for score, one in scored if score > best - MARGIN and one.header == layout.header} | {
        layout.dataset.id
    }
    if len(rivals) > 1:
        raise UserError(
            _("The list fits several kinds"),
            place=place_of(sheet),
            found=", ".join(_(DATASET_BY_ID[name].name) for name in sorted(rivals)),
            remedy=_("Say which kind of list it is: on the page at the list, on the command line with --dataset."),
            code="ambiguous_dataset",
        )
    return layout


def _goes_on(sheet: Sheet, one: Layout, other: Layout, words: Vocabulary) -> bool:
    """Whether the header goes on in the row below, which the other layout takes in: most of its cells are headers themselves."""
    if (one.dataset, one.header, one.body + 1) != (other.dataset, other.header, other.body):
        return False
    below = [cell for cell in sheet.rows[one.body] if cell.strip()]
    return len(below) >= _FEWEST and 2 * sum(_is_header(cell, words) for cell in below) > len(below)


def _is_header(cell: str, words: Vocabulary) -> bool:
    meanings = (words.meaning(dataset.id, cell) for dataset in DATASETS)
    return words.is_private(cell) or any(meant is not None and meant[1] < BEGINS for meant in meanings)


def _only_table(sheet: Sheet, layout: Layout, found: Sequence[Layout], words: Vocabulary) -> Layout:
    """The layout of the topmost header, ``found`` being the likeliest first; two tables under different headers are refused.

    An entry may begin as a header does ("Nhóm Zalo Thôn Đông Hải"): a header of another table is known by two names in full.
    """
    others = [
        one
        for one in found
        if one.is_table and _entries_between(sheet, one, layout) and _in_full(one, words) >= _FEWEST
    ]
    above = [one for one in others if one.header < layout.header and one.dataset is layout.dataset]
    if above:
        top = min(above, key=lambda one: one.header)
        layout = next(one for one in found if one.dataset is top.dataset and not _entries_between(sheet, one, top))
    known = layout.folded_headers
    for other in others:
        if other.lacking and other.dataset is not layout.dataset or not _entries_between(sheet, other, layout):
            continue
        rows = sheet.rows[other.header : other.body]
        if not any(is_header_again([fold(cell) for cell in row], known) for row in rows):
            raise two_tables(sheet, layout, other.header + 1)
    return layout


def _in_full(layout: Layout, words: Vocabulary) -> int:
    """How many columns are known by their whole header."""
    meanings = (words.meaning(layout.dataset.id, layout.headers[place]) for place in layout.positions.values())
    return sum(meant is not None and meant[1] < BEGINS for meant in meanings)


def _entries_between(sheet: Sheet, one: Layout, other: Layout) -> bool:
    """Whether rows that may be entries stand between two headers, so that they are not two readings of one."""
    upper, lower = sorted((one, other), key=lambda layout: layout.header)
    return any(sum(bool(cell.strip()) for cell in row) >= _FEWEST for row in sheet.rows[upper.body : lower.header])


def is_header_again(folded: Sequence[str], headers: Sequence[frozenset[str]]) -> bool:
    """Whether each filled cell of a row, folded, says what the header of its column says."""
    return any(folded) and all(cell in names for cell, names in zip(folded, headers, strict=False) if cell)


def two_tables(sheet: Sheet, layout: Layout, row: int) -> UserError:
    """The refusal of a sheet with another header below entries, where nobody could say which cells stand under which."""
    first, second = sorted((layout.header + 1, row))
    return UserError(
        _("Two tables with different headers stand on one sheet"),
        place=place_of(sheet),
        found=_("a header in row {row}, another one in row {other}", row=first, other=second),
        expected=_("one table on a sheet; its header may come again, with the same columns"),
        remedy=_("Put each table on a sheet of its own, or give both the same columns, and load the file again."),
        code="two_tables",
    )


def _titled(sheet: Sheet, layout: Layout, words: Vocabulary) -> float:
    """How much the title, the sheet's and the file's name speak for the kind of list."""
    wanted = words.titles.get(layout.dataset.id, ())
    told = [fold(cell) for row in sheet.rows[: layout.header] for cell in row if cell.strip()]
    in_title = any(f" {word} " in f" {cell} " for cell in told for word in wanted)
    named = [fold(sheet.name), fold(_file_words(sheet))]
    return _TITLED * in_title + _NAMED * any(f" {word} " in f" {name} " for name in named for word in wanted)


def _names_roles(sheet: Sheet, layout: Layout, words: Vocabulary) -> bool:
    """Whether the posts of a list of officials, or the roles of one of members, are all roles in a group: it is one of members."""
    place = layout.positions.get({OFFICIAL: "post", MEMBERSHIP: "role"}.get(layout.dataset, ""))
    if place is None:
        return False
    posts = [fold(row[place]) for row in sheet.rows[layout.body : layout.body + SEARCHED_ROWS] if place < len(row)]
    return any(posts) and all(post in words.roles for post in posts if post)


def _is_of_another_kind(sheet: Sheet, best: Layout, words: Vocabulary) -> bool:
    """Whether the title speaks for another kind of list than the one that names and phones alone would make: of such a list with
    something missing nobody should be asked for the group of its members."""
    if best.dataset is not MEMBERSHIP or "group" in best.positions or _titled(sheet, best, words):
        return False
    others = (replace(best, dataset=one) for one in DATASETS if one is not MEMBERSHIP and one.id != "group")
    return any(_titled(sheet, other, words) for other in others)


def _file_words(sheet: Sheet) -> str:
    return sheet.file.rpartition(".")[0].replace("_", " ").replace("-", " ")


def _speaks_for_itself(layout: Layout, words: Vocabulary) -> bool:
    """Whether a header says what no other kind of list has; names alone, beside columns that nobody knows, are of any list."""
    if layout.dataset.is_whole and layout.dataset.key in layout.lacking and layout.unknown:
        return False
    positions = (*layout.positions.values(), *layout.helpers.values())
    return any(words.spread(layout.headers[position]) == 1 for position in positions)


def _layout(dataset: Dataset, header: _Header, words: Vocabulary, given: frozenset[str]) -> Layout | None:
    """Where the columns of one kind of list stand under this header; None where a needed one is missing."""
    columns = _Columns(dataset, header, words)
    missing = [name for name in dataset.required if name not in columns.positions and name not in given]
    if not columns.positions or columns.is_no_header or any(name not in dataset.supplied for name in missing):
        return None
    fewest = min(_FEWEST, len(dataset.columns) - len(missing))
    if missing and len(columns.positions) + len(columns.helpers) < fewest or not _is_enough(dataset, columns):
        return None
    score = columns.score + _NEEDED * sum(name in columns.positions for name in dataset.required)
    score -= _LACKING * len(missing) + _UNKNOWN * len(columns.unknown)
    return Layout(
        dataset, header.first, header.body, columns.positions, columns.shown, tuple(columns.forbidden), tuple(columns.unknown),
        tuple(columns.needless),
        tuple(columns.repeated), columns.helpers, columns.family, tuple(columns.rivals), tuple(missing), score,
        _purpose_of_columns(columns, words),
    )  # fmt: skip


def _is_enough(dataset: Dataset, columns: _Columns) -> bool:
    """Without its key a list needs a name for its entries: of its own, or of the persons who make them up. One of villages or
    groups says little else: a column of villages among others that nobody knows is no list of them."""
    if dataset.is_referred_to and dataset.key not in columns.positions:
        return len(columns.positions) + len(columns.helpers) >= len(columns.unknown) + len(columns.forbidden)
    names = {"household": ({"head_name"}, {"person", "relation"}), "membership": ({"display_name"}, {"uid"}, {"phone"})}
    there = {*columns.positions, *columns.helpers}
    return any(needed <= there for needed in names.get(dataset.id, (set(),)))


class _Columns:
    """What each column under a header is in one kind of list."""

    def __init__(self, dataset: Dataset, header: _Header, words: Vocabulary) -> None:
        self.dataset, self.words = dataset, words
        self.shown = tuple(_shown(column) for column in header.names)
        self.positions: dict[str, int] = {}
        self.helpers: dict[str, int] = {}
        self.family: dict[str, int] = {}
        self.forbidden: list[str] = []
        self.unknown: list[str] = []
        self.needless: list[str] = []
        self.repeated: list[str] = []
        self.rivals: list[tuple[int, str]] = []
        self.score = 0.0
        self.is_no_header = False
        self._farness: dict[str, int] = {}
        self._family_at: int | None = None
        self._spanned = header.spanned
        self._written = [column[0] for column in header.names]
        self._lowest = [fold(written) for written in self._written]
        self._totals = header.totals
        # "Họ và tên", "SĐT": of whom, says what stands above.
        self._generic = {key for key, name in words.headers["household"].items() if name in ("person", "phone")}
        for position, names in enumerate(header.names):
            if self._lowest[position] and self._lowest[position] not in QUIET:
                self._take(position, names)
        self._name_the_head()

    def _name_the_head(self) -> None:
        """A column of names without a relation beside it names the heads themselves."""
        if (
            "person" in self.helpers
            and not {"relation", "number"} & self.helpers.keys()
            and "head_name" not in self.positions
        ):
            self.positions["head_name"] = self.helpers.pop("person")
            if "person" in self.family:
                self.family["head_name"] = self.family.pop("person")

    def _take(self, position: int, names: Sequence[str]) -> None:
        if len(names) > 1 and self.words.meaning(self.dataset.id, names[0]) is None and self._is_outside(names[0]):
            self._leave_out(position, names)  # "Năm sinh" under "Nhân khẩu" is no number of persons
            return
        if len(names) > 1 and fold(names[2]) in RUNNING_NUMBERS and position in self._spanned:
            self._take_number(position, names)
            return
        if names[-1] in self._totals and position in self._spanned and self._lowest[position] not in _TOTALS:
            outside = self.forbidden if self.words.is_private(names[0]) else self.needless
            outside.append(self.shown[position])
            return
        # A name that stands over several columns ("SĐT" twice) says which it is only with the name above it.
        if position in self._spanned and self._lowest[position] in _TOTALS:
            names = names[-1:]
        told = names if self._lowest.count(self._lowest[position]) == 1 or len(names) == 1 else names[1:]
        # Below a header stands anything: that it begins as another header does says nothing there.
        farthest = BEGINS if len(names) == 1 else BEGINS - 1
        meant = ((self.words.meaning(self.dataset.id, name), name) for name in told)
        found = next(((known, name) for known, name in meant if known is not None and known[1] <= farthest), None)
        if found is not None and len(names) > 1 and found[1] == names[-1] and fold(names[0]) not in self._generic:
            # A known header over something else: not a second row of headers, but the first entry.
            self.is_no_header |= position not in self._spanned
            self._leave_out(position, names[:1])
            return
        if self._is_family(position) and (found is None or found[0][1] > 0):
            self._family_at = position
            return
        if found is None:
            self._leave_out(position, told)
        else:
            self._fill(position, found[0][0], found[0][1], found[1])

    def _take_number(self, position: int, names: Sequence[str]) -> None:
        """A column under "Số thứ tự" counts what its own name says: households tell who belongs together, nobody misses the rest."""
        known = self.words.meaning(self.dataset.id, names[1])
        if known is None or known[0] not in self.dataset.helpers:
            self.needless.append(self.shown[position])
        else:
            self._fill(position, *known, names[1])

    def _is_family(self, position: int) -> bool:
        """Whether the family name stands here alone: "Họ", also "Họ chủ hộ" before "Tên chủ hộ", or before "Tên" alone."""
        header, after = self._lowest[position], "".join(self._lowest[position + 1 : position + 2])
        if header in self.words.family_names:
            return mentions(self._written[position], _FAMILY) or not mentions(self._written[position], _HOUSEHOLD)
        if after == "ten":
            begun = (name for name in self.words.family_names if header.startswith(f"{name} "))
            return any(" " in name or self._is_name(header.removeprefix(f"{name} ")) for name in begun)
        rest = after.removeprefix("ten ")
        return after.startswith("ten ") and header.removesuffix(f" {rest}") in self.words.family_names

    def _is_name(self, header: str) -> bool:
        known = self.words.meaning(self.dataset.id, header)
        return known is not None and known[0] in {one.name for one in self.dataset.columns if one.kind is Kind.NAME}

    def _is_outside(self, name: str) -> bool:
        return self.words.is_private(name) or self.words.is_needless(name)

    def _leave_out(self, position: int, names: Sequence[str]) -> None:
        if any(self.words.is_private(name, self.dataset.id) for name in names):
            self.forbidden.append(self.shown[position])
        else:
            needless = any(map(self.words.is_needless, names))
            (self.needless if needless else self.unknown).append(self.shown[position])

    def _fill(self, position: int, name: str, far: int, header: str) -> None:
        """The surer of two headers fills the field; two of one header are another matter: nobody could say which is meant."""
        if name == LEFT_OUT:
            return
        places = self.helpers if name in self.dataset.helpers else self.positions
        sure = far + _SHARED_FAR * (fold(header) in self._generic)  # "Tên Zalo" before "Họ và tên"
        earlier = places.get(name)
        if earlier is not None and self._farness[name] <= sure:
            self.unknown.append(self.shown[position])
            self.rivals.append((position, name))
            if self._lowest[earlier] == self._lowest[position]:
                self.repeated.append(name)
            return
        if earlier is not None:
            self.unknown.append(self.shown[earlier])
            self.rivals.append((earlier, name))
        else:
            self.score += _TOLD.get(self.words.spread(header), _SHARED) * 0.9**far
        places[name], self._farness[name] = position, sure
        if self._family_at is not None and position - self._family_at <= 1:
            self.family[name] = self._family_at


def _shown(names: Sequence[str]) -> str:
    """A column's header as a person would say it: the upper name before the lower one."""
    return names[0] if len(names) == 1 else f"{names[2]} – {names[0]}"


def _purpose_of_columns(columns: _Columns, words: Vocabulary) -> Purpose | None:
    outside = (*columns.unknown, *columns.forbidden)
    return next(
        (purpose for purpose in words.purposes_beside(columns.dataset) if any(map(purpose.is_told_by, outside))), None
    )


def _purpose_of_title(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    told = [cell for row in sheet.rows[: layout.header] for cell in row if cell.strip()]
    titles = [cell for cell in told if any(word in f"{fold(cell)} " for word in _LISTS)]
    titles += [sheet.name, _file_words(sheet)]
    titles = [_UNMARKED.sub("nhân khẩu", clean_text(title)) for title in titles]
    titles += [_ALL_OF_THEM.sub("hộ", title) for title in titles]
    purposes = words.purposes_beside(layout.dataset)
    said = next((one for one in purposes if any(map(one.is_said_by, titles))), None)
    is_returned = set(map(fold, layout.headers)) >= ADDED_HEADERS  # its title names the file that its rows come from
    if said is not None or layout.dataset is not HOUSEHOLD or is_returned:
        return said
    return next((one for one in purposes if one.plain and any(_says_more(fold(cell), one) for cell in told)), None)


def _says_more(title: str, purpose: Purpose) -> bool:
    """Whether a folded title of households says of them more than where and when: "Danh sách các hộ phải di dời"."""
    if _OF_HOUSEHOLDS.search(title) is None:
        return False
    rest = _PLACE.sub(" ", _WHEN.sub(" ", title))
    return sum(word not in purpose.plain and not word.isdecimal() for word in rest.split()) >= _FEWEST


def _purpose_of_cells(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    purposes = words.purposes_beside(layout.dataset)
    return next((one for one in purposes if any(_columns_saying(one, sheet, layout))), None)


def _columns_saying(purpose: Purpose, sheet: Sheet, layout: Layout) -> Iterator[str]:
    """The headers of the columns that are none of ours and say the purpose of nearly every entry ("Hộ cận nghèo")."""
    rows = [row for row in sheet.rows[layout.body :][:SAMPLED] if sum(bool(cell.strip()) for cell in row) > _FEWEST]
    if purpose.beside and layout.dataset is HOUSEHOLD:
        yield from _columns_beside(purpose, sheet, layout)
    if layout.dataset is HOUSEHOLD:
        yield from filter(purpose.is_said_by, layout.unknown)
    for header in (*layout.unknown, *layout.forbidden, *layout.needless):
        cells = ["".join(row[place : place + 1]) for row in rows for place in [layout.headers.index(header)]]
        if cells and sum(map(purpose.is_said_in_a_cell, cells)) >= MOST * len(cells):
            yield header


def _columns_beside(purpose: Purpose, sheet: Sheet, layout: Layout) -> Iterator[str]:
    """The unknown columns with a number or a day for nearly every household that is none of a register ("Số cây giống")."""
    rows = sheet.rows[layout.body :]
    for header in layout.unknown:
        said = f" {fold(header)} "
        column = CellSample.of(rows, layout.headers.index(header))
        if any(f" {word} " in said for word in purpose.beside) or column.trait() is Trait.RUNNING:
            continue
        if (column.share(is_amount) >= MOST or column.trait() is Trait.DAY) and 2 * len(column.cells) > len(
            rows[:SAMPLED]
        ):
            yield header


def _header_twice(sheet: Sheet, layout: Layout) -> UserError:
    names = ", ".join(
        layout.headers[layout.positions.get(field, layout.helpers.get(field, 0))] for field in layout.repeated
    )
    return UserError(
        _("A header stands over two columns"),
        place=_("{place}, row {row}", place=place_of(sheet), row=layout.header + 1),
        found=names,
        expected=_("each column of the list under a name of its own"),
        remedy=_("Rename or delete one of the two columns, and load the file again."),
        code="repeated_header",
    )


def _other_purpose(sheet: Sheet, layout: Layout) -> UserError:
    assert layout.purpose is not None
    told = [header for header in (*layout.unknown, *layout.forbidden) if layout.purpose.is_told_by(header)]
    told = told or list(_columns_saying(layout.purpose, sheet, layout))
    return UserError(
        _("This seems to be a list for another purpose: {purpose}", purpose=layout.purpose.name),
        place=place_of(sheet),
        found=_("columns: {columns}", columns=", ".join(told)) if told else _("the title"),
        expected=_("a list of everybody, since what is not on it would count as gone"),
        remedy=_("If it names everybody all the same, say which kind of list it is: on the page at the list, "
                 "on the command line with --dataset {dataset}.", dataset=layout.dataset.id),
        code="other_purpose",
    )  # fmt: skip


def _not_recognised(
    sheet: Sheet, words: Vocabulary, headers: Sequence[_Header], candidates: Sequence[Dataset]
) -> UserError:
    """Says which kind of list comes nearest, as a person would, and which of its columns were not found."""
    layout = max(_tried(headers, candidates, words), key=lambda one: one.score, default=None)
    if layout is None or not layout.score:
        found, expected = _("no row with the headers of a known list"), ""
    else:
        found = _("no row with the headers of a known list (nearest: {dataset})", dataset=_(layout.dataset.name))
        missing = [name for name in layout.lacking if name not in ("village", "group")]
        lacking = ", ".join(layout.dataset.column(name).header for name in missing)
        expected = _("also the columns: {columns}", columns=lacking) if lacking else ""
    return UserError(
        _("The list was not recognised"),
        place=place_of(sheet),
        found=found,
        expected=expected,
        remedy=_("Say at the list what its columns are: on the page, or on the command line with --column."),
        code="not_recognised",
    )


def nearest(sheet: Sheet, words: Vocabulary, *, dataset: str | None) -> Layout | None:
    """The layout that comes nearest, however much it lacks, by headers and title: what a person is asked about; None where
    nothing speaks for any kind of list."""
    candidates = [DATASET_BY_ID[dataset]] if dataset else list(DATASETS)
    tried = _tried(_headers(sheet, words) or _widest_row(sheet), candidates, words)
    scored = [(layout.score + _titled(sheet, layout, words), layout) for layout in tried]
    best, layout = max(scored, key=lambda one: one[0], default=(0.0, None))
    return layout if best or dataset else None


def _tried(headers: Sequence[_Header], candidates: Sequence[Dataset], words: Vocabulary) -> list[Layout]:
    """Every reading of every header, whatever it lacks; one row before two, since the second may be the first entry."""
    found = []
    for header in sorted(headers, key=lambda one: one.body - one.first):
        for dataset in candidates:
            columns = _Columns(dataset, header, words)
            if columns.is_no_header:
                continue
            lacking = tuple(name for name in dataset.required if name not in columns.positions)
            found.append(Layout(
                dataset, header.first, header.body, columns.positions, columns.shown, tuple(columns.forbidden),
                tuple(columns.unknown), tuple(columns.needless), tuple(columns.repeated), columns.helpers, columns.family,
                tuple(columns.rivals), lacking, columns.score,
            ))  # fmt: skip
    return found


def _widest_row(sheet: Sheet) -> list[_Header]:
    """Where no header is known: the first of the rows with the most cells, of three at least, for two may be a letter's head."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in sheet.rows[:SEARCHED_ROWS]]
    if max(filled, default=0) < _FEWEST_HEADERS:
        return []
    first = filled.index(max(filled))
    return [_Header(first, first + 1, [[cell.strip()] for cell in sheet.rows[first]])]


def place_of(sheet: Sheet) -> str:
    """A sheet in words: its file, and its name where it has one."""
    return _("{file}, sheet {sheet}", file=sheet.file, sheet=sheet.name) if sheet.name else sheet.file


def column_letters(position: int) -> str:
    """A column as Excel calls it: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def columns_said(sayings: Sequence[str]) -> dict[str, str]:
    """What is said of columns, "header=column" each: header → a column as the template or the program names it, or ``LEFT_OUT``."""
    found = {}
    for saying in sayings:
        header, equals, column = saying.rpartition("=")
        if not equals or not fold(header) or all(dataset.named(column) is None for dataset in DATASETS):
            raise UsageError(
                _("This says of no column what it is"),
                found=saying,
                expected=_("header=column, where the column is one of the template's, or - where it is not needed"),
            )
        found[header] = column
    return found


def known_dataset(name: str) -> str:
    """A dataset's name as typed, or a refusal with the list of names."""
    if name not in DATASET_BY_ID:
        raise UsageError(_("No such dataset"), found=name, expected=", ".join(DATASET_BY_ID))
    return name
