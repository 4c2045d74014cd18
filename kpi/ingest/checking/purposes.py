"""Whether a list that looks like one of ours was made for another purpose: by its title, its further columns, its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import or_

from kpi.domain.datasets import ACTIVITY, BUSINESS, GROUP, HOUSEHOLD, MEMBERSHIP, OFFICIAL, VILLAGE, Dataset
from kpi.ingest.checking.header_rows import SEARCHED_ROWS, HeaderRow
from kpi.ingest.checking.layout import FEWEST, Layout
from kpi.ingest.checking.traits import MOST, SAMPLED, CellSample, Trait, is_amount, is_money, is_sent_one_by_one
from kpi.ingest.checking.vocabulary import ADDED_HEADERS, REWORDED, Purpose, Vocabulary
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.places import UNIT_WORDS
from kpi.vietnamese.text import clean_text, fold

# "Danh sách hộ dân chưa …", "danh sách công dân đã …" are lists of some, like "danh sách hộ chưa …".
_ALL_OF_THEM = re.compile(
    r"\b(?:h[ộo] gia [đd][ìi]nh|h[ộo] d[âa]n|ch[ủu] h[ộo]|c[ôo]ng d[âa]n|ng[ưu][ờo]i d[âa]n)\b", re.IGNORECASE
)
# A title of households; what stands in it for a day, and for a place: a name has up to four words.
_OF_HOUSEHOLDS = re.compile(
    r"\b(?:danh sach|ds|so|bieu|bang|tong hop|thong ke|lay y kien|phieu|bien ban|dieu tra|khao sat|ke khai|dang ky)\b"
    r".*\b(?:ho|chu ho|nhan khau)\b"
)
_OF_A_LIST = re.compile(
    r"^(?:bieu so \d+ |phu luc \d+ )?(?:danh (?:sach|muc|ba)|ds|so|bieu|bang|tong hop|thong ke|theo doi|ra soat)\b"
)
_WHEN = re.compile(r"\b(?:ngay|thang|quy|nam|giai doan)\b(?: (?:thang|nam|\d+|[ivx]+)\b)*|\b\d+\b")
# What a list of enterprises may name besides, of which the kind of each row tells.
_SHOPS = re.compile(r"\b(?:h[ộo] kinh doanh|h[ộo] kd|hkd)\b", re.IGNORECASE)
# Beside others, and no "Doanh nghiệp chuyển đổi từ hộ kinh doanh".
_AND_SHOPS = re.compile(
    rf"(?:[,;/&+–-]|\b(?:và|va|cùng|với))\s*(?:các\s+)?{_SHOPS.pattern}|{_SHOPS.pattern}\s*(?:[,;/&+–-]|(?:và|va|cùng|với)\b)",
    re.IGNORECASE,
)
_A_HOUSEHOLD = re.compile(r"\bh[ộo]\b", re.IGNORECASE)
# Words of who is no shop, where they stand alone or anywhere ("II. HỢP TÁC XÃ", "DNTN").
_NO_SHOP = re.compile(r"\b(?:cong ty|cty|tnhh|doanh nghiep|dn|dntn|hop tac xa|htx|chi nhanh)\b")
_NO_ENTERPRISES = frozenset(("hop tac xa", "htx"))
_BETWEEN = re.compile(r"[,;&+/–-]")  # what stands between the names of villages, beside "và"
_HALF = 0.5
_TITLED, _NAMED = 2.5, 1.5  # what a word of the title, of a name tells
# One of these a register of households has beside codes and names.
_TOLD_OF_HOUSEHOLDS = frozenset(("phone", "members", "status"))
_ABOVE = ("xa", "phuong", "thi tran", "huyen", "quan", "tinh", "thanh pho", "tp", "ubnd")
_UNITS = (*_ABOVE, *UNIT_WORDS)
_UNIT = "|".join(_UNITS)
_PLACE = re.compile(rf"\b(?:{_UNIT})\b(?: (?!(?:{_UNIT})\b)\w+){{0,4}}")
_PLACE_ABOVE = re.compile(rf"\b(?:{'|'.join(_ABOVE)})\b(?: (?!(?:{'|'.join(_ABOVE)})\b)\w+){{0,4}}")
# A paper that a list rests on or is sent with; what it is about tells what the list is.
_BASED = re.compile(r"^ (?:can cu|thuc hien|kem theo|ban hanh kem theo)\b(?:.*?\bve(?: viec)? (?P<on>.*))?")
_GROUPS_OF_UNITS = re.compile(rf"\bnhom (?:zalo )?(?:cua )?(?:cac|tung|moi) (?:{'|'.join(UNIT_WORDS)})\b")
# Without its marks a register of persons would be "đăng ký nhận", a list of those who receive something.
_UNMARKED = re.compile(r"\bnhan khau\b", re.IGNORECASE)
_LISTS = ("danh sach", "so ", "bang ", "bieu ", "tong hop", "theo doi", "ds ", "lay y kien", "phieu ", "bien ban", "dieu tra",
          "khao sat")  # fmt: skip


def purpose_of(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    """For which other purpose a list seems to be made; None where it is one of ours, or where none could be taken for it."""
    if layout.dataset is VILLAGE:
        return _purpose_of_units(sheet, layout, words)
    if not (layout.dataset.is_whole or layout.dataset.is_log or layout.dataset in (MEMBERSHIP, ACTIVITY, GROUP)):
        return None
    found = layout.purpose or purpose_of_title(sheet, layout, words) or _purpose_of_cells(sheet, layout, words)
    return (
        found
        or _purpose_of_names(sheet, layout, words)
        or _purpose_of_little(sheet, layout, words)
        or _purpose_of_form(sheet, layout, words)
    )


def purpose_of_columns(dataset: Dataset, outside: Iterable[str], words: Vocabulary) -> Purpose | None:
    """The purpose that one of the headers says which are none of the list's own."""
    purposes = words.purposes_beside(dataset)
    return next((purpose for purpose in purposes if any(map(purpose.is_told_by, outside))), None)


