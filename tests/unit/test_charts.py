"""Every chart: words for who cannot see it, a unit on its axes, counts in what it says under the mouse, its target drawn and named."""

from __future__ import annotations

import html
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints

import pytest

from kpi.answers.cases import MonthsOf, case_year
from kpi.answers.households import household_rungs
from kpi.answers.progress import list_days, progress
from kpi.answers.status import history, status
from kpi.config.models import Config
from kpi.domain.indicators import INDICATORS
from kpi.i18n.formats import format_count, format_goal
from kpi.judgement.assessment import Assessment
from kpi.store import Store
from kpi.ui.cases import charts as cases_charts
from kpi.ui.parts import charts as parts_charts
from kpi.ui.parts.charts import village_name
from kpi.ui.parts.figures import Chart, RatioBar, ratio_bars, target_across
from kpi.ui.parts.look import DARK, LIGHT, Palette
from kpi.ui.parts.tables import book, listing
from kpi.ui.progress import charts as progress_charts
from tests.worlds import World

MODULES = (parts_charts, cases_charts, progress_charts)
FULL, NO_TARGET, EARLY = date(2025, 6, 30), date(2026, 3, 31), date(2023, 6, 30)
STOCKS = ("households", "businesses", "institutions", "villages")


@dataclass(frozen=True)
class Drawn:
    """A chart with what it is drawn from: the unit, the numbers that it must tell, the target of its day (None: none is set)."""

    name: str
    chart: Chart
    unit: str
    told: tuple[str, ...]
    target: str | None

    @property
    def spec(self) -> dict[str, Any]:
        return self.chart.figure


def draw_all(store: Store, config: Config, day: date, colours: Palette = LIGHT) -> Iterator[Drawn]:
    """Every chart of every page on a day."""
    figures, path = status(store, config, day), history(store, config)
    for name in STOCKS:
        row, unit = figures.of(name), config.indicator(name).counted_in
        if row.villages:
            yield Drawn(
                "villages_bars", parts_charts.villages_bars(row, unit, colours), unit, _of_villages(row), _target(row)
            )
    for name in INDICATORS:
        row, unit = figures.of(name), config.indicator(name).counted_in
        known = tuple(one for one in path if one.as_of <= day)
        yield Drawn(
            "trend", parts_charts.trend(known, figures, name, config, colours), unit, _counts(row), _target(row)
        )
    courses = progress(figures, path, list_days(store, config, day), config)
    for name in INDICATORS:
        course = courses.of(name)
        if course.now.numerator is not None:
            drawn = progress_charts.outlook_chart(course, courses.year_end, config, colours)
            yield Drawn(
                "outlook_chart", drawn, config.indicator(name).counted_in, _counts(course.now), _target(course.now)
            )
    rungs, unit = household_rungs(store, config, day), config.indicator("households").counted_in
    yield Drawn(
        "rungs",
        parts_charts.rungs(rungs, day, unit, colours),
        unit,
        tuple(format_count(row.entities) for row in rungs),
        None,
    )
    year, unit = case_year(store, config, day), config.indicator("processed_reports").counted_in
    if year is not None:
        told = tuple(format_count(month.received) for month in year.months)
        yield Drawn("months_bars", cases_charts.months_bars(year.months, day, unit, colours), unit, told, None)


def _counts(row: Assessment) -> tuple[str, ...]:
    if row.numerator is None or not row.denominator:
        return ()
    return (format_count(row.numerator), format_count(row.denominator))


def _of_villages(row: Assessment) -> tuple[str, ...]:
    there = [village for village in row.villages if village.denominator]
    return tuple(format_count(count) for village in there for count in (village.numerator, village.denominator))


def _target(row: Assessment) -> str | None:
    return None if row.target is None else format_goal(row.target)


