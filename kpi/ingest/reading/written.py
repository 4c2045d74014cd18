"""A list that somebody wrote as a message, an entry a line, turned into a table like any other.

    1. Trương Văn Vinh - 3 khẩu - 0790187301 (tạm vắng)
    2. Lê Tấn Đạt - 2 khẩu - ko có đt

A text is taken apart only where nearly all its lines are entries made alike. The words that a part bears ("MST", "đại diện", "khẩu")
become the header of its column, which recognition reads as any other; a part without such words keeps a column of which a person must
say what it is. Lines that are no entries stay rows of their own. Whatever has columns already is none of this.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kpi.ingest.reading.delimited import HEAD, separator_of
from kpi.ingest.reading.line_parts import (
    PLACE,
    EntryPart,
    is_misspelt,
    is_of_household,
    is_of_persons,
    is_place,
    parts_of,
    separators,
    words_before_name,
)
from kpi.vietnamese.text import clean_text, fold

NUMBER, HOUSEHOLD, RELATION, NOTE, POST = "STT", "STT hộ", "Quan hệ", "Ghi chú", "Chức danh"
_HEAD_OF_HOUSEHOLD = "Chủ hộ"
_MOST_LETTERS = 400_000  # a longer text is no message
_FEWEST = 2  # entries
_MOST_OTHERS = 3  # lines that may stand around or between the entries of the shortest list
_MOST = 0.8
_HALF = 0.5
_NUMBERED = re.compile(r"\(?(\d{1,3})\s*(?:\)\s*[.:/-]?|[.:/]|[-–—]|,(?=\s))\s*(?![\d\s])(.+)")
_OF_HOUSEHOLD = re.compile(r"(?:hộ|ho)(?:\s+(?:số|so|thứ|thu))?\s*(\d{1,4})\s*(?:[.:/)]|[-–—])\s*(\S.*)", re.IGNORECASE)
_HOUSEHOLD_OF = re.compile(r"(?:hộ|gia đình)\s+((?:ông|bà|anh|chị|cô|chú)\s.+)", re.IGNORECASE)
_BULLET = re.compile(r"[-–—+*•●·▪]\s*(?=[^\W\d])(.+)")
_LABELLED = re.compile(r"([^\W\d][^\d:]{1,40}?)\s*:\s*(\S.*)")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}")
_TABLE = 2  # cells that a header has at least


@dataclass(frozen=True, slots=True)
class WrittenList:
    """The rows of a list that was written line by line, and row by row the line of the text, from 1."""

    rows: list[list[str]]
    sources: tuple[int, ...]


@dataclass(slots=True)
class WrittenEntry:
    """One entry: its line, its number as written, and what it says, part by part. ``household``: the number of the household in
    which a person stands; ``lead``: what stands before the colon of a line such as "Trưởng ấp: ông Lê Văn A"."""

    line: int
    text: str
    number: str = ""
    household: str = ""
    lead: str = ""
    notes: list[str] = field(default_factory=list)
    parts: list[EntryPart] = field(default_factory=list)


@dataclass(slots=True)
class WrittenLines:
    """The lines of a text: entries, and what is none, by the number of each line."""

    entries: list[WrittenEntry]
    others: dict[int, str]
    numbered: bool = True
    of_persons: bool = False


def table(text: str) -> WrittenList | None:
    """The table in a text of which nearly all lines are entries made alike; None for any other text."""
    if len(text) > _MOST_LETTERS or "\t" in text or _is_table(text):
        return None
    lines = {number: line for number, raw in enumerate(text.splitlines(), start=1) if (line := clean_text(raw))}
    found = _by_households(lines) or _numbered(lines) or _unnumbered(lines)
    if found is None or len(found.entries) < _FEWEST or not _is_a_list(found, lines):
        return None
    _take_apart(found)
    columns = _columns(found)
    return _laid_out(found, columns) if columns is not None else None


def _is_table(text: str) -> bool:
    """Whether the text has a header over columns of its own: as many cells as most lines below it, and no number in them."""
    separator = separator_of(text[:HEAD])
    rows = [line.split(separator) for line in text[:HEAD].splitlines() if line.strip()]
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda one: widths[one] * (one - 1), default=1)
    first = next((row for row in rows if len(row) == width), [])
    if fold(first[0] if first else "") in ("stt", "tt", "so thu tu", "so tt"):
        return True
    says_columns = not any(sign.isdigit() for cell in first for sign in cell)
    # A title may have commas as its entries do; a header has as many cells as nearly each of them.
    return width >= _TABLE and says_columns and widths[width] >= _MOST * (len(rows) - rows.index(first))


# ---------------------------------------------------------------- which lines are entries


def _by_households(lines: dict[int, str]) -> WrittenLines | None:
    """A list of persons below their households: "Hộ 1: Trương Hoàng Út", then "- vợ: Trần Thị Hồng"; also below "1. Trương Út"."""
    for begins in (_OF_HOUSEHOLD, _HOUSEHOLD_OF, _NUMBERED):
        found, household = WrittenLines([], {}, of_persons=True), ""
        heads = persons = 0
        for number, line in lines.items():
            if head := begins.fullmatch(line):
                heads += 1
                household = str(heads)
                found.entries.append(
                    WrittenEntry(number, head[head.lastindex or 0], household=household, lead=_HEAD_OF_HOUSEHOLD)
                )
            elif household and (person := _person_below(line)) is not None:
                found.entries.append(WrittenEntry(number, person[1], household=household, lead=person[0]))
                persons += 1
            else:
                found.others[number] = line
        of_heads = (entry.text for entry in found.entries if entry.lead == _HEAD_OF_HOUSEHOLD)
        if (
            heads >= _FEWEST
            and persons
            and is_of_persons(of_heads)
            and is_of_persons(one.text for one in found.entries)
        ):
            return found
    return None


def _person_below(line: str) -> tuple[str, str] | None:
    """What somebody is to the head of the household above him, and what else his line says; None where it is another line."""
    bullet = _BULLET.fullmatch(line)
    said = bullet[1] if bullet else line
    labelled = _LABELLED.fullmatch(said)
    if labelled and is_of_persons([labelled[2]]):
        return labelled[1], labelled[2]
    return ("", said) if bullet and is_of_persons([said]) else None


def _numbered(lines: dict[int, str]) -> WrittenLines | None:
    """Numbered entries, each with what stands in the bulleted lines below it."""
    found, last = WrittenLines([], {}), 0
    for number, line in lines.items():
        if (entry := _NUMBERED.fullmatch(line)) and not is_place(entry[2].rstrip(" :")):
            found.entries.append(_led(number, entry[2], entry[1]))
            last = number
        elif found.entries and number == last + 1 and (line.startswith("(") or _BULLET.fullmatch(line)):
            found.entries[-1].text += f" {line}" if line.startswith("(") else f"; {line.lstrip('-–—+*•●·▪ ')}"
            last = number
        else:
            found.others[number] = line
    if not _counts_on(found):
        return None
    _take_the_unnumbered(found)
    return found


def _take_the_unnumbered(found: WrittenLines) -> None:
    """Adds the lines that nobody numbered and that say what the numbered ones do: between them a part of it, below them all of it."""
    between = separators([entry.text for entry in found.entries])
    said = [{part.key for part in parts_of(entry.text, between)[0]} - {""} for entry in found.entries]
    usual = {key for key in set().union(*said) if sum(key in one for one in said) >= _MOST * len(said)}
    first, last = found.entries[0].line, found.entries[-1].line
    for number, line in list(found.others.items()):
        keys = {part.key for part in parts_of(line, between)[0]}
        is_one = bool(usual & keys) if number < last else len(usual) > 1 and usual <= keys
        if number > first and is_one and is_of_persons([line]):
            above = max((entry for entry in found.entries if entry.line < number), key=lambda entry: entry.line)
            found.entries.append(WrittenEntry(number, line, f"{above.number}a"))
            del found.others[number]
    found.entries.sort(key=lambda entry: entry.line)


def _counts_on(found: WrittenLines) -> bool:
    """Whether the numbers count the entries; they may start again only below the name of a village."""
    for above, below in pairwise(found.entries):
        heads = [line for number, line in found.others.items() if above.line < number < below.line]
        if int(below.number) <= int(above.number) and not any(is_place(line.rstrip(" :")) for line in heads):
            return False
    return len(found.entries) >= _FEWEST


def _unnumbered(lines: dict[int, str]) -> WrittenLines | None:
    """Entries that are made alike without a number: bulleted, or with what somebody is before his name, or with dashes between."""
    for begins in (_BULLET, _LABELLED, None):
        found = WrittenLines([], {}, numbered=False)
        for number, line in lines.items():
            bullet = _BULLET.fullmatch(line)
            if begins is _BULLET and bullet:
                found.entries.append(_led(number, bullet[1]))
            elif begins is _LABELLED and ((entry := _led(number, line)).lead or entry.text != line):
                found.entries.append(entry)
            elif begins is None and not bullet and len(separators([line])) > 0 and " - " in line.replace("–", "-"):
                found.entries.append(WrittenEntry(number, line))
            else:
                found.others[number] = line
        if (
            len(found.entries) >= _FEWEST
            and _is_a_list(found, lines)
            and (begins is _BULLET or _name_somebody(found.entries))
        ):
            return found
    return None


def _name_somebody(entries: Sequence[WrittenEntry]) -> bool:
    """Whether entries without numbers begin with the names of persons, or with those of villages before them."""
    firsts = [re.split(separators([entry.text]) or "$", entry.text, maxsplit=1)[0] for entry in entries]
    return is_of_persons(firsts) or _most(map(is_place, firsts))


def _led(line: int, text: str, number: str = "") -> WrittenEntry:
    """An entry; what stands before a name with a colon is a post, or the village that it is of."""
    labelled = _LABELLED.fullmatch(text)
    if labelled is None or separators([labelled[1]]) or is_of_household(labelled[1]):
        return WrittenEntry(line, text, number)
    if is_place(labelled[1]):
        return WrittenEntry(line, f"{labelled[1]} - {labelled[2]}", number)
    is_post = is_of_persons([labelled[2]])
    return WrittenEntry(line, labelled[2], number, lead=labelled[1]) if is_post else WrittenEntry(line, text, number)


def _is_a_list(found: WrittenLines, lines: dict[int, str]) -> bool:
    """Whether the text is little else than its entries: a letter or the minutes of a meeting may number a few things, too."""
    others = [line for line in found.others.values() if not is_place(line.rstrip(" :"))]
    return bool(lines) and len(others) <= max(_MOST_OTHERS, len(found.entries) // 3)


# ---------------------------------------------------------------- what stands in them


def _take_apart(found: WrittenLines) -> None:
    """The parts of each entry, and what is noted behind it."""
    heads = [entry.text for entry in found.entries if entry.lead == _HEAD_OF_HOUSEHOLD]
    others = [entry.text for entry in found.entries if entry.lead != _HEAD_OF_HOUSEHOLD]
    between = "|".join(filter(None, map(separators, filter(None, (heads, others)))))
    for entry in found.entries:
        entry.parts, entry.notes = parts_of(entry.text, between)
        if found.of_persons and not entry.lead and (said := next(filter(_may_be_relation, entry.notes), "")):
            entry.lead = said
            entry.notes.remove(said)
        if not (entry.lead or found.of_persons):
            _lead_by_post(entry)
    if not any(entry.lead for entry in found.entries):
        _lead_by_words(found.entries)


def _may_be_relation(note: str) -> bool:
    return note[:1].islower() and len(note.split()) <= 3 and not any(map(str.isdigit, note))


def _lead_by_post(entry: WrittenEntry) -> None:
    """Of "Ấp Tư - Trưởng ấp: ông Lê Văn A" the post stands before the name, and the village before both."""
    first = entry.parts[0] if entry.parts else None
    if first is None or first.label or not is_place(first.text):
        return
    named = next((place for place, part in enumerate(entry.parts[1:3], 1) if is_of_persons([part.text])), None)
    if named is not None:
        part = entry.parts.pop(named)
        entry.lead = part.label
        entry.parts = [EntryPart("", part.text), *(one.as_place() if one is first else one for one in entry.parts)]


def _lead_by_words(entries: Sequence[WrittenEntry]) -> None:
    """Of "Trưởng ấp ông Lê Văn An" the post stands before the name, where most entries begin so."""
    said = [words_before_name(entry.parts[0].text) if entry.parts else None for entry in entries]
    if _most(words is not None and not is_of_household(words[0]) for words in said):
        for entry, words in zip(entries, said, strict=True):
            if words is not None:
                entry.lead = words[0]
                entry.parts[0] = EntryPart("", words[1], said=words[1])


def _columns(found: WrittenLines) -> list[str] | None:
    """The keys of the columns in their order; None where the entries' parts do not agree, or their first says no name."""
    entries = found.entries
    _take_the_misspelt(entries)
    _note_what_is_rare(entries)
    _name_first(entries)
    names = [entry.parts[0].text for entry in entries if entry.parts and not entry.parts[0].label]
    if len(names) < _MOST * len(entries) or sum(map(_may_be_name, names)) < _MOST * len(names):
        return None
    counts = Counter(key for entry in entries for key in {key for key, _text in _keyed(entry)})
    if len(counts) == 1 and not (is_of_persons(names) or any(entry.lead for entry in entries)):
        return None
    usual = sum(count for count in counts.values() if count >= _HALF * len(entries))
    # Notes, phones and years may stand in some entries only.
    said = sum(count for key, count in counts.items() if key[:1] != "~")
    if not found.of_persons and usual < _MOST * said:
        return None
    order = {key: place for entry in reversed(entries) for place, (key, _text) in enumerate(_keyed(entry))}
    return sorted(counts, key=lambda key: (order[key], -counts[key]))


