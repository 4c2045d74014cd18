"""What a command will load: every sheet of every file, recognised, with the day and the village or group it speaks for.

Nothing is checked row by row and nothing is stored yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kpi.config.models import Storage
from kpi.domain.datasets import BUSINESS, DATASETS, HOUSEHOLD, LEFT_OUT, MEMBERSHIP, OFFICIAL, VILLAGE, Dataset
from kpi.domain.errors import Problem, UserError
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _
from kpi.ingest.checking.blocks import below_one_another
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.checked import Checked
from kpi.ingest.checking.columns import refuse_others
from kpi.ingest.checking.entries import has_headings
from kpi.ingest.checking.groups import GroupRegister
from kpi.ingest.checking.header_rows import SEARCHED_ROWS
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.purposes import names_shops_alone
from kpi.ingest.checking.recognise import OtherPurpose, recognise, turned
from kpi.ingest.checking.traits import MOST, CellSample, is_sent_one_by_one
from kpi.ingest.checking.vocabulary import Vocabulary
from kpi.ingest.reading.files import DELIMITED, Limits, Sheet, read_content, read_file
from kpi.ingest.reading.tall import cells_of
from kpi.vietnamese.moments import find_date, find_date_in_file_name, parse_moment
from kpi.vietnamese.places import Register, may_be_month
from kpi.vietnamese.text import fold

SIMULATED = "DỮ LIỆU MÔ PHỎNG"
SIMULATED_MARK = fold(SIMULATED)
# Stands in the title of the workbook of rejected rows (kpi.ingest.workbooks.mending): its rows are added, nothing is replaced.
SUPPLEMENT = "DANH SÁCH BỔ SUNG"
SUPPLEMENT_MARK = fold(SUPPLEMENT)
SUMMARY_NAMES = ("tong hop", "tong", "th", "chung", "toan xa", "bieu tong hop")


# So many different days of a form that fall on one day of the month are no chance.
_MONTHS_FIRST = 3


@dataclass(frozen=True, slots=True)
class Source:
    """One file to load, and what the user says about it. ``content``: its bytes, where they did not come from the disk;
    ``sheets``: what is said about single sheets instead; ``left_out``: sheets that the user does not want; ``adds``: whether its
    lists add to what is there or replace it, asked of those that would take much away."""

    path: Path
    dataset: str | None = None
    as_of: date | None = None
    group: str | None = None
    village: str | None = None
    kind: str | None = None
    known_at: datetime | None = None
    content: bytes | None = field(default=None, repr=False)
    sheets: Mapping[str, Source] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)  # header → field, or "-", said for this load alone
    password: str = field(default="", repr=False)  # of a locked workbook; kept nowhere
    adds: bool | None = None  # None: nobody has said
    holds_down: bool = False  # a village written once holds for the blank cells below it, said for this load alone
    reason: str = ""  # why it was typed, where it comes from no file


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """What became of the rows of a sheet, the cells that hold for all of them, its day, what is to be said of it, and the registers
    that its names were resolved by."""

    rows: Checked
    given: dict[str, str]
    as_of: date
    remarks: list[Problem]
    references: References


@dataclass(slots=True)
class Plan:
    """One sheet, recognised, waiting for its turn; ``position`` is its place in the order given."""

    source: Source
    sheet: Sheet
    layout: Layout
    position: int
    as_of: date | None
    simulated: bool
    supplement: bool  # its title says that its rows are mended ones
    title_cells: list[str] = field(default_factory=list)
    beside: tuple[str, ...] = ()  # the names of the file's other sheets
    checked: CheckedSheet | None = None

    @property
    def adds(self) -> bool:
        """Whether it adds rows to what is there and takes nothing away, by its title or by what the user says."""
        return self.supplement or bool(self.source.adds)

    @property
    def order(self) -> tuple[Any, ...]:
        """Files are loaded in the order in which they lean on each other: villages, groups, registers, members, reports."""
        return (
            # A register that a plan adds comes with the others: lists of participants name its entries.
            DATASETS.index(self.layout.dataset if self.layout.dataset in DATASETS else OFFICIAL),
            self.source.known_at or datetime.max,
            self.as_of or date.max,
            self.adds,
            self.position,
        )


@dataclass(frozen=True, slots=True)
class Skipped:
    """A sheet that is left aside, with the reason; ``rows`` is how many filled rows it has, ``hint`` for the screen alone."""

    sheet: Sheet
    position: int
    code: str
    reason: str
    rows: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A sheet that cannot be loaded, where others go on without it; ``fault`` says why."""

    sheet: Sheet
    position: int
    fault: UserError


