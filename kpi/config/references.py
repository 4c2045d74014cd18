"""What the parts of a configuration say against each other: rows that overlap, names that nobody knows, words with two meanings.

Each check looks only at ``Parts``, the rows that are sound in themselves, so that a fault elsewhere in the file hides none of these.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from operator import attrgetter
from pathlib import PureWindowsPath
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from kpi.config.models import (
    PLAN_WORDS,
    AddedRegister,
    CalendarYear,
    Config,
    Dated,
    DeadlineRule,
    ExpectedUnit,
    Letterhead,
    MarkColumn,
    NotApplicable,
    Participation,
    Plan,
    PlanIndicator,
    PlanRequirement,
    PlanWord,
    Region,
    ReportForm,
    Strict,
    StructureEntry,
    Successor,
    Superior,
    Target,
)
from kpi.config.participants import ENTRY, code_headers, naming, words_of
from kpi.config.shape import shaped, types_of
from kpi.domain.datasets import (
    COMPONENTS,
    DATASET_BY_ID,
    GROUP_KINDS,
    MEMBERSHIP,
    POSTS,
    Dataset,
    Kind,
)
from kpi.domain.indicators import EXCHANGED, WAYS, Way, ways_of
from kpi.exchange.rows import RECEIVED
from kpi.i18n.messages import _
from kpi.vietnamese.text import fold

Headers = Mapping[str, Mapping[str, tuple[str, ...]]]
Lookups = Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]
Row = TypeVar("Row", bound=Strict)


class Mismatch(NamedTuple):
    """One contradiction; ``known`` are the names that would have been right, for a suggestion."""

    path: str
    found: object
    expected: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanParts:
    """The same of one plan; ``whole``: all its indicators are sound."""

    id: str
    indicators: Mapping[int, PlanIndicator]
    whole: bool
    targets: Mapping[int, Target]
    requirements: Mapping[int, PlanRequirement]
    marks: Mapping[int, MarkColumn]
    group_kinds: Mapping[int, PlanWord]
    registers: Mapping[int, AddedRegister]
    posts: Mapping[int, PlanWord]
    components: Mapping[int, PlanWord]
    span: tuple[date, date] | None = None

    def dataset(self, name: str) -> Dataset | None:
        """A register that its indicators may count against; None: neither every commune has it nor the plan adds it."""
        added = (one.dataset for one in self.registers.values() if one.id == name)
        return DATASET_BY_ID[name] if name in WAYS else next(added, None)

    @property
    def register_names(self) -> tuple[str, ...]:
        return (*WAYS, *(one.id for one in self.registers.values()))


@dataclass(frozen=True, slots=True)
class Parts:
    """The sound rows of each list by their place in the file; ``None`` for a part that cannot be compared."""

    plans: Mapping[int, PlanParts]
    superiors: Mapping[int, Superior]
    letterheads: Mapping[int, Letterhead]
    expected: Mapping[int, ExpectedUnit]
    forms: Mapping[int, ReportForm]
    successors: Mapping[int, Successor]
    regions: Mapping[int, Region]
    deadlines: Mapping[int, DeadlineRule]
    calendar: Mapping[int, CalendarYear]
    entries: Mapping[int, StructureEntry]
    not_applicable: Mapping[int, NotApplicable]
    participation: Participation | None
    headers: Headers
    lookups: Lookups
    never_stored: tuple[str, ...]

    @property
    def datasets(self) -> dict[str, Dataset]:
        """Every kind of list by its name."""
        added = (one for plan in self.plans.values() for one in plan.registers.values())
        return {**{one.id: one.dataset for one in added}, **DATASET_BY_ID}


# Where the rows of each part stand in the file, and what each of them is.
_LISTS: Mapping[str, tuple[str, type[Strict]]] = {
    "superiors": ("unit.report_to", Superior),
    "letterheads": ("unit.letterheads", Letterhead),
    "expected": ("rollup.expected", ExpectedUnit),
    "forms": ("reports.forms", ReportForm),
    "successors": ("rollup.successors", Successor),
    "regions": ("rollup.regions", Region),
    "deadlines": ("deadlines", DeadlineRule),
    "calendar": ("calendar", CalendarYear),
    "entries": ("structure.entries", StructureEntry),
    "not_applicable": ("structure.not_applicable", NotApplicable),
}


def reference_faults(config: Config | Parts) -> list[Mismatch]:
    """All contradictions of a well-shaped configuration, or of the sound parts of another one."""
    parts = parts_of(config) if isinstance(config, Config) else config
    return [
        *_plan_faults(parts.plans),
        *_overlaps("unit.report_to", ((place, "", row) for place, row in parts.superiors.items())),
        *_overlaps("unit.letterheads", ((place, "", row) for place, row in parts.letterheads.items())),
        *_overlaps("deadlines", ((place, kind, row) for place, row in parts.deadlines.items() for kind in row.kinds)),
        *_overlaps(
            "rollup.regions", ((place, unit, row) for place, row in parts.regions.items() for unit in row.units)
        ),
        *_overlaps("structure.entries", _lasting_entries(parts)),
        *_overlaps("structure.not_applicable", _exceptions(parts)),
        *_twice("calendar", parts.calendar, "year", _("each year only once")),
        *_twice("rollup.expected", parts.expected, "code", _("each unit only once")),
        *_twice("reports.forms", parts.forms, "workbook", _("a file name of its own"), _file_name),
        *_forms_of_no_plan(parts),
        *_twice("rollup.successors", parts.successors, "unit", _("each unit only once")),
        *_successor_faults(parts.successors),
        *_unknown_components(parts),
        *_unknown_participants(parts),
        *_unknown_case_kinds(parts),
        *_header_faults(parts),
        *_marked_headers(parts),
        *_register_faults(parts),
        *_naming_faults(parts),
        *_lookup_faults(parts),
    ]


def _forms_of_no_plan(parts: Parts) -> Iterator[Mismatch]:
    known = [plan.id for plan in parts.plans.values()]
    for at, form in parts.forms.items():
        yield from _unknown(f"reports.forms[{at}].plan", [form.plan] if form.plan else [], known)


def parts_of(config: Config) -> Parts:
    """The parts of a configuration that is sound as a whole."""
    lists: dict[str, Any] = {name: dict(enumerate(attrgetter(path)(config))) for name, (path, _model) in _LISTS.items()}
    return Parts(
        **lists,
        plans={place: _parts_of_plan(plan) for place, plan in enumerate(config.plans)},
        participation=config.participation,
        headers=config.headers,
        lookups=config.lookups,
        never_stored=config.never_stored,
    )


def sound_parts(content: Mapping[str, Any]) -> Parts:
    """What can still be compared in a file with misshapen parts."""
    lists: dict[str, Any] = {name: _sound_rows(model, _at(content, path)) for name, (path, model) in _LISTS.items()}
    plans = content.get("plans")
    return Parts(
        **lists,
        plans={place: _sound_plan(plan) for place, plan in enumerate(plans if isinstance(plans, list) else ())},
        participation=_sound(Participation, content.get("participation")),
        headers=_sound_value(content, "headers", {}),
        lookups=_sound_value(content, "lookups", {}),
        never_stored=_sound_value(content, "never_stored", ()),
    )


def _parts_of_plan(plan: Plan) -> PlanParts:
    return PlanParts(
        plan.id, dict(enumerate(plan.indicators)), True, dict(enumerate(plan.targets)), dict(enumerate(plan.requirements)),
        dict(enumerate(plan.marks)), dict(enumerate(plan.group_kinds)), dict(enumerate(plan.registers)),
        dict(enumerate(plan.posts)), dict(enumerate(plan.components)),
        (plan.start, plan.end),
    )  # fmt: skip


def _sound_plan(content: object) -> PlanParts:
    listed, indicators = _at(content, "indicators"), _sound_rows(PlanIndicator, _at(content, "indicators"))
    return PlanParts(
        str(_at(content, "id")), indicators, isinstance(listed, list) and len(listed) == len(indicators),
        _sound_rows(Target, _at(content, "targets")), _sound_rows(PlanRequirement, _at(content, "requirements")),
        _sound_rows(MarkColumn, _at(content, "marks")), _sound_rows(PlanWord, _at(content, "group_kinds")),
        _sound_rows(AddedRegister, _at(content, "registers")), _sound_rows(PlanWord, _at(content, "posts")),
        _sound_rows(PlanWord, _at(content, "components")), _sound_span(content),
    )  # fmt: skip


def _sound_span(content: object) -> tuple[date, date] | None:
    start, end = _at(content, "from"), _at(content, "to")
    return (start, end) if isinstance(start, date) and isinstance(end, date) else None


def _at(content: object, path: str) -> object:
    for name in path.split("."):
        content = content.get(name) if isinstance(content, Mapping) else None
    return content


def _sound_rows(model: type[Row], rows: object) -> dict[int, Row]:
    found = ((place, _sound(model, row)) for place, row in enumerate(rows if isinstance(rows, list) else ()))
    return {place: row for place, row in found if row is not None}


def _sound(model: type[Row], value: object) -> Row | None:
    """The value as its model, foreign keys aside; nothing if it is misshapen."""
    if not isinstance(value, Mapping):
        return None
    keys = types_of(model)
    try:
        return shaped(model, {key: inner for key, inner in value.items() if key in keys})
    except ValidationError:
        return None


def _sound_value(content: Mapping[str, Any], name: str, otherwise: Any) -> Any:
    """One part without a model of its own, in its configured type."""
    try:
        return shaped(types_of(Config)[name], content.get(name, otherwise))
    except ValidationError:
        return otherwise


def _plan_faults(plans: Mapping[int, PlanParts]) -> Iterator[Mismatch]:
    """What a plan says against itself, and what two plans or a plan and the exchange format understand by one name."""
    if not plans:
        yield Mismatch("plans", None, _("one plan at least"))
    yield from _twice("plans", plans, "id", _("each plan only once"))
    meant: dict[str, PlanIndicator] = {}
    words: dict[str, tuple[str, ...]] = {}
    for number, plan in plans.items():
        place = f"plans[{number}]"
        yield from _twice(f"{place}.indicators", plan.indicators, "id", _("each indicator only once"))
        yield from _twice(f"{place}.requirements", plan.requirements, "id", _("each requirement only once"))
        yield from _span_faults(place, plan)
        targets = ((at, f"{row.indicator} {fold(row.village)}".strip(), row) for at, row in plan.targets.items())
        yield from _overlaps(f"{place}.targets", targets)
        names = [row.id for row in plan.indicators.values()]
        for at, target in plan.targets.items() if plan.whole else ():
            yield from _unknown(f"{place}.targets[{at}].indicator", [target.indicator], names)
            yield from _goal_faults(f"{place}.targets[{at}]", target, plan)
        yield from _mark_faults(place, plan)
        yield from _word_faults(place, plan, words)
        for at, row in plan.indicators.items():
            yield from _unknown_words(f"{place}.indicators[{at}]", row, plan)
        for at, row in plan.indicators.items():
            yield from _unknown(f"{place}.indicators[{at}].register", [row.register], plan.register_names)
            yield from _unknown_kinds(f"{place}.indicators[{at}].kinds", row, plan)
            yield from _other_meaning(f"{place}.indicators[{at}].id", row, meant.setdefault(row.id, row))


def _goal_faults(place: str, target: Target, plan: PlanParts) -> Iterator[Mismatch]:
    """A target by number where reports tell percentages, and one of villages where no village has a figure of its own."""
    row = next((one for one in plan.indicators.values() if one.id == target.indicator), None)
    if row is None:
        return
    if target.count is not None and (row.id in EXCHANGED or row.is_flow):
        yield Mismatch(
            f"{place}.count", target.count, _("a percentage: the level above reckons this indicator by percentages")
        )
    if target.village and (row.is_flow or row.register == "village"):
        yield Mismatch(f"{place}.village", target.village, _("no village: this indicator is not counted by village"))


def _span_faults(place: str, plan: PlanParts) -> Iterator[Mismatch]:
    """A plan that no day has or that counts nothing, and a target of which no day is the plan's."""
    if plan.whole and not plan.indicators:
        yield Mismatch(f"{place}.indicators", None, _("one indicator at least"))
    if plan.span is None:
        return
    start, end = plan.span
    if end < start:
        yield Mismatch(f"{place}.to", str(end), _("a last day that is not before the first one, {day}", day=start))
        return
    for at, target in plan.targets.items():
        if target.start > end or (target.end is not None and target.end < start):
            expected = _("days of the plan, {start} to {end}", start=start, end=end)
            yield Mismatch(f"{place}.targets[{at}]", str(target.start), expected)


