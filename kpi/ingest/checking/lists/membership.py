"""A group's list of members: who a member is, and what the list says of its group."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kpi.config.models import Config
from kpi.config.participants import ENTRY
from kpi.domain.datasets import MEMBERSHIP
from kpi.i18n.messages import _
from kpi.ingest.checking.cells import EXACT_DIGITS, Doubt, unquoted
from kpi.ingest.checking.checked import Checked, missing_cell
from kpi.ingest.checking.columns import unknown_places
from kpi.ingest.checking.entries import says_no_entry
from kpi.ingest.checking.headers import readings
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.checks import Checks, Fields, Rows
from kpi.ingest.checking.lists.own_columns import OwnPhones, holds_no_uid
from kpi.ingest.checking.traits import CellSample, is_day, says, without_day
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.places import fold_code
from kpi.vietnamese.text import clean_text, fold, name_key

_ROUNDED = "00"
_GROUP_WORDS = frozenset(("nhom", "zalo"))
_ASKING = re.compile(r"(?: (?:hay|co))?(?: (?:chua|khong|x))+$")  # "Đã tham gia (chưa?)"
# What says who somebody is, and the codes for which a row stands.
_OF_PERSONS = ("uid", "display_name", "phone", "other_phone")
_CODES = (ENTRY, "household", "organisation")
_ANY_ID = "id"  # of whatever, says its header


class MembershipChecks(Checks):
    """The members' keys; each group's total and its largest size; the day."""

    def check(self, rows: Rows) -> None:
        fields = rows.fields
        by_code = _by_code(rows)
        self._name(rows, by_code)
        _doubt_rounded(rows)
        _doubt_shared(rows)
        fields["name_key"] = [name_key(name) for name in fields["display_name"]]
        facts = (fields["group"], fields["uid"], fields["phone"], fields["display_name"])
        fields["member"] = [member_key(*known) for known in zip(*facts, strict=True)]
        for place, codes in by_code.items():
            fields["member"][place] = f"entry:{fields['group'][place]}:{'/'.join(map(fold_code, codes))}"

    def _name(self, rows: Rows, by_code: Collection[int]) -> None:
        """Whom Zalo names by his id, or a list by his phone, needs no display name, nor does the row of an entry; nobody else is
        known without one."""
        column = MEMBERSHIP.column("display_name")
        known = [uid or phone for uid, phone in zip(rows.fields["uid"], rows.fields["phone"], strict=True)]
        for place, name in enumerate(rows.fields["display_name"]):
            if name:
                continue
            doubts = [one for one in rows.problems.get(place, ()) if (one.code, one.column) != ("empty", column.header)]
            rows.problems[place] = doubts
            if place not in by_code and not known[place] and not any(one.severity == "error" for one in doubts):
                rows.doubt(place, column, None, missing_cell(column))
        rows.fields["display_name"] = [name or "" for name in rows.fields["display_name"]]

    def note(self, checked: Checked, fields: Fields, taken: Sequence[int], repeated: Sequence[int]) -> None:
        groups = fields["group"]
        counted = [*taken, *repeated]
        for facts, name in ((checked.totals, "total_members"), (checked.maxima, "max_members")):
            for place in counted:
                if (number := fields[name][place]) is not None:
                    facts[groups[place]] = max(number, facts.get(groups[place], 0))
        checked.dates = {day for place in counted if (day := fields["as_of"][place]) is not None}


def _by_code(rows: Rows) -> dict[int, tuple[str, ...]]:
    """The rows that stand for entries of a register of the plan's own → their codes. Nothing else of them is kept that could say who
    somebody is: of the register, too, no name of a person is. One without a code says nothing, and is rejected."""
    fields, found = rows.fields, dict[int, tuple[str, ...]]()
    column = MEMBERSHIP.column(ENTRY)
    for place, group in enumerate(fields["group"]):
        if group not in rows.naming:
            continue
        found[place] = tuple(code for name in _CODES if (code := fields[name][place]))
        for name in _OF_PERSONS:
            fields[name][place] = None
        if not found[place] and not any(one.severity == "error" for one in rows.problems.get(place, ())):
            rows.doubt(place, column, None, missing_cell(column))
    return found


def _doubt_rounded(rows: Rows) -> None:
    """Programs that keep 16 or 17 digits leave two zeros at least; where every long uid of the list has them, that is no chance."""
    column = MEMBERSHIP.column("uid")
    uids = {place: uid for place, uid in enumerate(rows.fields["uid"]) if uid and len(uid) > EXACT_DIGITS}
    if len(set(uids.values())) < 2 or not all(uid.endswith(_ROUNDED) for uid in uids.values()):
        return
    for place, uid in uids.items():
        if not rows.faults(place, column, "damaged_uid"):
            rows.doubt(place, column, uid, unquoted("damaged_uid", "error"))


def _doubt_shared(rows: Rows) -> None:
    """Under one uid the whole list knows one name: where it has several, nobody can say whose the uid is."""
    names: dict[str, set[str]] = {}
    for uid, name in zip(rows.fields["uid"], rows.fields["display_name"], strict=True):
        if uid and name:
            names.setdefault(uid, set()).add(name_key(name))
    for place, uid in enumerate(rows.fields["uid"]):
        if uid and len(names.get(uid, ())) > 1:
            message = _(
                "several names stand under this Zalo id on the list, so that none of them is sure; mend the ids"
            )
            rows.doubt(place, MEMBERSHIP.column("uid"), uid, Doubt("shared_uid", message, "error"))


def member_key(group: str, uid: str | None, phone: str | None, display_name: str) -> str:
    """A member is known by uid, else by phone, else by group and display name."""
    if uid:
        return f"uid:{uid}"
    if phone:
        return f"phone:{phone}"
    return f"name:{group}:{display_name}"


class MembershipColumns(OwnPhones):
    """Who by a column of the list is not in the group."""

    def clear(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """Without the numbers of a program that name nobody on Zalo, and without the column of groups ("Trong nhóm Zalo") where no
        cell names one, but each says who is in the group."""
        if holds_no_uid(sheet, layout, "uid") and fold(layout.named["uid"]) == _ANY_ID:
            layout = layout.without("uid")
        if "group" not in layout.positions:
            return layout
        known, flags = config.recognition, config.lookups["group"]["rules"]
        says_who = says((*known.absent, *known.joined, *flags["yes"], *flags["no"]))
        column = CellSample.of(sheet.rows[layout.body :], layout.positions["group"])
        return layout.unexplained("group") if column.share(says_who) == 1 else layout

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        return super().place(sheet, _with_absent(sheet, layout, config), config)

    def asks_about(self, sheet: Sheet, layout: Layout, config: Config) -> list[str]:
        rows, places = sheet.rows[layout.body :], unknown_places(layout)
        asked = [layout.headers[one] for one in places if _tells_members(CellSample.of(rows, one), layout, config)]
        return [
            *asked,
            *(layout.headers[one] for one in places if _takes_part_in_something(sheet, layout, one, config)),
        ]


def _with_absent(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list of members with the rows of those who by one of its columns are not in the group ("Chưa tham gia",
    "Đã rời nhóm", no tick under "Đã vào nhóm", a day under "Ngày rời"). A column that says so among words that nobody knows stays to
    be asked about; of one that a person has said not to be needed only what surely speaks of the group is heard."""
    layout = _with_days_of_leaving(sheet, _with_two_ticks(sheet, layout, config), config)
    of_the_group = tuple(filter(_names_the_group, config.recognition.absent))
    for header in layout.beside:
        cells = _column(sheet, layout, layout.headers.index(header))
        if header in layout.left_out and not _is_of_the_group(header, config):
            left = frozenset(number for number, cell in cells.items() if _says_since(of_the_group)(cell))
            absent = left or None
        else:
            absent = _absent(header, cells, config, by_words_alone=header in layout.needless)
        if absent is not None:
            layout = _understood(layout, absent, header)
    return layout


