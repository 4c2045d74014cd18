"""Which rows of a sheet are entries, and which are the paper around them: totals, headers again, headings, signatures.

Nothing is dropped silently: every row that is no entry is ignored with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from kpi.domain.datasets import BUSINESS, GROUP, HOUSEHOLD, INSTITUTION, OFFICIAL, Kind
from kpi.domain.errors import UNQUOTED, Problem
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.doubtful_sheets import two_tables
from kpi.ingest.checking.groups import groups_in
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.numerals import PART, PART_NUMBER, is_numeral, parts_the_list, times
from kpi.ingest.checking.recognise import is_header_again
from kpi.ingest.checking.signs import is_person
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.places import NOBODY, Register, take_apart
from kpi.vietnamese.text import clean_text, fold

# "Cộng", "Tổng số hộ: 339", "Cộng thôn 2"; never a name such as "Tổng Văn Trường".
_TOTAL = re.compile(
    r"(tong cong|cong tong|tong so|tong|cong)"
    r"( (so|cong|toan|xa|ho|nguoi|khau|nhan khau|thanh vien|don vi|doanh nghiep|co so|tin|trang|nhom|truong|diem|diem truong"
    r"|(thon|xom|khu|ap|ban|khom|buon|to)( \w{1,6})?|khu pho|to dan pho|\d+))*"
)
# "(Danh sách này có 15 người)", "Mang sang trang sau: 10 hộ", "Cộng A: 4 cơ sở".
_COUNTED = re.compile(
    r"(?:cong )?mang sang(?: (?:tu )?trang (?:sau|truoc))?(?: \d+(?: [^\W\d]+){0,2})?"
    r"|(?:tong )?cong (?:[a-h]|[ivx]+) \d+(?: [^\W\d]+){0,3}"
    r"|(?:toan|ca) (?:xa|phuong|thi tran|thon|xom|khu|khu pho|ap|ban|buon|lang|khom|khoi|to|to dan pho)(?: (?:co|gom))?"
    r" \d+ (?:ho|khau|nhan khau|nguoi)(?: [^\W\d]+| \d+)*"
    r"|(?:danh sach|ds)(?: nay| tren)?(?: co| gom| an dinh)?(?: tong cong| tong so| tat ca)? \d+(?: [^\W\d]+){1,2}"
)
# "Tổng cộng: 6 phản ánh, đã xử lý 4"; a Tổng công ty 319 is an enterprise.
_SUMMED = re.compile(r"(?:tong cong|tong so|cong tong)(?! ty )(?: [^\W\d]+){0,3} \d{1,5}(?: [^\W\d]+| \d{1,5})*")
# What stands below a list: who made it, where and when, who gets it.
_SIGNATURE = re.compile(
    r"(nguoi lap( bieu| danh sach)?|lap bieu|truong thon|ke toan|can bo|cong an xa|tm |thay mat|chu tich|pho chu tich|kt |"
    r"xac nhan|ky ten|ky va ghi ro|ky ghi ro|da ky|noi nhan|nhu tren|luu vt|ghi chu|.{0,40}ngay (\d{1,2} )?thang (\d{1,2} )?nam).*"
)
# The same where a list has no code to tell entries by: only what nobody is called, not even on Zalo.
_SIGNED_BY = re.compile(
    r"nguoi lap( bieu| danh sach)?|noi nhan|ky ten|da ky|ky (va )?ghi ro ho ten|xac nhan cua .*"
    r"|.{0,40}ngay (\d{1,2} )?thang (\d{1,2} )?nam( \d{4})?"
)
# Who signs a village's list, with his marks: Trương is a name, Trưởng is none. A member may be called so on Zalo, no household.
_HEAD_OF_VILLAGE = re.compile(
    r"\W*(?:t/?m\W+|thay mặt )?(?:(?:phó )?trưởng (?:thôn|xóm|ấp|bản|buôn|làng|khóm|khu|khối|ban)|tổ (?:trưởng|phó)"
    r"|phó (?:thôn|xóm|ấp|bản|khu phố)|bí thư|ban (?:công tác|nhân dân|cán sự|quản lý)|cán bộ"
    r"|người (?:kê khai|tổng hợp|thống kê|cung cấp))\b.*"
)
_UNMARKED_HEAD = re.compile(r"(?:pho )?truong (?:thon|xom|ap|ban|buon|lang|khom|khu pho|khoi|ban dan cu)")
# "I. Thôn 1", "Xóm Đình (25 hộ)": what only a village's heading looks like; not the line above a signature.
_HEADING = re.compile(
    r"(?!.*ngay .*thang |.*thon truong)(?:\w{1,4} )?(?:cac ho |ho dan |danh sach )?"
    r"(?:thon|xom|khu|ban|ap|buon|lang|khom|khoi|tieu khu|to|tdp|kp|doi|cum)(?: |\d).{0,50}"
)
# "2. Ban quản lý thôn": with its marks Ban is no Bản.
_COMMITTEE = re.compile(r"\W*(?:\w{1,4}\W+)?ban\b", re.IGNORECASE)
_BLANKS = re.compile(r"\d|\.\.|…|_|\s{3}")  # in a date to be filled in by hand, or filled in
_PARTS = N_("a heading: it parts the list")
# Above the persons of a household: "HỘ NK001: Nguyễn Văn An", "Hộ số 3".
_OF_HOUSEHOLD = re.compile(r"hộ\b")
_NUMBERED_HOUSEHOLD = re.compile(r"hộ(?: số| thứ)?\W*[^\W\d]{0,6}[-./ ]?\d{1,6}\W*")
# What begins a new part of the list: who signed above it did so for the part above.
_STARTS_ANEW = frozenset(("heading", "part", "repeated_header"))
_FEW_CELLS = 2  # a heading, or who signs, fills no more
_LONGEST_COUNT = 5  # digits; more of them are a phone number
_NUMERAL = re.compile(r"\W*(?:\d+|[IVXLivxl]+|[A-ZĐ])\W*")
_LOWER_NUMBER = re.compile(r"(?:\d{1,2}|[a-hđ])[.)/-](?:\s|$)|[-–+*•]\s")  # "1. Chi ủy", "a) Chi hội" below "I. Thôn 1"
# What a body of the commune is called, above whom no village stands; a co-operative (hợp tác xã) is none.
_OF_COMMUNE = re.compile(
    r"\b(?:(?<!hop tac )xa(?! hoi)|phuong|thi tran|ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dang uy|dang bo)\b"
)
_POST = re.compile(
    r"(?:pho|truong|bi thu|chu tich|to truong|to pho|thu ky|uy vien|chi hoi (?:truong|pho)|cong an vien|thon doi truong)\b"
)
# How such words begin, in composed and in decomposed letters; a cheap look at cells that are names nearly always.
_MAYBE_NO_ENTRY = (
    r"^[\s\x{00a0}]*(?:t[oổ]\W*ng|to[aà]n\s|c[aả]\s|c[oộ]\W*ng|ng(?:uo|ư|a|à)|n[oơ]\W*i\s*nh|k[yý]|x[aá]\W*c\s*nh"
    r"|tr\S{1,6}ng\s+th|k\S{1,3}\s+to|c\S{1,3}n\s+b|l\S{1,3}p\s+b|ch\S{1,3}\s+t\S{1,3}ch|ph\S{1,3}\s+ch)"
)
# The same of a village's name above its rows, which is looked for where no column names the villages.
_MAYBE_A_HEADING = (
    r"|^[\s\x{00a0}]*(?:\w{1,4}\W+)?(?:c[aá]c\s+h\S{1,3}\s|h\S{1,3}\s+d[aâ]n\s|danh\s+s[aá]ch\s)?"
    r"(?:th[oô]n|x[oó]m|khu|b[aả]n|[aấ]p|bu[oô]n|l[aà]ng|kh[oó]m|kh[oố]i|ti[eể]u|t[oổ]|tdp|kp|[đd][oộ]i|c[uụ]m)[\W\d_]"
)


@dataclass(slots=True)
class Entries:
    """The entries of a sheet: their cells and their numbers as Excel counts; ``sections`` is the village that a heading
    row above each entry named, and empty where there are no such headings."""

    rows: list[Sequence[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    sections: list[str | None] = field(default_factory=list)
    ignored: list[Problem] = field(default_factory=list)
    phones: list[tuple[str, ...]] = field(default_factory=list)  # of households, the numbers of others than the head
    remarks: list[Problem] = field(default_factory=list)  # on rows that are entries, or part of one
    ended_by: int | None = None  # the heading that ended the part of a village, until an entry stands below it
    other_header: int | None = None  # the row where the sheet goes on under other headers; nothing below it is read
    names_below: set[int] = field(default_factory=set)  # entries that may be the names of those who sign (_Foot)
    parts: list[str] = field(
        default_factory=list
    )  # the heading of the part of the list in which each entry stands, or nothing

    @property
    def read(self) -> int:
        return len(self.rows) + len(self.ignored)

    def take(
        self, row: Sequence[str], number: int, section: str | None, own: int | None, villages: Register
    ) -> str | None:
        """Takes a row for an entry; gives the section of the next one. ``own``: the column in which a row names its village; where
        that is another one than the heading's, the heading says nothing of the blank cells below."""
        if self.ended_by is not None and section == "":
            message = _("this heading names no village; what stands below it is of none")
            self.remarks.append(Problem(self.ended_by, None, None, "village_ended", message, "warning"))
            self.ended_by = None
        self.rows.append(row)
        self.numbers.append(number)
        self.sections.append(section)
        if section and own is not None and row[own].strip() and villages.find(row[own]) != section:
            return ""
        return section