def sheets_of(source: Source, storage: Storage | None = None) -> list[Sheet]:
    """The sheets of a file; ``storage``: what reading it may take."""
    limits = Limits(storage.reading_seconds, storage.reading_megabytes) if storage else None
    if source.content is None:
        return read_file(source.path, password=source.password, limits=limits)
    return read_content(source.path.name, source.content, password=source.password, limits=limits)


def plan_file(
    source: Source, sheets: Sequence[Sheet], words: Vocabulary, position: int
) -> list[Plan | Skipped | Refused]:
    """Every sheet of a file: to be loaded, refused, or left aside beside another one that is a list."""
    if len(sheets) > 1 and source.path.suffix.lower() in (".json", *DELIMITED):
        source = replace(source, group=None)  # each table says its own; one group said for all would swallow a family's
    found = [_planned(source, sheet, words, number) for number, sheet in enumerate(sheets, start=position)]
    for one in found:
        if isinstance(one, Plan):
            one.beside = tuple(sheet.name for sheet in sheets if sheet is not one.sheet)
    if any(isinstance(one, Plan) for one in found):
        found = [_without_shops(_beside_lists(one), found, words) for one in found]
    return [_without_summaries(one, found) for one in found]


def _planned(source: Source, sheet: Sheet, words: Vocabulary, position: int) -> Plan | Skipped | Refused:
    said = replace(source.sheets.get(sheet.name, source), adds=source.adds)
    words = words.saying(said.columns) if said.columns else words
    if sheet.name in source.left_out:
        return _left_out(sheet, position, "left_out", _("left out by the user"))
    if said.dataset is None and words.kind_of(sheet.rows[:SEARCHED_ROWS]) == LEFT_OUT:
        return _left_out(sheet, position, "no_list", _("a person has said that lists like this one are not needed"))
    try:
        return _plan_sheet(said, sheet, words, position)
    except UserError as error:
        other = None if sheet.source_rows else _turned(sheet, words, error.code)
        again = None if other is None else _planned(source, other, words, position)
        return Refused(sheet, position, error) if again is None or _needs_its_rows(again) else again


def _turned(sheet: Sheet, words: Vocabulary, code: str) -> Sheet | None:
    """The sheet with a row for each entry, where several stand side by side and it is sure which cells are whose."""
    if code == "repeated_header":
        return below_one_another(sheet)
    return turned(sheet, words) if code == "posts_in_columns" else None


def _needs_its_rows(one: Plan | Skipped | Refused) -> bool:
    """Whether what a list says is kept by the rows of the file, of which several entries side by side have one: answers to columns of
    yes and no, reports held against a log before."""
    return isinstance(one, Plan) and one.sheet.parts > 1 and bool(one.layout.marks or one.layout.dataset.is_log)


def _beside_lists(one: Plan | Skipped | Refused) -> Plan | Skipped | Refused:
    """A sheet that is no list at all, beside one that is, is a cover page or a note."""
    if not isinstance(one, Refused) or one.fault.code not in ("not_recognised", "no_header"):
        return one
    return _left_out(one.sheet, one.position, "no_list", _("the sheet is no list; it was left aside"))


