"""The parts of one written entry, each with the words that say what it is: "MST 1101939398", "3 khẩu", "đại diện: Kim Loan"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpi.vietnamese.phones import parse_phones
from kpi.vietnamese.places import take_apart
from kpi.vietnamese.text import fold

PHONE, PLACE, BIRTH = "SĐT", "Thôn", "Năm sinh"
_MOST = 0.6
_HALF = 0.5
_SEPARATORS = (
    r"\s+[-–—]+\s+|\s[-–—]+(?=\d)|(?<=[^\W\d])[-–—]+\s",
    r"\s*[;|]\s*",
    r",(?!\d)\s*",
    r"\s+/\s+",
    r":(?!\d)\s+",
)
_COLON = _SEPARATORS[-1]
_TIGHT = r"(?<=[^\W\d])[-–—](?=\d)|(?<=[^\W\d])[-–—](?=[^\W\d])"  # "Trương Văn Vinh-3 khẩu-0790187301"
# Nothing but spaces stands between a name, a number with its unit and a phone with its label.
_NO_SIGN = (
    r"\s+(?=(?:s?[đd]t|điện thoại|tel)\b[.:]?\s*0\d)|(?<![đd]t)(?<![đd]t[.:])\s+(?=0\d{2,3}[\d .]{6,})"
    r"|\s+(?=\d{1,2}\s+[^\W\d])|(?<=\d{7})\s+(?=[^\W\d])"
)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*(?=$|[,;|–—:-]|\(|\b(?:sn|sđt|đt|\d))", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BORN = re.compile(
    r"[\s,;(–-]*(?<!\w)(?:sn|ns|ntns|sinh(?: năm| ngày)?|(?:năm|ngày) sinh)[\s.:]*(\d[\d/.-]*\d)(?!\w)\s*\)?",
    re.IGNORECASE,
)
_YEAR_BEHIND_NAME = re.compile(r"(\D{3,}?)[\s,-]+((?:19|20)\d\d)")
_LABELLED = re.compile(r"([^\W\d][^\d:=]{0,38}?)\s*[:=]\s*(.*)")
_NUMBER_BEHIND = re.compile(r"([^\W\d][^\d:]{0,30}?)[\s.]*(\+?\(?\d[\d\s.()+-]{6,}\d)")
_CODE_BEHIND = re.compile(r"([^\W\d][^\d:]{0,30}?)\s+(\S*\d\S*)")
_COUNTED = re.compile(r"(\d[\d.,]{0,12})\s*([^\W\d][^\d]{0,25})")
_NAME_AND_REST = re.compile(r"([^:]{2,60}?)\s*:\s+(.+)")
_PHONE_BEHIND = re.compile(r"(\D+?)[\s.:]+((?:\+?84|0)\d[\d .-]{6,}\d)")
_NONE = re.compile(r"(?:ko|k|kg|không|khong|chưa|chua)\s+(?:có|co)?\s*(\S.*)", re.IGNORECASE)
_HONORIFICS = frozenset("ong ba anh chi co chu bac em dong chi d c".split())
_OF_HOUSEHOLD = ("hộ", "gia", "đình", "nhà")  # with their marks: Hồ is a family name
_PHONE_WORDS = frozenset(
    ("dt", "sdt", "dien thoai", "so dien thoai", "so dt", "dtdd", "phone", "tel", "zalo", "lh", "lien he")
)
_WITHIN_NAMES = ("thị", "văn")  # "Lê thị Hồng"
_FEWEST_DIGITS = 6  # of what may be a phone
_LONGEST_LABEL = 4  # words


@dataclass(frozen=True, slots=True)
class EntryPart:
    """What an entry says in one place. ``label``: the words that say what it is, or nothing; ``key``: by which parts of several
    entries are one column; ``between``: what stands between two parts of one column; ``said``: the part as it was written."""

    label: str
    text: str
    key: str = ""
    between: str = "; "
    said: str = ""
    is_sure: bool = True  # whether its form alone tells what it is; else only that others are made alike

    def as_place(self) -> EntryPart:
        """The part as the name of a village."""
        return EntryPart(PLACE, self.text, "~place", ", ", self.text)


def separators(texts: Sequence[str]) -> str:
    """The pattern of what stands between the parts of most entries."""
    found = [one for one in _SEPARATORS if one != _COLON and _stands_in_most(one, texts)]
    if not found:
        found = [one for one in (_TIGHT, _NO_SIGN) if _stands_in_most(one, texts)][:1]
    return "|".join(found)


def _stands_in_most(pattern: str, texts: Sequence[str]) -> bool:
    return sum(re.search(pattern, text, re.IGNORECASE) is not None for text in texts) >= _HALF * len(texts)


def parts_of(text: str, between: str) -> tuple[list[EntryPart], list[str]]:
    """The parts of an entry, its name first, and what is noted in brackets."""
    births = [EntryPart(BIRTH, one, "~birth", said=one) for one in _BORN.findall(text)]
    text = _BORN.sub(" ; " if ";" in between else " ", text).strip() if births else text
    inside = [match.strip() for match in _BRACKETS.findall(text)]
    bare = _BRACKETS.sub(" ", text).strip() if inside else text
    pieces = re.split(between, bare, flags=re.IGNORECASE) if between else [bare]
    pieces = [piece for one in pieces if one and (piece := one.strip(" ,;:–—-"))]
    if pieces and (run_on := [one for one in re.split(_NO_SIGN, pieces[0]) if one]) and is_of_persons(run_on[:1]):
        pieces[:1] = [one.strip(" ,;:–—-") for one in run_on]
    pieces = [part for place, piece in enumerate(pieces) for part in _name_and_rest(piece, is_first=place == 0)]
    if pieces and (behind := _YEAR_BEHIND_NAME.fullmatch(pieces[0])) and is_of_persons([behind[1]]):
        pieces[0] = behind[1]
        births.append(EntryPart(BIRTH, behind[2], "~birth", said=behind[2]))
    parts = [_first(pieces[0])] if pieces else []
    parts += [*births, *map(_part, pieces[1:])]
    notes = []
    for said in filter(None, inside):
        part = _part(said)
        if part.key in ("~phone", "~birth") or (part.key and ":" in said):
            parts.append(part)
        else:
            notes.append(said)
    return parts, notes


def _name_and_rest(piece: str, *, is_first: bool) -> list[str]:
    """A name, with what stands behind it after a colon ("Nhóm Ấp Tư: 95 thành viên"), and a name with the phone behind it."""
    match = _NAME_AND_REST.fullmatch(piece) if is_first else None
    if match and _part(match[2]).key and not is_of_persons([match[2]]):
        return [match[1], match[2]]
    match = _PHONE_BEHIND.fullmatch(piece)
    if match and (is_of_persons([match[1]]) or words_before_name(match[1])):
        return [match[1], match[2]]
    return [piece]


def _first(piece: str) -> EntryPart:
    """What names the entry. A label before the name says no more than what the list is about ("Hộ: …", "Tên: …")."""
    labelled = _LABELLED.fullmatch(piece)
    if labelled and is_of_persons([labelled[2]]) and len(labelled[1].split()) <= _LONGEST_LABEL:
        return EntryPart("", labelled[2], said=piece)
    words = piece.split()
    while len(words) > 2 and words[0].lower() in _OF_HOUSEHOLD and is_of_persons([piece]):
        words = words[1:]
    return EntryPart("", " ".join(words), said=piece)


def _part(piece: str) -> EntryPart:
    """One part, by the words that it bears or by its form."""
    phones = parse_phones(piece)
    if phones.numbers and not phones.faults and not any(map(str.isalpha, piece)):
        return EntryPart(PHONE, piece, "~phone", " / ", piece)
    if _YEAR.fullmatch(piece):
        return EntryPart(BIRTH, piece, "~birth", said=piece)
    if labelled := _LABELLED.fullmatch(piece):
        return _labelled(labelled[1], labelled[2], piece)
    if is_place(piece):
        return EntryPart("", piece).as_place()
    if none := _NONE.fullmatch(piece):
        return (
            _labelled(none[1], "", piece)
            if fold(none[1]) in _PHONE_WORDS
            else EntryPart("", piece, said=piece, is_sure=False)
        )
    if counted := _COUNTED.fullmatch(piece):
        return _labelled(f"Số {counted[2].strip()}", counted[1], piece, is_sure=False)
    if numbered := _NUMBER_BEHIND.fullmatch(piece):
        return _labelled(numbered[1], numbered[2], piece)
    if numbered := _CODE_BEHIND.fullmatch(piece):
        return _labelled(numbered[1], numbered[2], piece, is_sure=False)
    if before := words_before_name(piece):
        return _labelled(*before, piece, is_sure=False)
    return EntryPart("", piece, said=piece, is_sure=False)


def is_misspelt(part: EntryPart, meant: EntryPart) -> bool:
    """Whether a part without a label is what another entry's part is, wrongly written: digits for a phone, a word for a number."""
    if meant.key == "~phone":
        return sum(map(str.isdigit, part.said)) >= _FEWEST_DIGITS and not any(map(str.isalpha, part.said))
    unit = meant.key.removeprefix("so ")
    return unit != meant.key and fold(part.said).endswith(f" {unit}")