def entries_of(sheet: Sheet, layout: Layout, references: References, whole: str = "") -> Entries:
    """The rows below the header, parted into entries and the rest. ``whole``: the village that the sheet is of."""
    rows = _filled_down(sheet, layout)
    found = sort_out(rows, range(layout.body + 1, layout.body + 1 + len(rows)), layout, references, whole)
    if found.other_header is not None:
        raise two_tables(sheet, layout, found.other_header)
    return found


def sort_out(
    rows: Sequence[Sequence[str]], numbers: Sequence[int], layout: Layout, references: References, whole: str = ""
) -> Entries:
    """The same for rows with their numbers, in their order."""
    found = Entries()
    width = max(layout.width, max(layout.positions.values(), default=-1) + 1)
    needed = layout.needed
    headings = references.villages if _may_have_headings(layout) else NOBODY
    headers, texts = layout.folded_headers, layout.header_texts
    says_none, own = _says_none(layout), layout.positions.get("village")
    above = layout.parts_above[-1] if layout.parts_above else ""
    section = headings.mentioned(above) if above else None
    within = _headings_of_households(rows, numbers, layout)
    signed, parts, foot = False, _Parts(rows, len(layout.parts_above), heading=above), _Foot.of(rows, layout)
    for number, row in zip(numbers, rows, strict=True):
        if len(row) < width:
            row = [*row, *[""] * (width - len(row))]
        first = number == layout.body + 1
        if number in layout.within_entries:
            found.ignored.append(Problem(number, None, None, "within_entry", _("a part of the entry above"), "info"))
            continue
        if number in layout.absent:
            found.ignored.append(absent_row(number, layout))
            continue
        if number in layout.headings_of_gone or number in within:
            found.ignored.append(Problem(number, None, None, "part", _(_PARTS), "info"))
            if foot:
                foot.passes("part", found)
            continue
        if (
            all(row[position] for position in needed)
            and not (foot and foot.is_bare(row))
            and not _looks_odd(row, needed, texts, first, says_none)
        ):
            section = found.take(row, number, section, own, headings)
            found.parts.append(parts.body or parts.heading or layout.team)
            if foot:
                foot.takes(row, number, found)
            continue
        filled = [cell for cell in row if cell.strip()]
        if not filled:
            continue
        complete = all(row[position].strip() for position in needed)
        body = None if complete else layout.bodies.get(number)
        heading = _heading(filled, headings, layout, complete=complete) if body is None else None
        if heading and _is_within(whole, heading, filled, headings):
            heading = ""
        reason: tuple[str, str] | None
        if heading:
            section = heading
            reason = "heading", _(UNQUOTED["heading"])
        elif heading is not None:
            section = ""  # the rows below it belong to no village that is known, least of all to the one above
            reason = "part", _(_PARTS)
            found.ended_by = number if layout.dataset is not HOUSEHOLD else None
            parts.body = ""
        elif body is not None:
            reason = "part", _(_PARTS)
            parts.body = body.text
            named = headings.mentioned(body.text)
            if named or (section and not (body.is_of_village or parts.is_within(filled)) or _names_commune(body.text)):
                found.ended_by = number if section and not named else None
                section = named or (section and "")
        elif _is_other_header(row, filled, headers):
            found.other_header = number
            break
        else:
            reason = _no_entry(row, filled, needed, layout, headers, signed=signed, first=first, parts=parts, foot=foot)
        if reason is None:
            section = found.take(row, number, section, own, headings)
            found.parts.append(parts.body or parts.heading or layout.team)
            if foot:
                foot.takes(row, number, found)
            continue
        signed = reason[0] == "signature" or (signed and reason[0] not in _STARTS_ANEW)
        if foot:
            foot.passes(reason[0], found)
        if reason[0] == "part" and heading is None and body is None:
            parts.passes(filled)
        if heading:
            parts.of_a_village(filled)
        elif (
            section
            and body is None
            and layout.dataset is not HOUSEHOLD
            and len(_words(filled)) == 1
            and not parts.is_within(filled)
        ):
            section = (
                ""  # another part begins ("CÁC ĐƠN VỊ CỦA XÃ"), or the paper ends: of the village above it is none
            )
            found.ended_by = number
        hint = _words(filled).pop() if heading is not None else ""
        found.ignored.append(Problem(number, None, None, *reason, "info", hint=hint))
    if section is None:
        found.sections = []
    if foot:
        foot.passes("end", found)
    return found


