"""An answer on the page of loading has only the sheets checked again that it concerns, and finds what checking all would find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kpi.ingest.checking import again
from kpi.ingest.checking.check import check_rows
from kpi.ingest.loading.plan import Source
from kpi.operations import explaining, mapping
from kpi.operations.rehearsal import Drop, Rehearsal, rehearse
from tests.worlds import World, write_csv

NOW = datetime(2024, 7, 1)
HOUSEHOLDS = ["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Tình trạng"]
WITHOUT_CODES = ["Họ và tên chủ hộ", "Thôn", "Số điện thoại"]
LOG = ["Mã số tin", "Lĩnh vực", "Ngày gửi", "Trạng thái"]
ODD = ["Ký hiệu", "Đứng tên", "Khu", "Máy"]
FILES: dict[str, list[list[str]]] = {
    "thon": [["Mã thôn", "Tên thôn"], ["A", "Thôn Đông Hải"], ["B", "Yên Xá"]],
    "ho": [
        ["DANH SÁCH HỘ DÂN"], HOUSEHOLDS,
        *([f"H{n}", f"Chủ hộ {n}", "Đông Hảy" if n < 3 else "Yên Xá", "ở nguyên" if n == 4 else ""] for n in range(1, 6)),
    ],
    "khong-ma": [WITHOUT_CODES, ["Trần An", "Yên Xá", "0912000001"], ["Lê Ba", "Yên Xá", "0912000002"]],
    "can-bo": [["Họ và tên", "Chức danh", "Thôn"], ["Vũ Cả", "Trưởng thôn", "Yên Xá"]],
    "so": [LOG, *([f"PA{n}", "Tiếng ồn", f"{n}/6/2024", "Đang xử lý"] for n in range(1, 4))],
    "bang": [ODD, *([f"K{n}", f"Nguyễn Văn {name}", "Yên Xá", f"091200001{n}"] for n, name in enumerate("Tư Năm Sáu".split()))],
}  # fmt: skip


class Page:
    """The lists of one drop, looked at again after each answer."""

    def __init__(self, folder: Path, checked: list[str]) -> None:
        self.world, self.drop, self._checked, self._folder = World.empty(folder / "world"), Drop(), checked, folder
        self.files = dict(FILES)
        self.seen = self.look()

    def look(self, drop: Drop | None = None) -> Rehearsal:
        """What is found now."""
        self._checked.clear()
        paths = [write_csv(self._folder / f"{name}_2024-06-30.csv", rows) for name, rows in self.files.items()]
        sources = [Source(Path(path.name), content=path.read_bytes()) for path in paths]
        return rehearse(self.world.store, self.world.config, sources, known_at=NOW, read=drop or self.drop)

    def checked_again(self) -> set[str]:
        """The lists that were checked for the answer just given; what was found is what checking all of them finds."""
        self.seen = found = self.look()
        names = {name.split("_")[0] for name in self._checked}
        whole = self.look(Drop())
        assert [one.as_dict() for one in found.outcomes] == [one.as_dict() for one in whole.outcomes]
        assert [one.preview for one in found.outcomes] == [one.preview for one in whole.outcomes]
        assert found.effects == whole.effects
        return names

    def explain(self, kind: str, spelling: str, meaning: str, **where: str) -> None:
        explaining.explain(self.world.store, kind, spelling, meaning, reason="", decided_by="Thư", at=NOW, **where)

    def question(self, name: str) -> mapping.Question:
        sheet = next(sheet for sheet in self.seen.sheets if sheet.file.startswith(name))
        return mapping.question(
            sheet, self.world.config, self.world.store.corrections(), self.seen.villages, dataset="household"
        )


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """The drop after its first look."""
    checked: list[str] = []

    def noted(sheet, *terms):  # type: ignore[no-untyped-def]
        checked.append(sheet.file)
        return check_rows(sheet, *terms)

    monkeypatch.setattr(again, "check_rows", noted)
    found = Page(tmp_path, checked)
    assert {name.split("_")[0] for name in checked} == {*FILES} - {"so", "bang"}, "these two wait for an answer"
    yield found


def test_a_village(lists: Page) -> None:
    assert lists.checked_again() == set(), "nothing said, nothing checked"
    lists.explain("village", "Đông Hảy", "A")
    assert lists.checked_again() == {"ho"}
    row = next(one for one in lists.world.store.listed_corrections() if one.spelling == "Đông Hảy")
    explaining.take_back(lists.world.store, row, decided_by="Thư", at=NOW)
    assert lists.checked_again() == {"ho"}


def test_a_word(lists: Page) -> None:
    lists.explain("word", "ở nguyên", "resident", dataset="household", field="status")
    assert lists.checked_again() == {"ho"}


def test_the_kind_of_a_log(lists: Page) -> None:
    sheet = next(sheet for sheet in lists.seen.sheets if sheet.file.startswith("so"))
    mapping.remember_kind(lists.world.store, lists.world.config, sheet, "feedback", reason="", decided_by="Thư", at=NOW)
    assert lists.checked_again() == {"so"}


def test_a_village_that_holds_for_the_cells_below_it(lists: Page) -> None:
    head, *rows = FILES["ho"][1:]
    lists.files["ho"] = [head, rows[3], *([code, name, "", ""] for code, name, *_rest in rows[:3])]
    sheet = next(sheet for sheet in lists.look().sheets if sheet.file.startswith("ho"))
    mapping.remember_held_down(
        lists.world.store, lists.world.config, sheet, "household", reason="", decided_by="Thư", at=NOW
    )
    assert lists.checked_again() == {"ho"}


def test_the_columns_of_a_list(lists: Page) -> None:
    asked = lists.question("bang")
    fields = {column.position: column.guess for column in asked.columns}
    mapping.remember(
        lists.world.store, lists.world.config, asked, "household", fields, reason="", decided_by="Thư", at=NOW
    )
    assert lists.checked_again() == {"bang"}


def test_a_register_of_villages_concerns_all_lists_that_name_them(lists: Page) -> None:
    lists.files["thon"] = [*FILES["thon"], ["C", "Thôn Đông Hảy"]]
    assert lists.checked_again() == {"thon", "ho", "khong-ma", "can-bo"}


def test_what_an_answer_means_to_another_list_is_not_kept_from_it(lists: Page) -> None:
    """A name that is known may be explained to mean another one; then every list in which it stands says so."""
    lists.explain("village", "Yên Xá", "A")
    assert lists.checked_again() == {"thon", "ho", "khong-ma", "can-bo"}
    rows = {one.file.split("_")[0]: [scope.scope for scope in one.scopes] for one in lists.seen.outcomes}
    assert rows["khong-ma"] == ["A"]