def _unknown_kinds(path: str, row: PlanIndicator, plan: PlanParts) -> Iterator[Mismatch]:
    dataset = plan.dataset(row.register)
    columns = dataset.columns if dataset is not None and row.way != Way.TIMELY else ()
    known = next((column.meanings for column in columns if column.name == "kind"), ())
    yield from _unknown(path, row.kinds, known)


def _mark_faults(place: str, plan: PlanParts) -> Iterator[Mismatch]:
    yield from _twice(f"{place}.marks", plan.marks, "id", _("each column only once"))
    markable = [name for name in plan.register_names if Way.MARKED in ways_of(name)]
    for at, mark in plan.marks.items():
        yield from _unknown(f"{place}.marks[{at}].register", [mark.register], markable)
    for at, row in plan.indicators.items():
        known = [mark.id for mark in plan.marks.values() if mark.register == row.register]
        yield from _unknown(f"{place}.indicators[{at}].mark", [row.mark] if row.mark else [], known)


def _word_faults(place: str, plan: PlanParts, meant: dict[str, tuple[str, ...]]) -> Iterator[Mismatch]:
    """Kinds of groups, posts and components that a plan names: each once, under no name that every plan has, and in the same words as
    in a plan above."""
    of_groups = GROUP_KINDS, _("another name: so a kind of Zalo groups is called")
    of_persons = (*POSTS, *COMPONENTS), _("another name: so a post or a component of every plan is called")
    for part in PLAN_WORDS:
        rows: Mapping[int, PlanWord] = getattr(plan, part)
        taken, expected = of_groups if part == "group_kinds" else of_persons
        yield from _twice(f"{place}.{part}", rows, "id", _("each name only once"))
        for at, row in rows.items():
            path = f"{place}.{part}[{at}].id"
            if row.id in taken:
                yield Mismatch(path, row.id, expected)
            if set(meant.setdefault(f"{part} {row.id}", row.words)) != set(row.words):
                yield Mismatch(path, row.id, _("another name, or the same words: a plan above says it otherwise"))


