"""The audit log is never changed, so a citizen who got into it could not be forgotten: it has no file's name, no explained word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpi.access import acting, audit
from kpi.access.acting import Need, acting_as
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.access.user import User
from kpi.ingest.loading.load import Source, load
from kpi.operations.explaining import explain
from kpi.operations.forgetting import forget, holding
from kpi.review import workbook
from kpi.review.queue import queue
from kpi.store.records import VILLAGE
from tests.worlds import World, write_csv

DAY = date(2024, 6, 30)
CITIZEN = "Lò Thị Kín Đáo"
CLERK = User.of("lan", "Lan", [Role.CLERK])


def test_no_file_word_or_person_gets_into_the_audit_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    file = AccessFile.beside(world.store.path)

    def enter(person: User, need: Need, about: str) -> None:
        audit.enter(file, world.clock, person, need.noted, about)

    monkeypatch.setattr(acting, "_note", enter)
    rows = [["Mã hộ", "Họ và tên chủ hộ", "Thôn", "Số điện thoại"], ["H1", CITIZEN, "Thôn 1", "0912345678"]]
    path = write_csv(tmp_path / f"ho {CITIZEN}.csv", rows)
    with acting_as(CLERK):
        load(world.store, world.config, [Source(path, as_of=DAY)], known_at=world.clock, loaded_by="Lan")
        explain(world.store, VILLAGE, CITIZEN, "T1", reason=f"nhà {CITIZEN}", decided_by="Lan", at=world.clock)
        book = workbook.write(queue(world.store, world.config, DAY))
        workbook.load(world.store, world.config, f"{CITIZEN}.xlsx", book, decided_by="Lan", at=world.clock)
        found = holding(world.store, world.config, CITIZEN)
        forget(world.store, world.config, found, reason="đơn số 5", done_by="Lan", at=world.clock)
    told = {entry.what for entry in audit.entries(file)}
    assert {
        "lists were loaded",
        "a spelling was explained",
        "a workbook of decisions was loaded",
        "a person was forgotten",
    } <= told
    kept = b"".join(one.read_bytes() for one in file.path.parent.glob(f"{file.path.name}*"))
    assert not [mark for mark in (CITIZEN, "0912345678") if mark.encode() in kept]
