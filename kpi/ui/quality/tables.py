"""The data quality page's tables, as rows of words: how old and how full lists are, what links rest on, what to correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.quality import (
    EntryList,
    GroupQuality,
    IndicatorTrust,
    LinkQuality,
    Quality,
    Rejection,
    VillageList,
    quality,
)
from kpi.config.models import Config
from kpi.i18n.formats import NOTHING, format_count, format_date, format_ratio
from kpi.i18n.messages import _
from kpi.store import Store
from kpi.ui.parts import words
from kpi.ui.parts.attention import named
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.panels import calm, facts
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.parts.trust import doubts_in_words, trust_badge
from kpi.ui.parts.words import Badge
from kpi.ui.shell.desk import Desk

# So many rows of a list are named before the rest is only counted.
NAMED_ROWS = 5


@dataclass(frozen=True, slots=True)
class DrawnQuality:
    """How far figures can be trusted, with the long tables drawn: those of hundreds of villages take too long at every click."""

    found: Quality
    groups: str
    books: str


def shown(desk: Desk, as_of: date) -> DrawnQuality:
    """What the page shows of a day."""
    return desk.ask(_shown, as_of)


@needs(Right.FIGURES)
def _shown(store: Store, config: Config, as_of: date) -> DrawnQuality:
    found = quality(store, config, as_of)
    return DrawnQuality(found, group_table(found.member_lists), village_table(found.villages))


def indicator_table(trusts: Sequence[IndicatorTrust], config: Config) -> str:
    """Beside each indicator: whether its figure can be used, how old its register is, and what speaks against it."""
    columns: list[ListColumn[IndicatorTrust]] = [
        ListColumn(_("Indicator"), lambda trust: config.indicator(trust.indicator).spoken_title),
        ListColumn(_("Trust"), trust_badge, html=True),
        ListColumn(_("Why"), lambda trust: _roomy(doubts_in_words(trust.doubts)), html=True),
        ListColumn(_("Register as of"), lambda trust: trust.listed_on, numeric=True),
        ListColumn(_("Age in days"), lambda trust: trust.days, numeric=True),
    ]
    return listing(trusts, columns, alt=_("How far each figure can be trusted"))


def village_table(villages: Sequence[VillageList]) -> str:
    """Each village's own household list."""
    if not villages:
        return calm(_("The list of villages has not been loaded for this date"))
    columns: list[ListColumn[VillageList]] = [
        ListColumn(_("Village"), lambda village: village.name),
        ListColumn(_("List as of"), lambda village: village.listed_on, numeric=True),
        ListColumn(_("Age in days"), lambda village: village.days, numeric=True),
        ListColumn(
            _("Households counted"), lambda village: village.households if village.listed_on else None, numeric=True
        ),
        ListColumn(_("State"), _village_badge, html=True),
    ]
    return listing(villages, columns, alt=_("Household lists by village"))


def entry_table(lists: Sequence[EntryList], title: str) -> str:
    """Each village's own list of a register that the plan adds."""
    columns: list[ListColumn[EntryList]] = [
        ListColumn(_("Village"), lambda one: one.name),
        ListColumn(_("List as of"), lambda one: one.listed_on, numeric=True),
        ListColumn(_("Age in days"), lambda one: one.days, numeric=True),
        ListColumn(_("Entries counted"), lambda one: one.entries if one.listed_on else None, numeric=True),
        ListColumn(_("State"), _village_badge, html=True),
    ]
    return listing(lists, columns, alt=title)


def _village_badge(village: VillageList | EntryList) -> Badge:
    if village.days is None:
        missing = _("No list yet") if isinstance(village, EntryList) else _("No household list yet")
        return Badge(missing, "✖", "bad")
    if village.stale:
        return Badge(_("Out of date"), "▲", "near")
    return Badge(_("Available"), "✔", "good")


def group_table(groups: Sequence[GroupQuality]) -> str:
    """Each group's newest list: how old, how full, how near to the group's maximum, and codes that lead nowhere."""
    if not groups:
        return calm(_("The list of groups has not been loaded for this date"))
    columns: list[ListColumn[GroupQuality]] = [
        ListColumn(_("Group"), lambda group: group.name),
        ListColumn(_("List as of"), list_day, numeric=True),
        ListColumn(_("Age in days"), lambda group: group.days, numeric=True),
        ListColumn(_("Rows of members"), arrived, numeric=True),
        ListColumn(_("Of the maximum"), of_maximum, numeric=True),
        ListColumn(_("Strange codes"), lambda group: group.unknown_codes, numeric=True),
        ListColumn(_("State"), lambda group: " ".join(map(verdict, group_badges(group))), html=True),
    ]
    return listing(groups, columns, alt=_("Member lists by group"))


