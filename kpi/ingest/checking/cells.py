"""How the text of one cell becomes a value, by the kind of its column; what it cannot become is said in the user's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from kpi.config.models import Config
from kpi.domain.datasets import HOUSEHOLD, OFFICIAL, Column, Dataset, Kind
from kpi.domain.errors import UNQUOTED, Severity
from kpi.i18n.messages import _
from kpi.ingest.checking.cores import Core, Cores, cores_of
from kpi.ingest.reading.zalo import whole_uid
from kpi.vietnamese.moments import parse_moment
from kpi.vietnamese.phones import parse_phones
from kpi.vietnamese.places import Register
from kpi.vietnamese.syllables import is_sound
from kpi.vietnamese.text import clean_text, fold, mentions


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell is not what it should be. ``error`` rejects the row; ``warning`` leaves the cell empty or as it is.

    ``secret``: what stands in the cell must not be kept anywhere, not even to show it. ``hint``: what the cell may mean, for the
    screen; the message quotes nothing.
    """

    code: str
    message: str
    severity: Severity
    secret: bool = False
    hint: str = ""


def unquoted(code: str, severity: Severity, hint: str = "") -> Doubt:
    """A doubt of a kind that only its cell explains."""
    return Doubt(code, _(UNQUOTED[code]), severity, hint=hint)


def made_by_excel(severity: Severity) -> Doubt:
    """What was typed is lost, so that nobody can say which code it was."""
    message = _(
        "Excel took this cell for a date, a fraction or a power of ten; format the column as text and type it anew"
    )
    return Doubt("made_by_excel", message, severity)


class Value(NamedTuple):
    """What a cell means; ``value`` is a tuple for kinds that fill two fields (numbers of a phone, moment and its time)."""

    value: Any
    doubt: Doubt | None = None


EMPTY = Value(None)
EXCEL_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"))
_MANY_DIGITS = re.compile(r"(?:\d\D*){10}\d")
_ELEVEN_DIGITS = re.compile(r"(?:\d[ .]?){10}\d")
_WORDED = (Kind.CODE, Kind.TEXT, Kind.NAME)
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .](?=\d)")
_CITIZEN = re.compile(r"(?<!\d)0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}(?!\d)")
_CITIZEN_SHORT = re.compile(r"(?<!\d)(?!84)(?:[1-8]\d|9[0-6])[0-3]\d{8}(?![\d.])")
_UID = re.compile(r"(?:z?g(?=[0-9]{6}))?[0-9]{1,25}")  # some programs put letters before a group's ("zg4536 …")
# A number keeps so many digits; so many zeros behind them are no chance.
EXACT_DIGITS, _SURELY_LOST = 15, 3
# What Excel shows of a code that it took for a power of ten or a day, as a text file has it: 1,00E+05, 3-May, 03-Thg5, May-24.
MADE_BY_EXCEL = (
    r"(?i)^\s*(\d([.,]\d+)?E\+\d{2,3}|\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?\d{1,2})"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?\d{1,2})-\d{2})\s*$"
)
_MADE_BY_EXCEL = re.compile(MADE_BY_EXCEL)
# 1.000 and 1,000 are a thousand; nobody writes three zeros behind the point of a whole number.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3}){1,2}|(?:,\d{3}){1,2})")
# A number alone, or with what it counts behind it, as the format of a cell may show it.
_COUNT = re.compile(r"(\d{1,9})(?:[.,]0+)?(?: ?(?:người|nhân khẩu|khẩu|thành viên|hộ))?", re.IGNORECASE)
# Behind a state: since when it holds ("từ 01/3/2024", "(kể từ tháng 5/2023)"); until when it holds changes what it says today.
_SINCE = re.compile(r"[\s,(-]+(?:kể\s+)?từ\s+(?:ngày\s+|tháng\s+|năm\s+)?\d[\d/.-]*\)?$", re.IGNORECASE)
# Before a word: the number that a system's own list of words gives it ("00 - NNT đang hoạt động").
_NUMBERED = re.compile(r"\d{1,2}(?:\s*[-–:.)]\s*)(?=[^\W\d])")
_TURNING = frozenset(
    map(fold, ("đã", "đang", "chưa", "không", "chờ", "mới", "sắp", "đúng", "trước", "quá", "trễ", "chậm"))
)
# Around a household's state, folded: whose it is, and since or until when.
_WHO = re.compile(r"^(?:(?:ca |toan )?(?:ho|nha|gia dinh) )?(?:(?:da|dang|con|van|hien) )*")
_WHEN = re.compile(r"(?: (?:tu|den|vao))?(?: (?:ngay|thang|nam))? \d[\d ]*(?: (?:nam|thang) \d[\d ]*)*$")
# Two posts in the same letters each: of a village (bản) and of a committee (ban).
TWO_POSTS = frozenset(("truong ban", "pho ban"))
Reader = Callable[[str], Value]
MeaningOf = Callable[[str], tuple[str | None, str]]  # what a text means, and the text itself, clean


