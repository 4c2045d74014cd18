"""The roll-up page's steps: take files, choose the cut-off, show what needs attention, draw."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from kpi.domain.indicators import INDICATORS, ORDER
from kpi.exchange.registry import Registry
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.rollup import wording
from kpi.rollup.answer import Ranking, RollUp
from kpi.rollup.asking import asked, stamped
from kpi.rollup.book import workbook
from kpi.rollup.sources import Upload, in_folder
from kpi.ui.parts import listing, panels
from kpi.ui.parts.attention import Notice, named, notices_html
from kpi.ui.parts.files import apart, uploader_words
from kpi.ui.rollup import charts, keys, tables
from kpi.ui.shell import frame
from kpi.ui.shell.address import in_this_language
from kpi.ui.shell.desk import Desk

# The keys stand in the address, so that a link shows the same.
CUT_OFF, CHOSEN = "ky", "chi-tieu"
ROWS = 60


def show(desk: Desk) -> None:
    """The whole page below its navigation."""
    with st.container(key="head"):
        head, box, button = st.columns([6, 2, 2], vertical_alignment="bottom")
    uploads = _dropped(button)
    folder = Path(desk.config.rollup.folder) if desk.config.rollup.folder else None
    files = stamped(in_folder(folder)) if folder is not None and folder.is_dir() else ()
    registered = Registry.beside(desk.store.path).stamp()
    if not files and not uploads:
        _title(head, "")
        _nothing(desk.config.rollup.folder)
        keys.show(desk, ())
        return
    newest: RollUp = desk.ask(asked, files, uploads, None, registered)
    day = _cut_off(box, newest.cut_offs)
    answer = newest if day is None or day == newest.as_of else desk.ask(asked, files, uploads, day, registered)
    if answer.as_of is None:
        _title(head, "")
        frame.notice(_("No report counts yet"), _("None of the files can be used; below it says why."))
    else:
        _title(head, _summary(answer))
        _figures(desk, answer)
    if answer.notes:
        panels.html_panel("notes", _("Files that are not counted"), "", tables.notes_table(answer.notes))
    if answer.proofs:
        keys.proofs(answer.proofs)
    keys.show(desk, [Path(path) for path, _size, _changed in files])


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
    return _(
        "To {date} (period from {start}) · {units} units · {reports} reports in {files} files",
        date=format_date(answer.as_of or date.min), start=format_date(answer.start or date.min),
        units=format_count(answer.units), reports=format_count(answer.accepted), files=format_count(answer.files),
    )  # fmt: skip


def _dropped(place: st.delta_generator.DeltaGenerator) -> tuple[Upload, ...]:
    with place, st.popover(_("Add files"), width="stretch"):
        st.html(f"<style>{uploader_words()}</style>")
        files = st.file_uploader(
            _("Aggregate files of communes"), type=["parquet", "csv", "json"], accept_multiple_files=True, key="rollup.files",
            help=_("The files are read on this machine and sent nowhere."),
        )  # fmt: skip
    return tuple(Upload(file.name, file.getvalue()) for file in files or ())


def _cut_off(place: st.delta_generator.DeltaGenerator, days: tuple[date, ...]) -> date | None:
    if not days:
        return None
    offered = [day.isoformat() for day in reversed(days)]
    with place:
        chosen = st.selectbox(
            _("Cut-off date"), offered, key=CUT_OFF, bind="query-params",
            format_func=lambda text: format_date(date.fromisoformat(text)),
        )  # fmt: skip
    return date.fromisoformat(chosen) if chosen else None


def _figures(desk: Desk, answer: RollUp) -> None:
    found = _notices(answer, listed=bool(desk.config.rollup.expected))
    if found:
        st.html(notices_html(found))
    before = answer.path[-2] if len(answer.path) > 1 else ()
    st.html(tables.total_cards(answer.totals, before, desk.config))
    in_this_language(CHOSEN, lambda: {name: desk.config.indicator(name).spoken_title for name in ORDER})
    chosen = st.segmented_control(
        _("Indicator"), ORDER, default=ORDER[0], required=True, key=CHOSEN, bind="query-params",
        format_func=lambda name: desk.config.indicator(name).spoken_title, label_visibility="collapsed",
    )  # fmt: skip
    _indicator(desk, answer, chosen or ORDER[0])
    if answer.missing:
        panels.html_panel("missing", _("Not sent yet"), "", tables.missing_table(answer.missing))


def _notices(answer: RollUp, *, listed: bool) -> list[Notice]:
    found = []
    if answer.refused:
        title = _("Refused: {count}", count=format_count(len(answer.refused)))
        found.append(Notice(title, named(f"{note.file}: {wording.why(note)}" for note in answer.refused), "bad", "✖"))
    if answer.missing:
        title = _("Not sent yet: {count}", count=format_count(len(answer.missing)))
        detail = named(f"{row.name}: {wording.last_sent(row)}" for row in answer.missing)
        known = "" if listed else f" · {wording.awaited_without_list()}"
        found.append(Notice(title, detail + known, "near", "▲"))
    if answer.covered:
        found.append(Notice(_("Merged units"), named(map(wording.covered, answer.covered)), "none", "○"))
    return found


def _indicator(desk: Desk, answer: RollUp, indicator: str) -> None:
    total, ranking = answer.total(indicator), answer.ranking(indicator)
    unit, colours = desk.config.indicator(indicator).spoken_counted_in, panels.colours()
    left, right = st.columns(2)
    with left:
        if ranking.ranked:
            chart = charts.units_bars(ranking, total, unit, colours)
            panels.chart_panel("compared", _("Units"), _first(ranking), chart)
        else:
            panels.html_panel("compared", _("Units"), "", panels.calm(_("No unit has figures to compare.")))
    with right:
        path = [row for totals in answer.path for row in totals if row.id == indicator]
        chart = charts.pooled_path(path, unit, colours)
        panels.chart_panel("pooled", _("All units together"), _("– at each cut-off"), chart)
    _table(desk, answer, indicator)
    panels.html_panel("path", _("All units together"), _("– at each cut-off"), tables.path_table(path))
    if answer.series:
        merged = tables.merged_table(answer.series, INDICATORS.index(indicator))
        panels.html_panel("merged", _("Units that were merged"), _("– what they sent themselves"), merged)


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
        rows = listing.paged(ranking.ranked, ROWS, f"rollup.{indicator}")
        if rows:
            st.html(tables.ranking_table(rows, total, alt=title))
        if ranking.apart:
            panels.section(_("Nothing to compare: {count}", count=format_count(len(ranking.apart))))
            shown = listing.paged(ranking.apart, ROWS, f"rollup.apart.{indicator}")
            st.html(tables.ranking_table(shown, None, alt=_("Units without a ratio")))
