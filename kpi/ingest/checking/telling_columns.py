"""Columns whose cells tell the kind of list, whatever stands above them, and the columns that such a list must have besides."""

from __future__ import annotations

import re
from collections.abc import Callable

from kpi.domain.datasets import (
    ACTIVITY,
    BUSINESS,
    CASE,
    GROUP,
    HOUSEHOLD,
    INSTITUTION,
    MEMBERSHIP,
    OFFICIAL,
    VILLAGE,
    Kind,
)
from kpi.ingest.checking.cells import holds_citizen_number
from kpi.ingest.checking.header_columns import HeaderColumns
from kpi.ingest.checking.headers import says_how_many
from kpi.ingest.checking.signs import Sign, is_person, is_village
from kpi.ingest.checking.traits import MOST, CellSample, Samples, Trait, is_code, is_running, is_uid, numbers_groups
from kpi.ingest.checking.vocabulary import BEGINS, QUIET, Vocabulary
from kpi.vietnamese.text import fold, without_comrade

_MEMBERS = frozenset(("thanh_vien",))
_SHORT = 3  # a number of so many digits is no phone that somebody is called by
# What cells tell of the kind of list: all, where no header does; more, where the header says so, too; or the contrary.
_TOLD, _CONFIRMED, _DENIED = 2.0, 0.8, 2.5
# A tax code, whose first zero Excel may have taken; a branch has three digits more.
_TAX_CODE = re.compile(r"\d{9,10}(?:-?\d{3})?")
_CODE, _DAY = frozenset(("ma",)), frozenset(("ngay",))  # all that such a header says
_NUMBER_OF = re.compile(
    r"so (?!(?:ky )?hieu\b|quan ly\b|dinh danh\b)"
)  # "Số hộ nghèo": how many of something, unless the header says no more than that it is a code
_BARE_NUMBER = "so"
_FIRST_NUMBER = "1"  # of those that count the rows of one sheet
_LOG = frozenset(("received_at", "closed_at"))
_DECIDED = frozenset(("ngay ra quyet dinh", "ngay ra qd", "ngay quyet dinh", "ngay qd"))
# What else is decided on a day; and what says of a report that it is open.
_DECIDES = re.compile(r"\b(?:quyet dinh|qd|gia han|dinh chi|phan cong|giao|chuyen)\b")
_IS_OPEN = re.compile(r"(?:dang|chua|con|cho)\b")
_HALF = 0.5
_PAIR = 2
_GROUP = re.compile(r"(?:nhom|zalo|group)\b")
_LETTERS = re.compile(r"[A-ZĐ]{1,6}")
_MOBILE = re.compile(r"0?[35789]\d{8}")
_ORGANISATIONS = (BUSINESS.id, INSTITUTION.id)
# What the cells of the one name, those of the other do not: names of organisations, posts and roles.
_RIVALS = dict([_ORGANISATIONS, _ORGANISATIONS[::-1], (OFFICIAL.id, MEMBERSHIP.id), (MEMBERSHIP.id, OFFICIAL.id)])
_NAMES = {HOUSEHOLD.id: "head_name", VILLAGE.id: "name"}
_LONGEST_FAMILY = 4  # words
_PARTS_BEFORE = 2  # columns: the family name, the middle name
_SELF_CHOSEN = "display_name"
_PERSONS = ("person", "head_name", "name", _SELF_CHOSEN)


def read_cells(columns: HeaderColumns, samples: Samples, words: Vocabulary, *, is_titled: bool) -> None:
    """Fills the fields that no header names, where a column's cells or the title tell the kind of list; weighs the others by
    their cells."""
    _leave_citizens(columns, samples)
    sign = words.signs.get(columns.dataset.id)
    if sign is None:
        # Names of villages and groups stand in many lists: their registers are told by codes or by a title.
        is_told = columns.dataset in (VILLAGE, GROUP) and (
            _takes_a_pair(columns, samples)
            or "code" in columns.positions
            or {"name", "kind"} <= columns.positions.keys()
        )
    elif (named := {**columns.helpers, **columns.positions}.get(sign.field)) is not None:
        _weigh(columns, sign, named, samples[named], words)
        is_told = True
    else:
        is_told = _take_sign(columns, sign, samples, words)
    if is_told or is_titled:
        _take_name(columns, samples, words)
    if is_told or (is_titled and columns.dataset in (VILLAGE, GROUP)):
        _take_code(columns, samples, words)
    if columns.dataset is ACTIVITY and (is_told or is_titled):
        _take_day(columns, samples, words)
    if columns.dataset is HOUSEHOLD:
        _take_numbers_for_codes(columns, samples)
        _take_members(columns, samples, words)
        _take_codes_of_households(columns, samples, words)
    if columns.dataset is GROUP:
        _leave_numbered_kinds(columns, samples)
    if columns.dataset is MEMBERSHIP:
        _leave_numbers(columns, samples, words)
        _deny_groups(columns, samples)
    if columns.dataset is CASE:
        if is_titled:
            _take_bare_day(columns, samples, words)
        _take_bare_code(columns, samples, words)
        _take_decision(columns, samples)
    _join_names(columns, samples)
    if columns.dataset is OFFICIAL and _lists_organisations(columns, samples, words):
        columns.score -= _DENIED