def _names_the_group(text: str) -> bool:
    return not _GROUP_WORDS.isdisjoint(fold(text).split())


def _is_of_the_group(header: str, config: Config) -> bool:
    """Whether a header speaks of the group ("Đã tham gia", "Đã vào nhóm chưa?"), and not of something else that one may take part in
    ("Đã tham gia tập huấn")."""
    is_word = says((*config.recognition.joined, *config.recognition.absent))
    own = header.rpartition(" – ")[2]
    return _names_the_group(header) or any(is_word(_ASKING.sub("", one)) for one in (*readings(header), *readings(own)))


def _may_be_of_something_else(header: str, config: Config) -> bool:
    """Whether a header begins with a word for being in the group and goes on with something else."""
    joined = tuple(f"{fold(word)} " for word in config.recognition.joined)
    return f"{fold(header)} ".startswith(joined) and not _is_of_the_group(header, config)


def _takes_part_in_something(sheet: Sheet, layout: Layout, place: int, config: Config) -> bool:
    """Whether a column says by yes and no who takes part, and only a person knows in what."""
    if not _may_be_of_something_else(layout.headers[place], config):
        return False
    flags, cells = config.lookups["group"]["rules"], list(_column(sheet, layout, place).values())
    is_yes, is_flag = says(flags["yes"]), says((*flags["yes"], *flags["no"]))
    return any(cells) and all(is_flag(cell) for cell in cells if cell) and not all(map(is_yes, cells))


def _understood(layout: Layout, absent: frozenset[int], *headers: str) -> Layout:
    """The layout with the rows that these columns say are not in the group; nobody misses the columns any more."""
    return replace(
        layout,
        absent=layout.absent | absent,
        unknown=tuple(one for one in layout.unknown if one not in headers),
        needless=tuple(dict.fromkeys((*layout.needless, *headers))),
        left_out=tuple(one for one in layout.left_out if one not in headers),
    )