def _without_shops(
    one: Plan | Skipped | Refused, beside: Sequence[Plan | Skipped | Refused], words: Vocabulary
) -> Plan | Skipped | Refused:
    """A sheet of shops by its name or title, beside one of enterprises, says nothing that counts: unless an enterprise, a cooperative
    or a household that is no shop may be among them."""
    if not isinstance(one, Refused) or not isinstance(one.fault, OtherPurpose):
        return one
    if not any(isinstance(two, Plan) and two.layout.dataset is BUSINESS for two in beside):
        return one
    if not names_shops_alone(one.sheet, one.fault.purpose, words):
        return one
    reason = _("household businesses, which are no enterprises; the sheet was left aside")
    return _left_out(one.sheet, one.position, "sheet_of_shops", reason)


def _without_summaries(
    one: Plan | Skipped | Refused, beside: Sequence[Plan | Skipped | Refused]
) -> Plan | Skipped | Refused:
    """A "Tổng hợp" sheet beside the villages' own lists says the same people again."""
    if not isinstance(one, Plan) or fold(one.sheet.name) not in SUMMARY_NAMES:
        return one
    # Figures village by village look like a register of villages without codes.
    if not any(
        isinstance(two, Plan) and two is not one and one.layout.dataset in (VILLAGE, two.layout.dataset)
        for two in beside
    ):
        return one
    reason = _("a summary of the other sheets; it was left aside so that nobody counts twice")
    return _left_out(one.sheet, one.position, "summary_sheet", reason)


def _left_out(sheet: Sheet, position: int, code: str, reason: str) -> Skipped:
    rows = sum(any(cell.strip() for cell in row) for row in sheet.rows)
    return Skipped(sheet, position, code, reason, rows)


def _plan_sheet(source: Source, sheet: Sheet, words: Vocabulary, position: int) -> Plan:
    # A village or group may stand in the sheet's name or title instead of a column; whether it does is known later.
    given = frozenset({"village", "group"} if source.group else {"village"})
    layout = _recognised(source, sheet, words, given)
    title = [cell for row in sheet.rows[: layout.header] for cell in row if cell.strip()]
    folded = [fold(cell) for cell in title]
    as_of = source.as_of or _first_date(title) or _day_of_rows(sheet, layout, words)
    if as_of is None and "as_of" not in layout.positions:
        as_of = find_date_in_file_name(source.path.name)
    simulated = any(SIMULATED_MARK in cell for cell in folded)
    supplement = any(SUPPLEMENT_MARK in cell for cell in folded)
    return Plan(source, sheet, layout, position, as_of, simulated, supplement, title)


# Why a list with the columns of a register is none, which those of a group's members may be.
_MAY_BE_MEMBERS = frozenset(("other_purpose", "ambiguous_dataset"))


def _recognised(source: Source, sheet: Sheet, words: Vocabulary, given: frozenset[str]) -> Layout:
    """A list of households of which the user names the group is one of those in the group: it is no register, and takes nobody's
    place there."""
    layout: Layout | UserError
    try:
        layout = recognise(sheet, words, dataset=source.dataset, given=given)
    except UserError as error:
        layout = error
    # A cover page or a note is none either.
    of_group = layout.code in _MAY_BE_MEMBERS if isinstance(layout, UserError) else layout.dataset is HOUSEHOLD
    if source.group and source.dataset is None and of_group:
        with suppress(UserError):
            return recognise(sheet, words, dataset=MEMBERSHIP.id, given=given)
    if isinstance(layout, UserError):
        raise layout
    if sheet.is_written and layout.dataset.is_log:
        raise _written_log(sheet)
    return layout


def _written_log(sheet: Sheet) -> UserError:
    """Of what somebody tells line by line nobody knows for sure which day is that of receipt, and which that of closing."""
    return UserError(
        _("Reports are not taken from running text"),
        place=sheet.file,
        found=_("a text with a report in each line"),
        expected=_("a log with a column for each day: receipt, deadline, closing"),
        remedy=_("Write the reports into the template of the log, and load that."),
        code="written_log",
    )


