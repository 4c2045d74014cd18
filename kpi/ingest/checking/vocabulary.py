"""The words by which a list is known: headers of its columns, words of its title; and what is private or not needed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kpi.config.models import AddedRegister, Config, DaySaid
from kpi.config.participants import ENTRY, entry_headers
from kpi.domain.datasets import (
    ACTIVITY,
    CASE,
    DATASET_BY_ID,
    DATASETS,
    GROUP,
    HOUSEHOLD,
    LEFT_OUT,
    MEMBERSHIP,
    Dataset,
    Kind,
)
from kpi.ingest.checking.cores import Core, Cores, cores_of
from kpi.ingest.checking.headers import readings, whole_readings
from kpi.ingest.checking.signs import Signs, signs_of
from kpi.ingest.checking.traits import says_nobody
from kpi.store import Corrections
from kpi.vietnamese.places import take_apart
from kpi.vietnamese.text import fold, mentions

# Columns that every list may have and nobody misses: the running number, and what a workbook of rejected rows adds.
RUNNING_NUMBERS = frozenset(("stt", "tt", "so thu tu", "so tt", "#", "index"))
ADDED_HEADERS = frozenset(("dong", "ly do"))
QUIET = RUNNING_NUMBERS | ADDED_HEADERS
# How far from its letter a header is that only begins with a known one.
BEGINS = 9
# How far one is that says the same in other words.
REWORDED = BEGINS - 1
# Words that say too little to be all that a header says.
_TOO_LITTLE = frozenset(("ma", "so", "ngay"))
_SHARED_WORDS = _TOO_LITTLE | {"thoi_gian"}
_ANY_NAME = frozenset(("ten",))  # of whom or what, only the list's subject says
_MOST_OTHERS = 4  # with more words beside the field's a text is a sentence, not a header
# What a header may say of a field besides: "Giám đốc" is "Họ tên giám đốc", "Số ĐKKD" is "Mã số ĐKKD".
_ADDED = {Kind.NAME: frozenset(("ten",)), Kind.CODE: frozenset(("ma", "so"))}
_KINDS = {(dataset.id, column.name): column.kind for dataset in DATASETS for column in dataset.columns}
# What the first word of a header, in the configuration's words, says of its cells: "SĐT quản trị viên" names nobody.
_HEADS = {
    "sdt": (Kind.PHONE,), "ngay": (Kind.DATE, Kind.MOMENT), "thoi_gian": (Kind.DATE, Kind.MOMENT),
    "ma": (Kind.CODE, Kind.UID, Kind.VILLAGE, Kind.GROUP, Kind.TEXT),
}  # fmt: skip
_NEVER = re.compile(r"(?!)")  # found in no text
_DAYS = frozenset(("ngay", "thoi_gian"))
_CLOSED, _DUE = "closed_at", "due_at"
# Words of which the headers of a log's own days are made, beside which another word may only say more.
_OUR_DAYS = frozenset(("nhan", "han", "xong", "ket_qua", "tra", "dong", "gui", "va"))
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

    def is_told_by(self, header: str) -> bool:
        """Whether a header is one of the list's, or goes on from two words of it ("Diện tích lúa (ha)")."""
        words = fold(header).split()
        return any(" ".join(words[:end]) in self.headers for end in {*range(2, len(words)), len(words)})