def _take_the_misspelt(entries: Sequence[WrittenEntry]) -> None:
    """What most entries say and one says wrongly stands in its column all the same, where it is told of: a phone with a digit too few,
    "bốn khẩu"."""
    counts = Counter(key for entry in entries for key in set(_keys(entry)))
    labels = {part.key: part for entry in entries for part in entry.parts if counts[part.key] >= _HALF * len(entries)}
    for entry in entries:
        there = set(_keys(entry))
        for place, part in enumerate(entry.parts):
            if part.key or not place:
                continue
            meant = next((one for key, one in labels.items() if key not in there and is_misspelt(part, one)), None)
            if meant is not None:
                entry.parts[place] = replace(meant, text=part.said, said=part.said)
                there.add(meant.key)


def _name_first(entries: Sequence[WrittenEntry]) -> None:
    """Where a code stands before each name ("HG-001, Ngô Văn Bình") the name comes first, and a person says what the code is."""
    seconds = [entry.parts[1].text for entry in entries if len(entry.parts) > 1 and not entry.parts[1].label]
    coded = _most(any(map(str.isdigit, entry.parts[0].text)) for entry in entries if entry.parts)
    if coded and len(seconds) == len(entries) and is_of_persons(seconds):
        for entry in entries:
            entry.parts[:2] = entry.parts[1::-1]