@dataclass(slots=True)
class _Foot:
    """What stands below a list of households without codes, where nothing but the order tells a household from who signs.

    Below who signs, a row without a serial number is his, where the list numbers its entries. Where it numbers no households, a person
    must say what the names are that stand there to the end of the part: neither counted nor left out in silence.
    """

    numbers: list[int]  # the columns of serial numbers, where they number most rows
    households: bool  # whether a person must say whose a name is, of households and businesses
    name: int | None  # the column of the heads' names
    last: Sequence[str] = ()  # the last entry
    below: str = ""  # total_row or signature: what the rows since then stand below
    names: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], layout: Layout) -> _Foot | None:
        if layout.dataset.key in layout.positions:
            return None
        numbers, households = _numbering(rows, layout), layout.dataset in (HOUSEHOLD, BUSINESS)
        return cls(numbers, households, layout.positions.get("head_name")) if numbers or households else None

    def is_bare(self, row: Sequence[str]) -> bool:
        """Whether a row says no more than who signs: it is not numbered; of no numbered list, two cells at most, and no number but
        below who signs."""
        if self.numbers:
            return not any(row[place].strip() for place in self.numbers)
        cells = [cell for cell in row if cell.strip()]
        has_digit = any(sign.isdigit() for cell in cells for sign in cell)
        return len(cells) <= _FEW_CELLS and (self.below == "signature" or not has_digit)

    def signs(self, row: Sequence[str]) -> bool:
        """Whether a row says who signs, or names him: below one who signs, of a list that numbers its households."""
        if not (self.last and self.is_bare(row)):
            return False
        cells = [cell for cell in row if cell.strip()]
        if self.numbers and (self.below == "signature" or any(map(_signs, cells))):
            return True
        if self.name is not None and _signs_for_a_village(row[self.name]):
            return True
        return bool(self.numbers and self.below) and all(_UNMARKED_HEAD.fullmatch(fold(cell)) for cell in cells)

    def takes(self, row: Sequence[str], number: int, found: Entries) -> None:
        """Past an entry: of a numbered list a name alone without a number is one to be asked about wherever it stands."""
        filled = sum(map(bool, map(str.strip, row)))
        if self.households and self.numbers and self.is_bare(row) and filled == 1:
            found.names_below.add(number)
        elif self.below and self.is_bare(row) and filled <= (_FEW_CELLS if self.below == "signature" else 1):
            self.names.append(number)
        else:
            self.last, self.below, self.names = row, "", []

    def passes(self, reason: str, found: Entries) -> None:
        """Past a row that is no entry, and at the end of the list."""
        if reason == "signature":
            self.below = reason
        elif reason == "total_row" and sum(map(bool, self.last)) > 1:
            self.below = self.below or reason
        elif reason in _STARTS_ANEW or reason == "end":
            found.names_below.update(self.names if self.households else ())
            self.below, self.names = "", []


