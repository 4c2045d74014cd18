"""Lists of activities: which days they speak for, what a later list, an addition and an undo make of them, and what is never kept.

Three thôn, T1 to T3. April to June by hand: papers 05/KH-UBND of 5/4 and 12/TB-UBND of 2/5; sessions 12/5 in Thôn 1 (45 came) and
20/6 in Thôn 2 (not told how many); posts 3 on 15/6 (320 saw them); notices at the office and in Thôn 1's house of culture on 10/4.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from kpi.answers.activities import Activities, Counted, activities
from kpi.domain.datasets import ACTIVITY
from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.operations import explaining
from kpi.operations.typing import note_row
from kpi.operations.undo import redo, undo
from kpi.store.records import VILLAGE, WORD
from tests.worlds import World, made_once, write_csv, write_xlsx

HEADER = [column.header for column in ACTIVITY.columns]
START, JUNE = date(2024, 4, 1), date(2024, 6, 30)
PLAN = ["Văn bản ban hành", "05/4/2024", "Kế hoạch số 5/KH-UBND về …", "", "", "", "", "", ""]
NOTICE = ["Văn bản ban hành", "02/5/2024", "12/TB-UBND", "", "", "", "", "", ""]
FIRST = ["Buổi tuyên truyền", "12/5/2024", "", "Thôn 1", "", "", "45", "", ""]
SECOND = ["Họp thôn", "20/6/2024", "", "T2", "", "", "", "", ""]
POSTS = ["Tin, bài đăng", "15/6/2024", "", "", "", "3", "", "320", ""]
OFFICE = ["Điểm niêm yết", "10/4/2024", "", "", "Trụ sở UBND xã", "", "", "", "x"]
HALL = ["Niêm yết", "10/4/2024", "", "Thôn 1", "Nhà văn hóa thôn", "", "", "", ""]
QUARTER = [PLAN, OFFICE, HALL, NOTICE, FIRST, POSTS, SECOND]


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups(3)


def told(world: World, start: date = START, end: date = JUNE) -> Activities:
    found = activities(world.store, start, end)
    assert found is not None
    return found


def listed(
    world: World, rows: Sequence[Sequence[object]], as_of: date = JUNE, title: str = "", **said: object
) -> object:
    return world.load("activity", [*([[title]] if title else []), HEADER, *rows], as_of, **said)


def test_a_quarter_counted_by_hand(world: World) -> None:
    listed(world, QUARTER, title="Từ ngày 01/4/2024 đến ngày 30/6/2024")
    found = told(world)
    assert [row.paper for row in found.papers] == ["05/KH-UBND", "12/TB-UBND"]
    assert (found.sessions, found.posts) == (Counted(2, 1, 45), Counted(3, 3, 320))
    assert (found.villages, found.places, found.guides) == (2, 2, 0)
    assert found.covered
    may = told(world, date(2024, 5, 1), date(2024, 5, 31))
    assert ([row.paper for row in may.papers], may.sessions, may.posts.count, may.places) == (
        ["12/TB-UBND"], Counted(1, 1, 45), 0, 0,
    )  # fmt: skip


def test_no_list_of_the_days_says_nothing_and_a_part_says_how_far(world: World) -> None:
    assert activities(world.store, START, JUNE) is None
    listed(world, [FIRST], date(2024, 5, 31), title="từ ngày 01/4/2024 đến ngày 31/5/2024")
    assert told(world).until == date(2024, 5, 31) and not told(world).covered
    assert activities(world.store, date(2024, 6, 1), JUNE) is None
    assert told(world, START, date(2024, 4, 30)).rows == ()
    assert told(world, date(2024, 3, 31), JUNE).until is None, "the first day is nobody's"


def test_a_corrected_list_takes_the_place_of_the_first_and_an_undo_brings_it_back(world: World) -> None:
    listed(world, QUARTER)
    corrected = [PLAN, OFFICE, HALL, NOTICE, [*FIRST[:1], "13/5/2024", *FIRST[2:6], "54", "", ""], POSTS, SECOND]
    outcome = listed(world, corrected)
    assert outcome.changes == {"added": 1, "changed": 0, "gone": 1}  # type: ignore[attr-defined]
    assert told(world).sessions == Counted(2, 1, 54)
    undo(world.store, outcome.batch, undone_by="An", reason="nhầm", at=world.clock)  # type: ignore[attr-defined]
    assert told(world).sessions == Counted(2, 1, 45)
    again = listed(world, QUARTER)
    assert again.loaded_before is not None  # type: ignore[attr-defined]


def test_lists_month_by_month_stand_side_by_side_whatever_their_order(world: World) -> None:
    listed(world, [POSTS, SECOND], JUNE)
    listed(world, [PLAN, OFFICE, HALL], date(2024, 4, 14))
    listed(world, [NOTICE, FIRST], date(2024, 5, 14))
    found = told(world)
    assert (len(found.papers), found.sessions.count, found.posts.count, found.places) == (2, 2, 3, 2)
    assert found.until is None, "no list says that it begins on 1/4"


def test_days_before_the_first_row_stay_and_are_told_unless_the_title_names_them(world: World) -> None:
    listed(world, QUARTER)
    outcome = listed(world, [NOTICE, FIRST, POSTS, SECOND])
    assert [one.code for one in outcome.problems] == ["earlier_days_stay"]  # type: ignore[attr-defined]
    assert len(told(world).papers) == 2 and told(world).places == 2
    outcome = listed(world, [NOTICE, FIRST, POSTS], title="từ ngày 1/4/2024 đến ngày 30/6/2024")
    assert ([one.code for one in outcome.problems], outcome.changes["gone"]) == (["many_gone"], 4)  # type: ignore[attr-defined]
    assert len(told(world).papers) == 1 and told(world).places == 0


def test_a_list_that_names_its_days_is_not_told_to_write_them(world: World) -> None:
    listed(world, QUARTER, title="từ ngày 01/4 đến ngày 30/6/2024")
    outcome = listed(world, [NOTICE, FIRST, POSTS, SECOND], title="Từ ngày 01/5 đến ngày 30/6/2024")
    (problem,) = outcome.problems  # type: ignore[attr-defined]
    assert problem.code == "earlier_days_stay" and "01/5/2024" in problem.message and "từ ngày" not in problem.message
    assert (len(told(world).papers), told(world).places) == (2, 2)
    outcome = listed(world, [NOTICE, FIRST, POSTS, SECOND], title="Từ ngày 01/4 đến ngày 30/6/2024")
    assert (len(told(world).papers), told(world).places, outcome.changes["gone"]) == (1, 0, 3)  # type: ignore[attr-defined]


def test_another_list_of_as_many_rows_has_gone_and_come_and_asks(world: World) -> None:
    """Eight posts of one quarter, then eight others: nothing tells that one became another."""
    posts = [["Tin, bài đăng", f"{day:02}/5/2024", "", "", "", "1", "", str(day), ""] for day in range(1, 17)]
    listed(world, posts[:8], title="từ ngày 01/4/2024 đến ngày 30/6/2024")
    with pytest.raises(UserError) as error:
        listed(world, posts[8:], adds=None, title="từ ngày 01/4/2024 đến ngày 30/6/2024")
    assert error.value.code == "add_or_replace" and "8" in error.value.found
    outcome = listed(world, posts[8:], title="từ ngày 01/4/2024 đến ngày 30/6/2024")
    assert outcome.changes == {"added": 8, "changed": 0, "gone": 8}  # type: ignore[attr-defined]
    assert told(world).posts == Counted(8, 8, sum(range(9, 17)))


def test_an_addition_loaded_again_takes_the_place_of_its_earlier_load(world: World) -> None:
    """A word is explained after the load: the same file says more, and what it said before must not count twice."""
    listed(world, QUARTER)
    strange = ["Loa kéo", "13/5/2024", "", "T2", "", "", "20", "", ""]
    rows = [["Buổi tuyên truyền", "14/5/2024", "", "T3", "", "", "9", "", ""], strange]

    def add() -> Outcome:
        outcome = listed(world, rows, adds=True)
        assert isinstance(outcome, Outcome)
        return outcome

    def explain(meaning: str | None) -> None:
        where = {"dataset": "activity", "field": "kind", "reason": "", "decided_by": "An"}
        explaining.explain(world.store, WORD, "Loa kéo", meaning, at=world.clock + timedelta(minutes=1), **where)

    first = add()
    assert (first.accepted, told(world).sessions) == (1, Counted(3, 2, 54))
    explain("session")
    again = add()
    assert (again.changes, told(world).sessions) == ({"added": 1, "changed": 0, "gone": 0}, Counted(4, 3, 74))
    assert (again.scopes[0].before, again.scopes[0].after) == (3, 4)
    assert [(one.code, str(first.batch) in one.message) for one in again.problems] == [("same_day", True)]
    assert add().loaded_before == again.batch
    explain(None)
    assert (add().loaded_before, told(world).sessions) == (None, Counted(3, 2, 54)), "the second one counts no more"
    undo(world.store, again.batch or 0, undone_by="An", reason="nhầm", at=world.clock)
    assert told(world).sessions == Counted(3, 2, 54)


@pytest.mark.parametrize("adds", [False, True])
def test_a_village_explained_after_the_load_is_known_when_the_file_comes_again(world: World, adds: bool) -> None:
    """As many rows were taken, so it was "already loaded", and the session stayed without a village."""
    rows = [FIRST, ["Buổi tuyên truyền", "13/5/2024", "", "Làng Chín", "", "", "7", "", ""]]
    listed(world, rows, adds=adds)
    said = {"dataset": "", "field": "", "reason": "", "decided_by": "An", "at": world.clock + timedelta(minutes=1)}
    explaining.explain(world.store, VILLAGE, "Làng Chín", "T2", **said)  # type: ignore[arg-type]
    again = listed(world, rows, adds=adds)
    assert (told(world).sessions, told(world).villages) == (Counted(2, 2, 52), 2)
    assert listed(world, rows, adds=adds).loaded_before == again.batch  # type: ignore[attr-defined]


def test_the_same_file_as_of_another_day_counts_once(world: World) -> None:
    rows = [["Buổi tuyên truyền", "14/5/2024", "", "T3", "", "", "9", "", ""]]
    first = listed(world, rows, date(2024, 5, 31), adds=True)
    again = listed(world, rows, JUNE, adds=True)
    assert told(world).sessions == Counted(1, 1, 9)
    assert [one.code for one in again.problems] == ["same_day"]  # type: ignore[attr-defined]
    undo(world.store, again.batch, undone_by="An", reason="nhầm", at=world.clock)  # type: ignore[attr-defined]
    assert told(world).sessions == Counted(1, 1, 9) and first.batch  # type: ignore[attr-defined]


def test_what_several_lists_say_counts_as_often_as_one_says_it(world: World) -> None:
    """Mended by hand first, then understood in its file: it counted twice; left out for good, it was lost with the other list's undo
    and doubled by its redo. Of two alike in one list both count."""
    mended = ["Buổi tuyên truyền", "13/5/2024", "", "T2", "", "", "20", "", ""]
    first = listed(world, [FIRST], adds=True)
    listed(world, [mended], adds=True)
    outcome = listed(world, [FIRST, mended, mended, POSTS, POSTS], adds=True)
    assert told(world).sessions == Counted(3, 3, 85) and told(world).posts == Counted(6, 6, 640)
    doubts = [one.row for one in outcome.problems if one.code == "stands_already"]  # type: ignore[attr-defined]
    assert (doubts, outcome.read, outcome.accepted) == ([2, 3], 5, 5)  # type: ignore[attr-defined]
    (change,) = outcome.scopes  # type: ignore[attr-defined]
    assert (change.added, change.gone) == (3, 0)

    said = {"reason": "nhầm", "at": world.clock + timedelta(minutes=1)}
    undo(world.store, first.batch, undone_by="An", **said)  # type: ignore[attr-defined, arg-type]
    assert told(world).sessions == Counted(3, 3, 85)
    redo(world.store, first.batch, redone_by="An", **said)  # type: ignore[attr-defined, arg-type]
    assert told(world).sessions == Counted(3, 3, 85)
    undo(world.store, outcome.batch, undone_by="An", **said)  # type: ignore[attr-defined, arg-type]
    assert told(world).sessions == Counted(2, 2, 65)
    assert listed(world, [mended, FIRST], adds=True).accepted == 2  # type: ignore[attr-defined]
    assert told(world).sessions == Counted(2, 2, 65)


def test_a_list_that_would_take_much_away_asks(world: World) -> None:
    listed(world, QUARTER)
    with pytest.raises(UserError) as error:
        listed(world, [PLAN, SECOND], adds=None)
    assert error.value.code == "add_or_replace"
    assert told(world).places == 2


def test_a_typed_row_adds_is_in_the_log_and_goes_with_a_later_list_of_its_day(world: World) -> None:
    listed(world, QUARTER)
    cells = {"kind": "Buổi tuyên truyền", "held_on": "21/6/2024", "village": "T3", "people": "30"}
    said = {"as_of": date(2024, 6, 21), "noted_by": "An", "reason": "Biên bản họp thôn"}
    at = datetime(2024, 6, 22, 8)
    outcome = note_row(world.store, world.config, ACTIVITY, cells, at=at, **said)  # type: ignore[arg-type]
    assert told(world).sessions == Counted(3, 2, 75)
    batch = world.store.batch(outcome.batch or 0)
    assert (batch.file, batch.loaded_by, batch.reason, batch.complete) == (
        "nhập trên trang",
        "An",
        "Biên bản họp thôn",
        False,
    )
    with pytest.raises(UserError) as error:
        note_row(world.store, world.config, ACTIVITY, cells, at=at, **said)  # type: ignore[arg-type]
    assert error.value.code == "typed_before"
    undo(world.store, batch.batch, undone_by="An", reason="nhầm", at=at)
    assert told(world).sessions == Counted(2, 1, 45)
    world.clock = at
    note_row(world.store, world.config, ACTIVITY, cells, at=at, **said)  # type: ignore[arg-type]
    listed(world, [*QUARTER, ["Buổi tuyên truyền", "21/6/2024", "", "T3", "", "", "31", "", ""]])
    assert told(world).sessions == Counted(3, 2, 76)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"kind": "Buổi tuyên truyền", "village": "Thôn 9"}, "row_refused"),
        ({"kind": "Văn bản ban hành", "paper": "ông Nguyễn Văn An"}, "row_refused"),
        ({"kind": ""}, "row_refused"),
        ({"kind": "Buổi tuyên truyền", "people": "vài chục"}, "row_refused"),
        ({"kind": "Buổi tuyên truyền", "held_on": "22/6/2024"}, "after_its_day"),
        ({"kind": "Buổi tuyên truyền", "quantity": "0", "people": "40"}, "row_refused"),
    ],
)
def test_a_typed_row_of_which_a_cell_would_be_lost_is_refused(world: World, cells: dict[str, str], code: str) -> None:
    said = {"held_on": "21/6/2024", **cells}
    with pytest.raises(UserError) as error:
        note_row(
            world.store,
            world.config,
            ACTIVITY,
            said,
            as_of=date(2024, 6, 21),
            noted_by="An",
            reason="x",
            at=datetime(2024, 6, 22, 8),
        )
    assert error.value.code == code
    assert activities(world.store, START, JUNE) is None


@pytest.mark.parametrize(
    ("day", "reason", "code"),
    [
        (date(2024, 6, 22), "Biên bản họp thôn 05/BB ngày 03.10.2024 12 giờ", None),
        (date(2022, 1, 1), "Kế hoạch số 0912", None),
        (date(2024, 6, 23), "Biên bản", "no_such_day"),  # tomorrow
        (date(2027, 11, 20), "Biên bản", "no_such_day"),
        (date(2021, 12, 31), "Biên bản", "no_such_day"),  # the plan begins with 2022
        (date(1999, 6, 1), "Biên bản", "no_such_day"),
        (date(2024, 6, 22), "Ông A gọi số 0912345678", "never_stored"),
        (date(2024, 6, 22), "Ông A, 0912.345.678", "never_stored"),
        (date(2024, 6, 22), "Ông A, +84 912 345 678", "never_stored"),
        (date(2024, 6, 22), "CCCD 038095000001", "never_stored"),
    ],
)
def test_a_typed_row_is_of_a_day_that_can_be_and_its_reason_names_no_citizen(
    world: World, day: date, reason: str, code: str | None
) -> None:
    cells, at = {"kind": "Buổi tuyên truyền", "held_on": f"{day:%d/%m/%Y}"}, datetime(2024, 6, 22, 8)

    def note() -> Outcome:
        return note_row(world.store, world.config, ACTIVITY, cells, as_of=day, noted_by="An", reason=reason, at=at)

    if code is None:
        assert note().accepted == 1
        return
    with pytest.raises(UserError) as error:
        note()
    assert error.value.code == code
    assert activities(world.store, START, JUNE) is None


def test_a_row_that_stands_for_none_is_rejected(world: World) -> None:
    outcome = listed(world, [FIRST, ["Buổi tuyên truyền", "13/5/2024", "", "", "", "0", "40", "", ""]])
    assert [(one.code, one.severity) for one in outcome.problems] == [("stands_for_none", "error")]  # type: ignore[attr-defined]
    assert told(world).sessions == Counted(1, 1, 45)


@pytest.mark.parametrize(
    ("day", "said", "codes"),
    [
        ("14/12/2024", None, []),
        ("15/12/2024", None, ["future_day"]),
        ("14/12/2027", None, ["future_day"]),
        ("14/12/2027", date(2027, 12, 14), []),
    ],
)
def test_a_day_that_has_not_come_is_told_unless_a_person_says_it(
    world: World, day: str, said: date | None, codes: list[str]
) -> None:
    path = write_csv(world.folder / "hoat-dong.csv", [[f"DANH SÁCH HOẠT ĐỘNG tính đến ngày {day}"], HEADER, FIRST])
    (outcome,) = load(
        world.store, world.config, [Source(path, as_of=said)], known_at=datetime(2024, 12, 14, 8), loaded_by="test"
    )
    assert [(one.code, one.severity) for one in outcome.problems] == [(code, "warning") for code in codes]


def test_sheets_of_one_file_up_to_one_day_are_one_list(world: World) -> None:
    def book(people: str) -> Path:
        import xlsxwriter

        path = world.folder / f"hoat-dong-{people}.xlsx"
        file = xlsxwriter.Workbook(str(path))
        for name, rows in (("Văn bản", [PLAN, NOTICE]), ("Tuyên truyền", [[*FIRST[:6], people, "", ""], SECOND])):
            page = file.add_worksheet(name)
            for number, row in enumerate([HEADER, *rows]):
                page.write_row(number, 0, row)
        file.close()
        return path

    for people in ("45", "46"):
        world.clock += timedelta(hours=1)
        source = Source(book(people), as_of=JUNE, adds=False)
        load(world.store, world.config, [source], known_at=world.clock, loaded_by="test")
    assert (len(told(world).papers), told(world).sessions) == (2, Counted(2, 1, 46))


def test_a_list_that_knows_what_came_later_is_refused(world: World) -> None:
    with pytest.raises(UserError) as error:
        listed(world, QUARTER, date(2024, 6, 14))
    assert error.value.code == "after_its_day"


def test_a_paper_counts_once_and_alike_rows_are_told(world: World) -> None:
    outcome = listed(world, [PLAN, [*PLAN[:1], "06/4/2024", "05/KH-UBND", *PLAN[3:]], POSTS, POSTS])
    assert [one.code for one in outcome.problems] == ["paper_twice", "alike"]  # type: ignore[attr-defined]
    assert [(row.paper, row.held_on) for row in told(world).papers] == [("05/KH-UBND", date(2024, 4, 6))]
    assert told(world).posts == Counted(6, 6, 640)


def test_a_column_of_kinds_is_known_by_its_cells_and_what_is_no_kind_is_rejected(world: World) -> None:
    rows = [
        ["12/5/2024", "Thôn 1", "Họp thôn", "45"],
        ["13/5/2024", "T2", "Loa", ""],
        ["14/5/2024", "T3", "Đi từng ngõ", "9"],
    ]
    outcome = world.load("activity", [["Ngày tổ chức", "Thôn", "Hình thức", "Số người dự"], *rows], JUNE)
    assert (outcome.accepted, [one.code for one in outcome.problems]) == (2, ["unknown_word"])
    assert (told(world).sessions, told(world).posts.count) == (Counted(1, 1, 45), 1)


def test_real_lists_without_a_kind_are_recognised_and_nothing_of_a_paper_is_kept(world: World) -> None:
    papers: list[list[object]] = [
        ["UBND XÃ HÀ GIANG"], ["DANH MỤC VĂN BẢN ĐÃ BAN HÀNH (từ ngày 01/4/2024 đến ngày 30/6/2024)"],
        ["STT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Người ký"],
        [1, "05/KH-UBND", "05/4/2024", "Kế hoạch kiện toàn, ông Nguyễn Văn Kín", "Trần Văn Lộ"],
        [2, "ông Nguyễn Văn Kín", "06/4/2024", "", ""],
    ]  # fmt: skip
    sessions: list[list[object]] = [
        ["KẾT QUẢ TUYÊN TRUYỀN đến ngày 30/6/2024"], ["STT", "Ngày tổ chức", "Thôn", "Số người tham dự", "Người chủ trì"],
        [1, "12/5/2024", "Thôn 1", 45, "Nguyễn Văn Kín"], [2, "20/6/2024", "Thôn 2", "", "Nguyễn Văn Kín"],
    ]  # fmt: skip
    paths = [write_xlsx(world.folder / "van-ban.xlsx", papers), write_csv(world.folder / "tuyen-truyen.csv", sessions)]
    outcomes = load(world.store, world.config, [Source(path) for path in paths], known_at=world.clock, loaded_by="test")
    assert [(one.dataset, one.accepted, one.rejected) for one in outcomes] == [("activity", 1, 1), ("activity", 2, 0)]
    assert "Trích yếu" in outcomes[0].dropped_columns and "Người chủ trì" in outcomes[1].dropped_columns
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()]
        kept = " ".join(str(connection.execute(f'select * from "{table}"').fetchall()) for table in tables)
    assert "05/KH-UBND" in kept and "Kín" not in kept and "kiện toàn" not in kept and "Lộ" not in kept