def _note_what_is_rare(entries: Sequence[WrittenEntry]) -> None:
    """What only few entries say, in words of their own, is noted behind them: "đã chuyển đi Đồng Nai"."""
    for is_labelled in (True, False):
        counts = Counter(key for entry in entries for key, _text in _keyed(entry))
        for entry in entries:
            rare = [
                part
                for part, key in zip(entry.parts, _keys(entry), strict=True)
                if not part.is_sure and counts[key] < _HALF * len(entries)
            ]
            rare = [part for part in rare if bool(part.key) == is_labelled]
            entry.notes += [part.said for part in rare]
            entry.parts = [part for part in entry.parts if part not in rare]


def _keys(entry: WrittenEntry) -> list[str]:
    """The key of the column of each part: its label, or which of the unlabelled ones it is."""
    texts = -1
    return [part.key or f"text {(texts := texts + 1)}" for part in entry.parts]


def _may_be_name(text: str) -> bool:
    return len(text) <= 100 and len(text.split()) <= 14 and not _DAY.match(text) and text[:1].isalpha()


def _keyed(entry: WrittenEntry) -> list[tuple[str, str]]:
    """Each part of an entry with the key of its column: its label folded, or which of the unlabelled it is; "~" before one that
    may be lacking."""
    found: dict[str, str] = {}
    for part, key in zip(entry.parts, _keys(entry), strict=True):
        found[key] = part.between.join(filter(None, (found.get(key, ""), part.text)))
    return list(found.items())