def absent_row(number: int, layout: Layout) -> Problem:
    """The remark on a row of somebody who by the list itself is none of its entries."""
    if layout.dataset is HOUSEHOLD:
        message = _("moved away, as the notes of the list say; the row was left out")
        return Problem(number, None, None, "gone", message, "warning")
    if layout.dataset is OFFICIAL:
        message = _("holds this post no more, as the notes of the list say; the row was left out")
        return Problem(number, None, None, "gone", message, "warning")
    if layout.dataset is INSTITUTION:
        message = _("dissolved, or merged into another one, as the notes of the list say; the row was left out")
        return Problem(number, None, None, "gone", message, "warning")
    if layout.dataset is GROUP:
        message = _("not made yet, or closed, by the list itself; the row was left out")
        return Problem(number, None, None, "gone", message, "warning")
    return Problem(number, None, None, "not_joined", _("not in the group, by the list itself"), "info")


def _numbering(rows: Sequence[Sequence[str]], layout: Layout) -> list[int]:
    """The columns of serial numbers, where they number most of the rows."""
    places = layout.serial_places
    # Who signs stands alone, or two side by side.
    told = [row for row in rows if sum(map(bool, map(str.strip, row))) > 1]
    counted = sum(any(row[place].strip() for place in places if place < len(row)) for row in told)
    return places if counted and 2 * counted >= len(told) else []


