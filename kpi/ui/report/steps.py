"""The report page's steps: look at the draft, freeze it, hand out its files, check and sign it; what would be another figure today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.access.acting import needs, who
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain import clock
from kpi.domain.periods import LENGTHS
from kpi.exchange.keys import UnitKeys
from kpi.exchange.package import PACKAGE
from kpi.i18n.formats import format_count, format_date, format_moment_short
from kpi.i18n.messages import N_, _, speaking
from kpi.reports.content.gathering import Order, gather
from kpi.reports.content.model import Report
from kpi.reports.content.requests import LONGEST, request_of
from kpi.reports.content.restated import Restatement
from kpi.reports.content.secrecy import secrecy_warnings
from kpi.reports.pdf.converting import pdf_of
from kpi.reports.pdf.offices import LibreOffice, Office, find_office
from kpi.reports.sending import delivery
from kpi.reports.sending.files import Made, drawn_for, file_name, template_of, without_qr
from kpi.reports.sending.freezing import (
    STEPS,
    FrozenReport,
    PlanOfReport,
    frozen_report,
    frozen_reports,
    gap_in_words,
    plans_of_reports,
    sign,
)
from kpi.snapshots import freezing
from kpi.snapshots.second_engine import Disagreement, by_second_engine, refusal
from kpi.store import ReportFile, SignOff, Store
from kpi.ui.meeting import check
from kpi.ui.parts import panels
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.report import preview, seal
from kpi.ui.report.paper import ask_paper, in_words
from kpi.ui.shell.actor import ask_actor
from kpi.ui.shell.anew import refuse_gone
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import faults_shown, plain, say_once
from kpi.ui.shell.scope import PageScope
from kpi.ui.shell.server.files import owned
from kpi.ui.shell.work import Progress, awaited, carry_out
from kpi.wiring import config_file

OUTCOME, WHOLE = "report.outcome", "report.whole"
LENGTH_WORDS = {"month": N_("Month"), "quarter": N_("Quarter"), "half": N_("Half-year"), "year": N_("Year")}


def show(desk: Desk, scope: PageScope) -> None:
    """From top to bottom: what was done, the draft, freezing it, the frozen ones, what would be another figure today,
    the unit's key and papers to be checked."""
    say_once(OUTCOME)
    order: Order | None = None
    with faults_shown():
        order = _order(desk.config, scope.as_of)
    if order is None:
        return
    draft = desk.ask(gather, order)
    reports, plans = desk.ask_store(frozen_reports), desk.ask(plans_of_reports)
    with st.container(key="panel-draft", border=True):
        panels.section(_("Draft"), _("– nothing is kept until it is frozen"))
        st.html(preview.summary(draft))
        _draft_files(desk, draft)
        _whole(draft)
        for warning in secrecy_warnings(draft):
            st.warning(plain(warning), icon="⚠")
        _freeze(desk, order, [one for one in reports if plans[one.number].is_own])
    with st.container(key="panel-frozen", border=True):
        panels.section(_("Frozen reports"), _("– their files are kept as they went up"))
        if reports:
            _frozen(desk, reports, plans)
        else:
            st.html(panels.calm(_("No report has been frozen yet.")))
    with st.container(key="panel-restated", border=True):
        panels.section(_("What would be another figure today"), _("– of every frozen report, and why"))
        changes = awaited(_("Comparing frozen reports with today's figures"), lambda _progress: desk.ask(_changes))
        _restated(changes, desk.config, reports)
    seal.show(desk)


def _whole(draft: Report) -> None:
    """All that the Word file will say, drawn only for whoever opens it."""
    opened = st.expander(_("The whole text with its annexes"), key=WHOLE, on_change="rerun")
    if opened.open:
        with opened:
            st.html(panels.Drawn(preview.whole(draft)))


@needs(Right.REPORTS)
def _changes(store: Store, config: Config) -> tuple[Restatement, ...]:
    return delivery.changed_since(store, config, frozen_reports(store))