def _laid_out(found: WrittenLines, columns: Sequence[str]) -> WrittenList:
    """The rows: what stands above the entries, the header, each entry and what stands between and below."""
    labels = {part.key: part.label for entry in reversed(found.entries) for part in entry.parts if part.key}
    names = [entry.parts[0].text for entry in found.entries if entry.parts]
    headers = _headers(columns, labels, _name_of_names(names, found))
    before = [HOUSEHOLD if found.of_persons else NUMBER, *_heads_of_leads(found)]
    rows = {number: [line] for number, line in found.others.items()}
    noted = any(entry.notes for entry in found.entries)
    for place, entry in enumerate(found.entries, start=1):
        said = dict(_keyed(entry))
        cells = [entry.household or entry.number or str(place), *([entry.lead] if len(before) > 1 else [])]
        rows[entry.line] = [
            *cells,
            *(said.get(key, "") for key in columns),
            *(["; ".join(entry.notes)] if noted else []),
        ]
    first = _first_row(found)
    header = [*before, *headers, *([NOTE] if noted else [])]
    ordered = sorted(rows.items())
    above = [(number, row) for number, row in ordered if number < first]
    table = [*above, (first, header), *((number, row) for number, row in ordered if number >= first)]
    return WrittenList([row for _number, row in table], tuple(number for number, _row in table))


