"""The shape of ``config.yaml``: what may stand there, and what may not.

Plain records, so that a configuration checked before costs a command nothing; ``kpi.config.shape`` holds a file against them.

Only shapes and rules that one value must hold; what the parts say against each other is ``kpi.config.references``, and telling
all faults at once is ``kpi.config.faults``.
Everything that a law, a plan or the office decides is here as data with its ``basis``, never a constant in code.

Annotations are evaluated here, unlike elsewhere: a command that takes back a checked configuration needs the types themselves,
and to evaluate them from text takes ten times as long.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, TypeVar, dataclass_transform

from kpi.domain.datasets import (
    DATASETS,
    ENTRIES,
    ENTRY_KINDS,
    MEMBERSHIP,
    Column,
    Dataset,
    Scope,
    list_named,
    register_of_plan,
)
from kpi.domain.goals import Goal, Quota
from kpi.domain.indicators import BY_MEMBERS, EXCHANGED, INDICATORS, WAYS, Counting, Shows, Way, ways_of
from kpi.i18n.messages import N_, _, spoken


class Within:
    """The limits of a value, in pydantic's names (``gt``, ``ge``, ``le``, ``min_length``), without loading it to say them."""

    def __init__(self, **limits: int) -> None:
        self.limits = limits

    def __get_pydantic_core_schema__(self, kind: Any, shape_of: Any) -> Any:
        return {**shape_of(kind), **self.limits}


class OneOf:
    """One of words that stand elsewhere; of words that stand here it is a ``Literal``."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def __get_pydantic_core_schema__(self, _kind: Any, _shape_of: Any) -> Any:
        return {"type": "literal", "expected": list(map(str, self.words))}


Text = Annotated[str, Within(min_length=1)]
Id = Annotated[str, Within(min_length=1, max_length=40)]
# What the plan asks of the model's build (II.2, II.3), in its order; S11 asks for groups beside the five, without a number.
RequirementId = Literal["S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11"]
# Where the plan wants the groups made known (II.3): where citizens are received, where the police settle procedures, the
# commune's office, each village's house of culture, the boards of blocks of flats.
Place = Literal["reception", "procedures", "office", "culture_house", "apartments"]


Model = TypeVar("Model")
# The keys of the file that cannot be, or are better not, names in Python.
KEYS = {"start": "from", "end": "to", "counted_in": "unit"}


def key_of(field: str) -> str:
    """The key of a field in the file."""
    return KEYS.get(field, field)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def _model(kind: type[Model]) -> type[Model]:
    """A part of the file as a frozen record, made by keyword."""
    return dataclass(frozen=True, slots=True, kw_only=True)(kind)


class Strict:
    """Unknown keys are refused: a misspelt rule must never be silently without effect."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "alias_generator": key_of}


def _exactly_one(row: Strict, names: Sequence[str]) -> None:
    if sum(getattr(row, name) is not None for name in names) != 1:
        raise ValueError(_("exactly one of {names}", names=", ".join(names)))


@_model
class Dated(Strict):
    """A row that holds from a day on, to a day (both included) or for good."""

    start: date
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(_("a last day (to) that is not before the first one (from)"))


@_model
class Superior(Dated):
    """The level above the commune, for a span of time; ``recipients`` are the report's *Nơi nhận*."""

    name: Text
    parents: tuple[Text, ...] = ()
    recipients: tuple[Text, ...] = ()
    basis: Text


@_model
class Letterhead(Dated):
    """Who writes and signs a report within a span of time (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

    issuer: tuple[Text, ...]  # the lines of the heading's left side: ỦY BAN NHÂN DÂN / XÃ …
    short_name: Text  # in the text: UBND xã …
    area: Text  # whose figures they are: xã …, or the area of a commune that was merged
    place: Text
    symbol: Text  # after the number: BC-UBND
    signature: tuple[Text, ...]  # the lines above the name: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH
    signer: str = ""  # empty: a blank to write in
    basis: Text

    @classmethod
    def of_unit(cls, name: str, place: str, start: date, basis: str, *, merged: str = "") -> "Letterhead":
        """A unit's with blanks; ``merged``: the unit merged into it whose figures they are, empty: they are its own."""
        return cls(
            start=start, issuer=("ỦY BAN NHÂN DÂN", name.upper()), short_name=f"UBND {name}",
            area=f"địa bàn {merged} (cũ)" if merged else name, place=place, symbol="BC-UBND",
            signature=("TM. ỦY BAN NHÂN DÂN",), basis=basis,
        )  # fmt: skip


@_model
class Unit(Strict):
    """The administrative unit whose plan this is."""

    name: Text
    code: Text
    place: Text
    scope_note: str = ""
    report_to: tuple[Superior, ...]
    letterheads: tuple[Letterhead, ...] = ()


@_model
class English(Strict):
    """What an indicator and what it counts are called where English is spoken; the plan's own words stay as they are."""

    short_title: Text
    counted_in: Text