def words_before_name(piece: str) -> tuple[str, str] | None:
    """What stands before a name, and the name: "đại diện Kim Loan", "GĐ Lê Văn Phát", but not "ông Lê Văn Phát"."""
    words = piece.split()
    start = int(
        len(words) > 1 and (words[1].islower() or (words[0].isupper() and len(words[0]) > 1))
    )  # "Trưởng ấp", "GĐ"
    while start < len(words) and words[start].islower():
        start += 1
    if start and words[start - 1].islower() and fold(words[start - 1]) in _HONORIFICS:
        start -= 1
    named = words[start:]
    if not 0 < start <= _LONGEST_LABEL or not is_of_persons([" ".join(named)]):
        return None
    if fold(named[0]) not in _HONORIFICS and is_place(" ".join(words[start - 1 :])):
        return None  # "trưởng ấp Rạch Đào"
    return " ".join(words[:start]), " ".join(named)


def _labelled(label: str, text: str, said: str, *, is_sure: bool = True) -> EntryPart:
    label, key = label.strip(" ."), fold(label)
    if key in _PHONE_WORDS:
        return EntryPart(PHONE, text, "~phone", " / ", said)
    if key in ("nam sinh", "ngay sinh", "sn"):
        return EntryPart(BIRTH, text, "~birth", said=said)
    return EntryPart(label, text.strip(), key, said=said, is_sure=is_sure)


