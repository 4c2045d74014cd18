"""Names of villages or groups beside people are no register of them: taken for one, the people were dropped without a word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.domain.errors import UserError
from kpi.ingest.loading.load import Source, load
from tests.worlds import World, write_csv

DAY = date(2024, 6, 30)


@pytest.mark.parametrize("headers", [["Số hiệu", "Đứng tên", "Khu", "Máy"], ["Số hiệu", "Người", "Nhóm", "Máy"]])
@pytest.mark.parametrize("titles", [[], [["DANH SÁCH CỘNG TÁC VIÊN"]]])
@pytest.mark.parametrize("places", [["Thôn 1", "Thôn 1", "Thôn 2"], ["Thôn 1", "Thôn 2", "Thôn 3"]])
def test_people_of_villages_are_no_register_of_villages(
    tmp_path: Path, headers: list[str], titles: list[list[str]], places: list[str]
) -> None:
    world = World.empty(tmp_path)
    people = [
        [f"H{n}", f"Nguyễn Văn {name}", place, "0912345678"]
        for n, (name, place) in enumerate(zip(("An", "Ba", "Cả"), places, strict=True))
    ]
    path = write_csv(tmp_path / "bang.csv", [*titles, headers, *people])
    with pytest.raises(UserError):
        load(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock, loaded_by="Lan")
    assert world.store.batches() == []
