"""The words by which a list is known: headers of its columns, words of its title; and what is private or not needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpi.config.models import Config
from kpi.domain.datasets import DATASETS, Kind
from kpi.ingest.checking.headers import readings
from kpi.store import Corrections
from kpi.vietnamese.text import fold

# Columns that every list may have and nobody misses: the running number, and what a workbook of rejected rows adds.
RUNNING_NUMBERS = frozenset(("stt", "tt", "so thu tu", "so tt"))
QUIET = RUNNING_NUMBERS | {"dong", "ly do"}
# How far from its letter a header is that only begins with a known one.
BEGINS = 9
# Fields that hold words, whose header may go on.
_WORDED = {
    (dataset.id, column.name)
    for dataset in DATASETS
    for column in dataset.columns
    if column.kind in (Kind.NAME, Kind.WORD)
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """A list made for another purpose: its name in words, words of its title and headers of its columns, folded."""

    name: str
    titles: tuple[str, ...]
    headers: frozenset[str]

    def tells(self, header: str) -> bool:
        """Whether a folded header is one of such a list, or begins with two words or more of one ("Số tiền đóng")."""
        return header in self.headers or any(" " in known and header.startswith(f"{known} ") for known in self.headers)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words: headers by dataset → field, headers whose column is never stored or not needed, titles by dataset."""

    headers: dict[str, dict[str, str]]
    never_stored: frozenset[str]
    any_header: frozenset[str]  # of any dataset: a row without one of them is no header
    private_words: tuple[str, ...] = ()
    private_in: dict[str, frozenset[str]] = field(default_factory=dict)
    not_needed: frozenset[str] = QUIET
    family_names: frozenset[str] = frozenset()
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    purposes: tuple[Purpose, ...] = ()
    explained: frozenset[tuple[str, str]] = frozenset()  # (dataset, header) that a person has explained
    lists: Mapping[str, str] = field(default_factory=dict)  # row of headers → dataset or "-", as a person has said
    squeezed: Mapping[str, str] = field(default_factory=dict)  # every known header without its spaces → with them
    _met: dict[tuple[str, str], tuple[str, int] | None] = field(default_factory=dict, compare=False, repr=False)

    def meaning(self, dataset: str, header: str) -> tuple[str, int] | None:
        """The field that a header names in a list of this kind, and how far from its letter it was read (0: as it stands)."""
        # The same cells are asked about for each kind of list and each reading of a header.
        if (dataset, header) not in self._met:
            known, keys = self.headers[dataset], self._keys(header)
            exact = next(((known[key], min(far, BEGINS - 1)) for far, key in enumerate(keys) if key in known), None)
            self._met[dataset, header] = exact or self._by_its_beginning(dataset, keys)
        return self._met[dataset, header]

    def _keys(self, header: str) -> tuple[str, ...]:
        """The readings of a header; one word that is a known header without its spaces ("TENCHUHO") is read so, too."""
        keys = readings(header)
        return (*keys, *(self.squeezed[key] for key in keys if key in self.squeezed))

    def _by_its_beginning(self, dataset: str, keys: Sequence[str]) -> tuple[str, int] | None:
        """A name or a word that a header begins with ("Chức vụ đang đảm nhiệm"); never a number or a day, which such an addition
        may make another one ("Ngày xử lý xong dự kiến")."""
        if not keys or self.is_private(keys[0]) or self.is_needless(keys[0]):
            return None
        words = keys[0].split()
        for end in range(len(words) - 1, 1, -1):
            name = self.headers[dataset].get(" ".join(words[:end]))
            if name is not None and (dataset, name) in _WORDED:
                return name, BEGINS
        return None

    def is_private(self, header: str, dataset: str = "") -> bool:
        """Whether a column under this header is never stored, whatever else is written there; in a list of this kind, too."""
        keys = self._keys(header)
        return (
            any(key in self.never_stored for key in keys)
            or any(f" {word} " in f" {key} " for key in {*keys[:1], *keys[-1:]} for word in self.private_words)
            or any(key in self.private_in.get(dataset, ()) for key in keys)
        )

    def is_needless(self, header: str) -> bool:
        """Whether nobody misses a column under this header."""
        return any(key in self.not_needed for key in self._keys(header)[:3])

    def kind_of(self, rows: Iterable[Sequence[str]]) -> str | None:
        """The kind of list that a person has said of these headers (``LEFT_OUT``: of no kind); None where nobody has."""
        return (
            next((self.lists[key] for row in rows if (key := key_of_list(row)) in self.lists), None)
            if self.lists
            else None
        )

    def saying(self, columns: Mapping[str, str]) -> Vocabulary:
        """The same with what is said of columns for one load: header → column, as a person names it."""
        headers = {
            dataset.id: self.headers[dataset.id]
            | {
                fold(header): meant
                for header, column in columns.items()
                if (meant := dataset.named(column)) is not None
            }
            for dataset in DATASETS
        }
        return replace(self, headers=headers, _met={})

    def spread(self, header: str) -> int:
        """In how many kinds of list the header names something, and not only begins so: the fewer, the more it tells."""
        meanings = (self.meaning(dataset.id, header) for dataset in DATASETS)
        return sum(meant is not None and meant[1] < BEGINS for meant in meanings)


def key_of_list(row: Sequence[str]) -> str:
    """By what a list made the same way is known again: its headers, folded, in their order."""
    return " | ".join(key for cell in row if (key := fold(cell)))


def vocabulary(config: Config, corrections: Corrections) -> Vocabulary:
    """The configured words, the templates' own headers and what a person has explained, which comes before both."""
    headers: dict[str, dict[str, str]] = {}
    for dataset in DATASETS:
        names = {fold(column.header): column.name for column in dataset.columns}
        for name, aliases in config.headers.get(dataset.id, {}).items():
            names.update({fold(alias): name for alias in aliases})
        headers[dataset.id] = {**names, **corrections.headers.get(dataset.id, {})}
    known = config.recognition
    told = [
        *(header for names in headers.values() for header in names),
        *map(fold, (*config.never_stored, *known.private_words)),
    ]
    return Vocabulary(
        headers,
        _folded(config.never_stored),
        frozenset(header for names in headers.values() for header in names),
        tuple(map(fold, known.private_words)),
        {dataset: _folded(words) for dataset, words in known.private_in.items()},
        QUIET | _folded(known.not_needed),
        _folded(known.family_name),
        {dataset: tuple(map(fold, words)) for dataset, words in known.titles.items()},
        tuple(
            Purpose(other.name, tuple(map(fold, other.title)), _folded(other.headers)) for other in known.other_lists
        ),
        frozenset((dataset, header) for dataset, names in corrections.headers.items() for header in names),
        corrections.lists,
        {header.replace(" ", ""): header for header in told if " " in header},
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))