def is_of_household(label: str) -> bool:
    """Whether the words before a name say no more than that he heads a household, or that a name follows."""
    words = label.lower().split()
    return all(word in _OF_HOUSEHOLD or fold(word) in _HONORIFICS.union(("va", "ten", "chu", "ho")) for word in words)


def is_place(text: str) -> bool:
    """Whether a part names a unit below the commune by its kind, and no group of it: "Khu phố 1", "ấp Rạch Đào"."""
    folded = fold(text)
    return len(folded.split()) <= 6 and not folded.startswith("nhom") and bool(take_apart(text).kind)


def is_of_persons(texts: Iterable[str]) -> bool:
    """Whether most texts begin with the name of a person, each word with a capital, after how he is called."""
    told = list(texts)
    return bool(told) and sum(map(_begins_with_person, told)) >= _MOST * len(told)


def _begins_with_person(text: str) -> bool:
    name = re.split(r"\s[-–—]\s|[,;(|/]|\s+\d|[-–—](?=\d)", text, maxsplit=1)[0].strip(" .:")
    words = name.split()
    while words and (fold(words[0]) in _HONORIFICS or words[0].lower() in _OF_HOUSEHOLD) and len(words) > 2:
        words = words[1:]
    capitals = all((word[:1].isupper() or word in _WITHIN_NAMES) and word.replace("'", "").isalpha() for word in words)
    # "HTX Thành Công" is nobody; "LÊ VĂN AN" may be.
    mixed = {word.isupper() for word in words if len(word) > 1}
    is_group = bool(words) and fold(words[0]) == "nhom"
    return 2 <= len(words) <= 6 and capitals and len(mixed) == 1 and not is_group and not is_place(name)