@pytest.fixture(scope="module")
def one_village(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One village, one household that takes part of two, one list, one report."""
    world = World.empty(tmp_path_factory.mktemp("one")).with_villages_and_groups(1)
    day = date(2024, 1, 31)
    world.load(
        "household",
        [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], ["H1", "Tạ Quang Bửu", "T1"], ["H2", "Cao Thị Yến", "T1"]],
        day,
    )
    world.load("membership", [["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ"], ["N1", "1", "a", "H1"]], day)
    world.load("case", [["Mã tin", "Loại tin", "Thời điểm tiếp nhận"], ["C1", "Phản ánh", "05/01/2024"]], day)
    return world


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Villages, groups and an empty log of reports."""
    world = World.empty(tmp_path_factory.mktemp("bare")).with_villages_and_groups()
    world.load("case", [["Mã tin", "Loại tin", "Thời điểm tiếp nhận"]], date(2024, 1, 31))
    return world


@pytest.fixture(scope="module")
def every(sample_store: Store, config: Config, one_village: World, bare: World) -> list[Drawn]:
    """All charts of the sample (with and without a target, before any list), of one village, and of next to nothing."""
    days = [(sample_store, FULL), (sample_store, NO_TARGET), (sample_store, EARLY)]
    days += [(one_village.store, date(2024, 1, 31)), (bare.store, date(2024, 1, 31))]
    return [drawn for store, day in days for drawn in draw_all(store, config, day)]


def test_no_chart_is_left_out(every: list[Drawn]) -> None:
    found = {
        name
        for module in MODULES
        for name, function in inspect.getmembers(module, callable)
        if function.__module__ == module.__name__ and not name.startswith("_") and _gives_a_chart(function)
    }
    assert found == {drawn.name for drawn in every}


def _gives_a_chart(function: Callable[..., Any]) -> bool:
    plain = inspect.unwrap(function)  # some keep their answers
    return inspect.isfunction(plain) and get_type_hints(plain).get("return") is Chart


# Numbers as no Vietnamese reads them: 1,246 · 87.1 · 2025-06-30 · None.
FOREIGN = re.compile(r"\d,\d{3}(?!\d)|\d\.\d{1,2}(?!\d)|\d\.\d{4,}|\d{4}-\d{2}-\d{2}|\b(?:None|nan|NaT)\b")


def test_words_say_what_the_picture_shows(every: list[Drawn]) -> None:
    for drawn in every:
        assert drawn.chart.alt.strip(), drawn.name
        assert not FOREIGN.search(drawn.chart.alt), (drawn.name, drawn.chart.alt)
        for number in drawn.told:
            assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", drawn.chart.alt), (
                drawn.name,
                number,
                drawn.chart.alt,
            )


def test_the_numbers_say_what_the_picture_shows(every: list[Drawn]) -> None:
    """All that the chart tells stands in its table, and in the workbook of it."""
    for drawn in every:
        numbers = drawn.chart.numbers
        columns = numbers.columns()
        shown = re.sub("<[^>]+>", " ", listing(numbers.rows, columns, numbers.whole, alt=""))
        assert not FOREIGN.search(shown), (drawn.name, shown)
        for number in drawn.told:
            assert re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", shown), (drawn.name, number, shown)
        titles, rows = book(numbers.rows, columns)
        assert len(rows) == len(numbers.rows) and len(titles) == len(columns)


def test_a_day_of_the_outlook_stands_once_and_with_its_target(every: list[Drawn]) -> None:
    """What lists say up to the day asked; after it what is expected."""
    foreseen = []
    for drawn in (one for one in every if one.name == "outlook_chart"):
        numbers = drawn.chart.numbers
        days = [row.day for row in numbers.rows]
        assert len(set(days)) == len(days) and days == sorted(days)
        foreseen += [(row, numbers.as_of) for row in numbers.rows if row.expected is not None]
    assert foreseen and all(row.day > as_of for row, as_of in foreseen)
    assert all(row.target for row, as_of in foreseen if as_of == FULL)


def test_a_mark_leads_where_its_row_of_the_numbers_leads(every: list[Drawn]) -> None:
    """A bar's village and a point's day are those of the trace's place that the browser will name, and one gets there by keys."""
    led = set()
    for drawn in every:
        numbers = drawn.chart.numbers
        by_about = {numbers.about(row): row for row in numbers.rows}
        for mark in drawn.chart.marks:
            led.add(drawn.name)
            trace = drawn.spec["data"][mark.trace]
            if isinstance(mark.about, MonthsOf):
                row = by_about[MonthsOf("received", mark.about.last, mark.about.last)]
                counted = getattr(row, mark.about.figure) if mark.about.first == mark.about.last else row.so_far
                assert trace["y"][mark.place] == counted
            elif drawn.name == "villages_bars":
                assert village_name(by_about[mark.about]) in html.unescape(trace["y"][mark.place])
            elif drawn.name == "rungs":
                assert trace["x"] == [by_about[mark.about].entities]
            else:
                assert trace["x"][mark.place] == mark.about and mark.about in by_about
    assert led == {drawn.name for drawn in every}


def test_an_axis_of_numbers_names_its_unit(every: list[Drawn]) -> None:
    for drawn in every:
        for name, axis in _axes(drawn.spec):
            if axis.get("type") == "category" or not _measures(name, drawn.spec):
                continue
            title = axis.get("title", {}).get("text") or ""
            assert drawn.unit in title, (drawn.name, name, title)