def _unknown_words(path: str, row: PlanIndicator, plan: PlanParts) -> Iterator[Mismatch]:
    """Kinds of groups, posts and components that an indicator names and nobody knows."""
    kinds = (*GROUP_KINDS, *(kind.id for kind in plan.group_kinds.values()))
    yield from _unknown(f"{path}.groups", row.groups, kinds)
    own = (one.id for rows in (plan.posts, plan.components) for one in rows.values())
    yield from _unknown(f"{path}.asks", row.asks, dict.fromkeys((*POSTS, *COMPONENTS, *own)))


def _marked_headers(parts: Parts) -> Iterator[Mismatch]:
    """A header that names two columns of one list, be they of two plans; and one name for two columns."""
    never = {_fold(header) for header in parts.never_stored}
    owners: dict[tuple[str, str], str] = {}
    registers = [one for plan in parts.plans.values() for one in plan.registers.values()]
    added = {(one.id, column.id): column.also for one in registers for column in one.columns}
    for dataset in parts.datasets.values():
        headers = parts.headers.get(dataset.id, {})
        words = (
            (one.name, (one.header, *added.get((dataset.id, one.name), ()), *headers.get(one.name, ())))
            for one in dataset.columns
        )
        owners |= {(dataset.id, _fold(word)): name for name, said in words for word in said}
    meant: dict[str, MarkColumn] = {}
    for number, plan in parts.plans.items():
        for at, mark in plan.marks.items():
            path = f"plans[{number}].marks[{at}]"
            if meant.setdefault(mark.id, mark) != mark:
                yield Mismatch(f"{path}.id", mark.id, _("another name: a plan above means another column by it"))
            for word in (mark.header, *mark.also):
                owner = owners.setdefault((mark.register, _fold(word)), mark.id)
                if owner != mark.id:
                    yield Mismatch(path, word, _("a header of one column only; it also names {column}", column=owner))
                if _fold(word) in never:
                    yield Mismatch(path, word, _("a header that is not in never_stored"))