@needs(Right.REPORTS)
def _check(store: Store, config: Config, number: int) -> freezing.Check:
    return freezing.check(store, config, frozen_report(store, number).state)


@needs(Right.REPORTS)
def _ask_second(store: Store, config: Config, number: int) -> Disagreement | None:
    return by_second_engine(store, config, frozen_report(store, number).state)


def _by_second_engine(desk: Desk, one: FrozenReport) -> None:
    """Whether the second engine has the same figures, where the office asks both."""
    with faults_shown():
        found = awaited(_("Asking the second engine"), lambda _progress: desk.ask(_ask_second, one.number))
        if found is not None:
            raise refusal(found, desk.config)
        st.success(plain(_("DuckDB and Spark have the same figures.")), icon="✔")


def _order(config: Config, as_of: date) -> Order:
    lengths = list(LENGTHS)
    chosen = st.segmented_control(
        _("Period"),
        lengths,
        default=config.reports.length,
        key="report.length",
        format_func=lambda name: _(LENGTH_WORDS[name]),
    )
    asked = st.text_input(
        _("Paper that asks for the report (optional)"), key="report.request", max_chars=LONGEST,
        placeholder=_("Official letter no. … of … by … on …"),
    )  # fmt: skip
    order = Order(as_of, chosen or config.reports.length, request_of(asked))
    period = order.period(config)
    words = _("From {start} to {end}", start=format_date(period.start), end=format_date(period.end))
    if not period.whole:
        last = format_date(period.start - timedelta(days=1))
        words = _("{period}: begun and not over; the last whole period ends on {last}", period=words, last=last)
    st.html(f'<p class="kpi-line">{escape(words)}</p>')
    return order


def _draft_files(desk: Desk, draft: Report) -> None:
    """Made at the click: charts take seconds."""
    name = file_name(draft)
    first, second, third = st.columns(3)
    first.download_button(
        _("Word, marked as a draft"), key="report.word", width="stretch", on_click="ignore", file_name=f"{name}.docx",
        data=owned(partial(_word, draft, desk.config.language), f"{name}.docx"),
    )  # fmt: skip
    second.download_button(
        _("Excel, marked as a draft"), key="report.excel", width="stretch", on_click="ignore", file_name=f"{name}.xlsx",
        data=owned(partial(_excel, draft), f"{name}.xlsx"),
    )  # fmt: skip
    office = find_office()
    third.download_button(
        _("PDF, marked as a draft"), key="report.pdf", width="stretch", on_click="ignore", file_name=f"{name}.pdf",
        data=owned(partial(_pdf, draft, desk.config.language), f"{name}.pdf") if office else b"", disabled=office is None,
    )  # fmt: skip
    st.html(f'<p class="kpi-line">{escape(_about_pdf(office))}</p>')


def _about_pdf(office: Office | None) -> str:
    """What makes the PDF, or that nothing here can, and what to do then."""
    by_hand = _("Word itself makes one: open the Word file, Save as, PDF.")
    if office is None:
        missing = _("No PDF: neither LibreOffice nor Word was found on this PC. Install LibreOffice, which is free.")
        return f"{missing} {by_hand}"
    if isinstance(office, LibreOffice):
        return _("LibreOffice makes the PDF from the Word file; it takes some seconds.")
    return _("Word makes the PDF from the Word file; it takes some seconds.")


def _pdf(report: Report, language: str) -> bytes:
    with speaking(language):
        return pdf_of(_word(report, language))


def _word(report: Report, language: str) -> bytes:
    from kpi.reports.word.writing import word

    with speaking(language):  # made at the click, apart from the page
        return word(report, template_of(report, _root()), drawn_for(report))


def _excel(report: Report) -> bytes:
    from kpi.reports.excel.annexes import workbook

    return workbook(report)


def _root() -> Path:
    """Where the paths in the configuration start."""
    return config_file().resolve().parent


