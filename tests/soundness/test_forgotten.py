"""Whoever is forgotten is in no table, text, byte or kept file any more, and no figure of any day has changed.

Ruling: docs/decisions/data.md, "Forgetting a person".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from kpi.answers.status import Status, statuses
from kpi.config.models import Backups, Retention
from kpi.domain.errors import UserError
from kpi.operations import backup, explaining, undo
from kpi.operations.forgetting import Forgotten, forget, holding
from kpi.operations.restore import restore
from kpi.operations.retention import clear_outdated, outdated
from kpi.operations.verify import verify
from kpi.review.decisions import Saying, decide, decisions
from kpi.snapshots.freezing import freeze
from kpi.snapshots.meetings import conclude
from kpi.store import Writer
from kpi.store.duckdb import persons
from tests.worlds import World, made_once, write_csv

YEAR_END, MARCH, JUNE = date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30)
AT = datetime(2025, 1, 1)
HEADERS = ["Mã hộ", "Chủ hộ", "Thôn", "Số điện thoại"]
MEMBERS = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Số điện thoại", "Mã hộ", "Vai trò"]
KIN, KIN_UID, KIN_PHONE, KIN_OTHER = "Nguyễn Thị Kín", "1564731578290756911", "0912345678", "0987654321"
NAMESAKE_UID = "1564731578290756922"
MARKS = (KIN, "Kín Nguyễn Bán Xôi", "nguyen thi kin", KIN_UID, KIN_PHONE, KIN_PHONE[1:], KIN_OTHER)


@pytest.fixture
@made_once
def world(tmp_path: Path) -> World:
    """A household, its head in a group under another name, an official by her name, a neighbour with her number, words about her."""
    world = World.empty(tmp_path).with_villages_and_groups()
    registered = [
        HEADERS, ["H1", KIN, "T1", f"{KIN_PHONE}/{KIN_OTHER}"], ["H2", "Vũ Văn Tư", "T1", "0912000002"],
        ["H3", "Lê Thị Ba", "T1", f"0912000003/{KIN_OTHER}"], ["H4", "Trần Văn Năm", "T1", ""],
    ]  # fmt: skip
    world.load("household", registered, YEAR_END)
    world.load(
        "official",
        [["Họ và tên", "Chức danh", "Thôn", "Số điện thoại"], [KIN, "Trưởng thôn", "T1", KIN_PHONE]],
        YEAR_END,
    )
    for day, name in ((MARCH, "Kín Nguyễn Bán Xôi"), (JUNE, "")):
        rows = [
            MEMBERS, ["N1", KIN_UID, name, KIN_PHONE if name else "", "", "Trưởng nhóm"],
            ["N1", "1564731578290756933", "Tư Vũ", "", "", ""], ["N1", "", "Văn Năm Trần", "", "", ""],
            ["N2", NAMESAKE_UID, "Bán Xôi", "", "", ""],
        ]  # fmt: skip
        world.load("membership", rows, day)
    say(world, f"uid:{KIN_UID}", "H1", f"hỏi bà {KIN}, số trong sổ")
    say(world, f"uid:{NAMESAKE_UID}", "H2", "gặp chị nguyen thi kin")
    explaining.explain(
        world.store, "village", f"Xóm bà {KIN}", "T1", reason=f"gọi {KIN_PHONE}", decided_by="A", at=world.clock
    )
    wrong = world.load("household", [HEADERS, ["H1", KIN, "T2", ""]], MARCH).batch
    assert wrong
    undo.undo(world.store, wrong, undone_by="A", reason=f"nhầm với {KIN}", at=later(world))
    state = freeze(world.store, world.config, JUNE, MARCH, frozen_by="A", at=later(world))
    conclude(
        world.store,
        state.number,
        f"Giao Trưởng thôn 1 gặp bà {KIN}",
        "Trưởng thôn 1",
        None,
        noted_by="A",
        at=later(world),
    )
    return world


def later(world: World) -> datetime:
    world.clock += timedelta(hours=1)
    return world.clock


def say(world: World, member: str, entity: str, why: str, *, yes: bool = True) -> None:
    decide(world.store, world.config, [Saying(member, entity, yes)], reason=why, decided_by="A", at=later(world))


def forgotten(world: World, whom: str = "H1", **more: bool) -> Forgotten:
    found = holding(world.store, world.config, whom)
    return forget(world.store, world.config, found, reason="Đơn số 12", done_by="A", at=AT, **more)


def figures(world: World) -> list[tuple[Status, ...]]:
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        moments = connection.execute(
            """select distinct known_at from (select known_at from batches union all select known_at from batch_events
            union all select known_at from decisions) order by known_at"""
        ).fetchall()
    with world.store.one_view():
        return [statuses(world.store, world.config, [YEAR_END, MARCH, JUNE], moment) for (moment,) in moments]


def told(world: World) -> str:
    """All that any table says."""
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return "\n".join(f"{name}: {connection.execute(f'from {name}').fetchall()}" for name in tables)


def left_of(world: World, marks: Iterable[str]) -> list[str]:
    files = [file.read_bytes() for file in world.folder.iterdir() if file.name.startswith((world.store.path.name, "."))]
    said = told(world)
    return [
        mark
        for mark in marks
        if mark in said or any(mark.encode(code) in content for code in ("utf-8", "utf-16-le") for content in files)
    ]


def test_nothing_of_him_is_left_and_every_figure_is_as_it_was(world: World) -> None:
    before, checked = figures(world), verify(world.store, world.config)
    assert left_of(world, MARKS[:4]) == [*MARKS[:4]], "the test can see what it looks for"
    done = forgotten(world)
    assert left_of(world, MARKS) == []
    assert figures(world) == before
    assert verify(world.store, world.config) == checked == []
    assert done.noted.removed["members"] == 1
    (note,) = world.store.forgettings()
    assert (note.done_by, note.reason, note.removed) == ("A", "Đơn số 12", done.noted.removed)
    assert sorted(file.name for file in world.folder.iterdir() if file.suffix != ".csv") == ["kpi.duckdb"]
    assert "Lê Thị Ba" in told(world), "a neighbour loses the number, and nothing else"
    assert "Bán Xôi" in told(world)


def test_by_whatever_he_is_called_it_is_he(world: World) -> None:
    everything = holding(world.store, world.config, "H1").held
    by_number = [(row.dataset, row.row, row.facts) for row in everything.rows if row.by_number]
    assert by_number == [("household", 4, {"other_phone": KIN_OTHER})], "of a neighbour nothing is told"
    for whom in ("household:H1", "h 1"):
        assert holding(world.store, world.config, whom).held == everything
    by_member = holding(world.store, world.config, KIN_UID).held
    assert by_member == holding(world.store, world.config, f"uid:{KIN_UID}").held
    assert {row.dataset for row in by_member.rows} == {"household", "official", "membership"}
    assert not [row for row in by_member.rows if row.by_number], "the household's other number is not known to be hers"
    for whom, code in (("Nguyễn Thị", "unknown_person"), ("", "unknown_person"), (KIN_OTHER, "several_persons")):
        with pytest.raises(UserError) as refused:
            holding(world.store, world.config, whom)
        assert refused.value.code == code


def test_a_later_list_brings_somebody_new(world: World) -> None:
    forgotten(world, f"uid:{KIN_UID}")
    rows = [MEMBERS, ["N1", KIN_UID, "Kín Nguyễn Bán Xôi", "", "", ""]]
    world.clock = AT
    world.load("membership", rows, date(2024, 9, 30))
    assert [row.known_at > datetime(2024, 12, 1) for row in holding(world.store, world.config, KIN_UID).held.rows] == [
        True
    ]
    assert world.counts("households", date(2024, 9, 30))[0] == 1, (
        "of the decided ones the neighbour's alone: hers is gone"
    )
    assert world.counts("households", JUNE)[0] == 2
    stale = [one.stale for one in decisions(world.store, world.config) if one.member.startswith("forgotten:")]
    assert stale == [()], "nobody is asked about her"


def test_names_that_only_suggest_go_on_suggesting_whatever_the_rules(world: World) -> None:
    day, waits = JUNE, "name:N1:Văn Năm Trần"
    assert world.counts("households", day)[1] == 1
    forgotten(world, waits)
    assert world.counts("households", day)[1] == 1
    world.config = replace(world.config, matching=replace(world.config.matching, suggest_from_percent=1))
    assert world.counts("households", day)[1] == 1, "by other rules nobody could find it any more"


def test_a_name_that_an_official_has_stays_the_same_for_both(world: World) -> None:
    strict = replace(world.config, participation=replace(world.config.participation, village_rule="strict"))
    rows = [["Họ và tên", "Chức danh", "Thôn"], ["Tư Vũ", "Công an xã", ""], ["Bán Xôi", "Trưởng thôn", "T2"]]
    world.load("official", rows, MARCH)
    rows = [MEMBERS, ["N2", NAMESAKE_UID, "Bán Xôi", "", "", "Trưởng nhóm"], ["N2", "", "Tư Vũ", "", "", "Phó nhóm"]]
    world.load("membership", rows, JUNE)
    before = statuses(world.store, strict, [JUNE])[0].of("villages")
    assert before.numerator == 1
    forget(world.store, strict, holding(world.store, strict, f"uid:{NAMESAKE_UID}"), reason="x", done_by="A", at=AT)
    assert statuses(world.store, strict, [JUNE])[0].of("villages") == before


def test_a_code_that_is_a_number_goes_in_every_spelling(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    world.load("household", [HEADERS, [KIN_PHONE, KIN, "T1", KIN_PHONE], ["H2", "Vũ Tư", "T1", ""]], YEAR_END)
    world.load("membership", [MEMBERS, ["N1", "", "A", "", KIN_PHONE[1:], ""], ["N1", "", "B", "", "H2", ""]], MARCH)
    before = figures(world)
    assert world.counts("households", MARCH)[0] == 2, "the code without its zero is the same code"
    forgotten(world, f"household:{KIN_PHONE}")
    assert left_of(world, [KIN_PHONE, KIN_PHONE[1:], KIN]) == []
    assert figures(world) == before


def test_a_household_without_a_code_gets_another_one_when_it_comes_back(tmp_path: Path) -> None:
    world = World.empty(tmp_path).with_villages_and_groups()
    rows = [["Chủ hộ", "Thôn", "Số điện thoại"], [KIN, "T1", KIN_PHONE], ["Vũ Văn Tư", "T1", "0912000002"]]
    world.load("household", rows, YEAR_END)
    forgotten(world, "T1-TC0001")
    world.load("household", rows, JUNE)
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        codes = connection.execute("select head_name, code from households order by batch, row").fetchall()
    assert [(name, code) for name, code in codes if name == KIN] == [(KIN, "T1-TC0003")]
    assert [code for name, code in codes if name == "Vũ Văn Tư"] == ["T1-TC0002", "T1-TC0002"]


@pytest.mark.parametrize("reason", ["", f"đơn của bà {KIN}", f"gọi {KIN_PHONE}", "của nguyen thi kin"])
def test_a_reason_that_names_him_is_refused_and_nothing_is_changed(world: World, reason: str) -> None:
    before = told(world)
    with pytest.raises(UserError) as refused:
        forget(world.store, world.config, holding(world.store, world.config, "H1"), reason=reason, done_by="A", at=AT)
    assert refused.value.code in ("no_reason", "named_in_reason", "never_stored")
    assert told(world) == before


def breaks_figures(writer: Writer) -> None:
    writer._connection.execute("delete from memberships where row = 2")


def breaks_off(_writer: Writer) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("breaking", "error"), [(breaks_figures, UserError), (breaks_off, KeyboardInterrupt)])
def test_what_would_change_a_figure_or_breaks_off_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, breaking: Callable[[Writer], None], error: type[BaseException]
) -> None:
    before, sound = told(world), Writer.forget

    def broken(writer: Writer, *said: object, **named: object) -> object:
        done = sound(writer, *said, **named)  # type: ignore[arg-type]
        breaking(writer)
        return done

    monkeypatch.setattr(Writer, "forget", broken)
    with pytest.raises(error):
        forgotten(world)
    assert told(world) == before
    assert sorted(file.name for file in world.folder.iterdir() if file.suffix != ".csv") == ["kpi.duckdb"]


def test_files_of_the_inbox_and_copies(world: World, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    for folder in ("done", "refused"):
        (inbox / folder).mkdir(parents=True)
    hers = write_csv(inbox / "refused" / "ho.csv", [HEADERS, ["H1", KIN.upper(), "T1", ""]])
    (inbox / "refused" / "ho.csv.txt").write_text("từ chối", "utf-8")
    (inbox / "done" / "khac.csv").write_text("Vũ Văn Tư", "utf-8")
    storage = replace(world.config.storage, inbox=str(inbox), backups=Backups(folder="sao-luu"))
    world.config = replace(world.config, storage=storage)
    (old,) = backup.back_up(world.store, world.config, [world.folder / "sao-luu"], at=datetime(2024, 12, 31, 8))
    (world.folder / "sao-luu" / "kpi-15292-20230101T080000.duckdb").write_bytes(b"before she was known")
    found = holding(world.store, world.config, "H1")
    assert {file.name for file in found.files} == {"ho.csv", "ho.csv.txt"}
    assert [(copy.file, copy.goes_by) for copy in found.copies] == [(old.file, date(2025, 12, 1))]
    done = forgotten(world, drop_copies=True)
    assert done.dropped
    assert not hers.exists()
    assert (inbox / "done" / "khac.csv").exists()
    new = world.folder / "sao-luu" / f"kpi-15292-{AT:%Y%m%dT%H%M%S}.duckdb"
    assert sorted((world.folder / "sao-luu").iterdir())[-1] == new
    assert not old.file.exists()
    assert KIN.encode() not in new.read_bytes()


def test_a_backup_of_before_brings_her_back_and_says_so(world: World) -> None:
    (old,) = backup.back_up(world.store, world.config, [world.folder / "usb"], at=datetime(2024, 12, 31, 8))
    assert restore(old.file, world.store.path, world.config, at=AT).forgotten == 0
    forgotten(world)
    assert restore(old.file, world.store.path, world.config, at=AT + timedelta(days=1)).forgotten == 1
    assert KIN in told(world)


def test_every_column_is_thought_of(world: World) -> None:
    """A text that a later schema adds must say what becomes of it: it gives way, is looked through, stays, or names nobody."""
    names_nobody = {
        *("dataset", "sha256", "scope", "kind", "entity_kind", "village", "status", "group", "role", "component", "organisation"),
        *("household", "entry", "entity_code", "code", "zalo_id", "post", "channel", "outcome", "state", "slot", "register", "rules"),
        *("evidence", "config_hash", "hash", "period", "step", "place", "paper", "field", "meaning", "removed", "indicator", "mark"),
    }  # fmt: skip
    gives_way = {
        *("head_name", "phone", "other_phone", "representative", "manager", "member", "uid", "display_name", "name_key"),
        *("entity_name", "problems", "dropped_columns"),
    }  # fmt: skip
    looked_through = {
        (table, name)
        for of in (persons.TEXTS, persons.JSON_TEXTS, persons.STAYS)
        for table, names in of.items()
        for name in names
    }
    of_bodies = {(table, "name") for table in ("villages", "groups", "businesses", "institutions")}
    own = {
        ("officials", "name"),
        ("comparisons", "name"),
        ("report_files", "name"),
        ("report_files", "content"),
        ("frozen_states", "batches"),
    }
    with duckdb.connect(str(world.store.path), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, column_name from duckdb_columns() where data_type in ('VARCHAR', 'JSON', 'BLOB') and not internal"
        ).fetchall()
    assert [
        pair for pair in columns
        if pair[1] not in names_nobody | gives_way and pair not in looked_through | of_bodies | own
    ] == []  # fmt: skip


def keeping(world: World, **months: int) -> None:
    world.config = replace(world.config, retention=Retention(**months))


def test_nothing_goes_unless_the_office_says_so(world: World) -> None:
    assert not outdated(world.store, world.config, date(2030, 1, 1)).is_anything
    assert clear_outdated(world.store, world.config, done_by="A", at=AT).noted is None


def test_what_is_past_its_time_goes_and_what_a_newer_list_has_stays(world: World) -> None:
    gone = [
        MEMBERS,
        ["N1", NAMESAKE_UID, "Bán Xôi", "", "", ""],
        ["N1", "1564731578290756933", "Ông Tư Vũ", "", "", ""],
    ]
    world.load("membership", gone, date(2024, 9, 30))
    world.load("household", [HEADERS, ["H2", "Vũ Văn Tư", "T1", "0912000002"], ["X", "", "T1", ""]], date(2024, 9, 30))
    before = figures(world)
    keeping(world, members_months=6, households_months=6, display_names_months=6, problems_months=1)
    clear_outdated(world.store, world.config, done_by="A", at=datetime(2024, 12, 30))
    assert KIN_UID in told(world), "on a list of six months before to the day"
    cleared = clear_outdated(world.store, world.config, done_by="A", at=datetime(2025, 2, 1))
    assert cleared.noted
    assert left_of(world, [KIN_UID, "Kín Nguyễn Bán Xôi", "'Tư Vũ'", "Văn Năm Trần", "Lê Thị Ba", "Trần Văn Năm"]) == []
    said = told(world)
    for stays in ("Vũ Văn Tư", "Bán Xôi", "Ông Tư Vũ", "1564731578290756933", KIN_PHONE):
        assert stays in said, f"{stays} is on a newer list, or on a register"
    assert figures(world) == before
    assert verify(world.store, world.config) == []
    assert not outdated(world.store, world.config, date(2025, 2, 1)).is_anything