def _register_faults(parts: Parts) -> Iterator[Mismatch]:
    """Registers that plans add: one name for two, headers that two columns share or that are never stored, and names of persons."""
    meant: dict[str, AddedRegister] = {}
    persons = {_fold(word) for word in _headers_of_persons(parts)}
    never = {_fold(word) for word in parts.never_stored}
    for number, plan in parts.plans.items():
        yield from _twice(f"plans[{number}].registers", plan.registers, "id", _("each register only once"))
        for at, register in plan.registers.items():
            path = f"plans[{number}].registers[{at}]"
            if register.id in DATASET_BY_ID:
                yield Mismatch(f"{path}.id", register.id, _("another name: so a list of every commune is called"))
            if meant.setdefault(register.id, register) != register:
                yield Mismatch(f"{path}.id", register.id, _("another name: a plan above means another register by it"))
            yield from _entry_column_faults(path, register, persons, never)


def _entry_column_faults(path: str, register: AddedRegister, persons: set[str], never: set[str]) -> Iterator[Mismatch]:
    owners = {_fold(word): "private" for word in register.private}
    for at, column in enumerate(register.columns):
        place = f"{path}.columns[{at}]"
        for word in (column.header, *column.also):
            owner = owners.setdefault(_fold(word), column.id)
            if owner != column.id:
                yield Mismatch(place, word, _("a header of one column only; it also names {column}", column=owner))
            if _fold(word) in never:
                yield Mismatch(place, word, _("a header that is not in never_stored"))
            if column.id == "name" and _fold(word) in persons:
                expected = _(
                    "the name of a thing or a body; of persons no name is kept: write the header under private"
                )
                yield Mismatch(place, word, expected)
        yield from _word_twice(f"{place}.words", column.words)