def _freeze(desk: Desk, order: Order, reports: Sequence[FrozenReport]) -> None:
    """``reports``: the plan's own, of which the new one may replace one."""
    standing = [one.number for one in reports if one.replaced_by is None and one.state.as_of == order.as_of]
    with st.form("report.freeze", border=True):
        first, second, third = st.columns([3, 3, 2], vertical_alignment="bottom")
        name = ask_actor(first, _("Prepared by"), "report.name")
        refused = refuse_gone("report.replaces", standing)
        replaces = second.selectbox(
            _("Replaces"), [None, *standing], key="report.replaces",
            format_func=lambda number: _("no earlier report") if number is None else _("report no. {number}", number=number),
        )  # fmt: skip
        # The key names the day and the period, so that a press never freezes others that a load has put in their place.
        key = f"report.freeze.{order.as_of}.{order.length}"
        sure = third.form_submit_button(_("Freeze the report"), key=key, type="primary", width="stretch")
    if not sure or refused():
        return
    at, root = clock.now(desk.config.timezone), _root()

    def freeze(progress: Progress) -> tuple[Made, FrozenReport]:
        return delivery.freeze(
            desk.store, desk.config, order, root, frozen_by=name, at=at, replaces=replaces, progress=progress
        )

    # The first report that is signed makes the unit's key, which stays: that is not as if it had never begun.
    stops = UnitKeys.beside(desk.store.path).file.exists()
    if carry_out(_("Freezing the report"), freeze, _say_frozen, stops=stops):
        st.rerun()


def _say_frozen(frozen: tuple[Made, FrozenReport]) -> None:
    made, found = frozen
    # Said, since what is only forgotten here stays in the browser's box.
    st.session_state["report.number"] = found.number
    words = _(
        "Frozen as number {number}, figures as of {date}, check code {code}.",
        date=format_date(found.state.as_of), number=format_count(found.number), code=found.state.code,
    )  # fmt: skip
    bars = _("No browser was found to draw the charts with; the tables' own bars stand in their place.")
    said = (words, gap_in_words(found), bars if made.pictures == "bars" else "", without_qr(made))
    st.session_state[OUTCOME] = " ".join(filter(None, said))


def _frozen(desk: Desk, reports: tuple[FrozenReport, ...], plans: Mapping[int, PlanOfReport]) -> None:
    plan: ListColumn[FrozenReport] = ListColumn(_("Plan"), lambda one: plans[one.number].title, long=True)
    several = len({plans[one.number].title for one in reports} | {one.title for one in desk.config.plans}) > 1
    columns: list[ListColumn[FrozenReport]] = [
        ListColumn(_("Number"), lambda one: one.number, numeric=True),
        *([plan] if several else []),
        ListColumn(_("Period"), lambda one: preview.period_of(one, desk.config)),
        ListColumn(_("As of"), lambda one: one.state.as_of),
        ListColumn(_("Check code"), lambda one: one.state.code),
        ListColumn(_("Frozen"), lambda one: f"{one.state.frozen_by}, {format_moment_short(one.state.frozen_at)}"),
        ListColumn(_("Paper"), lambda one: in_words(one.kept.paper_by())),
        ListColumn(_("State"), _state),
    ]
    st.html(listing(reports, columns, alt=_("Frozen reports")))
    numbers = {one.number: one for one in reports}
    chosen = st.selectbox(
        _("Frozen report"), list(numbers), key="report.number",
        format_func=lambda number: _("no. {number}", number=format_count(number)),
    )  # fmt: skip
    one = numbers[chosen]
    _kept_files(desk, one)
    if st.button(_("Check: work the figures out again"), key="report.check"):
        found = awaited(_("Working the figures out again"), lambda _progress: desk.ask(_check, one.number))
        check.show(found, desk.config)
        if desk.config.reports.two_engines and found.same:
            _by_second_engine(desk, one)
        _broken(desk.ask_store(Store.report_files, one.number))
        seal.tell(desk, one.number)
    _sign(desk, one)
    ask_paper(desk, one)


