"""Which list is this? Finds the header row, the kind of list and where each column stands; columns are never taken by position.

All columns together decide, with the title and the names of sheet and file, and by a margin: what fits two kinds is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kpi.domain.datasets import DATASET_BY_ID, DATASETS, HOUSEHOLD, MEMBERSHIP, OFFICIAL, Dataset, Kind
from kpi.domain.errors import UsageError, UserError
from kpi.i18n.messages import _
from kpi.ingest.checking import added
from kpi.ingest.checking.doubtful_sheets import header_twice, several_kinds, two_tables
from kpi.ingest.checking.header_columns import HeaderColumns
from kpi.ingest.checking.header_rows import (
    SEARCHED_ROWS,
    HeaderRow,
    has_no_header,
    header_rows,
    names_parts,
    widest_row,
)
from kpi.ingest.checking.layout import FEWEST, Layout, place_of
from kpi.ingest.checking.numerals import parts_above
from kpi.ingest.checking.purposes import (
    ColumnsOutside,
    columns_filled,
    columns_saying,
    file_words,
    moments_of_answers,
    names_groups_of_units,
    purpose_of,
    purpose_of_columns,
    purpose_of_title,
    purpose_told,
    title_says,
)
from kpi.ingest.checking.running_numbers import numbers_for_codes
from kpi.ingest.checking.side_by_side import a_row_for_each_person, posts_in_columns
from kpi.ingest.checking.telling_columns import read_cells
from kpi.ingest.checking.traits import CellSample, is_day, is_phone
from kpi.ingest.checking.vocabulary import BEGINS, Purpose, Vocabulary, mark_of
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.text import fold

# By so much one kind of list must be likelier than every other one.
MARGIN = 0.75
# What a needed column tells; what one tells against it that is lacking, or unknown.
_NEEDED, _LACKING, _UNKNOWN = 0.5, 0.8, 0.1
# A column of the workbook of *Đối soát*, which comes back by another way: as a list it would be the whole of its groups.
_OUR_CHOICE = "phuong an 1"
_APPOINTED = re.compile(r"(?:so |ngay )?(?:quyet dinh|qd)\b")
_JOIN = re.compile(r"\b(?:tham gia|trong)\b.*\bnhom\b")
_JOINED = re.compile(r"\b(?:ho|ho dan|ho gia dinh|nguoi dan|nhan dan|ba con) (?:da )?tham gia (?:cac )?nhom\b")
_ONLY_MAY = re.compile(
    r"\b(?:du kien|dang ky|de nghi|tu nguyen|thuoc dien|kha nang|co the|lay y kien|khen|thieu|chua|khong)\b"
)

_ENTRIES = 200  # so many rows below tell what stands in entries
_MOST_BELOW = 3  # so many rows may stand between a header and the first entry
_NUMBERED = re.compile(r"\s*\d+\s*$")  # "SĐT 2"


class OtherPurpose(UserError):
    """A list that was made for another purpose, which ``purpose`` says."""

    def __init__(self, purpose: Purpose, title: str, **said: str) -> None:
        self.purpose = purpose
        super().__init__(title, **said)


def recognise(sheet: Sheet, words: Vocabulary, *, dataset: str | None, given: frozenset[str]) -> Layout:
    """The layout of a sheet; a sheet that fits none, or two nearly as well, is refused.

    ``given`` names fields that come from elsewhere (the village or group of the whole sheet). A ``dataset`` that the user names
    is taken for what the list is, whatever else its title says; so is what a person has said of lists with these headers.
    """
    known = dataset or words.kind_of(sheet.rows[:SEARCHED_ROWS])
    return added.recognised(
        sheet, words, known, lambda: _of_every_commune(sheet, words, known, given), is_said_now=dataset is not None
    )


def _of_every_commune(sheet: Sheet, words: Vocabulary, dataset: str | None, given: frozenset[str]) -> Layout:
    """The layout of a list that every commune has."""
    candidates = [DATASET_BY_ID[dataset]] if dataset else list(DATASETS)
    headers = header_rows(sheet, words) or _without_known_headers(sheet)
    found = [
        layout
        for header in headers
        for one in candidates
        if (layout := _layout(one, header, sheet, words, given, sure=dataset is not None)) is not None
    ]
    found = [one for one in found if not _is_entry_below(sheet, one, found, words)]
    if dataset is None:
        found = [layout for layout in found if layout.dataset is not OFFICIAL or _names_posts(sheet, layout, words)]
    if not found or any(_OUR_CHOICE in map(fold, sheet.rows[header.first]) for header in headers):
        raise _not_recognised(sheet, words, headers, candidates)
    best = _best(sheet, words, found, sure=dataset is not None)
    if best is None or (dataset is None and _is_of_another_kind(sheet, best, headers, words)):
        raise _not_recognised(sheet, words, headers, candidates)
    if best.repeated:
        raise header_twice(sheet, best.header, _headers_twice(best))
    if (below := _row_of_header_below(sheet, best, words)) is not None:
        raise _header_below(sheet, below)
    if dataset is None and (purpose := purpose_of(sheet, best, words)) is not None:
        members = _of_members(sheet, found, words)
        if members is None:
            raise _other_purpose(sheet, replace(best, purpose=purpose), words)
        return members
    return best


def _without_known_headers(sheet: Sheet) -> list[HeaderRow]:
    if has_no_header(sheet):
        raise UserError(
            _("The list has no row with the names of its columns"),
            place=place_of(sheet),
            found=_("the first row is an entry already"),
            expected=_('a row above the entries that names each column: "Họ và tên", "Số điện thoại", "Thôn"'),
            remedy=_("Insert such a row above the first entry, and load the file again."),
            code="no_header",
        )
    return widest_row(sheet)


def _of_members(sheet: Sheet, found: Sequence[Layout], words: Vocabulary) -> Layout | None:
    """The list of members that one of some households is by its title and a column of names on Zalo: "Hộ tham gia nhóm Zalo", and not
    those who may or want to."""
    titles = [
        *(cell for row in sheet.rows[: min(one.header for one in found)] for cell in row),
        sheet.name,
        file_words(sheet),
    ]
    told = [title for title in map(fold, titles) if _JOIN.search(title)]
    if not told or not all(_JOINED.search(title) and not _ONLY_MAY.search(title) for title in told):
        return None
    named = [
        one for one in found if one.dataset is MEMBERSHIP and _titled(sheet, one, words) and _shows_names(one, words)
    ]
    layout = _best(sheet, words, named, sure=False)
    return None if layout is None or layout.repeated or purpose_of(sheet, layout, words) else layout


def _shows_names(layout: Layout, words: Vocabulary) -> bool:
    """Whether names stand under a header that only lists of members have."""
    place = layout.positions.get("display_name")
    return place is not None and words.spread(layout.headers[place]) == 1


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
    near = [one for score, one in scored if score > best - MARGIN and one.header == layout.header and one is not layout]
    rivals = {one.dataset.id for one in (layout, *near)}
    if rivals == {HOUSEHOLD.id, MEMBERSHIP.id} and (members := _of_members(sheet, found, words)) is not None:
        return members
    if len(rivals) > 1:
        purpose = purpose_of(sheet, layout, words)
        if purpose is not None and all(purpose_of(sheet, one, words) for one in near):
            raise _other_purpose(sheet, replace(layout, purpose=purpose), words)
        raise several_kinds(sheet, [_(DATASET_BY_ID[name].name) for name in sorted(rivals)], code="ambiguous_dataset")
    return layout


def _goes_on(sheet: Sheet, one: Layout, other: Layout, words: Vocabulary) -> bool:
    """Whether the header goes on in the row below, which the other layout takes in: most of its cells are headers themselves, or
    all stand below a name of several columns."""
    if (one.dataset, one.header) != (other.dataset, other.header) or one.body >= other.body:
        return False
    below = [cell for cell in sheet.rows[one.body] if cell.strip()]
    if names_parts(sheet.rows[one.header], sheet.rows[one.body]):
        return True
    return len(below) >= FEWEST and 2 * sum(_is_header(cell, words) for cell in below) > len(below)


def _is_header(cell: str, words: Vocabulary) -> bool:
    meanings = (words.meaning(dataset.id, cell) for dataset in DATASETS)
    return words.is_private(cell) or any(meant is not None and meant[1] < BEGINS for meant in meanings)


def _is_entry_below(sheet: Sheet, one: Layout, found: Sequence[Layout], words: Vocabulary) -> bool:
    """Whether what was read as a header is an entry below one: "Thôn 1 | Đỗ Na | Con | Mất (sổ hộ khẩu)"."""
    above = [upper for upper in found if upper.dataset is one.dataset and upper.body <= one.header and upper.is_table]
    return bool(above) and _is_entry(sheet, one, words) and not all(_is_entry(sheet, upper, words) for upper in above)


def _is_entry(sheet: Sheet, layout: Layout, words: Vocabulary) -> bool:
    """Whether no row of a header names two columns by cells that stand in no entry; a day or a phone is somebody's."""
    return all(
        any(is_day(cell) or is_phone(cell) for cell in sheet.rows[number])
        or sum(not _stands_in_entries(sheet, number, place, words) for place in _headed(sheet.rows[number], words))
        < FEWEST
        for number in range(layout.header, layout.body)
    )