def _lists_organisations(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> bool:
    """Whether an organisation stands before each person, so that he is its head."""
    first = columns.positions.get("name", 0)
    signs = [words.signs[name] for name in _ORGANISATIONS if name in words.signs]
    return any(sign.stands_in(samples[place]) for place in columns.unknown_places if place < first for sign in signs)


def _weigh(columns: HeaderColumns, sign: Sign, place: int, column: CellSample, words: Vocabulary) -> None:
    """How much the cells of a column speak for what its header says, or against it."""
    rival = words.signs.get(_RIVALS.get(columns.dataset.id, ""))
    if rival is None:
        return
    if sign.stands_in(column) and not sign.is_one(columns.shown[place]):
        columns.score += _CONFIRMED
        columns.told.append(columns.shown[place])
    elif rival.stands_in(column):
        columns.score -= _DENIED


def _take_sign(columns: HeaderColumns, sign: Sign, samples: Samples, words: Vocabulary) -> bool:
    """Whether one column alone bears the sign, which it then fills; relations are placed later, with the persons beside them.

    Where the header bears it, too, it is no header but an entry ("Lê Na | Trưởng thôn").
    """
    found = [place for place in columns.unknown_places if sign.stands_in(samples[place])]
    found = [place for place in found if not sign.is_one(columns.shown[place])]
    if len(found) != 1 or (sign.is_name and _follows_persons(columns, found[0], words)):
        return False
    if sign.field in columns.dataset.helpers:
        columns.score += _TOLD
        columns.told.append(columns.shown[found[0]])
    else:
        columns.take(sign.field, found[0], _TOLD)
    return True


def _follows_persons(columns: HeaderColumns, place: int, words: Vocabulary) -> bool:
    """Whether persons stand before: a list of them may say where each of them works or learns."""
    for header in columns.shown[:place]:
        meanings = (words.meaning(dataset.id, header) for dataset in (HOUSEHOLD, MEMBERSHIP))
        if any(meant is not None and meant[0] in _PERSONS and meant[1] < BEGINS for meant in meanings):
            return True
    return False


def _takes_a_pair(columns: HeaderColumns, samples: Samples) -> bool:
    """Whether a list of nothing but codes and names of villages, or of groups, tells so by its cells alone ("Mã | Tên"); where the
    header bears such a name or code, it is an entry."""
    is_one = _is_village_alone if columns.dataset is VILLAGE else _is_group
    counts = columns.helpers.values()  # how many households and people each has
    named = [place for place, one in enumerate(columns.shown) if one and place not in counts and fold(one) not in QUIET]
    if len(named) != _PAIR or not all(len(samples[place].cells) >= _PAIR for place in named):
        return False
    codes = [
        place
        for place in named
        if _all_differ(samples[place], _is_sign) and not _is_how_many(columns.shown[place], samples[place])
    ]
    names = [place for place in named if place not in codes and _all_differ(samples[place], is_one)]
    if len(names) != 1 or len(codes) != 1:
        return False
    if is_one(columns.written[names[0]]) or any(map(str.isdigit, columns.written[codes[0]])):
        return False
    for field, place in (("name", names[0]), ("code", codes[0])):
        if place in columns.unknown_places and field not in columns.positions:
            columns.take(field, place, _TOLD)
    if (columns.positions.get("name"), columns.positions.get("code")) != (names[0], codes[0]):
        return False
    columns.told.append(columns.shown[names[0]])
    return True


def _all_differ(column: CellSample, is_one: Callable[[str], bool]) -> bool:
    return all(map(is_one, column.cells)) and len(set(column.cells)) == len(column.cells)


def _is_village_alone(cell: str) -> bool:
    return is_village(cell) and not _is_group(cell)


def _is_group(cell: str) -> bool:
    """Whether a cell names a group by a word for one: "Nhóm Zalo Thôn Đông Hải"."""
    return _GROUP.match(fold(cell)) is not None


def _take_name(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """The only column of names is that of the entries, where a list of persons, or of villages beside their codes, has no other."""
    dataset = columns.dataset
    if dataset not in (HOUSEHOLD, OFFICIAL, VILLAGE) or "person" in columns.helpers:
        return
    field = "person" if "relation" in columns.helpers else dataset.key if dataset is OFFICIAL else _NAMES[dataset.id]
    if {field, "head_name"} & columns.positions.keys():
        return
    is_one = is_village if dataset is VILLAGE else _is_addressed_person if dataset is OFFICIAL else is_person
    found = _only(columns, samples, is_one)
    if found is not None and not words.turns.intersection(fold(columns.shown[found]).split()):
        columns.take(field, found, 0.0)


def _is_addressed_person(cell: str) -> bool:
    """Whether a cell is a person's name, also behind what he is called: "Đ/c Lò Thị Nga"."""
    return is_person(without_comrade(cell))


def _take_code(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """Beside the names of what a register lists, the only column of different codes holds theirs; those of enterprises are tax
    codes."""
    is_one = _CODES.get(columns.dataset.id)
    if is_one is None or "code" in columns.positions or "name" not in columns.positions:
        return
    if columns.dataset is INSTITUTION:
        _reopen_codes(columns, samples, words)
    found = _only_code(columns, samples, words, is_one)
    if found is None:
        return
    # 01, 02, 03 may only count the entries, unless the header says that they are codes ("Số hiệu").
    is_said = words.cores.of(fold(columns.shown[found])) == _CODE
    is_code_by_cells = samples[found].trait() in (Trait.CODE, None) and not _is_how_many(
        columns.shown[found], samples[found]
    )
    if is_said or columns.dataset is BUSINESS or is_code_by_cells:
        columns.take("code", found, 0.0)


def _is_how_many(header: str, column: CellSample) -> bool:
    """Whether numbers stand under a header that may say of how many of something they are: "Số hộ nghèo", and no "Số hiệu"."""
    return (_NUMBER_OF.match(fold(header)) is not None or says_how_many(header)) and column.share(str.isdecimal) >= MOST


def _only_code(
    columns: HeaderColumns, samples: Samples, words: Vocabulary, is_one: Callable[[str], bool]
) -> int | None:
    """The one unknown column of such codes; of several the one that is called so ("Mã" beside "Diện tích (ha)")."""
    found = _all_that(columns, samples, is_one)
    said = [place for place in found if words.cores.of(fold(columns.shown[place])) == _CODE]
    found = said if len(found) > 1 else found
    return found[0] if len(found) == 1 else None


def _reopen_codes(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """Offices have codes of the name that persons' have ("Mã định danh": H32.12.3); what holds no number of a citizen is theirs."""
    for place, header in enumerate(columns.shown):
        is_bare = header in columns.forbidden and words.cores.of(fold(header)) == _CODE
        if is_bare and samples[place].cells and not samples[place].share(_is_of_citizens):
            columns.forbidden.remove(header)
            columns.unknown.append(header)


def _leave_citizens(columns: HeaderColumns, samples: Samples) -> None:
    """A register whose codes are citizens' numbers ("Mã hộ": that of the head) has no codes: such a number is never stored. Where one
    stands in several rows it gathers persons, which nothing else might."""
    key = columns.dataset.key
    place = columns.positions.get(key)
    if place is None or key not in columns.dataset.supplied:
        return
    cells = samples[place].cells
    if cells and samples[place].share(_is_of_citizens) >= MOST and len(set(cells)) == len(cells):
        del columns.positions[key]
        columns.forbidden.append(columns.shown[place])


def _is_of_citizens(cell: str) -> bool:
    return holds_citizen_number(cell, Kind.CODE)


def _take_bare_code(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """Of a log without another code what is called no more than one ("ID"; "Số", where letters stand in it: "TB1"), where hardly two
    are alike; what begins with 1 may do so in each sheet."""
    if "code" in columns.positions or not _LOG.issubset(columns.positions):
        return
    bare = [
        place
        for place in columns.unknown_places
        if words.cores.of(header := fold(columns.shown[place])) == _CODE
        or (header == _BARE_NUMBER and samples[place].share(_has_letter) >= MOST)
    ]
    if len(bare) == 1 and _holds(samples[bare[0]], is_code) and samples[bare[0]].cells[0] != _FIRST_NUMBER:
        columns.take("code", bare[0], 0.0)


def _has_letter(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _take_bare_day(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """Of a log that tells closing or deadline by name, the one day that is called no more ("Ngày, tháng") is that of receipt."""
    if "received_at" in columns.positions or not {"closed_at", "due_at"} & columns.positions.keys():
        return
    bare = [place for place in columns.unknown_places if words.cores.of(fold(columns.shown[place])) == _DAY]
    if len(bare) == 1 and samples[bare[0]].trait() is Trait.DAY:
        columns.take("received_at", bare[0], 0.0)


def _take_decision(columns: HeaderColumns, samples: Samples) -> None:
    """Of a log without another day of closing, but with a state or a result, the decision closes; not where another column speaks of
    a decision, an extension or a suspension, which are decided on a day, too, or says that a report is open: there a person must say
    what was decided."""
    found = [place for place in columns.unknown_places if fold(columns.shown[place]) in _DECIDED]
    if "closed_at" in columns.positions or len(found) != 1 or samples[found[0]].trait() is not Trait.DAY:
        return
    if {"state", "outcome"}.isdisjoint(columns.positions):  # what was decided, nothing says
        return
    others = [place for place in range(len(columns.shown)) if place != found[0]]
    decides = any(_DECIDES.search(fold(columns.shown[place])) for place in others)
    is_open = any(_IS_OPEN.match(fold(cell)) for place in others for cell in samples[place].cells)
    if {"extended_to", "extension_basis"}.isdisjoint(columns.positions) and not (decides or is_open):
        columns.take("closed_at", found[0], 0.0)


def _leave_numbers(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """Numbers under "Thành viên" say how many, and name nobody; under "ID" those that are none of Zalo's tell no list of members,
    where nothing else names any."""
    name = columns.positions.get("display_name")
    if name is not None and _counts_members(columns.shown[name], samples[name], words):
        columns.unknown.append(columns.shown[columns.positions.pop("display_name")])
    place = columns.positions.get("uid")
    if (
        place is None
        or {"display_name", "phone"} & columns.positions.keys()
        or words.cores.of(fold(columns.shown[place])) != _CODE
    ):
        return
    if samples[place].cells and not samples[place].share(is_uid):
        columns.unknown.append(columns.shown[columns.positions.pop("uid")])


def _take_members(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """How many persons a household has stands under "Thành viên" as well, where in other lists they are named."""
    for place in columns.unknown_places if "members" not in columns.positions else ():
        if _counts_members(columns.shown[place], samples[place], words):
            columns.take("members", place, 0)
            return


def _counts_members(header: str, column: CellSample, words: Vocabulary) -> bool:
    return words.cores.of(fold(header)) == _MEMBERS and bool(column.cells) and column.share(_is_short_number) == 1


def _is_short_number(cell: str) -> bool:
    return cell.isdecimal() and len(cell) <= _SHORT and int(cell) > 0


def _leave_numbered_kinds(columns: HeaderColumns, samples: Samples) -> None:
    """Numbers under "type" are a program's own kinds of groups, which their names tell better."""
    place = columns.positions.get("kind")
    if place is not None and samples[place].cells and samples[place].share(str.isdecimal) >= MOST:
        columns.needless.append(columns.shown[columns.positions.pop("kind")])


def _deny_groups(columns: HeaderColumns, samples: Samples) -> None:
    """A list that names each group once, and of nobody a code, a role or a phone, is one of groups."""
    group = columns.positions.get("group")
    if group is None or {"uid", "role", "phone", "household", "organisation"} & columns.positions.keys():
        return
    cells = samples[group].cells
    if len(cells) >= _PAIR and len(set(cells)) == len(cells):
        columns.score -= 2 * _DENIED


def _take_day(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """The only column of days is that on which the activities were held, unless it says another thing ("Ngày ký")."""
    days = [place for place in columns.unknown_places if samples[place].trait() is Trait.DAY]
    if "held_on" in columns.positions or len(days) != 1 or columns.needless:
        return
    if not words.turns.intersection(fold(columns.shown[days[0]]).split()):
        columns.take("held_on", days[0], 0.0)


def is_tax_code(cell: str) -> bool:
    """Whether a cell may be a tax code: ten digits and no phone's, with those of a branch behind."""
    digits = cell.replace(" ", "")
    return _TAX_CODE.fullmatch(digits) is not None and _MOBILE.fullmatch(digits) is None


def _is_sign(cell: str) -> bool:
    """Whether a cell is a code, or letters alone that stand for a name: "UB", "YX"."""
    return not (_MOBILE.fullmatch(cell) or is_uid(cell)) and (is_code(cell) or _LETTERS.fullmatch(cell) is not None)


_CODES = {BUSINESS.id: is_tax_code, INSTITUTION.id: _is_sign, VILLAGE.id: _is_sign, GROUP.id: _is_sign}


def _take_numbers_for_codes(columns: HeaderColumns, samples: Samples) -> None:
    """Numbers of households that do not count them are the households' codes ("Hộ số": 11, 12, 21); where no two are alike and
    nobody's relation is told, they gather no persons, and the names beside them are the heads'."""
    number = columns.helpers.get("number")
    if number is None or "code" in columns.positions:
        return
    cells = samples[number].cells
    counts = numbers_groups(cells) if "relation" in columns.helpers else len(set(cells)) < len(cells)
    if counts or is_running(cells):  # 26, 27, 28 go on from another sheet; next month they count others
        return
    columns.positions["code"] = columns.helpers.pop("number")
    columns.name_the_head()


def _take_codes_of_households(columns: HeaderColumns, samples: Samples, words: Vocabulary) -> None:
    """Beside the heads' names what is called no more than a code ("Mã": BH01) is their households'; a number alone may be anything's,
    and in a list of persons it is theirs."""
    heads = columns.positions.get("head_name")
    if "code" in columns.positions or heads is None or "relation" in columns.helpers:
        return
    if samples[heads].share(is_person) < _HALF:
        return
    bare = [place for place in columns.unknown_places if words.cores.of(fold(columns.shown[place])) == _CODE]
    if len(bare) == 1 and samples[bare[0]].trait() is Trait.CODE and _holds(samples[bare[0]], _is_lettered):
        columns.take("code", bare[0], 0.0)


def _is_lettered(cell: str) -> bool:
    return is_code(cell) and any(map(str.isalpha, cell))


def _join_names(columns: HeaderColumns, samples: Samples) -> None:
    """Before a column of given names alone stand those of the family and middle names, whatever their headers say; but a name on
    Zalo is one by itself: "Họ tên" stands before "Nick Zalo"."""
    rivals = {place for place, _field in columns.rivals}
    for field in _PERSONS:
        whole = rivals if field == _SELF_CHOSEN else ()
        place = {**columns.helpers, **columns.positions}.get(field, 0)
        first = columns.family.get(field, place)
        while (
            first > place - _PARTS_BEFORE
            and first - 1 in columns.unknown_places
            and first - 1 not in whole
            and _are_parts(samples, first, place)
        ):
            first -= 1
            columns.family[field] = first
            columns.unknown.remove(columns.shown[first])


def _are_parts(samples: Samples, first: int, place: int) -> bool:
    """Whether a column holds words alone, and the one before the first part of the names what stands before them: of middle names
    single words, too."""
    before, column = samples[first - 1], samples[place]
    alone = len(column.cells) > 1 and _holds(column, str.isalpha)
    whole = first == place or samples[first].share(_is_middle) >= MOST
    return alone and whole and len(before.cells) >= MOST * len(column.cells) and before.share(_is_part) >= MOST


def _is_middle(cell: str) -> bool:
    """Whether a cell is too short for a family name with a middle name behind it."""
    return len(cell.split()) == 1 and cell.isalpha()


def _is_part(cell: str) -> bool:
    return len(cell.split()) <= _LONGEST_FAMILY and cell.replace(" ", "").isalpha()


def _only(columns: HeaderColumns, samples: Samples, is_one: Callable[[str], bool]) -> int | None:
    """The one unknown column of which most cells are so, and hardly two are alike."""
    found = _all_that(columns, samples, is_one)
    return found[0] if len(found) == 1 else None


def _all_that(columns: HeaderColumns, samples: Samples, is_one: Callable[[str], bool]) -> list[int]:
    places = [place for place in columns.unknown_places if not says_how_many(columns.shown[place])]
    return [place for place in places if _holds(samples[place], is_one)]


def _holds(column: CellSample, is_one: Callable[[str], bool]) -> bool:
    """Whether most cells are so, and hardly two are alike."""
    return bool(column.cells) and column.share(is_one) >= MOST and 2 * len(set(column.cells)) > len(column.cells)
