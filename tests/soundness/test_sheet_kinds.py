"""A log without a column for the kind of report: its kind is said, remembered, plain from code and title, or asked once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from kpi.domain.errors import UsageError, UserError
from kpi.ingest.loading.load import Outcome, Source, load
from kpi.operations.explaining import explain
from kpi.operations.rehearsal import rehearse
from tests.worlds import World, write_csv

DAY = date(2024, 6, 30)
ROWS = [
    ["1", "An ninh", "03/06/2024", "17/06/2024", "07/06/2024"],
    ["2", "Đô thị", "04/06/2024", "14/06/2024", "19/06/2024"],
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World.empty(tmp_path).with_villages_and_groups()


def log(world: World, code: str, *title: str, subject: str = "Lĩnh vực", book: str = "") -> Path:
    """An export with its title; ``book`` stands before each number, as of another book."""
    header = [code, subject, "Ngày gửi", "Hạn xử lý", "Ngày trả kết quả"]
    return write_csv(
        world.folder / "xuat.csv", [*([one] for one in title), header, *([book + row[0], *row[1:]] for row in ROWS)]
    )


def loaded(world: World, path: Path, kind: str | None = None) -> Outcome:
    return load(world.store, world.config, [Source(path, as_of=DAY, kind=kind)], known_at=world.clock, loaded_by="Lan")[
        0
    ]


def kinds(world: World) -> list[str]:
    with duckdb.connect(str(world.store.path)) as connection:
        return [kind for (kind,) in connection.execute("select kind from cases order by batch, row").fetchall()]


@pytest.mark.parametrize(
    ("code", "title", "kind"),
    [
        ("Mã phản ánh", (), "feedback"),
        ("Mã PAKN", (), "petition"),
        ("Mã khiếu nại", (), "complaint"),
        ("Mã hồ sơ", ("SỔ THEO DÕI ĐƠN TỐ CÁO",), "denunciation"),
        ("Mã hồ sơ", ("SỔ TIN BÁO VỀ TỘI PHẠM",), "crime_report"),
        ("Mã hồ sơ", ("SỔ TỐ GIÁC TỘI PHẠM",), "crime_denunciation"),
        ("Mã hồ sơ", ("DANH SÁCH PHẢN ÁNH, KIẾN NGHỊ",), "petition"),
    ],
)
def test_the_kind_is_plain_from_the_code_or_the_title(
    world: World, code: str, title: tuple[str, ...], kind: str
) -> None:
    outcome = loaded(world, log(world, code, *title))
    assert kinds(world) == [kind, kind]
    assert [problem.code for problem in outcome.problems if problem.severity == "info"] == ["kind_of_sheet"]


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("Mã hồ sơ", ()),  # nothing says it
        ("Mã KN", ()),  # khiếu nại or kiến nghị
        ("Mã hồ sơ", ("SỔ KHIẾU NẠI, TỐ CÁO",)),  # two kinds
        ("Mã phản ánh", ("SỔ TỐ CÁO",)),  # one against the other
    ],
)
def test_what_is_not_plain_is_asked_and_nothing_is_loaded(world: World, code: str, title: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as caught:
        loaded(world, log(world, code, *title))
    assert caught.value.code == "unknown_kind"
    assert "--kind" in (caught.value.remedy or "")
    assert kinds(world) == []


@pytest.mark.parametrize("said", ["feedback", "Phản ánh", "phan anh"])
def test_what_was_said_once_is_remembered_for_the_next_export(world: World, said: str) -> None:
    loaded(world, log(world, "Mã hồ sơ"), said)
    loaded(world, log(world, "MÃ HỒ SƠ", "THÁNG 7"))
    assert kinds(world)[-1] == "feedback"
    (kept,) = world.store.listed_corrections()
    assert (kept.kind, kept.meaning, kept.decided_by) == ("sheet kind", "feedback", "Lan")
    with pytest.raises(UserError):
        loaded(world, log(world, "Mã hồ sơ", subject="Chuyên mục"))  # another desk's export is asked about


def test_an_answer_can_be_taken_back(world: World) -> None:
    loaded(world, log(world, "Mã hồ sơ"), "Phản ánh")
    (kept,) = world.store.listed_corrections()
    explain(
        world.store, kept.kind, kept.spelling, None, dataset=kept.dataset, field=kept.field, reason="", decided_by="Lan",
        at=world.clock,
    )  # fmt: skip
    with pytest.raises(UserError):
        loaded(world, log(world, "Mã hồ sơ", "THÁNG 7"))


def test_a_rehearsal_remembers_nothing(world: World) -> None:
    source = Source(log(world, "Mã hồ sơ"), as_of=DAY, kind="Phản ánh")
    assert rehearse(world.store, world.config, [source], known_at=world.clock).outcomes[0].accepted == 2
    assert world.store.listed_corrections() == []


def test_what_is_said_goes_before_what_is_plain_and_fills_cells_that_say_nothing_known(world: World) -> None:
    loaded(world, log(world, "Mã phản ánh"), "Kiến nghị")
    assert kinds(world) == ["petition", "petition"]
    header = ["Mã tin", "Loại tin", "Ngày tiếp nhận"]
    path = write_csv(world.folder / "so.csv", [header, ["A", "Tố cáo", "3/6/2024"], ["B", "Tiếng ồn", "3/6/2024"]])
    loaded(world, path, "Phản ánh")
    assert kinds(world)[2:] == ["denunciation", "feedback"]


@pytest.mark.parametrize("header", ["Loại gì đó", "Lĩnh vực"])
def test_a_column_of_kinds_is_one_whatever_stands_above_it(world: World, header: str) -> None:
    rows = [["1", "Phản ánh", "03/06/2024"], ["2", "Tố cáo", "04/06/2024"]]
    loaded(world, write_csv(world.folder / "so.csv", [["Mã khiếu nại", header, "Ngày gửi"], *rows]))
    assert kinds(world) == ["feedback", "denunciation"]


def test_a_kind_that_is_none_is_refused_with_the_words_to_choose_from(world: World) -> None:
    with pytest.raises(UsageError) as caught:
        loaded(world, log(world, "Mã hồ sơ"), "Tiếng ồn")
    assert "Phản ánh" in caught.value.expected


def test_a_title_that_names_another_kind_asks_again(world: World) -> None:
    """What was said of the book of feedback held for the book of denunciations, whose headers are the same."""
    feedback, both = ("SỔ PHẢN ÁNH",), ("SỔ TỐ CÁO, TỐ GIÁC",)
    loaded(world, log(world, "Mã hồ sơ", *feedback), kind="phản ánh")
    for title in (("SỔ TỐ CÁO",), both):
        with pytest.raises(UserError) as caught:
            loaded(world, log(world, "Mã hồ sơ", *title))
        assert caught.value.code == "unknown_kind"
    loaded(world, log(world, "Mã hồ sơ"))
    loaded(world, log(world, "Mã hồ sơ", *both, book="TC-"), kind="tố cáo")
    loaded(world, log(world, "Mã hồ sơ", *both, "NĂM 2024", book="TC-"))
    loaded(world, log(world, "Mã hồ sơ", *feedback))
    assert kinds(world)[::2] == ["feedback", "feedback", "denunciation", "denunciation", "feedback"]
