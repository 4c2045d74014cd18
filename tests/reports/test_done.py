"""What section I says was done, on both sides of what it tells apart; every number counted by hand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpi.answers.activities import Activities, Activity
from kpi.reports.content.done import MOST_PAPERS, done
from kpi.reports.content.wording import BLANK

START, END = date(2024, 3, 15), date(2024, 6, 14)
PLAN = Activity("paper", date(2024, 4, 5), "05/KH-UBND", None, None, 1, None, None, None)
SESSION = Activity("session", date(2024, 5, 12), None, "T1", None, 1, 45, None, None)
POST = Activity("post", date(2024, 6, 1), None, None, None, 3, None, 1320, None)
OFFICE = Activity("posting", date(2024, 4, 10), None, None, "office", 1, None, None, True)
GUIDE = Activity("guide", date(2024, 4, 11), None, None, None, 2, None, None, None)


def said(*rows: Activity, until: date | None = END) -> tuple[str, ...]:
    return done(Activities(START, END, rows, until))


def test_without_a_list_of_the_period_the_place_is_left_for_the_hand() -> None:
    assert done(None) == (f"Công tác chỉ đạo, tuyên truyền, niêm yết trong kỳ: {BLANK}",)


def test_papers_are_named_and_the_other_kinds_counted_each() -> None:
    assert said(PLAN, SESSION, POST, OFFICE, GUIDE) == (
        "Trong kỳ đã ban hành 1 văn bản: Kế hoạch số 05/KH-UBND ngày 05/4/2024.",
        "Tổ chức 1 buổi tuyên truyền tại 1 thôn với 45 lượt người dự; đăng 3 tin, bài tuyên truyền với 1.320 lượt tiếp cận; đăng 2 "
        "hướng dẫn thủ tục hành chính trên Zalo page của Công an xã; niêm yết công khai tại 1 điểm.",
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        # nobody counted who came; one of three sessions did; sessions of the whole commune are in no village
        ([replace(SESSION, people=None)], "Tổ chức 1 buổi tuyên truyền tại 1 thôn."),
        ([SESSION, replace(SESSION, quantity=2, people=None, village="T2")],
         "Tổ chức 3 buổi tuyên truyền tại 2 thôn (1 buổi có ghi số lượng: 45 lượt người dự)."),
        ([replace(SESSION, village=None, quantity=2)], "Tổ chức 2 buổi tuyên truyền với 45 lượt người dự."),
        # one place named twice is one; a house of culture is one a village; places without a name count as many as the row says
        ([OFFICE, OFFICE], "Niêm yết công khai tại 1 điểm."),
        ([replace(OFFICE, place="culture_house", village=village) for village in ("T1", "T2")], "Niêm yết công khai tại 2 điểm."),
        ([OFFICE, replace(OFFICE, place=None, quantity=4)], "Niêm yết công khai tại 5 điểm."),
    ],
)  # fmt: skip
def test_a_sentence_says_what_rows_say_and_no_more(rows: list[Activity], sentence: str) -> None:
    assert said(*rows) == (sentence,)


def test_a_kind_without_a_row_is_not_mentioned_and_none_at_all_is_said_by_a_list_alone() -> None:
    assert said() == ("Danh sách hoạt động của kỳ không ghi hoạt động nào.",)
    assert said(replace(SESSION, quantity=0)) == ()


@pytest.mark.parametrize(
    ("until", "tail"),
    [
        (END - timedelta(days=1), "Danh sách hoạt động mới ghi đến ngày 13/6/2024."),
        (None, "Danh sách hoạt động chưa ghi đủ các ngày của kỳ báo cáo."),
    ],
)
def test_how_far_the_lists_speak_is_said_where_it_is_not_all(until: date | None, tail: str) -> None:
    assert said(GUIDE, until=until)[-1] == tail
    assert said(until=date(2024, 6, 13)) == ("Danh sách hoạt động của kỳ không ghi hoạt động nào đến ngày 13/6/2024.",)
    assert said(until=None) == ("Danh sách hoạt động của kỳ không ghi hoạt động nào trong những ngày đã ghi.",)


def test_so_many_papers_are_named_and_the_rest_is_counted() -> None:
    papers = [replace(PLAN, paper=f"{number:02d}/KH-UBND") for number in range(1, MOST_PAPERS + 2)]
    (all_named,) = said(*papers[:-1])
    assert all_named.startswith("Trong kỳ đã ban hành 12 văn bản: ") and all_named.count("KH-UBND") == 12
    (counted,) = said(*papers)
    assert counted.endswith(" và 1 văn bản khác.") and counted.count("KH-UBND") == 12