def _first_date(title: Sequence[str]) -> date | None:
    """The one date that the title rows name; two different dates are none, unless they are the ends of one span ("Từ ngày: …" and
    "Đến ngày: …" in cells of their own)."""
    dates = {found for cell in title if (found := find_date(cell)) is not None}
    return dates.pop() if len(dates) == 1 else find_date(" ".join(title)) if dates else None


def _day_of_rows(sheet: Sheet, layout: Layout, words: Vocabulary) -> date | None:
    """The one day that a column beside ours says of the whole list, in every row that says one: an export's "Ngày xuất"."""
    return _one_day_below(sheet, layout, filter(words.is_day_of_list, layout.beside))


def _one_day_below(sheet: Sheet, layout: Layout, headers: Iterable[str]) -> date | None:
    """The one day that nearly every row says below these headers: in a few it is theirs. None: several, or none."""
    places, rows = layout.places_of(headers), sheet.rows[layout.body :]
    if not places:
        return None
    most = max((len(_filled(rows, place)) for place in layout.positions.values()), default=0)
    told = ([day for cell in _filled(rows, place) if (day := _day_in(cell)) is not None] for place in places)
    found = {day for days in told if len(days) >= MOST * most for day in days}
    return found.pop() if len(found) == 1 else None


def _day_in(cell: str) -> date | None:
    """The day that a cell is, in words or as Excel's number, too."""
    try:
        return parse_moment(cell).at.date()
    except ValueError:
        return None