def _axes(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, axis in spec["layout"].items():
        if re.fullmatch(r"[xy]axis\d*", name):
            yield name, axis


def _measures(axis: str, spec: dict[str, Any]) -> bool:
    """Whether something with numbers is drawn along it."""
    letter, number = axis[0], axis.removeprefix("xaxis").removeprefix("yaxis")
    for trace in spec["data"]:
        if trace.get(f"{letter}axis", letter) == f"{letter}{number}":
            return any(isinstance(value, (int, float)) for value in trace.get(letter) or ())
    return False


def test_what_is_said_under_the_mouse_has_the_counts(every: list[Drawn]) -> None:
    for drawn in every:
        for trace in drawn.spec["data"]:
            if trace.get("hoverinfo") == "skip" or not len(trace.get("x") or ()):
                continue
            for said in _hovers(trace):
                assert not FOREIGN.search(said), (drawn.name, said)
                assert re.search(rf"\d {drawn.unit}\b", said) or re.search("Chưa có (số liệu|sổ hộ)", said), (
                    drawn.name,
                    said,
                )


def _hovers(trace: dict[str, Any]) -> Iterator[str]:
    """The template with its blanks filled as the browser fills them."""
    template = trace["hovertemplate"]
    for place in range(len(trace["x"])):
        values = {
            name: trace[name][place] for name in ("x", "y", "text", "hovertext", "customdata") if _has(trace, name)
        }

        def fill(found: re.Match[str], values: dict[str, Any] = values) -> str:
            value = values[found[1]]
            return str(value[int(found[2])] if found[2] else value)

        yield re.sub(r"%\{(\w+)(?:\[(\d+)\])?[^}]*\}", fill, template)


def _has(trace: dict[str, Any], name: str) -> bool:
    value = trace.get(name)
    return value is not None and not isinstance(value, str) and len(value) == len(trace["x"])


def test_a_target_is_drawn_and_named(every: list[Drawn]) -> None:
    seen = 0
    for drawn in every:
        if drawn.target is None:
            continue
        seen += 1
        level = float(drawn.target.removesuffix("%").replace(",", "."))
        spec = drawn.spec
        lines = [shape for shape in spec["layout"].get("shapes", ()) if shape.get("x0") == shape.get("x1") == level]
        steps = [
            trace
            for trace in spec["data"]
            if level in list(trace.get("y") or ()) and trace.get("line", {}).get("dash") == "dot"
        ]
        named = [
            note["text"]
            for note in spec["layout"].get("annotations", ())
            if f"chỉ tiêu {drawn.target}" in note.get("text", "")
        ]
        assert lines or steps, drawn.name
        assert named, drawn.name
    assert seen > 8


def test_words_stand_in_a_bar_only_where_it_is_long_enough_for_them() -> None:
    """Else their end would be white on the page's ground: 76/279 read 76/27."""
    said = {(76, 279): "27,2% · 76/279 hộ", (250, 279): "89,6% · 250/279 hộ"}
    bars = [RatioBar(words, *counts, words, "#B71C1C", []) for counts, words in said.items()]
    assert ratio_bars(bars, "", LIGHT, narrow=False)["textposition"] == ["outside", "inside"]


def test_the_line_of_the_target_runs_through_no_words() -> None:
    """Beside a short bar its counts stand where the line would go: what is crossed out cannot be read."""
    counts = [(48, 100), (60, 100), (0, 100), (90, 100)]
    bars = [RatioBar(str(of), *of, f"{of[0]},0% · {of[0]}/{of[1]} hộ", "#B71C1C", []) for of in counts]

    def pieces(target: int, *, narrow: bool) -> list[tuple[float, float]]:
        shapes = target_across(Decimal(target), LIGHT, bars, narrow=narrow)["shapes"]
        return [(shape["y0"], shape["y1"]) for shape in shapes]

    cut = pieces(70, narrow=False)
    assert not any(top < 0 < end for top, end in cut), "the words of the first bar begin at 48 % and end behind 70 %"
    assert all(any(top < place < end for top, end in cut) for place in (1, 2, 3))
    assert not any(top < 2 < end for top, end in pieces(20, narrow=False)), (
        "the words of a bar of no length begin at 0 %"
    )
    assert pieces(100, narrow=False) == [(0, 1)], "no words reach so far: one line from top to bottom"
    assert [int(top) for top, _end in pieces(70, narrow=True)] == [1, 2, 3]


def test_names_above_the_bars_of_a_phone_change_no_bar_and_no_mark(sample_store: Store, config: Config) -> None:
    row = status(sample_store, config, FULL).of("households")
    wide, narrow = (parts_charts.villages_bars(row, "hộ", LIGHT, narrow=one) for one in (False, True))
    for name in ("x", "text", "hovertext", "customdata"):
        assert [trace.get(name) for trace in wide.figure["data"]] == [
            trace.get(name) for trace in narrow.figure["data"]
        ]
    assert (wide.alt, wide.marks) == (narrow.alt, narrow.marks)
    assert all(trace["offset"] > 0 for trace in narrow.figure["data"]), "below the middle, where the name stands on"
    assert narrow.figure["layout"]["yaxis"]["ticklabelposition"] == "inside top"
    pieces = [(shape["y0"], shape["y1"]) for shape in narrow.figure["layout"]["shapes"]]
    assert len(pieces) == len(narrow.figure["data"][-1]["x"]), "the target runs through the bars and through no name"
    assert all(number < top < bottom < number + 0.5 for number, (top, bottom) in enumerate(pieces))


def test_without_a_target_none_is_drawn(every: list[Drawn]) -> None:
    for drawn in every:
        if drawn.target is None and drawn.name == "villages_bars":
            assert not drawn.spec["layout"].get("shapes")


def test_the_dark_palette_draws_the_same(every: list[Drawn], sample_store: Store, config: Config) -> None:
    dark = [drawn.chart.alt for drawn in draw_all(sample_store, config, FULL, DARK)]
    assert dark == [drawn.chart.alt for drawn in every[: len(dark)]]