@dataclass(frozen=True, slots=True)
class References:
    """What cells refer to: villages, groups (by Zalo id, too), and words that a person has explained, by dataset and column:
    folded word → meaning; the kind of all reports of a log, by its folded headers; the lists, by dataset and folded headers, of
    which a village written once holds for the blank cells below it; of the groups those that are a plan's own lists of
    participants, by code, those of them that name entries of a register which the plan adds, code → register, and those in
    which a row counts by what it names."""

    villages: Register
    groups: Register
    words: Mapping[tuple[str, str], Mapping[str, str]]
    sheet_kinds: Mapping[str, str] = field(default_factory=dict)
    held_down: Collection[tuple[str, str]] = ()
    participants: Mapping[str, str] = field(default_factory=dict)
    naming: Mapping[str, str] = field(default_factory=dict)
    by_code: Collection[str] = ()
    first_on: date | None = None  # the day of the first register of villages


def readers(
    dataset: Dataset,
    config: Config,
    references: References,
    headers: Mapping[str, str] | None = None,
    within: str = "",
) -> dict[str, Reader]:
    """One reader per column: what its texts mean. ``headers``: column → what stands above it in the list; ``within``: the body
    of which the list's posts are."""
    found = {column.name: _reader(dataset, column, config, references) for column in dataset.columns}
    for name, header in (headers or {}).items():
        if dataset.column(name).kind is Kind.WORD and found[name](header).value is not None:
            found[name] = _ticked(found[name], header, config)
    if within:
        found["post"] = _posts_within(found["post"], within)
    return {column.name: _guarded(dataset, column, found[column.name]) for column in dataset.columns}


def _posts_within(read: Reader, body: str) -> Reader:
    """On a list of the committee "Thành viên" is one of the committee; a post of anything else stays what it is."""

    def of_body(text: str) -> Value:
        whole = read(f"{text} {body}") if text.strip() else EMPTY
        return whole if whole.value is not None else read(text)

    return of_body


def _ticked(read: Reader, header: str, config: Config) -> Reader:
    """Under a header that is itself one of the words ("Tạm vắng") a tick says that word, and a "no" says nothing."""
    signs = config.lookups.get("group", {}).get("rules", {})  # yes and no are the same words everywhere
    yes, no = (frozenset(map(fold, signs.get(answer, ()))) for answer in ("yes", "no"))

    def ticked(text: str) -> Value:
        value = read(text)
        if value.doubt is None:
            return value
        return read(header) if fold(text) in yes else EMPTY if fold(text) in no else value

    return ticked


