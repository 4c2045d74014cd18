"""The words by which a list is known: headers of its columns, words of its title; and what is private or not needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpi.config.models import Config
from kpi.domain.datasets import DATASET_BY_ID, DATASETS, HOUSEHOLD, LEFT_OUT, MEMBERSHIP, Dataset, Kind
from kpi.ingest.checking.cores import Core, Cores, cores_of
from kpi.ingest.checking.headers import readings, whole_readings
from kpi.ingest.checking.signs import Signs, signs_of
from kpi.ingest.checking.traits import is_money
from kpi.store import Corrections
from kpi.vietnamese.text import fold, mentions

# Columns that every list may have and nobody misses: the running number, and what a workbook of rejected rows adds.
RUNNING_NUMBERS = frozenset(("stt", "tt", "so thu tu", "so tt", "#"))
ADDED_HEADERS = frozenset(("dong", "ly do"))
QUIET = RUNNING_NUMBERS | ADDED_HEADERS
# How far from its letter a header is that only begins with a known one.
BEGINS = 9
# How far one is that says the same in other words.
_REWORDED = BEGINS - 1
# Words that say too little to be all that a header says.
_TOO_LITTLE = frozenset(("ma", "so", "ngay"))
_ANY_NAME = frozenset(("ten",))  # of whom or what, only the list's subject says
_MOST_OTHERS = 4  # with more words beside the field's a text is a sentence, not a header
# What a header may say of a field besides: "Giám đốc" is "Họ tên giám đốc", "Số ĐKKD" is "Mã số ĐKKD".
_ADDED = {Kind.NAME: frozenset(("ten",)), Kind.CODE: frozenset(("ma", "so"))}
_KINDS = {(dataset.id, column.name): column.kind for dataset in DATASETS for column in dataset.columns}
# Kinds of fields whose header may go on: what their cells say is known by its words.
_WORDED = (Kind.NAME, Kind.WORD, Kind.VILLAGE)


@dataclass(frozen=True, slots=True)
class Purpose:
    """A list made for another purpose: its name in words, words of its title as they are written, headers of its
    columns folded."""

    name: str
    titles: tuple[str, ...]
    headers: frozenset[str]
    is_log: bool = False  # whether such a list could be taken for a log of reports
    cells: frozenset[str] = frozenset()  # folded words of its entries' cells
    is_paid: bool = False  # whether sums of money tell it
    plain: tuple[
        str, ...
    ] = ()  # folded phrases, the longest first, of which alone the title of a whole register consists
    beside: tuple[str, ...] = ()  # numbers of anything tell it, but for those under headers with one of these words
    names_members: bool = False  # or for a group's list of members
    is_of_shops: bool = False  # of what is no enterprise by its name
    of: tuple[Dataset, ...] = (HOUSEHOLD,)  # the lists that are looked at for what tells more, by titles and numbers

    def is_said_by(self, title: str) -> bool:
        """Whether a title names the purpose."""
        return any(mentions(title, words) for words in self.titles)

    def is_said_in_a_cell(self, cell: str) -> bool:
        """Whether an entry's cell is one of its words, or what was paid."""
        return fold(cell) in self.cells or self.is_paid and is_money(cell)

    def is_told_by(self, header: str) -> bool:
        """Whether a header is one of the list's, or goes on from two words of it ("Diện tích lúa (ha)")."""
        words = fold(header).split()
        return any(" ".join(words[:end]) in self.headers for end in {*range(2, len(words)), len(words)})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words: headers by dataset → field, headers whose column is never stored or not needed, titles by dataset."""

    headers: dict[str, dict[str, str]]
    never_stored: frozenset[str]
    any_header: frozenset[str]  # of any dataset: a row without one of them is no header
    private_words: tuple[str, ...] = ()
    not_needed: frozenset[str] = QUIET
    family_names: frozenset[str] = frozenset()
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    purposes: tuple[Purpose, ...] = ()
    roles: frozenset[str] = frozenset()  # what members are in a group
    explained: frozenset[tuple[str, str]] = frozenset()  # (dataset, header) that a person has explained
    lists: Mapping[str, str] = field(default_factory=dict)  # row of headers → dataset or "-", as a person has said
    squeezed: Mapping[str, str] = field(default_factory=dict)  # every known header without its spaces → with them
    cores: Cores = field(default_factory=lambda: Cores({}, (), ()))
    by_core: dict[str, dict[Core, str]] = field(default_factory=dict)  # dataset → core of a header → field
    private_cores: frozenset[Core] = frozenset()
    private_in: dict[str, frozenset[Core]] = field(default_factory=dict)  # dataset → cores of what is private in it
    turns: Core = frozenset()  # words that make another thing of what stands beside them
    subjects: dict[str, Core] = field(default_factory=dict)  # what a list is about goes without saying in its headers
    signs: Signs = field(default_factory=dict, compare=False, repr=False)  # what cells say of the kind of list
    _met: dict[tuple[str, str], tuple[str, int] | None] = field(default_factory=dict, compare=False, repr=False)

    def meaning(self, dataset: str, header: str) -> tuple[str, int] | None:
        """The field that a header names in a list of this kind, and how far from its letter it was read (0: as it stands)."""
        # The same cells are asked about for each kind of list and each reading of a header.
        if (dataset, header) not in self._met:
            known, keys = self.headers[dataset], self._keys(header)
            exact = next(((known[key], min(far, _REWORDED - 1)) for far, key in enumerate(keys) if key in known), None)
            self._met[dataset, header] = (
                exact or self._by_core(dataset, header) or self._by_its_beginning(dataset, keys)
            )
        return self._met[dataset, header]

    def may_be_header(self, cell: str) -> bool:
        """Whether a cell could name something in any list: a quick look at rows of which nearly all are entries."""
        return any(map(self.cores.may_say, readings(cell)))

    def _keys(self, header: str) -> tuple[str, ...]:
        """The readings of a header; one word that is a known header without its spaces ("TENCHUHO") is read so, too."""
        keys = readings(header)
        return (*keys, *(self.squeezed[key] for key in keys if key in self.squeezed))

    def _by_core(self, dataset: str, header: str) -> tuple[str, int] | None:
        """A header that says all that a known one does in other words, but for what the list is about anyway."""
        if self.is_private(header, dataset) or self.is_needless(header):
            return None
        known, subject = self.by_core.get(dataset, {}), self.subjects.get(dataset, frozenset())
        cores = [self.cores.of(key) for key in whole_readings(header)]
        said = [core - left for left in (frozenset(), *map(frozenset, zip(subject)), subject) for core in cores]
        found = next((known[core] for core in said if core in known), None) or next(
            (
                name
                for kind, added in _ADDED.items()
                for core in said
                if core & added and _KINDS.get((dataset, name := known.get(core - added, ""))) is kind
            ),
            None,
        )
        return None if found is None else (found, _REWORDED)

    def _by_its_beginning(self, dataset: str, keys: Sequence[str]) -> tuple[str, int] | None:
        """A name, a word or a code that a header begins with ("Chức vụ đang đảm nhiệm"), or says among words of which none
        says another thing ("Tên giao dịch doanh nghiệp"); never a number or a day, which such an addition may make another one
        ("Ngày xử lý xong dự kiến")."""
        if not keys or self.is_private(keys[0], dataset) or self.is_needless(keys[0]):
            return None
        words = keys[0].split()
        for end in range(len(words) - 1, 1, -1):
            name = self.headers[dataset].get(" ".join(words[:end]))
            kind = _KINDS.get((dataset, name or ""))
            if kind is Kind.WORD and self.turns.intersection(words[end:]):
                continue  # "Tình trạng nhà ở" is none of the household
            if name is not None and kind in _WORDED:
                return name, BEGINS
        return self._among_others(dataset, self.cores.of(keys[0]))

    def _among_others(self, dataset: str, said: Core) -> tuple[str, int] | None:
        """The one field of which a header says all that a known header of two words does, and nothing of another field."""
        known = self.by_core.get(dataset, {})
        if said & self.turns:
            return None
        within = {core: name for core, name in known.items() if len(core) > 1 and core <= said}
        names = {name for core, name in within.items() if not any(core < other for other in within)}
        rest = said.difference(*within)
        told = {word for core, name in known.items() if name not in names for word in core}
        if (
            len(names) != 1
            or rest & told
            or len(rest) > _MOST_OTHERS
            or _KINDS.get((dataset, name := min(names))) not in (*_WORDED, Kind.CODE)
        ):
            return None
        return name, BEGINS

    def is_private(self, header: str, dataset: str = "") -> bool:
        """Whether a column under this header is never stored, whatever else is written there; in a list of this kind, too."""
        keys = self._keys(header)
        return (
            any(key in self.never_stored for key in keys)
            or any(f" {word} " in f" {key} " for key in {*keys[:1], *keys[-1:]} for word in self.private_words)
            or any(
                self.cores.of(key) in private
                for key in whole_readings(header)
                for private in (self.private_cores, self.private_in.get(dataset, ()))
            )
        )

    def is_needless(self, header: str) -> bool:
        """Whether nobody misses a column under this header."""
        return any(key in self.not_needed for key in self._keys(header)[:3])

    def purposes_beside(self, dataset: Dataset) -> tuple[Purpose, ...]:
        """The other purposes for which a list that looks like one of this kind may be made."""
        if dataset is MEMBERSHIP:
            return tuple(one for one in self.purposes if one.names_members)
        return tuple(one for one in self.purposes if one.is_log) if dataset.is_log else self.purposes

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
        """In how many kinds of list the header names something, not only in other words or by its beginning unless it does so in
        all of them: the fewer, the more it tells."""
        meanings = (self.meaning(dataset.id, header) for dataset in DATASETS)
        fars = [meant[1] for meant in meanings if meant is not None and meant[1] < BEGINS]
        return sum(far < _REWORDED for far in fars) or len(fars)


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
    cores = cores_of(known.same_words, known.fillers, (header for names in headers.values() for header in names))
    subjects = {dataset: cores.of(" ".join(map(fold, words))) for dataset, words in known.subjects.items()}
    told = [
        *(header for names in headers.values() for header in names),
        *map(fold, (*config.never_stored, *known.private_words)),
    ]
    return Vocabulary(
        headers,
        _folded(config.never_stored),
        frozenset(header for names in headers.values() for header in names),
        tuple(map(fold, known.private_words)),
        QUIET | _folded(known.not_needed),
        _folded(known.family_name),
        {dataset: tuple(map(fold, words)) for dataset, words in known.titles.items()},
        tuple(
            Purpose(
                other.name,
                other.title,
                _folded(other.headers),
                other.log,
                _folded(other.cells),
                other.money,
                tuple(sorted(map(fold, other.title_beyond), key=len, reverse=True)),
                tuple(map(fold, other.numbers_beside)),
                other.members,
                other.shops,
                tuple(DATASET_BY_ID[name] for name in other.of),
            )
            for other in known.other_lists
        ),
        _folded(word for words in config.lookups.get(MEMBERSHIP.id, {}).get("role", {}).values() for word in words),
        frozenset((dataset, header) for dataset, names in corrections.headers.items() for header in names),
        corrections.lists,
        {header.replace(" ", ""): header for header in told if " " in header},
        cores,
        {dataset: _by_core(names, cores, subjects.get(dataset, frozenset())) for dataset, names in headers.items()},
        frozenset(core for header in _folded(config.never_stored) if len(core := cores.of(header)) > 1),
        {dataset: frozenset(map(cores.of, _folded(words))) for dataset, words in known.private_in.items()},
        single_words(known.turns),
        subjects,
        signs_of(config),
    )


def _by_core(headers: Mapping[str, str], cores: Cores, subject: Core) -> dict[Core, str]:
    """Core → the field that all headers with this core name; where they name several it says nothing, nor does a column left out.

    A header need not say what the list is about anyway: "Tài khoản" is "Tài khoản Zalo" in a list of members.
    """
    whole: dict[Core, set[str]] = {}
    bare: dict[Core, set[str]] = {}
    for header, name in headers.items():
        core = cores.of(header)
        whole.setdefault(core, set()).add(name)
        if core & subject and core - subject - _TOO_LITTLE - _ANY_NAME:
            bare.setdefault(core - subject, set()).add(name)
    return {
        core: name
        for core, names in ({**bare, **whole}).items()
        if core - _TOO_LITTLE and len(names) == 1 and (name := min(names)) != LEFT_OUT
    }


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def single_words(texts: Iterable[str]) -> frozenset[str]:
    """Every word of these texts, folded."""
    return frozenset(word for text in texts for word in fold(text).split())