@_model
class PlanIndicator(Strict):
    """One of the plan's indicators: what it counts, and its words.

    ``register``: whose entries it counts against (``case``: the log of reports), ``way``: how they take part; which of them count at
    all is ``participation``. ``kinds``: of its entries those of these kinds alone (of businesses among the enterprises); none named:
    all. ``groups``: of what kinds the groups are that members speak in, or that villages have of their own; none named: Zalo groups
    of any kind, of villages those of villages. ``asks``: posts and components, of each of which a composed group has a current member;
    neither named: the office's rule (``participation``). ``mark``: the column of the register that says yes. ``place``: its place on
    the screens, where it is not that in the plan.
    """

    id: Id
    register: Id
    way: Annotated[str, OneOf(tuple(Way))]
    kinds: tuple[Text, ...] = ()
    groups: tuple[Text, ...] = ()
    asks: tuple[Text, ...] = ()
    mark: str = ""
    place: int | None = None
    title: Text
    short_title: Text
    counted_in: Text
    numerator: Text
    denominator: Text
    why: Text
    clause: Text
    quote: Text
    sustained: bool = False  # the plan says "duy trì"
    english: English | None = None

    def __post_init__(self) -> None:
        ways = ways_of(self.register)
        if self.way not in ways:
            raise ValueError(_("for {register} one of: {words}", register=self.register, words=", ".join(ways)))
        if bool(self.mark) != (self.way == Way.MARKED):
            raise ValueError(_("a column (mark) for marked, and for nothing else"))
        if self.groups and self.way not in BY_MEMBERS:
            raise ValueError(_("kinds of groups for linked and composed, and for nothing else"))
        if self.asks and self.way != Way.COMPOSED:
            raise ValueError(_("what is asked of a group (asks) for composed, and for nothing else"))
        if self.names_entries and not self.groups:
            raise ValueError(_("the kinds of lists (groups) that name the entries of a register of the plan's own"))

    @property
    def names_entries(self) -> bool:
        """Whether lists of participants name its entries, of a register that a plan adds."""
        return self.way == Way.LINKED and self.register not in WAYS

    @property
    def counting(self) -> Counting:
        """What it counts against, and how."""
        return Counting(self.register, Way(self.way))

    @property
    def rules(self) -> tuple[object, ...]:
        """All by which it is counted, and no word of how it is called."""
        return self.register, self.way, self.kinds, self.groups, self.mark, self.asks

    @property
    def is_flow(self) -> bool:
        """Events of a year, counted anew from 1 January; else a stock: a level on a day."""
        return self.way == Way.TIMELY

    @property
    def lists(self) -> str:
        """The dataset whose lists tell anew how it stands."""
        return {Way.TIMELY: "case", Way.MARKED: self.register}.get(Way(self.way), "membership")

    @property
    def spoken_title(self) -> str:
        """The short title in the language spoken now."""
        return self.short_title if self.english is None or spoken() != "en" else self.english.short_title

    @property
    def spoken_counted_in(self) -> str:
        """What it counts in the language spoken now."""
        return self.counted_in if self.english is None or spoken() != "en" else self.english.counted_in


def sets_of_groups(indicators: Iterable[PlanIndicator]) -> tuple[tuple[str, ...], ...]:
    """The kinds of groups that indicators look at, each set of kinds once: one question sees one set of lists."""
    return tuple(dict.fromkeys(one.groups for one in indicators))


@_model
class PlanRequirement(Strict):
    """What the plan says word for word where it asks something of the model's build."""

    id: RequirementId
    clause: Text
    quotes: tuple[Text, ...]


@_model
class MarkColumn(Strict):
    """A column of yes and no that a register may have for the plan; ``header`` as lists write it, ``also`` in other words."""

    id: Id
    register: Id
    header: Text
    also: tuple[Text, ...] = ()