def _guarded(dataset: Dataset, column: Column, read: Reader) -> Reader:
    """What must never be stored stops here, under whatever header it stands; so does what is no text but Excel's complaint."""
    empty = (None, None) if column.kind in (Kind.PHONE, Kind.MOMENT) else None
    severity: Severity = "error" if column.required or dataset.key == column.name else "warning"
    named = column.kind is Kind.NAME
    may_be_made = column.kind in (Kind.CODE, Kind.NAME)
    longest = dataset.longest_text

    def guarded(text: str) -> Value:
        # Cleaned first: a number may be split by what nobody sees. Hardly a text has so many digits, so hardly one is cleaned twice.
        if len(text) >= 11 and _MANY_DIGITS.search(text) and holds_citizen_number(clean_text(text), column.kind):
            message = _("looks like a citizen's number (CCCD), which is never stored; take it out of the list")
            return Value(empty, Doubt("never_stored", message, severity, secret=True))
        if text[:1] == "#" and text.strip() in EXCEL_ERRORS:
            return Value(empty, unquoted("formula_error", severity))
        if may_be_made and _MADE_BY_EXCEL.match(text):
            return Value(empty, made_by_excel(severity))
        is_long = longest is not None and len(text) > longest
        if is_long and (column.kind is not Kind.MOMENT or read(text).doubt is not None):
            message = _("a text of this length may tell of the report itself, which is never stored; it was not kept")
            return Value(empty, Doubt("never_stored", message, severity, secret=True))
        if named and not all(map(is_sound, text.split(" "))):
            from kpi.vietnamese.legacy import looks_mangled  # its tables are not needed by sound names

            right = looks_mangled(text, is_self_chosen=column.is_self_chosen)
            if right is not None:
                hint = _('is it "{right}"?', right=right) if right else ""
                return Value(empty, unquoted("mangled_letters", severity, hint))
        return read(text)

    return guarded


def holds_citizen_number(text: str, kind: Kind) -> bool:
    """Whether a citizen's number stands in the text: twelve digits by its rules, or eleven where Excel took the first 0.

    Province 001–096, then 0–3 for sex and century. Eleven digits from 84 may be a phone number seen from abroad. In words and
    codes the digits may stand in groups (038 000 000 001); in numbers and days such groups are usual and mean something else.
    """
    if _ELEVEN_DIGITS.search(text) is None:
        return False
    if kind in _WORDED:
        text = _BETWEEN_DIGITS.sub("", text)
    return _CITIZEN.search(text) is not None or (kind is not Kind.PHONE and _CITIZEN_SHORT.search(text) is not None)


def _reader(dataset: Dataset, column: Column, config: Config, references: References) -> Reader:
    if column.kind in (Kind.WORD, Kind.FLAG):
        return word_reader(dataset, column, config, references.words.get((dataset.id, column.name), {}))
    if column.kind is Kind.VILLAGE:
        severity: Severity = "error" if column.required else "warning"
        return _register_reader(references.villages, "unknown_village", severity)
    if column.kind is Kind.GROUP:
        return _register_reader(references.groups, "unknown_group", "error")
    return _READERS[column.kind]


def _read_text(text: str) -> Value:
    return Value(clean_text(text) or None)


def _read_uid(text: str) -> Value:
    """A long number, with or without its version behind it; what Excel has shortened ("1.56E+18", zeros behind the 15th digit)
    is no identity any more. What other programs have rounded only its whole list shows (``lists/membership.py``)."""
    uid = whole_uid(clean_text(text))
    if not uid:
        return EMPTY
    if _UID.fullmatch(uid) is None:
        return Value(None, unquoted("damaged_uid", "error"))
    lost = uid[EXACT_DIGITS:]
    return Value(uid, unquoted("damaged_uid", "error") if len(lost) >= _SURELY_LOST and not lost.strip("0") else None)


def _read_count(text: str) -> Value:
    digits = clean_text(text)
    if not digits:
        return EMPTY
    if _THOUSANDS.fullmatch(digits):
        return Value(int(re.sub("[.,]", "", digits)))
    if number := _COUNT.fullmatch(digits):
        return Value(int(number[1]))
    return Value(None, unquoted("not_a_number", "warning"))