def _naming_faults(parts: Parts) -> Iterator[Mismatch]:
    """Entries of a register that a plan adds, named by lists of Zalo groups, by lists that name those of another register, or in a
    column under whose header lists of members have something else."""
    meant: dict[str, str] = {}
    aliases = parts.headers.get(MEMBERSHIP.id, {})
    owners = {_fold(word): one.name for one in MEMBERSHIP.columns for word in words_of(aliases, one.name)}
    for number, plan in parts.plans.items():
        registers = {one.id: (at, one) for at, one in plan.registers.items()}
        for at, row in plan.indicators.items():
            if not row.names_entries or row.register not in registers:
                continue
            place, register = registers[row.register]
            yield from _kinds_naming(f"plans[{number}].indicators[{at}].groups", row, meant)
            if naming(aliases, code_headers(register)[:1]) == ENTRY:
                for word in code_headers(register):
                    owner = owners.get(_fold(word), ENTRY)
                    if owner != ENTRY:
                        expected = _(
                            "a header that lists of members do not have; there it names {column}", column=owner
                        )
                        yield Mismatch(f"plans[{number}].registers[{place}].columns", word, expected)

    yield from _bodies_naming(parts, meant)


def _bodies_naming(parts: Parts, meant: Mapping[str, str]) -> Iterator[Mismatch]:
    """Bodies of villages whose lists name entries: of these no name is kept, by which somebody would be found to hold a post."""
    for number, plan in parts.plans.items():
        for at, row in plan.indicators.items():
            for kind in row.groups if row.way == Way.COMPOSED else ():
                if kind in meant:
                    expected = _("a kind of lists with names; of those that name entries of {register} none is kept",
                                 register=meant[kind])  # fmt: skip
                    yield Mismatch(f"plans[{number}].indicators[{at}].groups", kind, expected)


def _kinds_naming(path: str, row: PlanIndicator, meant: dict[str, str]) -> Iterator[Mismatch]:
    for kind in row.groups:
        if kind in GROUP_KINDS:
            yield Mismatch(path, kind, _("lists of participants of the plan's own (group_kinds), no Zalo groups"))
        elif meant.setdefault(kind, row.register) != row.register:
            expected = _("a kind of lists that names entries of one register only; it also names those of {register}",
                         register=meant[kind])  # fmt: skip
            yield Mismatch(path, kind, expected)


