"""A list of more rows than a page: found by what is typed, in the order of a chosen column."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from kpi.ui.parts.tables import HtmlColumn, table
from tests.serving import PATIENCE_SECONDS


def long_list() -> None:
    from datetime import date, timedelta

    import streamlit as st

    from kpi.ui.parts.listing import narrowed, paged
    from kpi.ui.parts.tables import ListColumn

    villages = ["Thôn Đông Hải", "Thôn 2", "Thôn 10", "Ấp Bình Hòa"]
    rows = [(f"HG-{number}", villages[number % 4], number % 7 or None) for number in range(3_000)]
    columns = [
        ListColumn[tuple[str, str, int | None]]("Mã", lambda row: row[0]),
        ListColumn[tuple[str, str, int | None]]("Thôn", lambda row: row[1]),
        ListColumn[tuple[str, str, int | None]](
            "Ngày", lambda row: date(2025, 1, 1) + timedelta(row[2]) if row[2] else None
        ),
    ]
    found = narrowed(rows, columns, 100, "long")
    st.session_state.found = [row[0] for row in found]
    st.session_state.villages = [row[1] for row in found]
    st.session_state.shown = len(paged(found, 100, "long.page"))


def test_words_are_found_without_marks_and_columns_put_in_order() -> None:
    page = AppTest.from_function(long_list, default_timeout=PATIENCE_SECONDS).run()
    assert (len(page.session_state.found), page.session_state.shown) == (3_000, 100)
    page.text_input(key="long.search").set_value("dong hai hg-1").run()
    assert set(page.session_state.villages) == {"Thôn Đông Hải"}
    assert page.session_state.found[:3] == ["HG-12", "HG-16", "HG-100"]
    page.text_input(key="long.search").set_value("").run()
    page.selectbox(key="long.sort").set_value("1").run()
    assert list(dict.fromkeys(page.session_state.villages)) == ["Ấp Bình Hòa", "Thôn 2", "Thôn 10", "Thôn Đông Hải"]
    page.selectbox(key="long.sort").set_value("2").run()
    assert page.session_state.found[:2] == ["HG-1", "HG-8"] and page.session_state.found[-1] == "HG-2996"
    page.text_input(key="long.search").set_value("không có ai").run()
    assert not page.session_state.found
    assert "các từ đã gõ" in page.get("html")[0].proto.body
    assert not page.exception


def short_list() -> None:
    import streamlit as st

    from kpi.ui.parts.listing import narrowed
    from kpi.ui.parts.tables import ListColumn

    st.session_state.found = narrowed([1, 2, 3], [ListColumn[int]("Số", lambda row: row)], 3, "short")


def test_a_list_of_one_page_has_no_boxes() -> None:
    page = AppTest.from_function(short_list, default_timeout=PATIENCE_SECONDS).run()
    assert page.session_state.found == [1, 2, 3] and not page.text_input and not page.selectbox


def test_a_row_is_named_by_its_first_cell_that_says_something() -> None:
    """A total has no number; an empty name would tell a screen reader nothing."""
    drawn = table([HtmlColumn("TT", numeric=True), HtmlColumn("Thôn")], [["1", "Đồi"]], ["", "Cộng"], alt="Thôn")
    assert '<th scope="row" class="kpi-number">1</th><td class="kpi-text">Đồi</td>' in drawn
    assert '<td class="kpi-number"></td><th scope="row" class="kpi-text">Cộng</th>' in drawn