@dataclass(frozen=True, slots=True)
class AddedList:
    """How the lists of a register that a plan adds are known: words of their titles, folded headers → field, private headers; and what
    the title of a list of some entries says, the headers of the columns of yes and no."""

    dataset: Dataset
    titles: tuple[str, ...]
    headers: Mapping[str, str]
    private: frozenset[str]
    answers: tuple[str, ...] = ()

    def meaning(self, header: str) -> tuple[str, int] | None:
        """The field that a header names, to the word."""
        return next(((self.headers[key], 0) for key in readings(header) if key in self.headers), None)

    def is_private(self, header: str) -> bool:
        """Whether a column under this header is never stored."""
        return not self.private.isdisjoint(readings(header))

    def leaves_out(self, header: str) -> bool:
        """Whether a person has said that a column under this header is not needed."""
        return any(self.headers.get(key) == LEFT_OUT for key in readings(header))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words: headers by dataset → field, headers whose column is never stored or not needed, titles by dataset."""

    headers: dict[str, dict[str, str]]
    never_stored: frozenset[str]
    any_header: frozenset[str]  # of any dataset: a row without one of them is no header
    private_words: re.Pattern[str] = _NEVER
    not_needed: frozenset[str] = QUIET
    listed_on: frozenset[str] = frozenset()  # of columns that say in each row which day the whole list describes
    family_names: frozenset[str] = frozenset()
    titles: dict[str, re.Pattern[str]] = field(default_factory=dict)
    purposes: tuple[Purpose, ...] = ()
    roles: frozenset[str] = frozenset()  # what members are in a group
    explained: frozenset[tuple[str, str]] = frozenset()  # (dataset, header) that a person has explained
    lists: Mapping[str, str] = field(default_factory=dict)  # row of headers → dataset or "-", as a person has said
    squeezed: Mapping[str, str] = field(default_factory=dict)  # every known header without its spaces → with them
    cores: Cores = field(default_factory=lambda: Cores({}, (), ()))
    by_core: dict[str, dict[Core, str]] = field(default_factory=dict)  # dataset → core of a header → field
    by_word: dict[str, dict[str, list[Core]]] = field(default_factory=dict)  # dataset → word → cores that it stands in
    private_cores: frozenset[Core] = frozenset()
    private_in: dict[str, frozenset[Core]] = field(default_factory=dict)  # dataset → cores of what is private in it
    turns: Core = frozenset()  # words that make another thing of what stands beside them
    days_beside: tuple[str, ...] = ()  # what is done on a day that is no day of ours
    counts_beside: Core = frozenset()  # what stands in the header of a number and leaves it what it is
    listed_said: tuple[Core, Core] = (frozenset(), frozenset())  # the day of the whole list: one of these, all of those
    days_said: Mapping[str, tuple[Core, Core]] = field(
        default_factory=dict
    )  # day of a log → one of these, all of those
    set_days: tuple[str, ...] = ()  # words with which a day of closing is the one by which it must be
    subjects: dict[str, Core] = field(default_factory=dict)  # what a list is about goes without saying in its headers
    # Whether a cell for a name says that nobody holds the post.
    is_vacant: Callable[[str], bool] = field(default=says_nobody((), ()), compare=False)
    signs: Signs = field(default_factory=dict, compare=False, repr=False)  # what cells say of the kind of list
    groups: frozenset[str] = frozenset()  # folded names of the register's groups that no village has
    villages: tuple[str, ...] = ()  # names of the register's villages without their unit's word, the longest first
    # The registers that plans add, by their names; none of the other words are theirs.
    added: Mapping[str, AddedList] = field(default_factory=dict)
    _met: dict[tuple[str, str], tuple[str, int] | tuple[()]] = field(default_factory=dict, compare=False, repr=False)

    def meaning(self, dataset: str, header: str) -> tuple[str, int] | None:
        """The field that a header names in a list of this kind, and how far from its letter it was read (0: as it stands)."""
        # The same cells are asked about for each kind of list and each reading of a header.
        asked = dataset, header
        met = self._met.get(asked)
        if met is None:
            if (register := self.added.get(dataset)) is not None:
                return register.meaning(header)
            known, keys = self.headers[dataset], self._keys(header)
            exact = next(((known[key], min(far, REWORDED - 1)) for far, key in enumerate(keys) if key in known), None)
            met = exact or self._in_other_words(dataset, header, keys) or ()
            if len(self._met) >= _MOST_MET:
                self._met.clear()
            self._met[asked] = met
        return met or None

    def _in_other_words(self, dataset: str, header: str, keys: Sequence[str]) -> tuple[str, int] | None:
        said = self._by_core(dataset, header) or self._by_its_beginning(dataset, keys)
        said = said or (self._as_a_day(keys) if dataset == CASE.id else None)
        if said is None or not self._may_head(dataset, said[0], keys):
            return None
        if said[0] == _CLOSED and any(f" {word} " in f" {keys[0]} " for word in self.set_days):
            return _DUE, said[1]  # "Ngày phải trả lời", "Ngày trả kết quả theo quy định"
        return said

    def _as_a_day(self, keys: Sequence[str]) -> tuple[str, int] | None:
        """The day of a log that a header tells by words of that day alone: "Ngày có kết quả giải quyết"."""
        said = self.cores.of(keys[0]) if keys else frozenset()
        rest = said - _DAYS - self.subjects.get(CASE.id, frozenset())
        told = [name for name, words in self.days_said.items() if _consists_of(words, rest)]
        is_day = said != rest or "han" in rest  # "Thời gian xử lý" may be how long it took
        return (told[0], BEGINS) if len(told) == 1 and is_day and not ("thoi_gian" in said and len(rest) == 1) else None

    def _may_head(self, dataset: str, name: str, keys: Sequence[str]) -> bool:
        """Whether the first word of a header lets its cells be of the field."""
        kinds = _HEADS.get(self.cores.head(keys[0])[0])
        return kinds is None or _KINDS.get((dataset, name)) in kinds

    def is_day_beside(self, header: str) -> bool:
        """Whether a header names the day of something that no list of ours tells: "Ngày cấp sổ", "Ngày phân công xử lý"."""
        keys = readings(header)
        word, rest = self.cores.head(keys[0]) if keys else ("", "")
        if word not in _DAYS:
            return False
        done = next((one for one in self.days_beside if f"{rest} ".startswith(f"{one} ")), None)
        return done is not None and _OUR_DAYS.isdisjoint(rest.removeprefix(done).split())

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
        said = [core - left for left in (frozenset(), subject) for core in cores]
        found = (
            self._named_by(dataset, cores)
            or next((known[core] for core in said if core in known), None)
            or next(
                (
                    name
                    for kind, added in _ADDED.items()
                    for core in said
                    if core & added and _KINDS.get((dataset, name := known.get(core - added, ""))) is kind
                ),
                None,
            )
        )
        return None if found is None else (found, REWORDED)

    def _by_its_beginning(self, dataset: str, keys: Sequence[str]) -> tuple[str, int] | None:
        """A name, a word or a code that a header begins with ("Chức vụ đang đảm nhiệm"), or says among words of which none
        says another thing ("Tên giao dịch doanh nghiệp"); never a number or a day, which such an addition may make another one
        ("Ngày xử lý xong dự kiến")."""
        if not keys:
            return None
        words = keys[0].split()
        if (flag := self._flag(dataset, words)) is not None:
            return flag, BEGINS  # whoever is named behind: what stands below is a tick
        if self.is_private(keys[0], dataset) or self.is_needless(keys[0]):
            return None
        for end in range(len(words) - 1, 1, -1):
            name = self.headers[dataset].get(" ".join(words[:end]))
            kind = _KINDS.get((dataset, name or ""))
            if kind is Kind.WORD and self.turns.intersection(words[end:]):
                continue  # "Tình trạng nhà ở" is none of the household
            if name is not None and kind in _WORDED:
                return name, BEGINS
        return self._among_others(dataset, self.cores.of(keys[0]))

    def _named_by(self, dataset: str, cores: Sequence[Core]) -> str | None:
        """The one field that a header names as it stands, else without one word of what the list is about: "Họ và tên thành viên
        trong hộ" without "thành viên" would be another one than without "hộ"."""
        known, subject = self.by_core.get(dataset, {}), self.subjects.get(dataset, frozenset())
        for said in (cores, [core - {word} for core in cores for word in subject]):
            names = {known[core] for core in said if core in known}
            if len(names) == 1:
                return names.pop()
        return None

    def _flag(self, dataset: str, words: Sequence[str]) -> str | None:
        """The field of ticks that a header begins with in three words at least: "Đã thông báo kết quả cho người báo"."""
        names = (self.headers[dataset].get(" ".join(words[:end])) for end in range(len(words) - 1, 2, -1))
        return next((name for name in names if name and _KINDS.get((dataset, name)) is Kind.FLAG), None)

    def _among_others(self, dataset: str, said: Core) -> tuple[str, int] | None:
        """The one field of which a header says all that a known header of two words does, and nothing of another field."""
        known, telling = self.by_core.get(dataset, {}), self.by_word.get(dataset, {})
        if said & self.turns:
            return None
        met = {core for word in said for core in telling.get(word, ()) if len(core) > 1 and core <= said}
        names = {known[core] for core in met if not any(core < other for other in met)}
        rest = said.difference(*met)
        if len(names) != 1 or len(rest) > _MOST_OTHERS:
            return None
        kind = _KINDS.get((dataset, name := min(names)))
        if kind is Kind.COUNT:
            return (name, BEGINS) if rest <= self.counts_beside else None
        tells_another = any(known[core] not in names for word in rest for core in telling.get(word, ()))
        return (name, BEGINS) if kind in (*_WORDED, Kind.CODE) and not tells_another else None

    def likeness(self, dataset: str, header: str, name: str) -> float:
        """How much of what a header says one of a field's headers says, too, beside that it is a day or a number; from 0 to 1."""
        said = [self.cores.of(key) - _SHARED_WORDS for key in whole_readings(header)]
        known = [core - _SHARED_WORDS for core, field in self.by_core.get(dataset, {}).items() if field == name]
        return max((len(one & other) / len(one | other) for one in said for other in known if one & other), default=0.0)

    def is_private(self, header: str, dataset: str = "") -> bool:
        """Whether a column under this header is never stored, whatever else is written there; in a list of this kind, too."""
        keys = self._keys(header)
        return (
            any(key in self.never_stored for key in keys)
            or any(map(self.private_words.search, {*keys[:1], *keys[-1:]}))
            or (dataset in self.added and self.added[dataset].is_private(header))
            or any(
                self.cores.of(key) in private
                for key in whole_readings(header)
                for private in (self.private_cores, self.private_in.get(dataset, ()))
            )
        )

    def is_needless(self, header: str) -> bool:
        """Whether nobody misses a column under this header."""
        return any(key in self.not_needed for key in self._keys(header)[:3]) or self.is_day_of_list(header)

    def is_day_of_list(self, header: str) -> bool:
        """Whether a column under this header says which day the whole list describes ("NGAY_XUAT")."""
        keys = self._keys(header)[:3]
        if any(key in self.listed_on for key in keys):
            return True
        said = self.cores.of(keys[0]) if keys else frozenset[str]()
        rest = said - _DAYS
        return said != rest and _consists_of(self.listed_said, rest)

    def purposes_beside(self, dataset: Dataset) -> tuple[Purpose, ...]:
        """The other purposes for which a list that looks like one of this kind may be made."""
        if dataset is MEMBERSHIP:
            return tuple(one for one in self.purposes if one.names_members)
        if dataset in (ACTIVITY, GROUP):
            return tuple(one for one in self.purposes if dataset in one.of)
        return tuple(one for one in self.purposes if one.is_log) if dataset.is_log else self.purposes

    def kind_of(self, rows: Iterable[Sequence[str]]) -> str | None:
        """The kind of list that a person has said of these headers (``LEFT_OUT``: of no kind); None where nobody has."""
        return (
            next((self.lists[key] for row in rows if (key := key_of_list(row)) in self.lists), None)
            if self.lists
            else None
        )

    def numbers_entries(self, header: str, dataset: str, key: str) -> bool:
        """Whether a column of running numbers fills a field of lists with these headers (``key_of_list``): another list may number
        its rows beside codes that nobody knows yet."""
        is_remembered = (dataset, header) in self.explained
        return header in self.headers[dataset] and (not is_remembered or self.lists.get(key) == dataset)

    def saying(self, columns: Mapping[str, str]) -> Vocabulary:
        """The same with what is said of columns for one load: header → column, as a person names it."""
        said = {
            (dataset.id, fold(header)): meant
            for dataset in DATASETS
            for header, column in columns.items()
            if (meant := dataset.named(column)) is not None
        }
        headers = {dataset: dict(names) for dataset, names in self.headers.items()}
        for (dataset, header), meant in said.items():
            headers[dataset][header] = meant
        added = {name: _saying(one, columns) for name, one in self.added.items()}
        return replace(self, headers=headers, explained=self.explained - said.keys(), added=added, _met={})

    def knowing(self, villages: Iterable[str], groups: Iterable[str] = ()) -> Vocabulary:
        """The same where these villages and groups are on the registers; a village's name of one word ("Mới") may be any word of a
        title, and a group that is called as a village is may be that village."""
        names = [*villages]
        cores = {core for name in names if " " in (core := take_apart(name).core)}
        of_villages = {*map(fold, names), *(take_apart(name).core for name in names)}
        own = frozenset(key for group in groups if (key := fold(group)) not in of_villages and " " in key)
        return replace(self, villages=tuple(sorted(cores, key=len, reverse=True)), groups=own)

    def spread(self, header: str) -> int:
        """In how many kinds of list the header names something, not only in other words or by its beginning unless it does so in
        all of them: the fewer, the more it tells."""
        meanings = (self.meaning(dataset.id, header) for dataset in DATASETS)
        fars = [meant[1] for meant in meanings if meant is not None and meant[1] < BEGINS]
        return sum(far < REWORDED for far in fars) or len(fars)