def _first_row(found: WrittenLines) -> int:
    """The first line below the header: the first entry, or the name of a village above it where others stand between the entries."""
    first, last = found.entries[0].line, found.entries[-1].line
    heads = [number for number, line in found.others.items() if number < last and is_place(line.rstrip(" :"))]
    above = max((number for number in found.others if number < first), default=0)
    return above if above in heads and len(heads) > 1 else first


def _heads_of_leads(found: WrittenLines) -> list[str]:
    leads = [entry.lead for entry in found.entries if entry.lead]
    if found.of_persons:
        return [RELATION]
    if not leads:
        return []
    return [PLACE if _most(map(is_place, leads)) else POST]


def _name_of_names(names: Sequence[str], found: WrittenLines) -> str:
    """The header over the names: what they name."""
    if _most(fold(name).startswith("nhom ") for name in names):
        return "Tên nhóm"
    if found.of_persons or is_of_persons(names):
        return "Họ và tên"
    return "Tên thôn" if _most(map(is_place, names)) else "Tên đơn vị"


def _most(fits: Iterable[bool]) -> bool:
    told = list(fits)
    return sum(told) >= _MOST * len(told)


def _headers(columns: Sequence[str], labels: dict[str, str], name: str) -> list[str]:
    """The headers of the columns; one whose parts bear no words is called by what stands before it, which no other message's is."""
    headers: list[str] = []
    for key in columns:
        headers.append(
            name if key == "text 0" else labels.get(key) or f"Cột sau “{headers[-1] if headers else NUMBER}”"
        )
    return headers