def has_headings(sheet: Sheet, layout: Layout, villages: Register) -> bool:
    """Whether rows of their own name the village of the rows below them."""
    rows = sheet.rows[layout.body :]
    return any(_heading([cell for cell in row if cell.strip()], villages, layout) for row in rows)


def _headings_of_households(rows: Sequence[Sequence[str]], numbers: Sequence[int], layout: Layout) -> frozenset[int]:
    """The rows of a list of persons that name the household below them and are nobody themselves: "HỘ NK001: Nguyễn Văn An" above
    a row of his own, or a number alone."""
    if not layout.names_persons or "relation" not in layout.helpers:
        return frozenset()
    name = "person" if "person" in layout.helpers else "head_name"
    found = set()
    for (row, below), number in zip(pairwise(rows), numbers, strict=False):
        filled = [cell for cell in row if cell.strip()]
        if not filled or len(words := _words(filled)) != 1:
            continue
        text = clean_text(words.pop()).lower()
        said = clean_text(layout.cell(below, name)).lower() if layout.cell(below, "relation").strip() else ""
        if said and (_NUMBERED_HOUSEHOLD.fullmatch(text) or (_OF_HOUSEHOLD.match(text) and text.endswith(said))):
            found.add(number)
    return frozenset(found)


def _may_have_headings(layout: Layout) -> bool:
    """Whether rows of their own may name the village of those below: of lists with one village a row, where no column does."""
    dataset = layout.dataset
    if any(column.name == "village" and column.required for column in dataset.columns):
        return True
    return dataset in (OFFICIAL, BUSINESS, INSTITUTION) and "village" not in layout.positions


def _heading(filled: Sequence[str], villages: Register, layout: Layout, *, complete: bool = False) -> str | None:
    """The village that a row names and nothing else; empty for a village that is not known, None for another row.

    ``complete``: all needed cells are filled, as where the names are all that is needed; there are people called Lang and Ban.
    """
    if not filled or not villages:
        return None
    if (
        len(set(filled)) == 1
        and not filled[0].strip().isdecimal()
        and (exact := villages.find_in_words(filled[0])) is not None
    ):
        return exact
    words = _words(filled)
    if "village" in layout.positions or len(words) != 1:
        return None
    written = words.pop()
    if not _HEADING.fullmatch(text := fold(written)) or (not written.isascii() and _COMMITTEE.match(written)):
        return None
    if complete and (len(filled) > 2 or filled[0].strip().isdecimal()):
        return (
            villages.find(text)
            if all(len(cell.strip()) <= _LONGEST_COUNT for cell in filled if cell.strip().isdecimal())
            else None
        )
    return "" if villages.lists_several(written) else villages.mentioned(text) or ""


def _is_within(whole: str, heading: str, filled: Sequence[str], villages: Register) -> bool:
    """Whether a numbered heading is one of the parts of the village that the sheet is of, whose number another village bears, too:
    in a list of Ấp Tư "Tổ NDTQ số 1" is no Khu phố 1."""
    if not whole or whole == heading:
        return False
    named = take_apart(_unnumbered(max(filled, key=len).strip()))
    return named.core.partition(" ")[0].isdecimal() and named.is_of_another_unit(take_apart(villages.names[heading]))


def _words(filled: Sequence[str]) -> set[str]:
    """The different texts of a row but for its number (I, 1, A) and its counts; all of them where there is nothing else."""
    return {cell.strip() for cell in filled if not _NUMERAL.fullmatch(cell)} or {filled[0].strip()}