def key_of_list(row: Sequence[str]) -> str:
    """By what a list made the same way is known again: its headers, folded, in their order."""
    return " | ".join(key for cell in row if (key := fold(cell)))


def said_in(words: Iterable[str]) -> re.Pattern[str]:
    """Finds in a folded text any of the words or phrases, each as a whole."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, map(fold, words)))})(?!\S)") if words else _NEVER


# What a column of yes and no that a plan names fills, among the fields of its register.
_MARKED = "marked:"


def marked(mark: str) -> str:
    """The field of a plan's column of yes and no."""
    return f"{_MARKED}{mark}"


def mark_of(field: str) -> str | None:
    """The plan's column that a field is; None: it is one of the list's own."""
    return field.removeprefix(_MARKED) if field.startswith(_MARKED) else None


_MOST_MET = 20_000  # so many cells' meanings are kept
_latest: deque[tuple[Config, Corrections, Vocabulary]] = deque(maxlen=4)


def vocabulary(config: Config, corrections: Corrections) -> Vocabulary:
    """The configured words, the templates' own headers and what a person has explained, which comes before both.

    Made once while neither changes: what a header was found to mean is known to the loads that follow.
    """
    for one, said, made in tuple(_latest):
        if one is config and (said.headers, said.lists) == (corrections.headers, corrections.lists):
            return made
    made = _vocabulary(config, corrections)
    _latest.append((config, corrections, made))
    return made