def _state(one: FrozenReport) -> str:
    """How far it is on its way to the signature, and whether a newer one stands in its place."""
    newest = _(STEPS[one.kept.steps[-1].step]) if one.kept.steps else "—"
    if one.replaced_by is not None:
        return _("{step}; replaced by no. {number}", step=newest, number=format_count(one.replaced_by))
    return newest


def _kept_files(desk: Desk, one: FrozenReport) -> None:
    files = desk.ask_store(Store.report_files, one.number)
    columns = st.columns(3)
    for place, file in enumerate(files):
        columns[place % 3].download_button(
            plain(_ending(file.name)), data=owned(partial(bytes, file.content), file.name), file_name=file.name,
            key=f"report.file.{one.number}.{file.name}", on_click="ignore", width="stretch",
            disabled=not file.intact,
        )  # fmt: skip
    word = next((file for file in files if file.name.endswith(".docx")), None)
    if word is not None and find_office() is not None:
        columns[len(files) % 3].download_button(
            _("PDF of the Word file"), data=owned(partial(pdf_of, word.content), word.name), key=f"report.pdf.{one.number}",
            file_name=f"{Path(word.name).stem}.pdf", on_click="ignore", width="stretch", disabled=not word.intact,
        )  # fmt: skip


def _ending(name: str) -> str:
    words = {".docx": _("Word file"), ".xlsx": _("Excel file"), ".parquet": "Parquet", ".csv": "CSV", ".json": "JSON"}
    if name == PACKAGE:
        return _("Description of the aggregate file")
    kind = words.get(Path(name).suffix, Path(name).suffix)
    return _("Aggregate file, {kind}", kind=kind) if "_tong-hop" in name else kind


def _broken(files: Sequence[ReportFile]) -> None:
    broken = [file.name for file in files if not file.intact]
    if broken:
        st.error(plain(_("Kept files that are not what was frozen: {names}", names=", ".join(broken))), icon="✖")
    else:
        st.success(plain(_("All {count} files are as they were frozen.", count=format_count(len(files)))), icon="✔")


def _sign(desk: Desk, one: FrozenReport) -> None:
    """The way to the signature: who and when; the next step, where one is left."""
    columns: list[ListColumn[SignOff]] = [
        ListColumn(_("Sign-off step"), lambda step: _(STEPS[step.step])),
        ListColumn(_("Who"), lambda step: step.done_by),
        ListColumn(_("When"), lambda step: format_moment_short(step.known_at)),
    ]
    st.html(listing(one.kept.steps, columns, alt=_("Sign-off")))
    step = one.next_step
    if step is None:
        return
    with st.form(f"report.sign.{one.number}.{step}", border=False):
        first, second = st.columns([3, 2], vertical_alignment="bottom")
        name = _signer(first, step)
        label = {"checked": _("Note as checked"), "approved": _("Note as approved")}[step]
        sure = second.form_submit_button(label, key=f"report.sign.do.{step}", width="stretch")
    if sure:
        with faults_shown():
            sign(desk.store, desk.config, one.number, step, done_by=name, at=clock.now(desk.config.timezone))
            st.rerun()


def _signer(place: DeltaGenerator, step: str) -> str:
    """Who has signed in; else whose name is written."""
    label = _("{step} by", step=_(STEPS[step]))
    if who().account:
        place.caption(f"{label}: {plain(who().name)}")
        return who().name
    name: str = place.text_input(label, key=f"report.sign.name.{step}", max_chars=80)
    return name


def _restated(rows: tuple[Restatement, ...], config: Config, reports: Sequence[FrozenReport]) -> None:
    if not rows:
        st.html(panels.calm(_("Every figure of every frozen report is the same by what is known today.")))
        return
    papers = {one.number: paper for one in reports if (paper := one.kept.paper_by())}
    st.html(preview.restatement_table(rows, config, papers))