def maybe_part(layout: Layout) -> str:
    """How a first cell looks that may number a part of the list and no entry; where it fills a field, none does."""
    return r"[^\s\S]" if 0 in layout.taken else rf"^[\s\x{{00a0}}]*{PART.pattern}[\s\x{{00a0}}]*$"


def maybe_no_entry(layout: Layout) -> str:
    """How cells begin that hardly any entry has, for a quick look."""
    return _MAYBE_NO_ENTRY + _MAYBE_A_HEADING if _has_headings_among_names(layout) else _MAYBE_NO_ENTRY


def _has_headings_among_names(layout: Layout) -> bool:
    """Whether a row may name the village of the rows below it in the column of their names: no column names it."""
    return _may_have_headings(layout) and "village" not in layout.positions


def _says_none(layout: Layout) -> Callable[[str], bool]:
    """``says_no_entry`` with a quick look before it: cells are names nearly always."""
    maybe = _compiled(maybe_no_entry(layout))
    return lambda text: maybe.match(text) is not None and says_no_entry(text, layout)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(r"\x{00a0}", "\u00a0"), re.IGNORECASE)


def _looks_odd(
    row: Sequence[str], needed: Sequence[int], headers: frozenset[str], first: bool, says_none: Callable[[str], bool]
) -> bool:
    """Whether a row with all needed cells filled may still be no entry; a cheap look before the thorough one."""
    if first:
        return True
    if _compiled(_MAYBE_NO_ENTRY).match(row[0]) and _is_total(row[0], sure=True):
        return True
    if PART.fullmatch(row[0].strip()):
        return True
    for position in needed:
        text = row[position]
        if not text.strip() or text in headers or says_none(text):
            return True
    return False


def _is_other_header(row: Sequence[str], filled: Sequence[str], headers: Sequence[frozenset[str]]) -> bool:
    """Whether a row holds the list's headers, and not only under themselves: below it stands another table."""
    if len(filled) < 2:
        return False
    known = frozenset[str]().union(*headers)
    folded = [fold(cell) for cell in row]
    told = sum(bool(cell) and cell in known for cell in folded)
    return told >= max(2, len(filled) / 2) and not is_header_again(folded, headers)


@dataclass(slots=True)
class _Parts:
    """The numerals in the first column of a list, which count its parts or tick its entries; ``above``: how many headings came,
    ``above_header``: how many parts begin above the header, ``heading``: what the last one says."""

    rows: Sequence[Sequence[str]]
    above_header: int = 0
    above: int = 0
    heading: str = ""
    _numerals: list[str] | None = None
    body: str = ""  # the heading of a body of the village, or beside all villages, below which the rows stand
    _villages_by_roman: bool = False  # whether the last village's heading is numbered as parts are: I, II, A, B
    _alone: Counter[str] | None = None  # how often each text stands alone in a row
    _posts: set[str] | None = None  # the posts of those who are named, folded

    def of_a_village(self, filled: Sequence[str]) -> None:
        """Past the heading of a village."""
        self.body = ""
        self._villages_by_roman = any(
            PART.fullmatch(cell.strip()) or PART_NUMBER.match(cell.strip()) for cell in filled
        )

    def is_within(self, filled: Sequence[str]) -> bool:
        """Whether a heading parts the village above it, and not the list: it comes again below others ("Các chi hội"), or is numbered
        1, 2, a, b where the villages are I, II. A body of the commune is in no village, however often it comes."""
        if any(map(_names_commune, filled)):
            return False
        if self._villages_by_roman and any(_LOWER_NUMBER.match(cell.strip()) for cell in filled):
            return True
        return self._comes_again(*_words(filled))

    def _comes_again(self, heading: str) -> bool:
        """Whether a text stands alone in several rows, however it is numbered."""
        if self._alone is None:
            alone = (_words(cells) for row in self.rows if (cells := [cell for cell in row if cell.strip()]))
            self._alone = Counter(_unnumbered(*words) for words in alone if len(words) == 1)
        return self._alone[_unnumbered(heading)] > 1

    def passes(self, filled: Sequence[str]) -> None:
        """Past the heading of a part."""
        self.above += 1
        self.body = ""
        self.heading = PART_NUMBER.sub("", max(filled, key=len).strip())

    def heads_posts(self, row: Sequence[str], filled: Sequence[str], layout: Layout) -> bool:
        """Whether a text that stands alone among posts names nobody and parts the list: it comes again, is numbered 1, 2, a, b, or
        names a body of the commune. A row with a serial number, or with a post, lacks its name."""
        if layout.dataset is not OFFICIAL or len(words := _words(filled)) != 1:
            return False
        text = words.pop()
        if layout.is_numbered(row) or is_person(text) or self._is_post(row, text, layout):
            return False
        return _LOWER_NUMBER.match(text) is not None or _names_commune(text) or self._comes_again(text)

    def _is_post(self, row: Sequence[str], text: str, layout: Layout) -> bool:
        """Whether a text below the posts says what somebody is, as others do who are named."""
        name, post = layout.positions.get("name"), layout.positions.get("post")
        if name is None or post is None or row[post].strip() != text:
            return False
        if self._posts is None:
            named = (one for one in self.rows if max(name, post) < len(one) and one[name].strip())
            self._posts = {_unnumbered(one[post].strip()) for one in named}
        said = _unnumbered(text)
        return said in self._posts or _POST.match(said) is not None

    def counts(self, numeral: str) -> bool:
        """Whether a numeral is the next one after the headings above: I, II, III or A, B, C, each once. Where "I" stands again, it
        is a tick."""
        if not is_numeral(numeral, {self.above, self.above + self.above_header}):
            return False
        if self._numerals is None:
            self._numerals = [row[0].strip() for row in self.rows if row]
        return times(numeral, self._numerals) == 1