def _read_phone(text: str) -> Value:
    phones = parse_phones(text)
    numbers = (*phones.numbers, None, None)[:2]
    if phones.faults:
        return Value(numbers, unquoted("not_a_phone", "warning"))
    if len(phones.numbers) > 2:
        return Value(numbers, many_phones())
    return Value(numbers)


def many_phones() -> Doubt:
    """More numbers than an entry has room for."""
    return Doubt("many_phones", _("more than two phone numbers; the first two are kept"), "warning")


def _read_date(text: str) -> Value:
    if not text.strip():
        return EMPTY
    try:
        return Value(parse_moment(text).at.date())
    except ValueError:
        return Value(None, unquoted("not_a_date", "error"))


def _read_moment(text: str) -> Value:
    if not text.strip():
        return Value((None, None))
    try:
        moment = parse_moment(text)
    except ValueError:
        return Value((None, None), unquoted("not_a_date", "error"))
    return Value((moment.at, moment.has_time))


def word_reader(
    dataset: Dataset, column: Column, config: Config, explained: Mapping[str, str] = MappingProxyType({})
) -> Reader:
    """The meaning of a word by ``config.yaml → lookups``; an unknown word never falls to a default."""
    meanings = config.lookups.get(dataset.id, {}).get(column.name, {})
    words = [word for spellings in meanings.values() for word in spellings]
    first = [spellings[0] for spellings in meanings.values() if spellings]
    meaning_of = word_meaning(dataset, column, config, explained)

    def read(text: str) -> Value:
        meaning, word = meaning_of(text)
        if meaning is not None:
            return Value({"yes": True, "no": False}[meaning] if column.kind is Kind.FLAG else meaning)
        if not word:
            return EMPTY
        severity: Severity = "error" if column.kind is Kind.WORD and column.unknown == "reject" else "warning"
        alike = [known for known in words if _turns(known) == _turns(word)]
        return Value(None, unquoted("unknown_word", severity, _nearest(word, alike, first)))

    return read


def word_meaning(
    dataset: Dataset, column: Column, config: Config, explained: Mapping[str, str] = MappingProxyType({})
) -> MeaningOf:
    """What a text means by ``config.yaml → lookups``, None where it is no word of the column; and the text, clean and without a
    number before it. It says no more, for whole columns are asked about."""
    meanings = config.lookups.get(dataset.id, {}).get(column.name, {})
    known = {fold(word): meaning for meaning, words in meanings.items() for word in words} | dict(explained)
    others = _OtherWords(config, known, dataset, column) if column.kind is Kind.WORD else None

    def meaning_of(text: str) -> tuple[str | None, str]:
        word = clean_text(text)
        if not word:
            return None, word
        folded = _post_alone(word) if dataset is OFFICIAL else fold(word)
        meaning = explained.get(fold(word)) or known.get(folded)
        if meaning is None and (numbered := _NUMBERED.match(word)):
            return meaning_of(word[numbered.end() :])
        if meaning is None and dataset is HOUSEHOLD:
            meaning = known.get(_state_alone(folded))
        if meaning is None and others is not None and folded:
            meaning = others.meaning(word)
        return meaning, word

    return meaning_of


def _post_alone(word: str) -> str:
    """A folded post; "Trưởng ban" is no "Trưởng bản" but the head of the committee, and without its marks nobody could say which:
    nothing is left of it."""
    folded = fold(word)
    if folded not in TWO_POSTS or "bản" in word.lower():
        return folded
    return f"{folded} chi dao" if word.lower() != folded else ""


def _state_alone(folded: str) -> str:
    """A household's state without who and when: "Cả hộ đã chuyển đi từ tháng 3/2023" is "chuyển đi"."""
    return _WHEN.sub("", _WHO.sub("", folded))


