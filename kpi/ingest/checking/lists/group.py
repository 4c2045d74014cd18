"""A list of Zalo groups: most say no kind, but whose group each is; some name groups that are not there yet, or no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from kpi.config.models import Config
from kpi.i18n.messages import _
from kpi.ingest.checking.beginnings import words_of
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.groups import speaks_of_body
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.ingest.checking.lists.own_columns import OwnColumns, holds_no_uid, with_only
from kpi.ingest.checking.noted import PERHAPS_GONE, first_part
from kpi.ingest.checking.signs import is_person
from kpi.ingest.checking.traits import MOST, CellSample, Trait, says
from kpi.ingest.reading.files import Sheet
from kpi.vietnamese.places import UNIT_WORDS
from kpi.vietnamese.text import fold

# Columns in which "chưa" says something else than that there is no group: whose it is, whether it has rules.
_OF_OTHERS = frozenset(("code", "village", "zalo_id", "rules", "approved_list"))
_MADE_ON = re.compile(r"(?:ngay|thoi gian|thoi diem|thang|nam) (?:(?:thanh )?lap|tao)\b.*")
_IS_MADE = re.compile(
    r"(?:da )?(?:co|lap|thanh lap|tao)(?: duoc)? nhom(?: zalo)?(?: chua| hay chua)?|da (?:co|lap|thanh lap|tao)(?: chua)?"
)
# "Chưa lập được nhóm", "nhóm đang được thành lập", "sắp tạo", with nothing behind but when.
_NOT_YET = re.compile(
    r"(?:nhom )?(?:chua|khong|dang|se|sap|cho|chuan bi|dang chuan bi|du kien)(?: se| duoc| kip| the| trong qua trinh| tien hanh)*"
    r" (?:(?:thanh )?lap|tao|hinh thanh)(?: duoc| xong)?"
)
# What a name bears behind it, in brackets or behind a dash: "Nhóm Zalo TDP 2 (chưa lập)".
_BEHIND_NAME = re.compile(r"\(([^()]+)\)|\s[-–—:]\s*([^-–—:]+)$")
_NOTHING_MORE = re.compile(
    r"(?: (?:nhom|zalo|trong|vao|tu|den|khoang|cuoi|dau|giua|ngay|thang|quy|nam|tuan|toi|sau|nay|moi|i|ii|iii|iv|\d+))*"
)
_OF_ANY_GROUP = frozenset(
    word for text in (*UNIT_WORDS, "nhom zalo group antt an ninh trat tu va cua") for word in text.split()
)
_TOLD_AGAIN = re.compile(r"\b(?:lai|da|dang dung|van)\b")


class GroupChecks(Checks):
    """Without a column for it, a group with a village is the village's; another is what its name says, else any other. Without a
    column of villages the name says whose it is, where it says no more."""

    def check(self, rows: Rows) -> None:
        if "kind" not in rows.lacking:
            return
        fields = rows.fields
        if "village" not in rows.headers:
            _take_villages_of_names(rows)
        words = [(word, kind) for word, kind in words_of(rows.config, rows.dataset, "kind") if kind == "committee"]
        for place, (name, village) in enumerate(zip(fields["name"], fields["village"], strict=True)):
            named = any(f" {word} " in f" {fold(name or '')} " for word, _kind in words)
            fields["kind"][place] = "village" if village else "committee" if named else "other"


def _take_villages_of_names(rows: Rows) -> None:
    """Fills in whose group each is by its name, which says no more than what those of other villages do, too ("ANTT Khu phố 1 - Tân
    Phước Lợi"); one that says more ("Bóng chuyền Gò Me") is told and is no village's."""
    more = _("the name speaks of a village and of more; the group is no village's unless a column of villages says so")
    named = {
        place: village
        for place, name in enumerate(rows.fields["name"])
        if name and not rows.fields["village"][place] and (village := rows.villages.mentioned(name)) is not None
    }
    said = {place: _besides(rows.fields["name"][place], village, rows) for place, village in named.items()}
    villages_of: dict[str, set[str]] = {}
    for place, words in said.items():
        for word in words:
            villages_of.setdefault(word, set()).add(named[place])
    for place, village in named.items():
        name = rows.fields["name"][place]
        if speaks_of_body(name) or any(len(villages_of[word]) == 1 for word in said[place]):
            rows.doubt(place, rows.dataset.column("name"), name, Doubt("speaks_of_village", more, "warning"))
        else:
            rows.fields["village"][place] = village


def _besides(name: str, village: str, rows: Rows) -> set[str]:
    """The words of a group's name but for its village's, its commune's and those that any group bears."""
    known = {*fold(f"{rows.config.unit.name} {rows.villages.names[village]}").split(), *_OF_ANY_GROUP}
    words = {word.lstrip("0") for word in fold(name).split()} - known
    return {word for word in words if rows.villages.find(word) != village}


class GroupColumns(OwnColumns):
    """Codes that a program calls "group id", where they are none of Zalo's; ids and managers under headers that nobody knows."""

    def clear(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:  # noqa: ARG002
        """With the column as the groups' codes, where no other one holds them."""
        if not holds_no_uid(sheet, layout, "zalo_id"):
            return layout
        place, bare = layout.positions["zalo_id"], layout.without("zalo_id")
        return bare if "code" in layout.positions else bare.placed("code", place)

    def place(self, sheet: Sheet, layout: Layout, config: Config) -> Layout:
        """With the only column of numbers as long as Zalo's, and the only one of persons, whatever stands above them."""
        layout = with_only(sheet, layout, "zalo_id", lambda column: column.trait() is Trait.UID, ())
        layout = with_only(
            sheet, layout, "manager", lambda column: column.share(is_person) >= MOST, config.recognition.turns
        )
        return _without_unmade(sheet, layout, config)


def _without_unmade(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout without the rows of groups that by the list itself are not made yet ("chưa lập"), or are none any more ("đã giải
    tán"), in whatever column it stands; one of which more is said may be there again, which is told."""
    layout = _with_makings_understood(sheet, layout, config)
    columns = list(_columns_that_tell(layout, config))
    left, perhaps = set[int](), dict[int, str]()
    for number, row in enumerate(sheet.rows[layout.body :], start=layout.body + 1):
        cells = ((row[place], is_gone) for place, is_gone in columns if place < len(row) and row[place].strip())
        gone = [cell for cell, is_gone in cells if is_gone(cell)]
        if any(_TOLD_AGAIN.search(_rest(cell)) for cell in gone):
            perhaps[number] = PERHAPS_GONE
        elif gone:
            left.add(number)
    return replace(layout, absent=layout.absent | left, noted={**layout.noted, **perhaps})


def _with_makings_understood(sheet: Sheet, layout: Layout, config: Config) -> Layout:
    """The layout in which nobody is asked about a column that says by yes and no of each group whether it is made."""
    flags = config.lookups["group"]["rules"]
    is_flag, rows = says((*flags["yes"], *flags["no"])), sheet.rows[layout.body :]
    told = [
        header
        for header in layout.unknown
        if _IS_MADE.fullmatch(fold(header)) and CellSample.of(rows, layout.headers.index(header)).share(is_flag) == 1
    ]
    unknown = tuple(header for header in layout.unknown if header not in told)
    return replace(layout, unknown=unknown, needless=(*layout.needless, *told))


def _rest(cell: str) -> str:
    return fold(cell).removeprefix(fold(first_part(cell)))


def _columns_that_tell(layout: Layout, config: Config) -> Iterator[tuple[int, Callable[[str], bool]]]:
    """The columns whose cells may say that there is no such group, and what says so in each."""
    known = tuple(map(fold, config.recognition.gone.get(layout.dataset.id, ())))
    no = says((*config.lookups["group"]["rules"]["no"], *config.recognition.vacant))
    name = layout.positions.get("name")

    def is_gone(cell: str) -> bool:
        said = fold(first_part(cell))
        ends = [len(word) for word in known if said.startswith(word)]
        ends += [found.end() for found in [_NOT_YET.match(said)] if found is not None]
        return any(_NOTHING_MORE.fullmatch(said[end:]) for end in ends)

    def is_gone_by_name(cell: str) -> bool:
        behind = (part for found in _BEHIND_NAME.finditer(cell) for part in found.groups() if part)
        return is_gone(cell) or no(cell) or any(map(is_gone, behind))

    taken = {layout.positions[field] for field in _OF_OTHERS if field in layout.positions}
    for place, header in enumerate(layout.headers):
        if place == name:
            yield place, is_gone_by_name
        elif place not in taken and known:
            is_of_making = _MADE_ON.fullmatch(fold(header)) or _IS_MADE.fullmatch(fold(header))
            yield place, (lambda cell: is_gone(cell) or no(cell)) if is_of_making else is_gone
