"""The tables of the page of villages and groups: the checklist, who is in which group, how groups grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.structure import structure
from kpi.answers.structure.answer import (
    ComponentRow,
    GroupGrowth,
    Presence,
    Requirement,
    RequirementState,
    Size,
    StructureAnswer,
)
from kpi.config.models import Config, PlanRequirement
from kpi.domain.datasets import COMPONENTS
from kpi.i18n.formats import NOTHING, format_change, format_count, format_date
from kpi.i18n.messages import _
from kpi.store import Store
from kpi.ui.groups import words
from kpi.ui.parts import build
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.look import length
from kpi.ui.parts.panels import calm
from kpi.ui.parts.tables import HtmlColumn, ListColumn, listing, table
from kpi.ui.quality.tables import group_badges, list_day, of_maximum
from kpi.ui.shell.desk import Desk


@dataclass(frozen=True, slots=True)
class DrawnStructure:
    """How the model is built, with its long tables drawn: hundreds of villages take too long to draw at every click."""

    found: StructureAnswer
    checklist: str
    matrix: str
    groups: str


def shown(desk: Desk, as_of: date, compared: date) -> DrawnStructure:
    """What the page shows of a day, with its groups' growth since another."""
    return desk.ask(_shown, as_of, compared)


@needs(Right.FIGURES)
def _shown(store: Store, config: Config, as_of: date, compared: date) -> DrawnStructure:
    found = structure(store, config, as_of, compared)
    return DrawnStructure(
        found, checklist(found, config), matrix(found.components), group_table(found.groups, compared)
    )


def answer(desk: Desk, as_of: date, compared: date) -> StructureAnswer:
    """How the model is built on a day, and how its groups have grown since another."""
    return desk.ask(structure, as_of, compared)


def summary(found: StructureAnswer, before: StructureAnswer) -> str:
    """How many requirements are met, now and on the day compared, what is missing, and each of them with its state."""
    ratio, change = _ratio(found), _change(found, before)
    lines = [_summary_line(row) for row in found.in_state(RequirementState.MISSING)]
    unknown = [f"{row.id} {build.title(row)}" for row in found.in_state(RequirementState.NO_DATA)]
    if unknown:
        lines.append(_line(RequirementState.NO_DATA, "; ".join(unknown)))
    if not lines:
        lines.append(_line(RequirementState.MET, _("nothing is missing")))
    chips = "".join(_chip(row) for row in found.requirements)
    return (
        '<div class="kpi-build"><div class="kpi-build-said">'
        f'<p class="kpi-build-ratio"><strong>{escape(ratio)}</strong> {escape(_("requirements in place"))}</p>{change}'
        f'<ul class="kpi-build-lines">{"".join(lines)}</ul></div><ol class="kpi-build-chips">{chips}</ol></div>'
    )


def _ratio(found: StructureAnswer) -> str:
    return f"{format_count(len(found.in_state(RequirementState.MET)))}/{format_count(len(found.counted))}"


def _change(found: StructureAnswer, before: StructureAnswer) -> str:
    """How many more are met; nothing where no list of groups was there on the day compared."""
    if not before.groups:
        return ""
    more = format_change(len(before.in_state(RequirementState.MET)), len(found.in_state(RequirementState.MET)))
    said = _("{change} since {date} (then {ratio})", change=more, date=format_date(before.as_of), ratio=_ratio(before))
    return f'<p class="kpi-quiet">{escape(said)}</p>'


def checklist(found: StructureAnswer, config: Config) -> str:
    """Every requirement: the plan's words, its state, how much of it is there, and what is missing or unknown."""
    quoted: dict[str, PlanRequirement] = {row.id: row for row in config.plan.requirements}
    columns: list[ListColumn[Requirement]] = [
        ListColumn(_("Code"), lambda row: row.id),
        ListColumn(
            _("Requirement and the plan's words"), lambda row: _asked(row, quoted.get(row.id)), html=True, long=True
        ),
        ListColumn(_("State"), lambda row: _badge(row.state), html=True),
        ListColumn(_("There"), _how_many, numeric=True),
        ListColumn(
            _("What is missing, and what it rests on"), lambda row: _details(row, found.as_of), html=True, long=True
        ),
    ]
    return listing(found.requirements, columns, alt=_("Checklist of the plan's requirements"))


def matrix(rows: Sequence[ComponentRow]) -> str:
    """Village by village which of the plan's components are in its group, and what says so."""
    if not rows:
        return calm(_("There is no village's group on the list of groups"))
    columns = [
        HtmlColumn(_("Village")),
        *(HtmlColumn(_(build.COMPONENTS[component]), html=True, long=True) for component in COMPONENTS),
    ]
    several = {village for village, groups in Counter(row.village for row in rows).items() if groups > 1}
    body = [
        [
            row.group if row.group and (row.village in several or not row.village) else row.village,
            *map(_cell, row.cells),
        ]
        for row in rows
    ]
    return table(columns, body, _in_how_many(rows), alt=_("Components in each village's group"))


def group_table(groups: Sequence[GroupGrowth], compared: date) -> str:
    """Each group: members against the most it may have, age of its list, growth."""
    columns: list[ListColumn[GroupGrowth]] = [
        ListColumn(_("Group"), lambda group: group.quality.name),
        ListColumn(_("Members"), lambda group: group.now.members if group.now else None, numeric=True),
        ListColumn(_("Maximum"), lambda group: group.quality.max_members, numeric=True),
        ListColumn(_("Of the maximum"), lambda group: of_maximum(group.quality), numeric=True),
        ListColumn(_("List as of"), lambda group: list_day(group.quality), numeric=True),
        ListColumn(_("Age in days"), lambda group: group.quality.days, numeric=True),
        ListColumn(
            _("Since {date}", date=format_date(compared)), lambda group: change_in_words(group.change), numeric=True
        ),
        ListColumn(_("Members, last 12 months"), lambda group: growth_bars(group.sizes), html=True),
        ListColumn(_("State"), lambda group: " ".join(map(verdict, group_badges(group.quality))), html=True),
    ]
    return listing(groups, columns, alt=_("Groups, their lists and their growth"))