def purpose_told(sheet: Sheet, headers: Sequence[HeaderRow], words: Vocabulary) -> Purpose | None:
    """The purpose that the titles or the headers of a list say which fits none of ours."""
    top = min((header.first for header in headers), default=0)
    titles = [clean_text(cell) for row in sheet.rows[:top] for cell in row if cell.strip()]
    titles += [sheet.name, file_words(sheet)]
    told = [cell for header in headers for cell in sheet.rows[header.first] if cell.strip()]
    said = next((one for one in words.purposes if any(map(one.is_said_by, titles))), None)
    return said or next((one for one in words.purposes if any(map(one.is_told_by, told))), None)


def _purpose_of_units(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    """That of a list of something within the villages, which a register of them would take the place of: without codes it has a second
    column of units ("Tên tổ" beside "Khu phố"), or its title says more of them ("Danh sách các tổ tiết kiệm và vay vốn")."""
    within = _first_of(VILLAGE, words)
    if within is None or layout.dataset.key in layout.positions:
        return None
    meanings = (words.meaning(HOUSEHOLD.id, header) for header in layout.unknown)
    if any(meant is not None and meant[0] == "village" and meant[1] < REWORDED for meant in meanings):
        return within
    told = [cell for row in sheet.rows[: layout.header] for cell in row if cell.strip()]
    return within if any(_says_more(cell, within, layout.dataset, words.villages) for cell in told) else None


def purpose_of_title(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    """The purpose that the title above a list says, or the name of its sheet or file."""
    told = [cell for row in sheet.rows[: layout.header] for cell in row if cell.strip()]
    # Above the lines of a message hardly anything stands that says nothing of them.
    titles = [cell for cell in told if sheet.is_written or any(word in f"{fold(cell)} " for word in _LISTS)]
    titles += [sheet.name, file_words(sheet)]
    titles = [_UNMARKED.sub("nhân khẩu", clean_text(title)) for title in titles]
    titles += [_ALL_OF_THEM.sub("hộ", title) for title in titles]
    purposes = words.purposes_beside(layout.dataset)
    if _tells_shops_apart(sheet, layout, titles, words):
        told, titles = ([_SHOPS.sub(" ", title) for title in texts] for texts in (told, titles))
    said = next((one for one in purposes if any(map(one.is_said_by, titles))), None)
    is_returned = set(map(fold, layout.headers)) >= ADDED_HEADERS  # its title names the file that its rows come from
    if said is not None or is_returned:
        return said
    beyond = [one for one in purposes if one.plain and layout.dataset in one.of]
    return next(
        (one for one in beyond if any(_says_more(cell, one, layout.dataset, words.villages) for cell in told)),
        None,
    )


def _tells_shops_apart(sheet: Sheet, layout: Layout, titles: Sequence[str], words: Vocabulary) -> bool:
    """Whether a list of enterprises and shops says of each which it is, so that only the enterprises count: its title names both, the
    kind of every entry is known, and both are among them."""
    place, wanted = layout.positions.get("kind"), words.titles.get(BUSINESS.id)
    if layout.dataset is not BUSINESS or place is None or wanted is None:
        return False
    if not any(wanted.search(fold(title)) and _AND_SHOPS.search(title) for title in titles):
        return False
    names_enterprise = words.signs[BUSINESS.id].is_one
    kinds = [row[place].strip() if place < len(row) else "" for row in _entries(sheet, layout)]
    shops = list(map(_is_shop, kinds))
    enterprises = [names_enterprise(f"{kind} A") for kind in kinds]  # a name is a kind and more
    return any(shops) and any(enterprises) and all(map(or_, shops, enterprises))


def names_shops_alone(sheet: Sheet, purpose: Purpose, words: Vocabulary) -> bool:
    """Whether a sheet is of shops by its name or title, and says of nobody that he may be an enterprise, a cooperative or a household
    that is none."""
    if not purpose.is_of_shops:
        return False
    above = ([cell for cell in row if cell.strip()] for row in sheet.rows[:SEARCHED_ROWS])
    titles = [sheet.name, *(cell for filled in above if len(filled) == 1 for cell in filled)]
    said = list(filter(purpose.is_said_by, titles))
    if (
        not said
        or not all(map(_SHOPS.search, said))
        or any(_A_HOUSEHOLD.search(_SHOPS.sub(" ", one)) for one in titles)
    ):
        return False
    cells = {cell for row in sheet.rows for cell in row}
    return not any(words.signs[BUSINESS.id].is_one(cell) or _NO_SHOP.search(fold(cell)) for cell in cells)


def _entries(sheet: Sheet, layout: Layout) -> Iterator[Sequence[str]]:
    """The rows with a name that bear a number, too, where the list has a code or numbers its rows: who signs has none."""
    name = layout.positions["name"]
    numbers = [
        *layout.serial_places,
        *(place for field, place in layout.positions.items() if field == layout.dataset.key),
    ]
    for row in sheet.rows[layout.body :]:
        has_number = not numbers or any("".join(row[place : place + 1]).strip() for place in numbers)
        if has_number and any(map(str.isalpha, "".join(row[name : name + 1]))):
            yield row


def _is_shop(cell: str) -> bool:
    return _SHOPS.search(cell) is not None or fold(cell) in _NO_ENTERPRISES


def _says_more(title: str, purpose: Purpose, dataset: Dataset, villages: Iterable[str]) -> bool:
    """Whether a title of a list says of its entries more than where and when: "Danh sách các hộ phải di dời"."""
    if (_OF_HOUSEHOLDS if dataset is HOUSEHOLD else _OF_A_LIST).search(fold(title)) is None:
        return False
    rest = f" {_without_villages(title, villages)} "
    based = _BASED.match(rest)
    rest = rest if based is None else f" {based['on'] or ''} "
    kept = _ABOVE if dataset is VILLAGE else _UNITS
    for phrase in purpose.plain:  # before places: "cơ quan" is no "quận"; but without its marks "tính" is "tỉnh"
        rest = rest if phrase in kept else rest.replace(f" {phrase} ", "  ")
    rest = (_PLACE_ABOVE if dataset is VILLAGE else _PLACE).sub(" ", _WHEN.sub(" ", rest))
    return sum(not word.isdecimal() for word in rest.split()) >= FEWEST


def _without_villages(title: str, villages: Iterable[str]) -> str:
    """A title, folded, without the villages that it names behind a unit's word, which need stand once: "THÔN PHÚC LÂM THƯỢNG, PHÚC
    LÂM HẠ". Elsewhere a village's name may be what the list says of its entries: "hộ gia đình tiên tiến"."""
    parted = " | ".join(map(fold, _BETWEEN.split(title)))
    known = "|".join(map(re.escape, villages))
    named = rf"\b(?:{'|'.join(UNIT_WORDS)}) (?:{known})(?: (?:va|[|])(?: va)? (?:{known}))*(?= |$)"
    return " ".join((re.sub(named, " ", parted) if known else parted).replace("|", " ").split())


def _purpose_of_cells(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    if layout.dataset is OFFICIAL and _is_titled(sheet, layout, words):
        return None  # which may say what each of them is paid
    purposes, outside = words.purposes_beside(layout.dataset), ColumnsOutside(sheet, layout)
    return next((one for one in purposes if any(columns_saying(one, outside))), None)


def _purpose_of_little(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    """The purpose of a list without a title that tells of each household nothing that a register does, and something else."""
    if layout.dataset is not HOUSEHOLD or layout.names_persons or _TOLD_OF_HOUSEHOLDS & layout.positions.keys():
        return None
    if _is_titled(sheet, layout, words) or not any(columns_filled(sheet, layout)):
        return None
    return _first_of(HOUSEHOLD, words)


def _purpose_of_form(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    """That of some households where these are the answers to a form: it names who answered, which need not be everybody."""
    return _first_of(HOUSEHOLD, words) if moments_of_answers(sheet, layout) else None


def _first_of(dataset: Dataset, words: Vocabulary) -> Purpose | None:
    """The purpose that is told where a list of this kind says of no other: some of its entries alone."""
    return next((one for one in words.purposes if dataset in one.of), None)


def moments_of_answers(sheet: Sheet, layout: Layout) -> str:
    """The header of the first column of a list of households without codes, where it holds the moment of each answer, as the export of
    a form does; a program's export begins with a code or a number."""
    first = next((place for place, header in enumerate(layout.headers) if header), 0)
    if layout.dataset is not HOUSEHOLD or "code" in layout.positions or first in layout.taken:
        return ""
    return layout.headers[first] if is_sent_one_by_one(CellSample.of(sheet.rows[layout.body :], first).cells) else ""


def _is_titled(sheet: Sheet, layout: Layout, words: Vocabulary) -> bool:
    return title_says(sheet, layout.header, layout.dataset, words) > 0


def title_says(sheet: Sheet, header: int, dataset: Dataset, words: Vocabulary) -> float:
    """How much the title above the header, the sheet's and the file's name speak for the kind of list."""
    wanted = words.titles.get(dataset.id)
    if wanted is None:
        return 0
    in_title = any(wanted.search(fold(cell)) for row in sheet.rows[:header] for cell in row if cell.strip())
    named = wanted.search(fold(sheet.name)) or wanted.search(fold(file_words(sheet)))
    is_named = named is not None or (dataset is MEMBERSHIP and fold(sheet.name) in words.groups)
    return _TITLED * in_title + _NAMED * is_named


def names_groups_of_units(sheet: Sheet, header: int) -> bool:
    """Whether the title or a name says that the groups are those of units below the commune ("Nhóm Zalo các tổ dân phố")."""
    titles = [cell for row in sheet.rows[:header] for cell in row]
    return any(_GROUPS_OF_UNITS.search(fold(title)) for title in (*titles, sheet.name, file_words(sheet)))


def columns_filled(sheet: Sheet, layout: Layout) -> Iterator[str]:
    """The headers of the columns that nobody knows and that say something of most entries; a second one of a field is known."""
    rows = sheet.rows[layout.body :]
    known = {place for place, _field in layout.rivals}
    for place in layout.places_of(layout.unknown):
        if place not in known and 2 * len(CellSample.of(rows, place).cells) > len(rows[:SAMPLED]):
            yield layout.headers[place]


def _purpose_of_names(sheet: Sheet, layout: Layout, words: Vocabulary) -> Purpose | None:
    """The purpose of a list of which neither a column nor most names say that its entries are enterprises: of shops."""
    if layout.dataset is not BUSINESS or "kind" in layout.positions or BUSINESS.id not in words.signs:
        return None
    names = CellSample.of(sheet.rows[layout.body :], layout.positions["name"])
    is_enterprise = words.signs[BUSINESS.id].is_one
    shops = next((one for one in words.purposes if one.is_of_shops), None)
    return shops if names.share(is_enterprise) < _HALF else None


class ColumnsOutside:
    """The columns of a list that are none of ours, each read once, whatever it is asked about: there may be thousands."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.sheet, self.layout = sheet, layout

    @cached_property
    def words(self) -> dict[int, tuple[Counter[str], Counter[str]]]:
        """By column, what its entries' cells say, folded, and how often: of those that are no sum of money, and of those that are."""
        layout = self.layout
        places = layout.places_of((*layout.unknown, *layout.forbidden, *layout.needless))
        if layout.dataset is BUSINESS:  # "Vốn điều lệ" is no sum that somebody pays
            places = [place for place in places if layout.headers[place] not in layout.needless]
        rows = _told(self.sheet, layout) if places else []
        return {place: _in_words("".join(row[place : place + 1]) for row in rows) for place in places}


def _in_words(cells: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    unpaid, paid = Counter[str](), Counter[str]()
    for cell, times in Counter(cells).items():
        (paid if is_money(cell) else unpaid)[fold(cell)] += times
    return unpaid, paid


def columns_saying(purpose: Purpose, outside: ColumnsOutside) -> Iterator[str]:
    """The headers of the columns that are none of ours and say the purpose of nearly every entry ("Hộ cận nghèo")."""
    layout = outside.layout
    if purpose.beside and layout.dataset in purpose.of:
        yield from _columns_beside(purpose, outside.sheet, layout)
    if layout.dataset is HOUSEHOLD:
        yield from filter(purpose.is_said_by, layout.unknown)
    for place, (unpaid, paid) in outside.words.items():
        count = unpaid.total() + paid.total()
        said = sum(unpaid[word] + paid[word] * (not purpose.is_paid) for word in purpose.cells)
        if count and said + paid.total() * purpose.is_paid >= MOST * count:
            yield layout.headers[place]


def _told(sheet: Sheet, layout: Layout) -> list[Sequence[str]]:
    """The first rows that say more than a heading does."""
    rows = sheet.rows[layout.body :][:SAMPLED]
    return [row for row in rows if sum(bool(cell.strip()) for cell in row) > FEWEST]


def _columns_beside(purpose: Purpose, sheet: Sheet, layout: Layout) -> Iterator[str]:
    """The unknown columns with a number or a day for nearly every entry that is none of a register ("Số cây giống")."""
    rows = sheet.rows[layout.body :]
    for place in layout.places_of(layout.unknown):
        said = f" {fold(layout.headers[place])} "
        column = CellSample.of(rows, place)
        if any(f" {word} " in said for word in purpose.beside) or 2 * len(column.cells) <= len(rows[:SAMPLED]):
            continue
        trait = column.trait()
        if trait is not Trait.RUNNING and (trait is Trait.DAY or column.share(is_amount) >= MOST):
            yield layout.headers[place]


def file_words(sheet: Sheet) -> str:
    """The name of a sheet's file as words."""
    return sheet.file.rpartition(".")[0].replace("_", " ").replace("-", " ")