def _saying(one: AddedList, columns: Mapping[str, str]) -> AddedList:
    said = {
        fold(header): meant for header, column in columns.items() if (meant := one.dataset.named(column)) is not None
    }
    return replace(one, headers={**one.headers, **said} if said else one.headers)


def _added_list(register: AddedRegister, config: Config, corrections: Corrections) -> AddedList:
    headers = {fold(word): column.id for column in register.columns for word in (column.header, *column.also)}
    marks = {fold(word): marked(one.id) for one in config.marks_of(register.id) for word in (one.header, *one.also)}
    known = {**headers, **marks, **corrections.headers.get(register.id, {})}
    answers = (word for one in config.marks_of(register.id) for word in (one.header, *one.also))
    own = tuple(word for word in answers if not any(mentions(title, word) for title in register.titles))
    return AddedList(register.dataset, register.titles, known, _folded(register.private), own)


def _vocabulary(config: Config, corrections: Corrections) -> Vocabulary:
    headers: dict[str, dict[str, str]] = {}
    for dataset in DATASETS:
        names = {fold(column.header): column.name for column in dataset.columns}
        for name, aliases in config.headers.get(dataset.id, {}).items():
            names.update({fold(alias): name for alias in aliases})
        names |= {fold(word): marked(one.id) for one in config.marks_of(dataset.id) for word in (one.header, *one.also)}
        if dataset is MEMBERSHIP:
            names = {**dict.fromkeys(entry_headers(config), ENTRY), **names}
        headers[dataset.id] = {**names, **corrections.headers.get(dataset.id, {})}
    known = config.recognition
    cores = cores_of(known.same_words, known.fillers, (header for names in headers.values() for header in names))
    subjects = {dataset: cores.of(" ".join(map(fold, words))) for dataset, words in known.subjects.items()}
    told = [
        *(header for names in headers.values() for header in names),
        *map(fold, (*config.never_stored, *known.private_words, *known.listed_on)),
    ]
    by_core = {
        dataset: _by_core(names, cores, subjects.get(dataset, frozenset())) for dataset, names in headers.items()
    }
    return Vocabulary(
        headers,
        _folded(config.never_stored),
        frozenset(header for names in headers.values() for header in names),
        said_in(known.private_words),
        QUIET | _folded(known.not_needed),
        _folded(known.listed_on),
        _folded(known.family_name),
        {dataset: said_in(words) for dataset, words in known.titles.items()},
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
        by_core,
        {dataset: _by_word(known) for dataset, known in by_core.items()},
        frozenset(core for header in _folded(config.never_stored) if len(core := cores.of(header)) > 1),
        {dataset: frozenset(map(cores.of, _folded(words))) for dataset, words in known.private_in.items()},
        single_words(known.turns),
        tuple(
            sorted(
                (" ".join(cores.head(fold(f"ngày {word}"))[1:]) for word in known.days_beside), key=len, reverse=True
            )
        ),
        _each(known.counts_beside, cores),
        _said_by(known.listed_said, cores),
        {name: _said_by(said, cores) for name, said in known.days_said.items()},
        tuple(map(fold, known.set_days)),
        subjects,
        says_nobody(known.vacant, known.vacant_begins),
        signs_of(config),
        added={register.id: _added_list(register, config, corrections) for register in config.registers},
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


def _by_word(known: Iterable[Core]) -> dict[str, list[Core]]:
    found: dict[str, list[Core]] = {}
    for core in known:
        for word in core:
            found.setdefault(word, []).append(core)
    return found


def _said_by(said: DaySaid, cores: Cores) -> tuple[Core, Core]:
    by = _each(said.by, cores)
    return by, by | _each(said.beside, cores)


def _consists_of(words: tuple[Core, Core], said: Core) -> bool:
    """Whether one of the first words is said, and nothing but the second ones."""
    by, all_of = words
    return bool(said & by) and said <= all_of


def _each(words: Iterable[str], cores: Cores) -> Core:
    """The cores of words, each by itself."""
    return frozenset[str]().union(*(cores.of(fold(word)) for word in words))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def single_words(texts: Iterable[str]) -> frozenset[str]:
    """Every word of these texts, folded."""
    return frozenset(word for text in texts for word in fold(text).split())