def _filled(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [cell for cell in cells_of(rows, place) if cell.strip()]


def _perhaps_its_day(sheet: Sheet, layout: Layout) -> str:
    """The columns of a list without a day that hold no other day than one: a person knows whether it is the list's."""
    found = ((header, _one_day_below(sheet, layout, [header])) for header in layout.beside)
    told = (_("{column} has one day only: {day}", column=one, day=format_date(day)) for one, day in found if day)
    return "; ".join(told)


def is_form(plan: Plan) -> bool:
    """Whether a list of members is the export of a form: who filled it in, each at a moment of his own; it names nobody who left."""
    position = plan.layout.positions.get("as_of")
    return position is not None and is_sent_one_by_one(
        CellSample.of(plan.sheet.rows[plan.layout.body :], position).cells
    )


def day_of(plan: Plan, column_dates: set[date]) -> date:
    """The day the list describes: as said, by a column, a title row or the file's name; never today."""
    if plan.source.as_of is not None:
        return plan.source.as_of
    if is_form(plan):
        _refuse_months_first(plan, column_dates)
        column_dates = {max(column_dates)} if column_dates else set()
    if len(column_dates) > 1:
        raise UserError(
            _("The list names several days"),
            place=plan.sheet.file,
            found=", ".join(f"{day:%d/%m/%Y}" for day in sorted(column_dates)[:6]),
            expected=_("one day for the whole list"),
            remedy=_("Make one file per day, or say the day with --as-of."),
            code="several_dates",
        )
    as_of: date | None = next(iter(column_dates), None) or plan.as_of or find_date_in_file_name(plan.source.path.name)
    if as_of is None:
        raise UserError(
            _("The list does not say which day it describes"),
            place=plan.sheet.file,
            found=_perhaps_its_day(plan.sheet, plan.layout),
            expected=_(
                'a title row such as "tính đến ngày 30/6/2024", a column, or a file name such as …_2024-06-30.xlsx'
            ),
            remedy=_("Say the day with --as-of. Today is never assumed."),
            code="no_date",
        )
    return as_of


def _refuse_months_first(plan: Plan, days: set[date]) -> None:
    """A form set to English writes the month first: "06/03/2024", "06/04/2024" … would be one day of each month instead of days one
    after another."""
    if (
        len(days) >= _MONTHS_FIRST
        and len({day.day for day in days}) == 1
        and len({day.month for day in days}) == len(days)
    ):
        raise UserError(
            _("The days of the form seem to be written with the month first"),
            place=plan.sheet.file,
            found=", ".join(f"{day:%d/%m/%Y}" for day in sorted(days)[:6]),
            expected=_("day/month/year as in 30/6/2024"),
            remedy=_(
                "Set the form's sheet to Vietnamese (File, Settings) and export it again, or say the day with --as-of."
            ),
            code="month_first",
        )


def given_of(plan: Plan, references: References) -> dict[str, str]:
    """The village or group of the whole sheet: as the user said, else its name, else its title."""
    given: dict[str, str] = {}
    dataset = plan.layout.dataset
    for name, said, register in (
        ("village", plan.source.village, references.villages),
        ("group", plan.source.group, references.groups),
    ):
        if not _needs(dataset, name):
            is_told = dataset is OFFICIAL and name == "village" and name not in plan.layout.positions
            if is_told and (named := _named_by_sheet(plan, register)) is not None:
                given[name] = named
            continue
        if not register:
            raise UserError(
                _("There is no list of villages yet") if name == "village" else _("There is no list of groups yet"),
                place=plan.sheet.file,
                remedy=_("Load that list first, or together with this file."),
                code=f"no_{name}_register",
            )
        if name in plan.layout.positions:
            if said is None:
                if name == "group" and (named := known_by_name(plan, references.groups)) is not None:
                    given[name] = named
                continue
            refuse_others(plan.sheet, plan.layout, name, said, register)
        found = _whole_sheet(plan, said, register)
        if found is None and name == "village" and has_headings(plan.sheet, plan.layout, register):
            continue
        if found is None:
            raise UserError(
                _("The village of this list is not known")
                if name == "village"
                else _("The group of this list is not known"),
                place=_("{file}, sheet {sheet}", file=plan.sheet.file, sheet=plan.sheet.name),
                found=said or "",
                expected=", ".join(register.names.values()),
                remedy=_("Say it with --{name}, or add a column that names it.", name=name),
                code=f"unknown_{name}",
            )
        given[name] = found
    return given


def known_by_name(plan: Plan, groups: Register) -> str | None:
    """The group of a list that a tool took from Zalo, by its name, where the register has no group with its Zalo id."""
    if plan.source.path.suffix.lower() != ".json" or not isinstance(groups, GroupRegister):
        return None
    if groups.find(plan.sheet.name) is not None:
        return None
    return groups.without_id("".join(plan.sheet.rows[0][:1]))


def _named_by_sheet(plan: Plan, register: Register) -> str | None:
    """What a sheet is called after, one sheet a village; "T3" may be March, unless each sheet beside it that is called so is one."""
    name = plan.sheet.name
    if name.isdecimal():
        return None
    alike = [other for other in plan.beside if may_be_month(other)]
    if may_be_month(name) and not (alike and all(map(register.find_in_words, alike))):
        return None
    return register.find_in_words(name)


def _needs(dataset: Dataset, name: str) -> bool:
    return any(column.name == name and column.required for column in dataset.columns)


def whole_village(plan: Plan, villages: Register) -> str | None:
    """The one village that a list is of, as the user, the sheet's name or its title says."""
    return _whole_sheet(plan, plan.source.village, villages) if villages else None


def whole_group(plan: Plan, groups: Register) -> str | None:
    """The one group that a list is of, told in the same ways."""
    return _whole_sheet(plan, plan.source.group, groups) if groups else None


def _whole_sheet(plan: Plan, said: str | None, register: Register) -> str | None:
    if said is not None:
        return register.find(said)
    if (named := _named_by_sheet(plan, register)) is not None:
        return named
    if any(map(register.lists_several, plan.title_cells)):
        return None
    found = {code for cell in plan.title_cells if (code := register.mentioned(cell)) is not None}
    file = plan.source.path.stem.replace("_", " ")
    is_part = (
        bool(plan.beside) and plan.source.path.suffix.lower() in DELIMITED
    )  # of a text, whose name may speak of another one
    if (
        not (found or is_part)
        and not register.lists_several(file)
        and (code := register.mentioned(file.replace("-", " "))) is not None
    ):
        return code
    return found.pop() if len(found) == 1 else None