@_model
class EntryColumn(Strict):
    """A column of a register that a plan adds; ``id`` says what its cells are. ``header`` as lists write it, ``also`` in other words;
    ``words``: of a kind or a status what its cells may say, meaning → words."""

    id: Annotated[str, OneOf(tuple(ENTRY_KINDS))]
    header: Text
    also: tuple[Text, ...] = ()
    words: dict[str, tuple[Text, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if bool(self.words) != (self.id in ("kind", "status")):
            raise ValueError(_("words for kind and status, and for nothing else"))


@_model
class AddedRegister(Strict):
    """A register that the plan adds to those of every commune, marked by its own columns of yes and no (``marks``).

    ``name`` is what a list of it is called, ``entries`` what it counts; ``titles``: words of the title by which its lists are known.
    ``scope``: a newer list replaces that of the commune, or of its village. ``left_out``: statuses of entries that do not count.
    ``private``: further headers whose column is never stored, as of persons' names: of an entry without a ``name`` lists show the
    code alone, and only where a village head follows up.
    """

    id: Id
    name: Text
    entries: Text
    titles: tuple[Text, ...]
    scope: Literal["commune", "village"] = "commune"
    columns: tuple[EntryColumn, ...]
    left_out: tuple[Text, ...] = ()
    private: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        there = [one.id for one in self.columns]
        needed = ("code", "village") if self.scope == "village" else ("code",)
        if len(set(there)) != len(there) or not set(needed) <= set(there):
            raise ValueError(_("each column once, among them: {names}", names=", ".join(needed)))
        statuses = [word for one in self.columns if one.id == "status" for word in one.words]
        if not set(self.left_out) <= set(statuses):
            raise ValueError(_("left_out only with words of the column status"))

    @property
    def dataset(self) -> Dataset:
        """The register as a kind of list; a row without its code, name or kind is rejected, of villages' lists without its village."""
        needed = ("code", "name", "kind", *(("village",) if self.scope == "village" else ()))
        columns = tuple(
            Column(one.id, one.header, ENTRY_KINDS[one.id], required=one.id in needed, meanings=tuple(one.words))
            for one in self.columns
        )
        return register_of_plan(
            self.id, Scope(self.scope), columns, self.name, self.entries, f"mau_{self.id.replace('-', '_')}.xlsx"
        )


@_model
class PlanWord(Strict):
    """What only a plan names: a kind of lists of participants that are no Zalo groups, as of insured households; a post of officials;
    what a member is in a group as. ``words``: what lists call it."""

    id: Id
    words: tuple[Text, ...]


# The parts of a plan that are such words, and the list and column in which these stand.
PLAN_WORDS = {
    "group_kinds": ("group", "kind"),
    "posts": ("official", "post"),
    "components": ("membership", "component"),
}


@_model
class Target(Dated):
    """What an indicator must reach within a span of time: ``percent`` (0–100, exact) or ``count`` of it.

    ``village``: of this village alone (its code, or its name as on the register); empty: of the whole unit.
    """

    indicator: Id
    village: str = ""
    percent: Annotated[Decimal, Within(gt=0, le=100)] | None = None
    count: Annotated[int, Within(gt=0)] | None = None
    basis: Text

    def __post_init__(self) -> None:
        Dated.__post_init__(self)
        _exactly_one(self, ("percent", "count"))

    @property
    def goal(self) -> Goal:
        """What is to be reached."""
        if self.count is not None:
            return Quota(self.count)
        assert self.percent is not None
        return self.percent


@_model
class Plan(Strict):
    """A plan of the commune: the span it is for, what it counts, what is to be reached and what it asks besides."""

    id: Id
    number: str
    title: Text
    issued: Text
    start: date
    end: date
    indicators: tuple[PlanIndicator, ...]
    targets: tuple[Target, ...]
    requirements: tuple[PlanRequirement, ...] = ()
    marks: tuple[MarkColumn, ...] = ()
    group_kinds: tuple[PlanWord, ...] = ()
    registers: tuple[AddedRegister, ...] = ()
    posts: tuple[PlanWord, ...] = ()
    components: tuple[PlanWord, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its indicators, in their order."""
        return tuple(one.id for one in self.indicators)

    @property
    def stocks(self) -> tuple[PlanIndicator, ...]:
        """The indicators that are a level on a day, in the plan's order."""
        return tuple(one for one in self.indicators if not one.is_flow)

    @property
    def order(self) -> tuple[str, ...]:
        """The indicators in the order of the screens."""
        placed = sorted(
            enumerate(self.indicators), key=lambda row: row[0] if row[1].place is None else row[1].place - 1
        )
        return tuple(one.id for _number, one in placed)

    @property
    def tells_every(self) -> bool:
        """Whether it has all the indicators that reports of every commune tell the level above."""
        return not self.lacking(INDICATORS)

    @property
    def tells_no_more(self) -> bool:
        """Whether it has these indicators and no others."""
        return self.tells_every and len(self.names) == len(INDICATORS)

    def left_out_of(self, register: str) -> tuple[str, ...]:
        """The statuses of entries that do not count, of a register that it adds; of those of every commune none is said here."""
        return next((one.left_out for one in self.registers if one.id == register), ())

    def lacking(self, indicators: Sequence[str]) -> tuple[str, ...]:
        """Those of the indicators named that the plan does not have."""
        return tuple(name for name in indicators if name not in self.names)

    @property
    def lead(self) -> str | None:
        """The indicator that the overview shows by village and over time: the first of the screens that counts households."""
        of_households = self.of_register("household")
        return next((name for name in self.order if name in of_households), None)

    def of_register(self, *registers: str) -> tuple[str, ...]:
        """The indicators that count against one of these registers, in the plan's order."""
        return tuple(one.id for one in self.indicators if one.register in registers)

    @property
    def told_by_village(self) -> tuple[str, ...]:
        """The indicators of which each village has a share of its own: of households, and of registers that the plan adds."""
        return self.of_register("household", *(one.id for one in self.registers))


@_model
class Term(Strict):
    """How long something may take: exactly one of the measures."""

    days: Annotated[int, Within(gt=0)] | None = None
    working_days: Annotated[int, Within(gt=0)] | None = None
    months: Annotated[int, Within(gt=0)] | None = None
    hours: Annotated[int, Within(gt=0)] | None = None

    def __post_init__(self) -> None:
        _exactly_one(self, [measure.name for measure in fields(self)])


@_model
class DeadlineRule(Dated):
    """The time allowed for the kinds of report named, by the day of receipt."""

    kinds: tuple[Text, ...]
    term: Term
    roll_to_working_day: bool = True  # a last day that is no working day moves to the next one
    basis: Text
    reviewed: bool = False  # a legal officer has looked at it


@_model
class CalendarYear(Strict):
    """One year's days off (besides Saturday and Sunday) and Saturdays or Sundays worked instead."""

    year: Annotated[int, Within(ge=2000, le=2100)]
    holidays: tuple[date, ...]
    worked_weekends: tuple[date, ...] = ()
    basis: Text

    def __post_init__(self) -> None:
        strangers = [day for day in (*self.holidays, *self.worked_weekends) if day.year != self.year]
        if strangers:
            days = ", ".join(map(str, strangers))
            raise ValueError(_("only days of {year}, not {days}", year=self.year, days=days))


@_model
class Participation(Strict):
    """Who counts, where the plan leaves it to the office."""

    enterprise_kinds: tuple[Text, ...]
    enterprise_statuses: tuple[Text, ...]
    households_left_out: tuple[Text, ...]  # register statuses that are no longer a household of the commune
    village_rule: Literal["minimal", "strict"] = "minimal"


@_model
class Matching(Strict):
    """The words around names in display names, and what of matching the office decides."""

    titles: tuple[Text, ...] = ()  # before a name: ông, bà, anh …
    parents: tuple[Text, ...] = ()  # before a child's name: mẹ, bố …
    places: tuple[Text, ...] = ()  # before a village's name or number: thôn, xóm …
    shops: tuple[Text, ...] = ()  # of trades and shops: no part of a name
    suggest_from_percent: Annotated[int, Within(ge=1, le=100)] = 10  # what is less likely is not suggested
    # Villages whose head may see which households have nobody in a group yet; off where it is empty.
    household_follow_up: tuple[Text, ...] = ()
    # On the screen it is switched on for so many days at most, with a reason, and ends by itself.
    call_list_days: Annotated[int, Within(ge=1, le=366)] = 14


@_model
class Nearness(Strict):
    """Which levels below their target are near it, and so orange instead of red: those that reach it less so many points of a
    percentage. It parts colours only, never verdicts."""

    points: Annotated[int, Within(ge=0, le=100)] = 10
    basis: Text = "chưa ghi căn cứ"


@_model
class Attention(Strict):
    """When the overview speaks up."""

    stale_list_days: Annotated[int, Within(gt=0)]
    due_soon_days: Annotated[int, Within(ge=0)]
    # The plan counts by the year: a register older than a year (a leap year too) was made for another one.
    old_register_days: Annotated[int, Within(gt=0)] = 366
    # From this share of its maximum on a Zalo group is soon full, and new members find no place.
    full_group_percent: Annotated[int, Within(ge=1, le=100)] = 90


# Whose business something is: the name of a role (kpi.access.roles), or nobody's yet.
OfficeRole = Literal["", "clerk", "police", "chairman", "committee", "village_head", "administrator"]


@_model
class TaskRoles(Strict):
    """Who does what is to be done; where it is empty, the page says that nobody is named."""

    lists: OfficeRole = "clerk"
    matching: OfficeRole = "clerk"
    reports: OfficeRole = "police"
    villages: OfficeRole = "village_head"


@_model
class TaskRules(Strict):
    """What of the things ahead stands among what is to be done."""

    reports_due_working_days: Annotated[int, Within(ge=0)] = 3
    conclusions_due_days: Annotated[int, Within(ge=0)] = 7
    roles: TaskRoles = TaskRoles()


@_model
class Cases(Strict):
    """What is shown of single reports."""

    # Code by code, villages would tell the small counts that the table by village and kind hides.
    show_village_by_code: bool = False


@_model
class StructureEntry(Dated):
    """Something done for the model that no list tells, or known not to be done (``state`` false), with its proof."""

    item: Literal["posting", "page", "qr", "publicity"]
    place: Place | None = None
    village: str = ""  # a code; of a house of culture and of publicity
    state: bool
    basis: Text

    def __post_init__(self) -> None:
        Dated.__post_init__(self)
        if (self.place is not None) != (self.item in ("posting", "qr")):
            raise ValueError(_("a place for posting and qr, and for nothing else"))
        if bool(self.village) != (self.item == "publicity" or self.place == "culture_house"):
            raise ValueError(_("a village for publicity and culture_house, and for nothing else"))


@_model
class NotApplicable(Dated):
    """What the plan asks for and this commune cannot have, with the reason; ``village`` empty: no village can."""

    component: str | None = None
    place: Place | None = None
    requirement: RequirementId | None = None
    village: str = ""
    reason: Text

    def __post_init__(self) -> None:
        Dated.__post_init__(self)
        _exactly_one(self, ["component", "place", "requirement"])
        if self.village and self.component is None and self.place != "culture_house":
            raise ValueError(_("a village for a component and culture_house, and for nothing else"))
        if not self.reason.strip():
            raise ValueError(_("a reason in words"))


@_model
class Structure(Strict):
    """What is known of the model's build beside the lists (plan, II.2 and II.3)."""

    entries: tuple[StructureEntry, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()


@_model
class ReportForm(Strict):
    """A workbook of the level above that is filled with every report, and the file that says which cell takes which value.

    ``plan``: with the reports of this plan; empty: with those of a plan that has all indicators which the level above adds up.
    """

    workbook: Text
    mapping: Text
    plan: str = ""


@_model
class LegalBasis(Dated):
    """A paper that reports within a span of time cite before the plan; ``text`` goes on after "căn cứ"."""

    text: Text


@_model
class Reports(Strict):
    """How the office reports to the level above."""

    bases: tuple[LegalBasis, ...] = ()  # besides the plan, in their order

    length: Literal["month", "quarter", "half", "year"] = "quarter"  # of the period, where nobody says another
    two_engines: bool = False  # none is frozen of which DuckDB and Spark have different figures (docs/engines.md)
    template: Text = "data/templates/bao-cao.docx"  # the office's own paper, edited in Word
    forms: tuple[ReportForm, ...] = ()  # docs/report-form.md
    notice_template: Text = "data/templates/thong-bao-ket-luan.docx"  # of a meeting's conclusions
    notice_recipients: tuple[Text, ...] = ()  # who gets these; a blank where nobody is named


@_model
class ExpectedUnit(Strict):
    """A unit whose reports the level above awaits, from a day on where one is named."""

    code: Text
    name: Text
    start: date | None = None

    def is_awaited_on(self, day: date) -> bool:
        return self.start is None or self.start <= day


@_model
class Successor(Strict):
    """A unit that became part of another on a day; the names are shown where no list and no report names the two."""

    unit: Text
    unit_name: str = ""
    into: Text
    into_name: str = ""
    start: date
    basis: Text


@_model
class Region(Dated):
    """Units of one province, and of one district where there are districts, for a span of time."""

    province: Text
    district: str = ""
    units: tuple[Text, ...]


@_model
class Rollup(Strict):
    """What the level above needs to add up its units' reports."""

    folder: str = ""  # with the units' aggregate files; off where it is empty
    expected: tuple[ExpectedUnit, ...] = ()
    successors: tuple[Successor, ...] = ()
    regions: tuple[Region, ...] = ()


@_model
class Backups(Strict):
    """Backups of the database. Folders that are relative lie beside it; an empty one is none."""

    folder: str = "sao-luu"
    second_folder: str = ""  # another disk, so that a broken one costs nothing
    every_hours: Annotated[int, Within(ge=1)] = 24
    # Of so many days, and so many months, the newest copy is kept.
    keep_days: Annotated[int, Within(ge=1)] = 7
    keep_months: Annotated[int, Within(ge=1)] = 12
    warn_after_days: Annotated[int, Within(ge=1)] = 3
    passphrase_file: str = ""  # a text file; with it backups are locked


@_model
class Storage(Strict):
    database: Text
    inbox: str = ""  # the folder that ``import --inbox`` empties; off where it is empty
    # How long it keeps what it has handled: the files themselves, their reports, and the workbooks of rejected rows.
    keep_originals_days: Annotated[int, Within(ge=0)] = 30
    # What reading one workbook may take before it is refused as broken.
    reading_seconds: Annotated[int, Within(ge=1)] = 60
    reading_megabytes: Annotated[int, Within(ge=200)] = 1_500
    backups: Backups = Backups()


@_model
class Provider(Strict):
    """Where else the office's people sign in (OpenID Connect); an identity opens the account that names it, and makes none."""

    title: Text  # as the button of the sign-in page says it
    issuer: Text  # the provider's own address, as it stands in what it signs
    client_id: Text
    secret_file: Text  # a text file with the client's secret in its first line
    address: Text  # this dashboard's own, as it is registered there, for instance https://kpi.lan

    def __post_init__(self) -> None:
        for address in (self.issuer, self.address):
            if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
                raise ValueError(_("addresses that begin with https://"))


@_model
class Access(Strict):
    """Who reaches the dashboard once there are accounts, and for how long."""

    hosts: tuple[
        Text, ...
    ] = ()  # names of this PC in the office's net; its addresses and its own name need not stand here
    session_hours: Annotated[int, Within(ge=1, le=24)] = 8
    idle_minutes: Annotated[int, Within(ge=1, le=480)] = 30
    three_people: bool = False  # who prepares, checks and approves a report are three
    keep_audit_months: Annotated[int, Within(ge=1)] = 60
    provider: Provider | None = None


@_model
class Retention(Strict):
    """After how many months personal data goes that no newer list has; 0: it is kept until somebody is forgotten."""

    members_months: Annotated[int, Within(ge=0)] = 0  # members whom no newer list names, with all that is theirs
    households_months: Annotated[int, Within(ge=0)] = 0  # heads and numbers of households that no newer register names
    display_names_months: Annotated[int, Within(ge=0)] = 0  # names that members no longer show
    problems_months: Annotated[int, Within(ge=0)] = 0  # what was wrong with which row of a list


@_model
class OtherList(Strict):
    """A list made for another purpose, about some households or shops only: words of its title, headers of its columns."""

    name: Text
    title: tuple[Text, ...] = ()
    headers: tuple[Text, ...] = ()
    log: bool = False  # such a list could be taken for a log of reports
    cells: tuple[Text, ...] = ()  # what its entries are
    money: bool = False  # sums of money tell it
    title_beyond: tuple[Text, ...] = ()  # a title that says more than these words tells it
    # Numbers and days of anything tell it, but under headers with one of these words.
    numbers_beside: tuple[Text, ...] = ()
    members: bool = False  # such a list could be taken for a group's list of members
    shops: bool = False  # such a list holds what is no enterprise by its name
    of: tuple[Literal["household", "business", "institution", "activity", "village", "group"], ...] = (
        "household",
    )  # the lists that titles and numbers beyond these words tell it from


@_model
class DaySaid(Strict):
    """Words of which the header of a day consists: one of ``by`` at least, all others of both."""

    by: tuple[Text, ...]
    beside: tuple[Text, ...] = ()


@_model
class Recognition(Strict):
    """By what a list is known besides its headers, and what is no column of ours."""

    family_name: tuple[Text, ...] = ()  # the column of the family name where a name stands in two
    private_words: tuple[Text, ...] = ()  # a header that holds one of them is never stored
    # Headers that are private in one kind of list.
    private_in: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    not_needed: tuple[Text, ...] = ()  # headers of columns that nobody misses
    listed_on: tuple[Text, ...] = ()  # of columns that say in each row which day the whole list describes
    listed_said: DaySaid = DaySaid(by=())  # the words of which other such headers consist
    # A word of headers → others that mean the same.
    same_words: dict[Text, tuple[Text, ...]] = field(default_factory=dict)
    fillers: tuple[Text, ...] = ()  # words of headers that say nothing
    # A word of cells → others that mean the same.
    same_in_cells: dict[Text, tuple[Text, ...]] = field(default_factory=dict)
    fillers_in_cells: tuple[Text, ...] = ()  # words of cells that say nothing
    # Dataset → field → meaning → words that tell it in any sentence.
    telling: dict[str, dict[str, dict[str, tuple[Text, ...]]]] = field(default_factory=dict)
    opening: dict[str, dict[str, dict[str, tuple[Text, ...]]]] = field(
        default_factory=dict
    )  # the same where a cell begins so
    already: tuple[Text, ...] = ()  # what may stand before such a beginning
    untelling: tuple[Text, ...] = ()  # words with which a sentence may say the opposite
    turns: tuple[Text, ...] = ()  # words that make another thing of the words beside them
    counts_beside: tuple[Text, ...] = ()  # words that leave a number what it is ("Số người ở")
    days_said: dict[str, DaySaid] = field(default_factory=dict)  # field of a log → the words of its headers
    # Words with which the day of closing a report is the one by which it must be closed ("theo quy định").
    set_days: tuple[Text, ...] = ()
    days_beside: tuple[Text, ...] = ()  # what is done on a day that no list of ours tells ("Ngày cấp")
    subjects: dict[str, tuple[Text, ...]] = field(default_factory=dict)  # what a list is about, which headers may add
    # A header that holds one of them: by the address persons are gathered into households.
    address: tuple[Text, ...] = ()
    head_of_household: tuple[Text, ...] = ()  # the relation of a household's head
    relations: tuple[Text, ...] = ()  # what persons of a household are to its head, or that they are the head
    own_phones: tuple[Text, ...] = ()  # words of which the header of an entry's further phones consists
    phones_of_whom: tuple[Text, ...] = ()  # what may be the entry's own as well as another's
    phones_of_others: tuple[Text, ...] = ()  # of whom a phone in a list is that is none of the entry's
    spouses: tuple[Text, ...] = ()  # relations of which a household has one
    dead: tuple[Text, ...] = ()  # the state of persons who are no members of their household any more
    perhaps_dead: tuple[Text, ...] = ()  # what a note of somebody's death says in whatever sentence
    perhaps_gone: tuple[Text, ...] = ()  # what a note says of somebody who may live here no more, or stands there twice
    # "late", "in_time" → words with which a log calls a closed report so.
    timely: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    vacant: tuple[Text, ...] = ()  # what a list of officials writes for a name where nobody holds the post
    vacant_begins: tuple[Text, ...] = ()  # with which it begins then, as no name does ("Chưa phân công")
    no_names: tuple[Text, ...] = ()  # what else stands there instead of a name
    notes: tuple[Text, ...] = ()  # headers of columns whose cells may say that an entry is none any more
    # What they say of a report that a column of its own should, and of one that has no day of closing.
    notes_of_reports: tuple[Text, ...] = ()
    notes_of_closing: tuple[Text, ...] = ()
    into: tuple[Text, ...] = ()  # words behind which the name of what it became may follow
    # Dataset → words with which a note begins that says of an entry that it is none any more.
    gone: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    moved_to: tuple[Text, ...] = ()  # with which a note begins that names the unit to which a household moved
    moved_back: tuple[Text, ...] = ()  # with which a note begins that says that a household is back, or has come here
    # With which it says that somebody is back, only will move, or not with all his household.
    came_back: tuple[Text, ...] = ()
    # With which the name of a part of the institution above begins ("Điểm trường").
    parts_of_entries: tuple[Text, ...] = ()
    teams: tuple[Text, ...] = ()  # bodies beside the committee whose posts are called as those of a village are
    # Bodies beside the heads of a village: a heading that names one names no village, nor does its head stand for one.
    bodies: tuple[Text, ...] = ()
    # What a list of members says of those who are in the group; also above a column of ticks.
    joined: tuple[Text, ...] = ()
    absent: tuple[Text, ...] = ()  # and of those who are not
    left_on: tuple[Text, ...] = ()  # headers of the day on which a member left
    enterprises: tuple[Text, ...] = ()  # words with which a name is an enterprise's, of whatever kind; also behind it
    titles: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    other_lists: tuple[OtherList, ...] = ()


@_model
class Config(Strict):
    """The whole of ``config.yaml``."""

    language: Literal["vi", "en"] = "vi"
    timezone: Text
    periods: Literal["administrative", "calendar"] = (
        "administrative"  # where reporting periods end (kpi.domain.periods)
    )
    storage: Storage
    access: Access = Access()
    retention: Retention = Retention()
    unit: Unit
    plans: tuple[Plan, ...]
    participation: Participation
    matching: Matching = Matching()  # a file from before knows none of these words
    nearness: Nearness = Nearness()  # a file from before knows no such rule: ten points, as the program had it
    attention: Attention
    tasks: TaskRules = TaskRules()
    cases: Cases = Cases()
    structure: Structure = Structure()
    reports: Reports = Reports()
    rollup: Rollup = Rollup()
    deadlines: tuple[DeadlineRule, ...]
    calendar: tuple[CalendarYear, ...]
    headers: dict[str, dict[str, tuple[Text, ...]]]
    lookups: dict[str, dict[str, dict[str, tuple[Text, ...]]]]
    never_stored: tuple[Text, ...]  # headers whose column is dropped at the door
    recognition: Recognition = Recognition()  # a file from before knows none of these words

    def __post_init__(self) -> None:
        """The kinds of groups, the posts and the components that plans name are words of their lists like those of every plan; so are
        the words of the registers that they add."""
        found = {one.id: _words_of(one, self.lookups.get(one.id, {})) for one in self.registers}
        for part, (dataset, column) in PLAN_WORDS.items():
            named = [one for plan in self.plans for one in getattr(plan, part)]
            if named:
                words = self.lookups.get(dataset, {})
                found[dataset] = {**words, column: _with_words(words.get(column, {}), named)}
        if found:
            object.__setattr__(self, "lookups", {**self.lookups, **found})

    def marks_of(self, register: str) -> tuple[MarkColumn, ...]:
        """The columns of yes and no of a register that any plan names, each once."""
        named = {mark.id: mark for plan in self.plans for mark in plan.marks if mark.register == register}
        return tuple(named.values())

    @property
    def registers(self) -> tuple[AddedRegister, ...]:
        """The registers that any plan adds, each once."""
        named = {register.id: register for plan in self.plans for register in plan.registers}
        return tuple(named.values())

    @property
    def named_registers(self) -> tuple[AddedRegister, ...]:
        """Those of them of which lists of participants name the entries, for some plan's indicator."""
        named = {one.register for plan in self.plans for one in plan.indicators if one.names_entries}
        return tuple(one for one in self.registers if one.id in named)

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """Every kind of list, in the order in which a pile of files is loaded."""
        place = DATASETS.index(MEMBERSHIP)  # lists of participants may name entries of a register that a plan adds
        return (*DATASETS[:place], *(register.dataset for register in self.registers), *DATASETS[place:])

    def dataset(self, name: str) -> Dataset:
        """The kind of list of this name; of a register that no plan has any more what its name alone tells."""
        added = (register.dataset for register in self.registers if register.id == name)
        return next(added, None) or list_named(name)

    def shows(self, indicator: str) -> Shows:
        """What a list of an indicator's entries shows: of what has no name its code."""
        register = self.indicator(indicator).register
        dataset = self.dataset(register)
        if dataset.table == ENTRIES and "name" not in dataset.fillable:
            return Shows.CODES
        return {"household": Shows.CODES, "case": Shows.NOTHING}.get(register, Shows.NAMES)

    @property
    def plan(self) -> Plan:
        """The plan that is spoken of: the first one (``speaking_of`` puts another in front)."""
        return self.plans[0]

    @property
    def targets(self) -> tuple[Target, ...]:
        """What the plan that is spoken of asks for."""
        return self.plan.targets

    def speaking_of(self, plan: str) -> "Config":
        """The same configuration with another of its plans in front; one that it does not have is a ``KeyError``."""
        place = next((number for number, one in enumerate(self.plans) if one.id == plan), None)
        if place is None:
            raise KeyError(plan)
        return (
            replace(self, plans=(self.plans[place], *self.plans[:place], *self.plans[place + 1 :])) if place else self
        )

    def speaking_like(self, other: "Config") -> "Config":
        """The same configuration, speaking of the plan that another one speaks of: of that name, else (a plan had no name once) with
        those indicators, first of that span; where it has none of them, as it is."""
        wanted = other.plan
        alike = [one for one in self.plans if one.names == wanted.names]
        named = [one for one in self.plans if one.id == wanted.id]
        spanned = [one for one in alike if (one.start, one.end) == (wanted.start, wanted.end)]
        found = (*named, *spanned, *alike)
        return self.speaking_of(found[0].id) if found else self

    def plan_on(self, day: date) -> str:
        """The plan for a day: the first one whose span holds it; where none does, the one that is spoken of."""
        return next((one.id for one in self.plans if one.start <= day <= one.end), self.plan.id)

    def target_on(self, indicator: str, day: date) -> Target | None:
        """The target in force on a day; None where the plan sets none (it sets none for 2022, 2023, 2026 …)."""
        rows = (row for row in self.targets if row.indicator == indicator and not row.village)
        return next((row for row in rows if row.holds_on(day)), None)

    def village_targets_on(self, indicator: str, day: date) -> tuple[Target, ...]:
        """The targets in force on a day that the plan sets for single villages."""
        return tuple(row for row in self.targets if row.indicator == indicator and row.village and row.holds_on(day))

    def bases_on(self, day: date) -> tuple[LegalBasis, ...]:
        """The papers that a report of this day cites besides the plan."""
        return tuple(row for row in self.reports.bases if row.holds_on(day))

    def superior_on(self, day: date) -> Superior | None:
        """The level above that a report of this day goes to."""
        return next((row for row in self.unit.report_to if row.holds_on(day)), None)

    def letterhead_on(self, day: date) -> Letterhead:
        """Who writes a report of this day; without a row for it, the unit itself with blanks."""
        row = next((row for row in self.unit.letterheads if row.holds_on(day)), None)
        return row or Letterhead.of_unit(self.unit.name, self.unit.place, day, "unit")

    def indicator(self, indicator: str) -> PlanIndicator:
        """One of the indicators, of the plan that is spoken of before all others; in every plan one name means one thing. One that
        no plan has any more, or never had (a unit's that reports here), is called as the program calls it."""
        found = (row for plan in self.plans for row in plan.indicators if row.id == indicator)
        return next(found, None) or _without_plan(indicator)


def _words_of(
    register: AddedRegister, said: dict[str, dict[str, tuple[str, ...]]]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """What the cells of a register that a plan adds may say, by column and meaning; words that the office has added stay."""
    found = dict(said)
    for column in register.columns:
        kept = said.get(column.id, {})
        own = {one: tuple(dict.fromkeys((*kept.get(one, ()), *words))) for one, words in column.words.items()}
        if own:
            found[column.id] = {**kept, **own}
    return found


def _with_words(meanings: dict[str, tuple[str, ...]], named: Sequence[PlanWord]) -> dict[str, tuple[str, ...]]:
    """Meaning → words with those that plans name: words that the office has added stay, what was any other is this one now."""
    found = dict(meanings)
    for one in named:
        found[one.id] = tuple(dict.fromkeys((*found.get(one.id, ()), *one.words)))
        own = {word.casefold() for word in one.words}
        if _OTHER in found:
            found[_OTHER] = tuple(word for word in found[_OTHER] if word.casefold() not in own)
    return found


# The meaning of words for which no plan asks.
_OTHER = "other"

# How the program calls the indicators that reports of every commune tell, and what they count.
_CALLED = {
    "institutions": (N_("Agencies and schools"), N_("units")),
    "villages": (N_("Villages"), N_("villages")),
    "businesses": (N_("Businesses"), N_("businesses")),
    "households": (N_("Households"), N_("households")),
    "processed_reports": (N_("Reports settled in time"), N_("reports")),
}


def _without_plan(name: str) -> PlanIndicator:
    """An indicator that no plan explains: its title and its unit alone."""
    title, unit = map(_, _CALLED.get(name, (name, name)))
    register, way = EXCHANGED.get(name, EXCHANGED["households"])
    return PlanIndicator(
        id=name, register=register, way=way, title=title, short_title=title, counted_in=unit, numerator=title,
        denominator=title, why=title, clause=title, quote=title,
    )  # fmt: skip