def _names_commune(heading: str) -> bool:
    """Whether a heading names a body of the commune: "Công an xã", "Đảng ủy"."""
    return _OF_COMMUNE.search(fold(heading)) is not None


def _unnumbered(heading: str) -> str:
    """A heading, folded, without what numbers it."""
    return fold(_LOWER_NUMBER.sub("", PART_NUMBER.sub("", heading)))


def says_no_entry(text: str, layout: Layout) -> bool:
    """Whether a cell says what hardly any entry says: a total, who signs, or a village."""
    folded = fold(text)
    if _is_total(text, sure=True) or _SIGNATURE.fullmatch(folded) is not None:
        return True
    return _has_headings_among_names(layout) and _HEADING.fullmatch(folded) is not None


def _no_entry(
    row: Sequence[str], filled: Sequence[str], needed: Sequence[int], layout: Layout,
    headers: Sequence[frozenset[str]], *, signed: bool, first: bool, parts: _Parts, foot: _Foot | None,
) -> tuple[str, str] | None:  # fmt: skip
    """Why a row is no entry; None for an entry."""
    complete = all(row[position].strip() for position in needed)
    if any(_is_total(cell, sure=complete) for cell in (filled if len(filled) <= 3 else filled[:1])):
        return "total_row", _("a row of totals")
    folded = [fold(cell) for cell in row]
    if is_header_again(folded, headers):
        return "repeated_header", _("the header again")
    if first and len(filled) > 1 and _numbers_columns(filled):
        return "column_numbers", _("the numbers of the columns")
    key = layout.positions.get(layout.dataset.key)
    # Of a list that needs names alone a heading says all that an entry must: "II | TRƯỜNG HỌC" is no school; a tick (X) is none.
    heads = not complete or (0 not in layout.taken and parts.counts(filled[0]))
    # "II. TRƯỜNG HỌC" in the column of names: of a list that numbers its entries it is none.
    heads = heads or (layout.dataset is not HOUSEHOLD and bool(foot and foot.numbers and foot.is_bare(row)))
    tells_parts = len(layout.positions) > 2 or layout.dataset is OFFICIAL
    if tells_parts and parts_the_list(filled) and heads or parts.heads_posts(row, filled, layout):
        return "part", _(_PARTS)
    if key is None or not row[key].strip():
        below = any(_SIGNATURE.fullmatch(fold(cell)) for cell in filled) if key is not None else False
        named = len(filled) <= _FEW_CELLS and any(_signs(cell) for cell in filled)
        if foot and not named:
            named = foot.signs(row)
        elif layout.dataset is HOUSEHOLD and len(filled) <= _FEW_CELLS and not named:
            named = _signs_for_a_village(layout.cell(row, "head_name"))
        if below or named or (signed and not (complete or foot)):
            return "signature", _("below the list: a signature or a note")
    # Signatures stand under any column, also under that of the codes; names below them hold no digit, as codes do.
    all_sign = key is not None and all(_SIGNATURE.fullmatch(fold(cell)) for cell in filled)
    below_signed = signed and not any(sign.isdigit() for cell in filled for sign in cell)
    if (all_sign and (not complete or layout.dataset.key == "code")) or (below_signed and not complete):
        return "signature", _("below the list: a signature or a note")
    ids = [
        layout.positions[column.name]
        for column in layout.dataset.columns
        if column.kind is Kind.UID and column.name in layout.positions
    ]
    told = (*needed, *ids) or tuple(layout.positions.values())  # of members without names: their phones
    if not any(row[position].strip() for position in told):
        return "no_entry", _("none of the needed columns is filled: a signature, a note or an empty line")
    return None