def _headed(row: Sequence[str], words: Vocabulary) -> list[int]:
    return [place for place, cell in enumerate(row) if cell.strip() and _is_header(cell, words)]


def _stands_in_entries(sheet: Sheet, number: int, place: int, words: Vocabulary) -> bool:
    """Whether a cell that reads like a header ("Chủ hộ") stands in another row of its column beside nothing that does."""
    written = sheet.rows[number][place]
    alike = (row for row in sheet.rows[: _ENTRIES + number] if [*row[place : place + 1]] == [written])
    return any(_headed(row, words) == [place] for row in alike)


def _only_table(sheet: Sheet, layout: Layout, found: Sequence[Layout], words: Vocabulary) -> Layout:
    """The layout of the topmost header, ``found`` being the likeliest first; two tables under different headers are refused.

    An entry may begin as a header does ("Nhóm Zalo Thôn Đông Hải"): a header of another table is known by two names in full.
    """
    others = [
        one for one in found if one.is_table and _entries_between(sheet, one, layout) and _in_full(one, words) >= FEWEST
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
    places = (*layout.positions.values(), *layout.helpers.values())
    meanings = (words.meaning(layout.dataset.id, layout.headers[place]) for place in places)
    return sum(meant is not None and meant[1] < BEGINS for meant in meanings)


def _entries_between(sheet: Sheet, one: Layout, other: Layout) -> bool:
    """Whether rows that may be entries stand between two headers, so that they are not two readings of one."""
    upper, lower = sorted((one, other), key=lambda layout: layout.header)
    return any(sum(bool(cell.strip()) for cell in row) >= FEWEST for row in sheet.rows[upper.body : lower.header])


def is_header_again(folded: Sequence[str], headers: Sequence[frozenset[str]]) -> bool:
    """Whether each filled cell of a row, folded, says what the header of its column says."""
    return any(folded) and all(cell in names for cell, names in zip(folded, headers, strict=False) if cell)


def _titled(sheet: Sheet, layout: Layout, words: Vocabulary) -> float:
    return title_says(sheet, layout.header, layout.dataset, words)


def _names_roles(sheet: Sheet, layout: Layout, words: Vocabulary) -> bool:
    """Whether the posts of a list of officials, or the roles of one of members, are all roles in a group: it is one of members."""
    place = layout.positions.get({OFFICIAL: "post", MEMBERSHIP: "role"}.get(layout.dataset, ""))
    if place is None:
        return False
    posts = [fold(row[place]) for row in sheet.rows[layout.body : layout.body + SEARCHED_ROWS] if place < len(row)]
    return any(posts) and all(post in words.roles for post in posts if post)


def _names_posts(sheet: Sheet, layout: Layout, words: Vocabulary) -> bool:
    """Whether a list may be one of officials: by its title, or by a post that counts for one; a club has a chair and members."""
    place = layout.positions.get("post")
    if place is None or _names_roles(sheet, layout, words):
        return False
    if OFFICIAL.id not in words.signs or _titled(sheet, layout, words):
        return True
    column = CellSample.of(sheet.rows[layout.body :], place)
    return not column.cells or column.share(words.signs[OFFICIAL.id].tells) > 0


def _is_of_another_kind(sheet: Sheet, best: Layout, headers: Sequence[HeaderRow], words: Vocabulary) -> bool:
    """Whether the title, or posts above several columns of names, speak for another kind of list than the one that names and phones
    alone would make: of such a list with something missing nobody should be asked for the group of its members."""
    if best.dataset is not MEMBERSHIP or "group" in best.positions or _titled(sheet, best, words):
        return False
    posts = posts_in_columns(headers, words)
    if posts is not None and len(posts[1]) > 1:
        return True
    others = (replace(best, dataset=one) for one in DATASETS if one is not MEMBERSHIP and one.id != "group")
    return any(_titled(sheet, other, words) for other in others)


def _speaks_for_itself(layout: Layout, words: Vocabulary) -> bool:
    """Whether a header says what no other kind of list has; names alone, beside columns that nobody knows, are of any list."""
    is_of_persons = "relation" in layout.helpers and ("person" in layout.helpers or "head_name" in layout.positions)
    if layout.is_told or is_of_persons:
        return True
    unknown = set(layout.places_of(layout.unknown)) - {place for place, _field in layout.rivals}
    if layout.dataset.is_whole and layout.dataset.key in layout.lacking and unknown:
        return False
    positions = (*layout.positions.values(), *layout.helpers.values())
    return any(words.spread(layout.headers[position]) == 1 for position in positions)


def _layout(
    dataset: Dataset, header: HeaderRow, sheet: Sheet, words: Vocabulary, given: frozenset[str], *, sure: bool = False
) -> Layout | None:
    """Where the columns of one kind of list stand under this header; None where a needed one is missing or, unless the kind is
    sure, too few are known."""
    is_titled = title_says(sheet, header.first, dataset, words) > 0
    columns = _columns(dataset, header, words, is_titled=is_titled)
    numbers = (
        None
        if columns.is_no_header
        else numbers_for_codes(columns, sheet.rows[header.body :], is_sure=sure or is_titled)
    )
    if numbers is not None:
        columns.positions[dataset.key] = numbers
    missing = [name for name in dataset.required if name not in columns.positions and name not in given]
    is_empty = not columns.positions and not {"person", "relation"} <= columns.helpers.keys()
    if is_empty or columns.is_no_header or any(name not in dataset.supplied for name in missing):
        return None
    fewest = 1 if sure and "phone" in columns.positions else min(FEWEST, len(dataset.columns) - len(missing))
    if (
        missing
        and len(columns.positions) + len(columns.helpers) < fewest
        or not _is_enough(columns, is_titled=is_titled, is_sure=sure)
    ):
        return None
    score = columns.score + _NEEDED * sum(name in columns.positions for name in dataset.required)
    score -= _LACKING * len(missing) + _UNKNOWN * len(columns.unknown)
    if is_titled and missing == ["group"] and _has_units_for_groups(columns, sheet, header.first, words):
        score += _LACKING + _NEEDED
    # A register of persons tells much of each of them ("Số thẻ BHYT"), none of which is kept.
    private = () if "relation" in columns.helpers else columns.forbidden
    outside = (*columns.unknown, *private, *columns.told)
    if dataset is OFFICIAL:  # who holds a post was appointed by a decision, as a household is called poor by one
        outside = tuple(header for header in outside if not _APPOINTED.match(fold(header)))
    purpose = purpose_of_columns(dataset, outside, words)
    if dataset is OFFICIAL and is_titled and "post" in columns.positions:
        purpose = None  # who holds a post may be asked for more: since when he is in the Party, what he is paid
    layout = _laid_out(columns, header, missing, score, purpose)
    above = parts_above(sheet.rows[: header.first])
    return replace(layout, numbers_for_codes=numbers is not None, parts_above=above)


def _columns(dataset: Dataset, header: HeaderRow, words: Vocabulary, *, is_titled: bool) -> HeaderColumns:
    """The columns by their headers, else by cells that tell the kind of list."""
    columns = HeaderColumns(dataset, header, words)
    if not columns.is_no_header:
        read_cells(columns, header.cells, words, is_titled=is_titled)
    return columns


def _has_units_for_groups(columns: HeaderColumns, sheet: Sheet, header: int, words: Vocabulary) -> bool:
    """Whether a list of members of the units' groups has a column of units, which tells the group of each."""
    meanings = (words.meaning(HOUSEHOLD.id, columns.shown[place]) for place in columns.unknown_places)
    return names_groups_of_units(sheet, header) and any(one is not None and one[0] == "village" for one in meanings)


def _laid_out(
    columns: HeaderColumns, header: HeaderRow, lacking: Sequence[str], score: float, purpose: Purpose | None = None
) -> Layout:
    marks = {mark: place for name, place in columns.positions.items() if (mark := mark_of(name)) is not None}
    positions = {name: place for name, place in columns.positions.items() if mark_of(name) is None}
    return Layout(
        columns.dataset, header.first, header.body, positions, columns.shown, tuple(columns.forbidden),
        tuple(columns.unknown), tuple(columns.needless), tuple(columns.left_out), tuple(columns.repeated), columns.helpers,
        columns.family, tuple(columns.rivals), tuple(lacking), score, purpose, is_told=bool(columns.told),
        marks=marks,
    )  # fmt: skip


def _is_enough(columns: HeaderColumns, *, is_titled: bool, is_sure: bool) -> bool:
    """Without its key a list needs a name for its entries: of its own, or of the persons who make them up. One of villages or
    groups says little else: without a title or a person's word, a column of villages among others that nobody knows is no list of
    them; nor is one in which the same villages come again and again."""
    dataset = columns.dataset
    if dataset.is_referred_to and not is_sure and columns.repeats_names:
        return False
    if dataset.is_referred_to and (is_titled or is_sure) and columns.names_entries:
        return True
    if dataset.is_referred_to and dataset.key not in columns.positions:
        return len(columns.positions) + len(columns.helpers) >= len(columns.unknown) + len(columns.forbidden)
    names = {
        "household": ({"head_name"}, {"person", "relation"}),
        "membership": ({"display_name"}, {"uid"}, {"phone"}, {"entry"}),
    }
    there = {*columns.positions, *columns.helpers}
    return any(needed <= there for needed in names.get(dataset.id, (set(),)))


def _row_of_header_below(sheet: Sheet, layout: Layout, words: Vocabulary) -> int | None:
    """The row between the header and the first entry that names columns which the header does not: of numbers, or two of any kind."""
    for number in range(layout.body, min(layout.body + _MOST_BELOW, len(sheet.rows))):
        row = sheet.rows[number]
        if any(row[place].strip() for place in layout.needed if place < len(row)):
            return None
        beside = [_NUMBERED.sub("", cell) for place, cell in enumerate(row) if place not in layout.taken]
        meant = [found[0] for cell in beside if cell.strip() and (found := words.meaning(layout.dataset.id, cell))]
        kinds = {column.kind for column in layout.dataset.columns if column.name in meant}
        if len(meant) > 1 or not kinds.isdisjoint((Kind.PHONE, Kind.CODE, Kind.UID)):
            return number
    return None


def _header_below(sheet: Sheet, row: int) -> UserError:
    return UserError(
        _("The header goes on in the row below it"),
        place=_("{place}, row {row}", place=place_of(sheet), row=row + 1),
        found=", ".join(cell for cell in sheet.rows[row] if cell.strip()),
        expected=_(
            "the names of the columns in one row, or in two or three of which each part names columns of its own"
        ),
        remedy=_("Write the names of the columns into one row, and load the file again."),
        code="header_below",
    )


def _headers_twice(layout: Layout) -> Iterator[str]:
    places = (layout.positions.get(field, layout.helpers.get(field, 0)) for field in layout.repeated)
    return (layout.headers[place] for place in places)


def _other_purpose(sheet: Sheet, layout: Layout, words: Vocabulary) -> OtherPurpose:
    assert layout.purpose is not None
    told = [header for header in (*layout.unknown, *layout.forbidden) if layout.purpose.is_told_by(header)]
    told = (
        told
        or [*filter(None, [moments_of_answers(sheet, layout)])]
        or list(columns_saying(layout.purpose, ColumnsOutside(sheet, layout)))
    )
    if not told and purpose_of_title(sheet, layout, words) is not layout.purpose:
        told = list(columns_filled(sheet, layout))
    return OtherPurpose(
        layout.purpose,
        _("This seems to be a list for another purpose: {purpose}", purpose=layout.purpose.name),
        place=place_of(sheet),
        found=_("columns: {columns}", columns=", ".join(told)) if told else _("the title"),
        expected=_("a list of everybody, since what is not on it would count as gone"),
        remedy=_("If it names everybody all the same, say which kind of list it is: on the page at the list, "
                 "on the command line with --dataset {dataset}. If a plan counts those on it, it is a list of members of the "
                 "group that stands for it: --dataset membership, --group.", dataset=layout.dataset.id),
        code="other_purpose",
    )  # fmt: skip


def _not_recognised(
    sheet: Sheet, words: Vocabulary, headers: Sequence[HeaderRow], candidates: Sequence[Dataset]
) -> UserError:
    """Says which kind of list comes nearest, as a person would, and which of its columns were not found."""
    if OFFICIAL in candidates and (posts := posts_in_columns(headers, words)):
        return _each_post_has_a_column(sheet, [one.post for one in posts[1]])
    layout = max(_tried(sheet, headers, candidates, words), key=lambda one: one.score, default=None)
    is_titled = layout is not None and _titled(sheet, layout, words) > 0
    purpose = purpose_told(sheet, headers or widest_row(sheet), words) if len(candidates) > 1 else None
    if layout is not None and is_titled and purpose not in words.purposes_beside(layout.dataset):
        purpose = None  # no other purpose for a list of this kind
    if purpose is not None:
        return _no_list_of_ours(sheet, _("what a list for another purpose says: {purpose}", purpose=purpose.name))
    if layout is None or not layout.score or (len(candidates) > 1 and not is_titled and not _knows_half(layout)):
        return _no_list_of_ours(sheet, _("no row with the headers of a known list"))
    missing = [name for name in layout.lacking if name not in ("village", "group")]
    lacking = ", ".join(layout.dataset.column(name).header for name in missing)
    return _unknown_list(
        sheet,
        _("no row with the headers of a known list (nearest: {dataset})", dataset=_(layout.dataset.name)),
        _("also the columns: {columns}", columns=lacking) if lacking else "",
        _("Say at the list what its columns are: on the page, or on the command line with --column."),
    )


def _knows_half(layout: Layout) -> bool:
    """Whether at least half of the columns that say something, and two, are those of the list that it comes nearest to."""
    filled = sum(bool(header) for header in layout.headers) - len(layout.serial_places)
    known = len(layout.positions) + len(layout.helpers)
    return known >= max(FEWEST, filled / 2)


def _no_list_of_ours(sheet: Sheet, found: str) -> UserError:
    remedy = _(
        "If it is none of the lists that the program counts, leave it out. If it is one of them, say at the list which one and what"
        " its columns are: on the page, or on the command line with --dataset and --column."
    )
    return _unknown_list(sheet, found, "", remedy)


def _unknown_list(sheet: Sheet, found: str, expected: str, remedy: str) -> UserError:
    return UserError(
        _("The list was not recognised"),
        place=place_of(sheet), found=found, expected=expected, remedy=remedy, code="not_recognised",
    )  # fmt: skip


def _each_post_has_a_column(sheet: Sheet, posts: Sequence[str]) -> UserError:
    return UserError(
        _("Each post of this list has a column of its own"),
        place=place_of(sheet),
        found=", ".join(posts),
        expected=_(
            "one row for each person, with the columns: {columns}",
            columns=", ".join(column.header for column in OFFICIAL.columns),
        ),
        remedy=_(
            "Write each person in a row of his own, with his post and his village, as in the template of the list of officials."
        ),
        code="posts_in_columns",
    )


def turned(sheet: Sheet, words: Vocabulary) -> Sheet | None:
    """A list of posts side by side as one with a row for each person; None where nobody could say whose a column is."""
    found = posts_in_columns(header_rows(sheet, words), words)
    return a_row_for_each_person(sheet, *found, words) if found else None


def nearest(sheet: Sheet, words: Vocabulary, *, dataset: str | None) -> Layout | None:
    """The layout that comes nearest, however much it lacks, by headers and title: what a person is asked about; None where
    nothing speaks for any kind of list."""
    if (layout := added.nearest(sheet, words, dataset)) is not None or dataset in words.added:
        return layout
    candidates = [DATASET_BY_ID[dataset]] if dataset else list(DATASETS)
    tried = _tried(sheet, header_rows(sheet, words) or widest_row(sheet), candidates, words)
    scored = [(layout.score + _titled(sheet, layout, words), layout) for layout in tried]
    best, layout = max(scored, key=lambda one: one[0], default=(0.0, None))
    return layout if best or dataset else None


def _tried(
    sheet: Sheet, headers: Sequence[HeaderRow], candidates: Sequence[Dataset], words: Vocabulary
) -> list[Layout]:
    """Every reading of every header, whatever it lacks; one row before two, since the second may be the first entry."""
    found = []
    for header in sorted(headers, key=lambda one: one.body - one.first):
        for dataset in candidates:
            columns = _columns(dataset, header, words, is_titled=title_says(sheet, header.first, dataset, words) > 0)
            if columns.is_no_header:
                continue
            lacking = [name for name in dataset.required if name not in columns.positions]
            found.append(_laid_out(columns, header, lacking, columns.score))
    return found


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


def known_dataset(name: str, known: Iterable[Dataset]) -> str:
    """A dataset's name as typed, or a refusal with the list of names."""
    names = [dataset.id for dataset in known]
    if name not in names:
        raise UsageError(_("No such dataset"), found=name, expected=", ".join(names))
    return name
