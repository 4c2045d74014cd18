"""The report's charts: bars of blocks counted by hand, pictures by a browser, and what happens without one."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from kpi.reports.charts.bars import Pictures
from kpi.reports.charts.browser import drawn, find_browser
from kpi.reports.charts.figures import trend_figure, village_figure
from kpi.reports.charts.pictures import draw
from kpi.reports.content.model import Report
from kpi.reports.word.writing import word
from kpi.store import DayNote
from tests.reports.conftest import TEMPLATE
from tests.reports.word_text import lines_of, opened
from tests.serving import PATIENCE_SECONDS

PNG = b"\x89PNG\r\n\x1a\n"


def test_bars_are_never_longer_than_the_counts(sample_report: Report) -> None:
    """20 blocks a bar: 273/376 is 14,52 blocks, 279/361 15,46, 204/338 12,07, 248/356 13,93: each is cut, none rounded up."""
    found = Pictures.bars(sample_report)
    assert [
        (bar.label, bar.blocks.count("█"), len(bar.blocks), bar.ratio, bar.counts) for bar in found.village_bars
    ] == [
        ("Thôn Đông Hải", 14, 20, "72,6%", "273/376"),
        ("Thôn Yên Xá", 15, 20, "77,3%", "279/361"),
        ("Thôn 3", 12, 20, "60,4%", "204/338"),
        ("Khu phố 2", 13, 20, "69,7%", "248/356"),
    ]
    assert found.kind == "bars" and found.villages is None and found.trend is None
    assert (found.trend_bars[0].label, found.trend_bars[-1].label) == ("31/01/2024", "14/12/2024")


def test_without_any_figure_there_is_no_chart(bare_report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.reports.charts.browser.drawn", lambda *_: pytest.fail("no browser is started for nothing"))
    found = draw(bare_report)
    assert (found.kind, found.village_bars, found.trend_bars) == ("bars", (), ())


def test_a_noted_day_has_a_line_with_the_day_by_which_the_text_tells_it(sample_report: Report) -> None:
    """Notes of one day share it, of days near each other the first is named; what is pinned to another indicator has none."""
    at = datetime(2024, 12, 20, 8)

    def note(number: int, day: date, about: str | None = None) -> DayNote:
        return DayNote(number, day, day, about, "Đợt cao điểm", "Lan", at)

    days = (date(2024, 5, 2), date(2024, 5, 2), date(2024, 5, 9), date(2024, 10, 1), date(2019, 1, 1))
    found = [note(number, day) for number, day in enumerate(days)]
    found += [note(8, date(2024, 8, 1), "businesses"), note(9, date(2024, 7, 1), "households")]
    drawn_on = trend_figure(replace(sample_report, notes=tuple(found)))["layout"]
    plain = trend_figure(sample_report)["layout"]
    assert [line["x0"] for line in drawn_on["shapes"]] == [
        date(2024, 5, 2),
        date(2024, 5, 9),
        date(2024, 7, 1),
        date(2024, 10, 1),
    ]
    named = [one["text"] for one in drawn_on["annotations"] if one not in plain["annotations"]]
    assert named == ["02/5/2024", "01/7/2024", "01/10/2024"] and not plain.get("shapes")


def test_the_figures_are_those_of_the_report(sample_report: Report) -> None:
    villages, trend = village_figure(sample_report), trend_figure(sample_report)
    (bars,) = villages["data"]
    assert list(bars["y"]) == ["Thôn Đông Hải", "Thôn Yên Xá", "Thôn 3", "Khu phố 2"]
    assert [round(length, 1) for length in bars["x"]] == [72.6, 77.3, 60.4, 69.7]
    # Met is grey, not met is hatched: it can be told apart on a black and white print.
    assert list(bars["marker"]["pattern"]["shape"]) == ["", "", "/", "/"]
    texts = [note["text"] for note in villages["layout"]["annotations"]]
    assert texts == [
        "<b>72,6%</b>  (273/376)", "<b>77,3%</b>  (279/361)", "<b>60,4%</b>  (204/338)", "<b>69,7%</b>  (248/356)", "Chỉ tiêu 70%",
    ]  # fmt: skip
    course, target = trend["data"]
    assert (course["x"][0], course["x"][-1], round(course["y"][-1], 2)) == (
        date(2024, 1, 31),
        date(2024, 12, 14),
        70.16,
    )
    assert list(target["y"]) == [70.0, 70.0]
    assert [note["text"] for note in trend["layout"]["annotations"]] == ["Chỉ tiêu năm 2024: 70%", "<b>70,2%</b>"]


def test_the_newest_ratio_stands_beside_the_line_and_off_its_target(sample_report: Report) -> None:
    """To the right, for the line comes from the left; above the target where that is met, below it where it is not."""
    *_targets, met = trend_figure(sample_report)["layout"]["annotations"]
    assert (met["text"], met["xanchor"], met["yanchor"]) == ("<b>70,2%</b>", "left", "bottom")
    earlier = replace(sample_report, path=sample_report.path[:-2])
    *_targets, short = trend_figure(earlier)["layout"]["annotations"]
    assert short["text"] != met["text"] and (short["xanchor"], short["yanchor"]) == ("left", "top")


def test_without_a_browser_the_report_has_bars(sample_report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_BROWSER", "")
    assert find_browser() is None
    assert draw(sample_report) == Pictures.bars(sample_report)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the browser")
@pytest.mark.parametrize("script", [f"exec sleep {10 * PATIENCE_SECONDS}", "exit 1"])
def test_a_browser_that_hangs_or_fails_is_given_up(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("KPI_BROWSER", str(browser))
    begun = time.monotonic()
    assert drawn([{"data": [], "layout": {"width": 10, "height": 10}}], limit=1.5) is None
    assert time.monotonic() - begun < PATIENCE_SECONDS


@pytest.mark.browser
def test_a_browser_draws_both(sample_report: Report) -> None:
    if find_browser() is None:
        why = "NO BROWSER FOUND, the charts of the report were not drawn"
        pytest.fail(why) if os.environ.get("KPI_BROWSER_REQUIRED") == "1" else pytest.skip(why)
    found = draw(sample_report)
    assert found.kind == "kaleido" and found.villages and found.trend
    assert found.villages.startswith(PNG) and found.trend.startswith(PNG)
    lines = lines_of(opened(word(sample_report, TEMPLATE, found)))
    assert [line for line in lines if "[hình]" in line] == ["[hình] ", "[hình] "]
    assert not any("█" in line for line in lines)
    assert word(sample_report, TEMPLATE, found) == word(sample_report, TEMPLATE, replace(found))