def arrived(group: GroupQuality) -> str:
    """Rows against the total that the list states: 212/339; the rows alone where it states none; then what was added."""
    if group.listed_on is None:
        return NOTHING
    whole = _rows_of(group.members, group.total_members)
    if not group.added:
        return whole
    return _("{rows} + {added} added", rows=whole, added=_rows_of(group.added, group.added_total))


def _rows_of(rows: int, total: int | None) -> str:
    return format_count(rows) if total is None else f"{format_count(rows)}/{format_count(total)}"


def list_day(group: GroupQuality) -> str:
    """The day of the list that the members are known by, and the day of what was added to it."""
    if group.listed_on is None:
        return NOTHING
    if group.added_on is None:
        return format_date(group.listed_on)
    return _("{date}, added to on {added}", date=format_date(group.listed_on), added=format_date(group.added_on))


def of_maximum(group: GroupQuality) -> str:
    """How full the group is, of the most that Zalo lets in; "—" where a list does not say it."""
    return format_ratio(group.size, group.max_members) if group.size is not None and group.max_members else NOTHING


def group_badges(group: GroupQuality) -> list[Badge]:
    """Every doubt about a group's list; one calm word where there is none."""
    if group.listed_on is None:
        return [Badge(_("No list yet"), "✖", "bad")]
    found = []
    if group.complete is False:
        found.append(Badge(_("Incomplete"), "▲", "near"))
    if group.stale:
        found.append(Badge(_("Out of date"), "▲", "near"))
    if group.nearly_full:
        found.append(Badge(_("Nearly full"), "▲", "near"))
    if not found and group.total_members is None:
        return [Badge(_("Total not stated"), "○", "none")]
    return found or [Badge(_("Complete"), "✔", "good")]


def link_block(answer: Quality, config: Config) -> str:
    """What the counts rest on, and what became of the members."""
    if not any(link.entities for link in answer.links):
        return calm(_("There is nothing to count"))
    columns: list[ListColumn[LinkQuality]] = [
        ListColumn(_("Indicator"), lambda link: config.indicator(link.indicator).spoken_title),
        ListColumn(
            _("Linked"), lambda link: f"{format_count(link.linked)}/{format_count(link.entities)}", numeric=True
        ),
        *(
            ListColumn(words.rung_in_words(rung.rung), partial(_by_rung, place), numeric=True)
            for place, rung in enumerate(answer.links[0].rungs)
        ),
        ListColumn(_("Members tied"), lambda link: link.tied, numeric=True),
    ]
    counted = [link for link in answer.links if link.entities]
    return listing(counted, columns, alt=_("What the counts rest on")) + facts(words.member_rows(answer.members))


def _by_rung(place: int, link: LinkQuality) -> str:
    entities = link.rungs[place].entities
    if not entities:
        return format_count(0)
    return _("{count} ({share})", count=format_count(entities), share=format_ratio(entities, link.linked))


def rejection_table(rejections: Sequence[Rejection]) -> str:
    """The lists in use of which rows were rejected, and where in them."""
    if not rejections:
        return calm(_("No row of the lists in use was rejected."))
    columns: list[ListColumn[Rejection]] = [
        ListColumn(_("File"), lambda row: row.file),
        ListColumn(_("Sheet"), lambda row: row.sheet),
        ListColumn(_("List as of"), lambda row: row.as_of, numeric=True),
        ListColumn(_("Rejected"), lambda row: row.rejected, numeric=True),
        ListColumn(_("Where"), lambda row: _roomy(_places(row)), html=True),
    ]
    return listing(rejections, columns, alt=_("Rejected rows"))


def _places(rejection: Rejection) -> str:
    said = [
        _("row {row} ({column})", row=format_count(row), column=column)
        if column
        else _("row {row}", row=format_count(row))
        for row, column in rejection.rows
    ]
    return named(said, NAMED_ROWS, ", ")


def repetition_rows(answer: Quality) -> list[tuple[str, str]]:
    """Households that lists name more than once. Counts only: no name, no number, no code."""
    found = answer.repetitions
    return [
        (_("Mobile numbers that stand at two or more households"), format_count(found.shared_numbers)),
        (_("Households with such a number"), format_count(found.households_sharing)),
        (_("Household codes in the lists of two villages"), format_count(found.codes_in_two_lists)),
        (_("Households with the same head and number under another code"), format_count(found.same_head_and_phone)),
    ]


def _roomy(text: str) -> str:
    """A sentence in a cell that a narrow screen does not squeeze to one word a line; the table scrolls instead."""
    return f'<span style="display:inline-block;min-width:13rem">{escape(text)}</span>'