def _with_two_ticks(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout of a list that ticks each member under one of two headers, that he is in the group ("Đã vào nhóm – Có") or that he is
    not ("Đã vào nhóm – Chưa")."""
    known, flags = config.recognition, config.lookups["group"]["rules"]
    is_yes, is_in, is_out = (
        says(flags["yes"]),
        says((*known.joined, *flags["yes"])),
        says((*known.absent, *flags["no"])),
    )
    joined = tuple(map(fold, known.joined))
    told = [
        (header, header.rpartition(" – ")[2])
        for header in layout.unknown
        if fold(header).startswith(joined) or is_out(header)
    ]
    ticked = [header for header, own in told if is_in(own)], [header for header, own in told if is_out(own)]
    if list(map(len, ticked)) != [1, 1]:
        return layout
    yes, no = (_column(sheet, layout, layout.headers.index(headers[0])) for headers in ticked)
    if any(yes[number] and no[number] or not is_yes(yes[number] or no[number] or "x") for number in yes):
        return layout
    return _understood(layout, frozenset(number for number, cell in yes.items() if not cell), *ticked[0], *ticked[1])


def _with_days_of_leaving(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout without those for whom a day stands under "Ngày rời". Where another column says who is in the group, both must say
    the same of them, else a person is asked."""
    is_leaving, of_members = says(config.recognition.left_on), says(config.recognition.joined)
    header = next((one for one in layout.beside if is_leaving(one)), None)
    if header is None:
        return layout
    cells = {number: cell for number, cell in _column(sheet, layout, layout.headers.index(header)).items() if cell}
    others = [_column(sheet, layout, place) for place in range(layout.width) if place not in layout.taken]
    stays = any(of_members(column.get(number, "")) for number in cells for column in others)
    if stays or not all(map(is_day, cells.values())):
        return layout
    return _understood(layout, frozenset(cells), header)


def _column(sheet: Sheet, layout: Layout, place: int) -> dict[int, str]:
    """Row, as Excel counts → cell of the rows that name a member."""
    rows = enumerate(sheet.rows[layout.body :], start=layout.body + 1)
    places = [layout.positions[name] for name in ("display_name", "uid", "phone") if name in layout.positions]
    named = {number: row for number, row in rows if any(row[one].strip() for one in places if one < len(row))}
    return {
        number: clean_text(row[place]) if place < len(row) else ""
        for number, row in named.items()
        if not says_no_entry("".join(row[places[0] : places[0] + 1]), layout)
    }


def _absent(header: str, cells: Mapping[int, str], config: Config, *, by_words_alone: bool) -> frozenset[int] | None:
    """The rows that a column says are not in the group; None where it does not speak of that, or not surely."""
    known, flags = config.recognition, config.lookups["group"]["rules"]
    filled = [cell for cell in cells.values() if cell]
    is_flag, of_members = says((*flags["yes"], *flags["no"])), says(known.joined)
    own = header.rpartition(" – ")[2]
    if _may_be_of_something_else(header, config):
        return None
    if says((*known.absent, *(flags["no"] if own != header else ())))(own):  # "Chưa vào nhóm", "Đã vào nhóm – Chưa"
        is_ticked = says(flags["yes"])
        is_sure = bool(filled) and all(map(is_flag, filled))
        return frozenset(number for number, cell in cells.items() if is_ticked(cell)) if is_sure else None
    if by_words_alone or not any(fold(header).startswith(fold(word)) for word in known.joined):
        is_absent, is_member = _says_since(known.absent), of_members
    else:  # below "Trong nhóm Zalo" yes and no say the same, and where nothing else stands, so does an empty cell
        is_absent, is_member = says((*known.absent, *flags["no"])), says((*known.joined, *flags["yes"]))
        if filled and all(map(is_flag, filled)):
            return frozenset(number for number, cell in cells.items() if not is_member(cell))
    named = frozenset(number for number, cell in cells.items() if is_absent(cell))
    if named and (by_words_alone or all(is_absent(cell) or is_member(cell) for cell in filled)):
        return named
    return frozenset() if filled and not by_words_alone and all(map(of_members, filled)) else None


def _says_since(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a cell is one of these words, also with the day since when behind it ("đã rời nhóm từ 10/2026")."""
    is_one = says(words)
    return lambda cell: any(map(is_one, without_day(fold(cell))))


def _tells_members(column: CellSample, layout: Layout, config: Config) -> bool:
    """Whether a column may say who is no member, or what they are called where nothing else does."""
    differs = 2 * len(set(column.cells)) > len(column.cells) and column.trait() is None
    return ("display_name" not in layout.positions and differs) or column.share(says(config.recognition.absent)) > 0