def _headers_of_persons(parts: Parts) -> Iterator[str]:
    """What stands above names of persons in the lists of every commune."""
    for dataset, name in (
        ("household", "head_name"),
        ("household", "person"),
        ("membership", "display_name"),
        ("official", "name"),
    ):
        yield from parts.headers.get(dataset, {}).get(name, ())
        columns = (column.header for column in DATASET_BY_ID[dataset].columns if column.name == name)
        yield from columns


def _other_meaning(path: str, row: PlanIndicator, first: PlanIndicator) -> Iterator[Mismatch]:
    """One name for two things would add up what must not be added, and let a frozen figure speak of another."""
    fixed = EXCHANGED.get(row.id)
    if row.id == RECEIVED:
        yield Mismatch(path, row.id, _("another name: reports to the level above mean the reports received by it"))
    if fixed is not None and (row.counting != fixed or row.kinds or row.groups or row.asks):
        expected = _(
            "another name: reports to the level above mean {register} by it, {way}",
            register=fixed.register,
            way=fixed.way,
        )
        yield Mismatch(path, row.id, expected)
    elif row.rules != first.rules:
        yield Mismatch(path, row.id, _("another name: a plan above counts something else by it"))


def _overlaps(path: str, rows: Iterable[tuple[int, str, Dated]]) -> Iterator[Mismatch]:
    """Two rows for the same thing that hold on the same day: nobody could say which one decides."""
    named: dict[str, list[tuple[int, Dated]]] = {}
    for place, name, row in rows:
        named.setdefault(name, []).append((place, row))
    for name, same in named.items():
        for (_place, first), (place, second) in combinations(same, 2):
            ends = [day for day in (first.end, second.end) if day is not None]
            if not ends or max(first.start, second.start) <= min(ends):
                expected = _("only one row a day; another one holds from {day}", day=first.start)
                yield Mismatch(f"{path}[{place}]", f"{name} {second.start}".strip(), expected)


def _lasting_entries(parts: Parts) -> Iterator[tuple[int, str, Dated]]:
    """Entries of which one day may hold only one of its kind; publicity happens as often as it is done."""
    for place, row in parts.entries.items():
        if row.item != "publicity":
            yield place, " ".join(filter(None, (row.item, row.place, row.village))), row


def _exceptions(parts: Parts) -> Iterator[tuple[int, str, Dated]]:
    for place, row in parts.not_applicable.items():
        yield place, " ".join(filter(None, (row.component, row.place, row.requirement, row.village))), row


def _twice(
    path: str, rows: Mapping[int, object], field: str, expected: str, folded: Callable[[str], str] = str
) -> Iterator[Mismatch]:
    """What should tell the rows apart and stands in two of them."""
    seen: set[str] = set()
    for place, row in rows.items():
        told = getattr(row, field)
        name = folded(told)
        if name in seen:
            yield Mismatch(f"{path}[{place}].{field}", told, expected)
        seen.add(name)


def _file_name(path: str) -> str:
    """Filled forms lie side by side under their own file names, which Windows tells apart without regard to case."""
    return PureWindowsPath(path).name.casefold()


def _successor_faults(rows: Mapping[int, Successor]) -> Iterator[Mismatch]:
    """A unit ends in a unit that is not gone by then, and nobody ends in himself."""
    following = {row.unit: row for row in rows.values()}
    for place, row in rows.items():
        seen, onward = {row.unit}, row
        while onward.into not in seen and onward.into in following:
            seen.add(onward.into)
            onward = following[onward.into]
        if onward.into == row.unit:
            expected = _("a unit that does not end in this one again")
            yield Mismatch(f"rollup.successors[{place}].into", row.into, expected)
        elif row.into in following and following[row.into].start < row.start:
            expected = _(
                "a day on which {unit} still exists; it ends on {day}", unit=row.into, day=following[row.into].start
            )
            yield Mismatch(f"rollup.successors[{place}].from", row.start, expected)


def _unknown_components(parts: Parts) -> Iterator[Mismatch]:
    for place, row in parts.not_applicable.items():
        if row.component is not None:
            yield from _unknown(f"structure.not_applicable[{place}].component", [row.component], COMPONENTS)