def change_in_words(change: int | None) -> str:
    """How many more or fewer: "+30", "−4", "0"; "—" where one of the days has no list."""
    if change is None:
        return NOTHING
    return f"+{format_count(change)}" if change > 0 else format_count(change)


def growth_bars(sizes: Sequence[Size]) -> str:
    """A bar a list, from zero, the last one dark; each says its day and number."""
    if not sizes:
        return NOTHING
    most = max(size.members for size in sizes)
    bars = "".join(
        f'<i style="height:{length(size.members, most):.0f}%" title="{escape(_size(size))}"></i>' for size in sizes
    )
    said = _("Members by list: {sizes}.", sizes="; ".join(map(_size, sizes)))
    drawn = f'<span class="kpi-growth" role="img" aria-label="{escape(said)}">{bars}</span>'
    return f"{drawn} {format_count(sizes[0].members)} → {format_count(sizes[-1].members)}"


def _size(size: Size) -> str:
    return f"{format_date(size.listed_on)}: {format_count(size.members)}"


def _how_many(row: Requirement) -> str:
    """Parts that are there of those required; "—" where none is."""
    if row.state is RequirementState.NOT_APPLICABLE or not row.applying:
        return NOTHING
    return f"{format_count(row.met)}/{format_count(row.applying)}"


def _asked(row: Requirement, quoted: PlanRequirement | None) -> str:
    title = f"<strong>{escape(build.title(row))}</strong>"
    if quoted is None:
        return title
    said = " … ".join(f"“{quote}”" for quote in quoted.quotes)
    return f'{title}<p class="kpi-quote">{escape(f"{quoted.clause}: {said}")}</p>'


def _details(row: Requirement, day: date) -> str:
    """What is missing, unknown or declared by the office; then what the finding rests on."""
    basis = f'<p class="kpi-quote">{escape(_("Basis: {basis}", basis=_(words.BASES[row.id])))}</p>'
    if row.state is RequirementState.NOT_APPLICABLE and row.reason:
        return _state_line(row.state, row.reason) + basis
    found = {
        RequirementState.MISSING: words.with_reasons(row, RequirementState.MISSING),
        RequirementState.NO_DATA: words.without_data(row),
        RequirementState.NOT_APPLICABLE: words.with_reasons(row, RequirementState.NOT_APPLICABLE),
        RequirementState.MET: words.written(row),
        RequirementState.LISTED: [*words.with_reasons(row, RequirementState.LISTED), *words.remarks(row)],
    }
    lines = [_state_line(state, text) for state, texts in found.items() for text in texts]
    examples = [
        f'<p class="kpi-quote">{escape(hint)} <code>{escape(example)}</code></p>'
        for hint, example in words.to_write(row, day)
    ]
    return "".join([*lines, basis, *examples])


def _state_line(state: RequirementState, text: str) -> str:
    badge = build.state_badge(state)
    said = text if state is RequirementState.LISTED else f"{badge.word}: {text}"
    return f'<p class="kpi-state"><b class="tone-{badge.tone}" aria-hidden="true">{badge.icon}</b> {escape(said)}</p>'


def _summary_line(row: Requirement) -> str:
    return _line(RequirementState.MISSING, f"{row.id} {build.title(row)} – {words.lacking(row)}")


def _line(state: RequirementState, text: str) -> str:
    """The state's sign and word, and what is in it."""
    badge = build.state_badge(state)
    return (
        f'<li><b class="tone-{badge.tone}" aria-hidden="true">{badge.icon}</b>'
        f"<span><strong>{escape(badge.word)}:</strong> {escape(text)}</span></li>"
    )


def _chip(row: Requirement) -> str:
    badge = build.state_badge(row.state)
    text = f"{row.id} {build.title(row)}"
    return (
        f'<li><b class="tone-{badge.tone}" aria-hidden="true">{badge.icon}</b>'
        f'<span>{escape(text)}<span class="kpi-hidden">: {escape(badge.word)}</span></span></li>'
    )


def _badge(state: RequirementState) -> str:
    return verdict(build.state_badge(state))


def _cell(cell: Presence) -> str:
    """The state, and below it how many and by what, or why not."""
    part = cell.part
    if part.state is RequirementState.MET:
        below = f"{format_count(part.found)} · {words.bases_of(cell)}"
    elif part.reason:
        below = part.reason
    else:
        below = words.cause_in_words(part.cause) if part.cause else ""
    more = f'<p class="kpi-quote">{escape(below)}</p>' if below else ""
    return _badge(part.state) + more


def _in_how_many(rows: Sequence[ComponentRow]) -> list[str]:
    """Below each component: in how many groups it is, of those that should have it."""
    columns: Iterable[tuple[Presence, ...]] = zip(*(row.cells for row in rows), strict=True)
    return [_("Groups that have it"), *map(_share, columns)]


def _share(cells: Sequence[Presence]) -> str:
    wanted = [cell for cell in cells if cell.part.state is not RequirementState.NOT_APPLICABLE]
    met = sum(cell.part.state is RequirementState.MET for cell in wanted)
    return f"{format_count(met)}/{format_count(len(wanted))}" if wanted else NOTHING