def longest_first(meanings: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Folded words with their meanings: "tạm đóng cửa" before "đóng cửa", "cong ty tnhh" before "cong ty"."""
    words = [(fold(word), meaning) for meaning, spellings in meanings.items() for word in spellings]
    return sorted(words, key=lambda pair: -len(pair[0]))


class _OtherWords:
    """Words of cells that are not known to the letter: by their core ("Ngừng HĐ từ 01/3/2024" says "Ngừng hoạt động"), else by the
    words in them that tell their meaning in any sentence. Made when such a word is met."""

    def __init__(self, config: Config, known: Mapping[str, str], dataset: Dataset, column: Column) -> None:
        self._config, self._known = config, known
        self._dataset, self._column = dataset, column

    @cached_property
    def _telling(self) -> list[tuple[str, str]]:
        return longest_first(self._config.recognition.telling.get(self._dataset.id, {}).get(self._column.name, {}))

    @cached_property
    def _openings(self) -> list[tuple[str, str]]:
        known = self._config.recognition
        words = longest_first(known.opening.get(self._dataset.id, {}).get(self._column.name, {}))
        before = ("", *(f"{fold(word)} " for word in known.already))
        return [(f" {already}{word} ", meaning) for word, meaning in words for already in before]

    @cached_property
    def _cores(self) -> Cores:
        recognition = self._config.recognition
        return cores_of(recognition.same_in_cells, recognition.fillers_in_cells, ())

    @cached_property
    def _meanings(self) -> dict[Core, str]:
        """Core → meaning; a core of several meanings has none."""
        found: dict[Core, set[str]] = {}
        for word, meaning in self._known.items():
            found.setdefault(self._cores.of(word), set()).add(meaning)
        return {core: meanings.pop() for core, meanings in found.items() if core and len(meanings) == 1}

    def meaning(self, word: str) -> str | None:
        """What a word means that is not known to the letter; None where nobody could say."""
        return self._meanings.get(self._cores.of(fold(_SINCE.sub("", word)))) or self._told(word)

    def _told(self, text: str) -> str | None:
        """What one telling word in it, or at its beginning, says; None where two say different things, or one may turn it over."""
        rest = f" {fold(text)} "
        found = {meaning for word, meaning in self._openings if rest.startswith(word)}
        for word, meaning in self._telling:
            if f" {word} " in rest:
                rest, found = rest.replace(f" {word} ", " "), found | {meaning}
        if len(found) != 1 or any(mentions(text, word) for word in self._config.recognition.untelling):
            return None
        return found.pop()


def _turns(word: str) -> frozenset[str]:
    """The words in it that turn a meaning over: by its letters "Đang giải quyết" is near to "Đã giải quyết", its opposite."""
    return _TURNING & frozenset(fold(word).split())


def _register_reader(register: Register, code: str, severity: Severity) -> Reader:
    def read(text: str) -> Value:
        name = clean_text(text)
        if not name:
            return EMPTY
        found = (register.candidates_in_address(name) if code == "unknown_village" else ()) or register.candidates(name)
        if len(found) == 1:
            return Value(found[0])
        fits = ", ".join(register.names[one] for one in found)
        hint = _("it fits {fits}; write the whole name or the code", fits=fits) if fits else ""
        return Value(None, unquoted(code, severity, hint or _nearest(name, list(register.names.values()))))

    return read


def _nearest(word: str, known: Sequence[str], told: Sequence[str] = ()) -> str:
    """The nearest known word, else the words to choose from (``told``, or all)."""
    from difflib import get_close_matches  # only where something is wrong

    nearest = get_close_matches(word, known, n=1, cutoff=0.5)
    if nearest:
        return _('did you mean "{nearest}"?', nearest=nearest[0])
    return _("known are: {known}", known=", ".join((told or known)[:12]) or "—")


_READERS: dict[Kind, Reader] = {
    Kind.CODE: _read_text,
    Kind.TEXT: _read_text,
    Kind.NAME: _read_text,
    Kind.UID: _read_uid,
    Kind.COUNT: _read_count,
    Kind.PHONE: _read_phone,
    Kind.DATE: _read_date,
    Kind.MOMENT: _read_moment,
}