def _signs(cell: str) -> bool:
    """Whether a cell says who signs, as no entry of a list without codes is called; somebody is called "Ngày Tháng Năm" on Zalo, but
    he writes neither a number nor dots."""
    folded = fold(cell)
    return _SIGNED_BY.fullmatch(folded) is not None and (not folded.endswith("nam") or _BLANKS.search(cell) is not None)


def _signs_for_a_village(cell: str) -> bool:
    """The same of households, of which none is called so."""
    return (
        _SIGNED_BY.fullmatch(fold(cell)) is not None or _HEAD_OF_VILLAGE.fullmatch(clean_text(cell).lower()) is not None
    )


def _is_total(text: str, *, sure: bool = False) -> bool:
    """Whether a cell says "Cộng", "Tổng số hộ: 339" …

    People are called Công, and on Zalo by that word alone, with or without its mark; ``sure``: leave them that name.
    """
    folded = fold(text)
    if _COUNTED.fullmatch(folded) is not None:
        return True
    written = clean_text(text).lower()
    if _SUMMED.fullmatch(folded) is not None and not written.startswith("tổng công"):
        return True
    if _TOTAL.fullmatch(folded) is None or written.startswith("công"):
        return False
    return not (sure and folded in ("cong", "tong") and text.isascii())


def _numbers_columns(filled: Sequence[str]) -> bool:
    """Whether the cells only count the columns, as forms do below their header: (1) (2) (3), A B 1 2."""
    numbers = [cell.strip().strip("()") for cell in filled]
    letters = [cell for cell in numbers if cell.isalpha()]
    counted = [int(cell) for cell in numbers if cell.isdecimal() and len(cell) <= 2]
    return (
        len(letters) + len(counted) == len(numbers)
        and letters == [chr(ord("A") + place) for place in range(len(letters))]
        and counted == list(range(1, len(counted) + 1))
    )


def in_each_group(found: Entries, layout: Layout, groups: Register) -> None:
    """A row that names several groups in one cell becomes a member of each; one of them that is not known rejects the row as it is."""
    place = layout.positions.get("group")
    if place is None:
        return
    named = [groups_in(row[place], groups) for row in found.rows]
    several = sum(map(bool, named))
    if several:
        again = [at for at, parts in enumerate(named) for _part in parts or ("",)]
        texts = [part for parts, row in zip(named, found.rows, strict=True) for part in parts or (row[place],)]
        rows = [found.rows[at] for at in again]
        found.rows = [[*row[:place], text, *row[place + 1 :]] for row, text in zip(rows, texts, strict=True)]
        found.numbers, found.parts = [found.numbers[at] for at in again], [found.parts[at] for at in again]
        found.sections = [found.sections[at] for at in again] if found.sections else []
        message = _("{count} rows name several groups; each was read as a member of each", count=format_count(several))
        found.remarks.append(Problem(None, layout.headers[place], None, "several_groups", message, "info"))


def _filled_down(sheet: Sheet, layout: Layout) -> Sequence[Sequence[str]]:
    """The rows below the header; a village or group written once in merged cells holds for all rows they span, and of persons
    what binds them to their household."""
    rows = sheet.rows[layout.body :]
    positions = {
        layout.positions[column.name]
        for column in layout.dataset.columns
        if column.kind in (Kind.VILLAGE, Kind.GROUP) and column.name in layout.positions
    }
    if layout.names_persons:
        places = {**layout.positions, **layout.helpers}
        positions |= {places[name] for name in ("code", "number", "head_name") if name in places}
    spans = [span for span in sheet.merged if span.left in positions and span.bottom > span.top >= layout.body]
    if not spans:
        return rows
    filled = [list(row) for row in rows]
    for span in spans:
        text = filled[span.top - layout.body][span.left]
        for row in filled[span.top - layout.body : span.bottom - layout.body + 1]:
            if span.left < len(row) and any(cell.strip() for cell in row):
                row[span.left] = text
    return filled