def _unknown(path: str, values: Iterable[str], known: Iterable[str]) -> Iterator[Mismatch]:
    names = tuple(known)
    for value in values:
        if value not in names:
            yield Mismatch(path, value, _("one of: {words}", words=", ".join(names)), names)


def _unknown_participants(parts: Parts) -> Iterator[Mismatch]:
    rules = parts.participation
    if rules is None:
        return
    business, household = DATASET_BY_ID["business"], DATASET_BY_ID["household"]
    for name, values, column in (
        ("enterprise_kinds", rules.enterprise_kinds, business.column("kind")),
        ("enterprise_statuses", rules.enterprise_statuses, business.column("status")),
        ("households_left_out", rules.households_left_out, household.column("status")),
    ):
        yield from _unknown(f"participation.{name}", values, column.meanings)


def _unknown_case_kinds(parts: Parts) -> Iterator[Mismatch]:
    known = DATASET_BY_ID["case"].column("kind").meanings
    for place, row in parts.deadlines.items():
        yield from _unknown(f"deadlines[{place}].kinds", row.kinds, known)


def _header_faults(parts: Parts) -> Iterator[Mismatch]:
    yield from _unknown("headers", parts.headers, DATASET_BY_ID)
    never = {_fold(header) for header in parts.never_stored}
    for name, aliases in parts.headers.items():
        dataset = DATASET_BY_ID.get(name)  # of a register that a plan adds all headers stand there
        if dataset is None:
            continue
        yield from _unknown(f"headers.{name}", aliases, dataset.fillable)
        yield from _header_twice(dataset, aliases)
        for column, words in aliases.items():
            for word in words:
                if _fold(word) in never:
                    expected = _("a header that is not in never_stored")
                    yield Mismatch(f"headers.{name}.{column}", word, expected)


def _header_twice(dataset: Dataset, aliases: Mapping[str, tuple[str, ...]]) -> Iterator[Mismatch]:
    """An alias that names two columns of one list; the template's own headers count as aliases."""
    owners = {_fold(column.header): column.name for column in dataset.columns}
    for column, words in aliases.items():
        for word in words:
            owner = owners.setdefault(_fold(word), column)
            if owner != column:
                expected = _("a header of one column only; it also names {column}", column=owner)
                yield Mismatch(f"headers.{dataset.id}.{column}", word, expected)


def _lookup_faults(parts: Parts) -> Iterator[Mismatch]:
    datasets = parts.datasets
    yield from _unknown("lookups", parts.lookups, datasets)
    for name, columns in parts.lookups.items():
        dataset = datasets.get(name)
        if dataset is None:
            continue
        known = _meanings(dataset)
        for part, (of, column) in PLAN_WORDS.items():
            if name == of:  # a plan may name some of its own
                own = (one.id for plan in parts.plans.values() for one in getattr(plan, part).values())
                known[column] = (*known[column], *own)
        yield from _unknown(f"lookups.{name}", columns, known)
        for column, words in columns.items():
            if column in known:
                yield from _unknown(f"lookups.{name}.{column}", words, known[column])
            yield from _word_twice(f"lookups.{name}.{column}", words)


def _meanings(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """The columns whose cells hold one of a closed list of words, with what the words can mean."""
    words = {column.name: column.meanings for column in dataset.columns if column.kind is Kind.WORD}
    return words | {column.name: ("yes", "no") for column in dataset.columns if column.kind is Kind.FLAG}


def _word_twice(path: str, meanings: Mapping[str, tuple[str, ...]]) -> Iterator[Mismatch]:
    owners: dict[str, str] = {}
    for meaning, words in meanings.items():
        for word in words:
            owner = owners.setdefault(_fold(word), meaning)
            if owner != meaning:
                expected = _("a word with one meaning only; it also means {meaning}", meaning=owner)
                yield Mismatch(f"{path}.{meaning}", word, expected)


def _fold(text: str) -> str:
    """Words as lists are compared: no marks, no case, no punctuation. A sign alone (✓) stays what it is."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else " " for c in bare.replace("đ", "d"))
    return " ".join(words.split()) or text.strip()
