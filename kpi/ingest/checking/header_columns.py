"""What each column under a header is in one kind of list, by the header's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kpi.domain.datasets import LEFT_OUT, Dataset, Kind
from kpi.ingest.checking.header_rows import TOTALS, HeaderRow
from kpi.ingest.checking.headers import whole_readings
from kpi.ingest.checking.traits import MOST, CellSample
from kpi.ingest.checking.vocabulary import BEGINS, QUIET, RUNNING_NUMBERS, Vocabulary
from kpi.vietnamese.text import fold, mentions

# What a header tells that one kind of list knows, two, or more.
_TOLD, _SHARED = {1: 2.0, 2: 1.2}, 0.7
_SHARED_FAR = 3
_MOST_NAMES = 0.75  # of a register's names nearly all differ
_HONORIFICS = frozenset(("ong", "ba", "anh", "chi", "co", "bac", "ong ba", "mr", "mrs", "ms"))
# "Hộ" is no "Họ", which stands before "Tên"; without their marks both may be meant.
_HOUSEHOLD, _FAMILY = "Hộ", "Họ"


def _is_honorific(cell: str) -> bool:
    """Whether a cell says how to call somebody and no more: below "Ông/Bà" names may stand as well."""
    return fold(cell) in _HONORIFICS


class HeaderColumns:
    """What each column under a header is in one kind of list."""

    def __init__(self, dataset: Dataset, header: HeaderRow, words: Vocabulary) -> None:
        self.dataset, self.words = dataset, words
        self.shown = tuple(_shown(column) for column in header.names)
        self.positions: dict[str, int] = {}
        self.helpers: dict[str, int] = {}
        self.family: dict[str, int] = {}
        self.forbidden: list[str] = []
        self.unknown: list[str] = []
        self.needless: list[str] = []
        self.left_out: list[str] = []
        self.repeated: list[str] = []
        self.rivals: list[tuple[int, str]] = []
        self.score = 0.0
        self.is_no_header = False
        self.told: list[str] = []  # headers of columns that only their cells explain
        self._farness: dict[str, int] = {}
        self._family: list[int] = []  # columns with parts of a name that stand before the rest of it
        self._spanned = header.spanned
        self._cells = header.cells
        self.written = [column[0] for column in header.names]
        self._lowest = [fold(written) for written in self.written]
        self._times = Counter(self._lowest)
        self._totals = header.totals
        # "Họ và tên", "SĐT": of whom, says what stands above.
        self._generic = {key for key, name in words.headers["household"].items() if name in ("person", "phone")}
        for position, names in enumerate(header.names):
            lowest = self._lowest[position]
            # A running number is a code only where a person says so of lists made the same way.
            if lowest and (lowest not in QUIET or words.numbers_entries(lowest, dataset.id, header.key)):
                self._take(position, names)
        self._leave_parts()
        self.name_the_head()
        self._leave_days_beside()

    def _leave_parts(self) -> None:
        """Parts of names with no rest of one behind them are not known."""
        self.unknown += [self.shown[place] for place in self._family]

    def _leave_days_beside(self) -> None:
        """Nobody misses the days of what no list tells; of a log only beside the day of closing, for which one might stand."""
        if self.dataset.is_log and "closed_at" not in self.positions:
            return
        beside = [
            header
            for header in self.unknown
            if self.words.is_day_beside(header) and not any(one.is_told_by(header) for one in self.words.purposes)
        ]
        left = set(beside)
        self.unknown = [header for header in self.unknown if header not in left]
        self.needless += beside

    @property
    def unknown_places(self) -> list[int]:
        """The columns that no header explains."""
        places = {**self.helpers, **self.positions}
        parts = (range(first, places[name]) for name, first in self.family.items())
        taken, unknown = {*places.values()}.union(*parts), set(self.unknown)
        return [place for place, header in enumerate(self.shown) if header in unknown and place not in taken]

    @property
    def names_entries(self) -> bool:
        """Whether each entry has a name that no other one has."""
        cells = self._cells[self.positions["name"]].cells if "name" in self.positions else ()
        return bool(cells) and len(set(cells)) == len(cells)

    @property
    def repeats_names(self) -> bool:
        """Whether many entries share their name with others: each is something within what the name calls."""
        cells = self._cells[self.positions["name"]].cells if "name" in self.positions else ()
        return len(set(cells)) < _MOST_NAMES * len(cells)

    def take(self, name: str, position: int, told: float) -> None:
        """Fills a field with a column that only its cells explain."""
        places = self.helpers if name in self.dataset.helpers else self.positions
        places[name], self._farness[name] = position, 0
        self.unknown.remove(self.shown[position])
        self.told.append(self.shown[position])
        self.score += told

    def name_the_head(self) -> None:
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
        if names[-1] in self._totals and position in self._spanned and self._lowest[position] not in TOTALS:
            outside = self.forbidden if self.words.is_private(names[0]) else self.needless
            outside.append(self.shown[position])
            return
        # A name that stands over several columns ("SĐT" twice) says which it is only with the name above it.
        if position in self._spanned and self._lowest[position] in TOTALS:
            names = names[-1:]
        told = names if self._times[self._lowest[position]] == 1 or len(names) == 1 else names[1:]
        # Below a header stands anything: that it begins as another header does says nothing there.
        farthest = BEGINS if len(names) == 1 else BEGINS - 1
        meant = ((self.words.meaning(self.dataset.id, name), name) for name in told)
        if len(names) > 1:
            meant = (one for one in meant if one[0] is None or not self._only_counts(position, one[0][0]))
        found = next(((known, name) for known, name in meant if known is not None and known[1] <= farthest), None)
        if found is not None and len(names) > 1 and found[1] == names[-1] and fold(names[0]) not in self._generic:
            # A known header over something else: not a second row of headers, but the first entry.
            self.is_no_header |= position not in self._spanned
            self._leave_out(position, names[:1])
            return
        if self._is_family(position) and (found is None or found[0][1] > 0):
            self._family.append(position)
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
        if not self.words.family_names.isdisjoint(whole_readings(self.written[position])):
            return mentions(self.written[position], _FAMILY) or not mentions(self.written[position], _HOUSEHOLD)
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
            needless = any(map(self.words.is_needless, names)) or self._cells[position].share(_is_honorific) == 1
            (self.needless if needless else self.unknown).append(self.shown[position])

    def _is_generic(self, header: str) -> bool:
        """Whether a header says no more than whose name or phone it is, in whatever words: "Họ và tên của ông/bà"."""
        if fold(header) in self._generic:
            return True
        known = self.words.meaning("household", header)
        return known is not None and known[0] == "person" and known[1] < BEGINS

    def _only_counts(self, position: int, name: str) -> bool:
        """Whether numbers stand where the header names words: "Thường trú" below "Nhân khẩu" is how many, and no state. Who signs
        below a short list may stand under it, too."""
        is_worded = any(one.name == name and one.kind is Kind.WORD for one in self.dataset.columns)
        column = self._cells[position] if is_worded else CellSample(())
        return column.share(str.isdecimal) >= MOST and len(set(column.cells)) > 1

    def _fill(self, position: int, name: str, far: int, header: str) -> None:
        """The surer of two headers fills the field; two of one header are another matter: nobody could say which is meant."""
        if name == LEFT_OUT:
            self.left_out.append(self.shown[position])
            return
        places = self.helpers if name in self.dataset.helpers else self.positions
        sure = far + _SHARED_FAR * self._is_generic(header)  # "Tên Zalo" before "Họ và tên"
        sure += fold(header) in RUNNING_NUMBERS  # a person said so of a log without codes; of others "Mã tin" before it
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
        while self._family and self._family[-1] == self.family.get(name, position) - 1:
            self.family[name] = self._family.pop()


def _shown(names: Sequence[str]) -> str:
    """A column's header as a person would say it: the upper name before the lower one."""
    return names[0] if len(names) == 1 else f"{names[2]} – {names[0]}"
