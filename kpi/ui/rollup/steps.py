"""The roll-up page's steps: take files, choose the cut-off, show what needs attention, draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TypeVar

import streamlit as st

from kpi.config.models import Config
from kpi.exchange.registry import Registry
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.rollup import wording
from kpi.rollup.answer import Fate, Note, Place, Ranking, RollUp, Total, UnitFigure
from kpi.rollup.asking import asked, received
from kpi.rollup.book import workbook
from kpi.rollup.plans import SentPlan
from kpi.rollup.sources import Inbox, Upload, in_folder
from kpi.ui.parts import drawing, listing, panels
from kpi.ui.parts.attention import Notice, named, notices_html
from kpi.ui.parts.files import apart, uploader_words
from kpi.ui.rollup import charts, keys, tables, unit_figures
from kpi.ui.shell import frame
from kpi.ui.shell.address import in_this_language
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.work import awaited
from kpi.vietnamese.text import fold

Row = TypeVar("Row")

# The keys stand in the address, so that a link shows the same.
CUT_OFF, CHOSEN, PLAN = "ky", "chi-tieu", "ke-hoach"
ROWS, GROUP_ROWS = 60, 20
_EVERY = "chung"  # in the address, for the plan that has no name there


def show(desk: Desk) -> None:
    """The whole page below its navigation."""
    with st.container(key="head"):
        head, box, button = st.columns([6, 2, 2], vertical_alignment="bottom")
    uploads = _dropped(button)
    folder = Path(desk.config.rollup.folder) if desk.config.rollup.folder else None
    files = in_folder(folder) if folder is not None and folder.is_dir() else []
    registered = Registry.beside(desk.store.path).stamp()
    if not files and not uploads:
        _title(head, "")
        _nothing(desk.config.rollup.folder)
        keys.show(desk, ())
        return
    inbox = Inbox.of(files, uploads)
    title = _("Reading {count} files", count=format_count(len(files) + len(uploads)))
    sent = awaited(title, lambda _progress: desk.ask(received, inbox, registered))
    first = desk.ask(asked, sent, None, None)
    plan = _plan(box, first)
    newest = first if plan in (None, first.plan.name) else desk.ask(asked, sent, None, plan)
    day = _cut_off(box, newest)
    answer = newest if day in (None, newest.as_of) else desk.ask(asked, sent, day, newest.plan.name)
    if answer.as_of is None:
        _title(head, "")
        frame.notice(_("No report counts yet"), _("None of the files can be used; below it says why."))
    else:
        _title(head, _summary(answer))
        _figures(desk, answer)
    if answer.notes:
        _long(
            "notes", _("Files that are not counted"), answer.notes, lambda rows: tables.notes_table(rows, desk.config)
        )
    if answer.proofs:
        keys.proofs(answer.proofs)
    keys.show(desk, files)


def _title(place: st.delta_generator.DeltaGenerator, note: str) -> None:
    place.html(
        f'<h1 class="kpi-page-title">{escape(_("Communes together"))}</h1><p class="kpi-page-note">{escape(note)}</p>'
    )


def _nothing(folder: str) -> None:
    if folder:
        detail = _("In the folder {folder} there is no aggregate file yet.", folder=folder)
    else:
        detail = _("Or the administrator sets the folder in which the files arrive.")
    frame.notice(
        _("No commune's report is here yet"),
        _(
            "Drop the communes' aggregate files under “Add files”: the .parquet, .csv or .json file beside their report."
        ),
        detail,
    )


def _summary(answer: RollUp) -> str:
    plan = f"{wording.plan_name(answer.plan)} · " if answer.left_out or answer.plan.plan is not None else ""
    said = plan + _(
        "To {date} (period from {start}) · {units} units · {reports} reports in {files} files",
        date=format_date(answer.as_of or date.min), start=format_date(answer.start or date.min),
        units=format_count(answer.units), reports=format_count(answer.accepted), files=format_count(answer.files),
    )  # fmt: skip
    if not answer.missing and not answer.turned_away:
        return said
    return f"{said} · {wording.sent_of(answer.units, len(answer.missing), len(answer.turned_away))}"


def _dropped(place: st.delta_generator.DeltaGenerator) -> tuple[Upload, ...]:
    with place, st.popover(_("Add files"), width="stretch"):
        st.html(f"<style>{uploader_words()}</style>")
        files = st.file_uploader(
            _("Aggregate files of communes"), type=["parquet", "csv", "json"], accept_multiple_files=True, key="rollup.files",
            help=_("The files are read on this machine and sent nowhere."),
        )  # fmt: skip
    return tuple(Upload(file.name, file.getvalue()) for file in files or ())


def _cut_off(place: st.delta_generator.DeltaGenerator, newest: RollUp) -> date | None:
    """The day that a visitor chose; the one that the answer without a choice is of stands first in the box."""
    if not newest.cut_offs:
        return None
    offered = [day.isoformat() for day in reversed(newest.cut_offs)]
    first = len(offered) - 1 - newest.cut_offs.index(newest.as_of) if newest.as_of else 0
    with place:
        chosen = st.selectbox(
            _("Cut-off date"), offered, index=first, key=CUT_OFF, bind="query-params",
            format_func=lambda text: format_date(date.fromisoformat(text)),
        )  # fmt: skip
    return date.fromisoformat(chosen) if chosen else None


def _plan(place: st.delta_generator.DeltaGenerator, first: RollUp) -> str | None:
    """The plan that a visitor chose, where reports of several are here; that of most units stands first in the box."""
    told = {row.name or _EVERY: row for row in (first.plan, *first.left_out)}
    if len(told) < 2:
        return None
    with place:
        chosen = st.selectbox(
            _("Plan"), list(told), key=PLAN, bind="query-params", format_func=lambda one: _called(told[one])
        )
    return told[chosen].name if chosen in told else None


def _called(plan: SentPlan) -> str:
    return _("Five indicators of every commune") if plan.plan is None else wording.plan_name(plan)


def _choose_cut_off(day: date) -> None:
    st.session_state[CUT_OFF] = f"{day}"


def _long(
    key: str, title: str, rows: Sequence[Row], drawn: Callable[[Sequence[Row]], str], note: str = "", size: int = ROWS
) -> None:
    """A panel with a table of many rows, a page of them at a time."""
    with st.container(key=f"panel-{key}", border=True):
        panels.section(_("{title}: {count}", title=title, count=format_count(len(rows))), note)
        shown = listing.paged(rows, size, f"rollup.{key}")
        st.html(panels.Drawn(drawn(shown)))


def _figures(desk: Desk, answer: RollUp) -> None:
    config, order = answer.plan.spoken(desk.config), answer.order
    found = _notices(answer, desk.config)
    if found:
        st.html(notices_html(found))
    before = answer.path[-2] if len(answer.path) > 1 else ()
    st.html(tables.total_cards(answer.totals, before, config, order))
    in_this_language(CHOSEN, lambda: {name: config.indicator(name).spoken_title for name in order})
    if st.session_state.get(CHOSEN) not in (None, *order):  # of the plan that was chosen before
        del st.session_state[CHOSEN]
    chosen = st.segmented_control(
        _("Indicator"), order, default=order[0], required=True, key=CHOSEN, bind="query-params",
        format_func=lambda name: config.indicator(name).spoken_title, label_visibility="collapsed",
    )  # fmt: skip
    _indicator(desk, answer, chosen or order[0])
    if answer.missing:
        _long("missing", _("Not sent yet"), answer.missing, tables.missing_table)
    unit_figures.open_asked(desk, answer)


def _notices(answer: RollUp, config: Config) -> list[Notice]:
    found = []
    if answer.refused:
        title = _("Refused: {count}", count=format_count(len(answer.refused)))
        found.append(Notice(title, named(_told(note, config) for note in answer.refused), "bad", "✖"))
    differing = answer.of(Fate.COUNTED)
    if differing:
        title = _("Counted, to be looked at: {count}", count=format_count(len(differing)))
        found.append(Notice(title, named(_told(note, config) for note in differing), "near", "▲"))
    if answer.missing:
        title = _("Not sent yet: {count}", count=format_count(len(answer.missing)))
        detail = named(f"{row.name}: {wording.last_sent(row)}" for row in answer.missing)
        known = "" if config.rollup.expected else f" · {wording.awaited_without_list()}"
        found.append(Notice(title, detail + known, "near", "▲"))
    if others := answer.not_added:
        title = _("Reports of other plans, not added: {count}", count=format_count(len(others)))
        found.append(Notice(title, named(wording.left_out(row, answer.plan) for row in others), "none", "○"))
    if more := answer.added_in_part:
        title = _(
            "Plans of which the five indicators of every commune are added: {count}", count=format_count(len(more))
        )
        found.append(Notice(title, named(wording.left_out(row, answer.plan) for row in more), "none", "○"))
    if answer.covered:
        found.append(Notice(_("Merged units"), named(map(wording.covered, answer.covered)), "none", "○"))
    if answer.begun:
        found.append(Notice(_("A later period has begun"), wording.begun(answer), "none", "○"))
    return found


def _told(note: Note, config: Config) -> str:
    """The unit where the file says it, else the file, and why."""
    return f"{note.unit_name or note.unit or wording.files(note)}: {wording.why(note, config)}"


def _indicator(desk: Desk, answer: RollUp, indicator: str) -> None:
    total, ranking = answer.total(indicator), answer.ranking(indicator)
    unit = answer.plan.spoken(desk.config).indicator(indicator).spoken_counted_in
    colours = panels.colours()
    left, right = st.columns(2)
    with left:
        if ranking.ranked:
            chart = charts.units_bars(ranking, total, unit, colours, narrow=panels.narrow())
            drawing.chart_panel("compared", _("Units"), _first(ranking), chart, unit_figures.call_for)
        else:
            panels.html_panel("compared", _("Units"), "", panels.calm(_("No unit has figures to compare.")))
    with right:
        path = [row for totals in answer.path for row in totals if row.id == indicator]
        chart = charts.pooled_path(path, total.as_of, unit, colours)
        drawing.chart_panel("pooled", _("All units together"), _("– at each cut-off"), chart, _choose_cut_off)
    if answer.groups:
        rows = [(group, group.total(indicator)) for group in answer.groups]
        _long("groups", _("Provinces and districts"), rows, tables.groups_table, size=GROUP_ROWS)
    _table(desk, answer, indicator)
    panels.html_panel("path", _("All units together"), _("– at each cut-off"), tables.path_table(path))
    if answer.series:
        rows_then = tables.merged_rows(answer.series, [row.id for row in answer.totals].index(indicator))
        _long("merged", _("Units that were merged"), rows_then, tables.merged_table, _("– what they sent themselves"))


def _first(ranking: Ranking) -> str:
    count = format_count(min(charts.BARS, len(ranking.ranked)))
    if any(row.shortfall for row in ranking.ranked):
        return _("– the {count} that lack most", count=count)
    return _("– the {count} with the lowest ratio", count=count)


def _table(desk: Desk, answer: RollUp, indicator: str) -> None:
    total, ranking = answer.total(indicator), answer.ranking(indicator)
    with st.container(key="panel-ranking", border=True):
        title = _("Unit by unit: {count}", count=format_count(len(ranking.ranked)))
        name = f"tong-hop-cac-xa-{answer.as_of}.xlsx"
        note = _("– the unit that lacks most first, then the lowest ratio")
        book = apart(desk.config.language, workbook, answer, desk.config)
        listing.heading(title, note, "rollup.ranking", name, book, there=True)
        wanted = _wanted(answer)
        ranked = [row for row in ranking.ranked if wanted.fits(row)]
        rows = listing.paged(ranked, ROWS, f"rollup.{indicator}")
        if rows:
            st.html(panels.Drawn(tables.ranking_table(rows, wanted.total(answer, total), total, alt=title)))
        elif ranking.ranked:
            st.html(panels.calm(_("No unit fits what was searched for.")))
        others = [row for row in ranking.apart if wanted.fits(row)]
        if others:
            panels.section(_("Nothing to compare: {count}", count=format_count(len(others))))
            shown = listing.paged(others, ROWS, f"rollup.apart.{indicator}")
            st.html(tables.ranking_table(shown, None, total, alt=_("Units without a ratio")))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which units a visitor looks for: some words of name or code, a province or district (None: everywhere)."""

    words: tuple[str, ...] = ()
    place: Place | None = None

    def fits(self, row: UnitFigure) -> bool:
        text = fold(f"{wording.name_of(row)} {row.code}") if self.words else ""
        return all(word in text for word in self.words) and (self.place is None or self.place.holds(row.place))

    def total(self, answer: RollUp, whole: Total) -> Total | None:
        """The sum below the table: of the place, or of all; none where only words were looked for."""
        if self.words:
            return None
        found = next((group for group in answer.groups if group.place == self.place), None)
        return whole if self.place is None or found is None else found.total(whole.id)


def _wanted(answer: RollUp) -> Wanted:
    """The boxes above the table, where there are more units than a page shows, or regions."""
    places = [group.place for group in answer.groups if group.place is not None]
    if answer.units <= ROWS and not places:
        return Wanted()
    with st.container(key="rollup-wanted", horizontal=True, vertical_alignment="bottom"):
        words: str = st.text_input(
            _("Find a unit"), key="rollup.words", placeholder=_("name or code, also without marks")
        )
        place = None
        if places:
            place = st.selectbox(
                _("Province, district"), places, index=None, key="rollup.place", placeholder=_("All"),
                format_func=lambda one: " – ".join(filter(None, (one.province, one.district))),
            )  # fmt: skip
    return Wanted(tuple(fold(words or "").split()), place)
