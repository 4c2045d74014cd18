"""The simulated sample: the same bytes every time, the files that it promises, and figures that can be counted by hand.

The expected counts come from the simulated commune itself and never from the program's own measuring.
"""

from __future__ import annotations

import csv
import errno
import hashlib
import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kpi.answers.status import status
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import speaking
from kpi.sample import SampleFile, write_sample
from kpi.sample.loading import fill_with_sample
from kpi.sample.world import MONTHS, VILLAGES, Commune, Household, Member, build_commune
from kpi.store import Store
from tests.worlds import World

pytestmark = pytest.mark.slow
END_2024, END_2025 = date(2024, 12, 31), date(2025, 12, 31)
REGISTERED = 1431


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[SampleFile]:
    return write_sample(tmp_path_factory.mktemp("sample-files"))


@pytest.fixture(scope="module")
def commune() -> Commune:
    return build_commune()


def fingerprints(files: list[SampleFile]) -> dict[str, str]:
    return {file.path.name: hashlib.sha256(file.path.read_bytes()).hexdigest() for file in files}


def named(written: list[SampleFile], name: str) -> Path:
    return next(file.path for file in written if file.path.name == name)


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def below(rows: list[list[Any]], header: str) -> list[list[Any]]:
    """The rows under the one whose cells include the header."""
    return rows[next(number for number, row in enumerate(rows) if header in row) + 1 :]


def residents(commune: Commune, day: date) -> list[Household]:
    """The households on the newest register that have not moved away; the row with the unknown word is one that has."""
    if day < END_2024:
        return [household for household in commune.households if not household.arrived]
    return [household for household in commune.households if household.status != "Đã chuyển đi"]


def listed(commune: Commune, day: date) -> list[Member]:
    """Everyone on a group's list of the day; the committee's list names nobody's household or body."""
    return [member for (_group, month), members in commune.lists.items() if month == day for member in members]


def linked(commune: Commune, day: date) -> Counter[str]:
    """Resident households, by village, for which a listed member carries the code or the phone of this one alone."""
    codes = {member.household for member in listed(commune, day) if member.household}
    phones = {member.phone for member in listed(commune, day) if member.phone}
    sharing = Counter(household.phone for household in commune.households)
    return Counter(
        household.village
        for household in residents(commune, day)
        if household.code in codes or (household.phone in phones and sharing[household.phone] == 1)
    )


def test_two_runs_write_the_same_bytes(tmp_path: Path, written: list[SampleFile]) -> None:
    again = write_sample(tmp_path)
    assert fingerprints(again) == fingerprints(written)
    assert [file.path.name for file in again] == [file.path.name for file in written]


def test_a_disk_without_room_for_the_files_is_said_and_nothing_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, room = World.empty(tmp_path), iter(range(5))
    write = Path.write_bytes

    def written(path: Path, content: bytes) -> int:
        if path.parent.name == "files" and next(room, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", written)
    with speaking("vi"), pytest.raises(UserError) as refused:
        fill_with_sample(world.store, world.config, tmp_path / "files")
    assert (refused.value.found, refused.value.place) == ("ổ đĩa đã đầy", str(tmp_path / "files"))
    assert world.store.is_empty()


def test_the_files_and_the_order_in_which_a_clerk_loads_them(written: list[SampleFile]) -> None:
    names = [file.path.name for file in written]
    assert len(set(names)) == len(names) == 129
    assert Counter(name.split("_")[0] for name in names) == {
        "danh-muc-thon": 1, "danh-sach-nhom": 1, "ho-dan": 2, "doanh-nghiep": 1, "co-quan-don-vi": 1, "can-bo": 1,
        "thanh-vien": 120, "so-tin-bao": 2,
    }  # fmt: skip
    assert [name.split("_")[0] for name in names[:6]] == [
        "danh-muc-thon", "danh-sach-nhom", "ho-dan", "doanh-nghiep", "co-quan-don-vi", "can-bo",
    ]  # fmt: skip
    assert [file.as_of for file in written] == sorted(file.as_of for file in written)
    at_the_end_of_2024 = [file.path.name.split("_")[0] for file in written if file.as_of == END_2024]
    assert at_the_end_of_2024 == ["ho-dan", *["thanh-vien"] * 5, "so-tin-bao"]


def test_every_file_carries_its_day_and_is_loaded_the_next_morning(written: list[SampleFile]) -> None:
    for file in written:
        assert file.as_of.isoformat() in file.path.name
        assert file.known_at == datetime.combine(file.as_of, datetime.min.time()) + timedelta(days=1, hours=8)


def test_every_table_says_that_it_is_simulated(written: list[SampleFile]) -> None:
    for file in written:
        if file.path.suffix == ".xlsx":
            for name, rows in sheets(file.path).items():
                assert "DỮ LIỆU MÔ PHỎNG" in [cell for row in rows[:5] for cell in row], (file.path.name, name)
        elif file.path.suffix == ".csv":
            assert file.path.read_text("utf-8-sig").startswith("DỮ LIỆU MÔ PHỎNG")
        else:
            groups = json.loads(file.path.read_text("utf-8"))["gridInfoMap"]
            assert [group["desc"] for group in groups.values()] == ["DỮ LIỆU MÔ PHỎNG"]


def test_registers_hold_what_the_commune_has(written: list[SampleFile], commune: Commune) -> None:
    groups = below(sheets(named(written, "danh-sach-nhom_2023-12-31.xlsx"))["Danh sách"], "Mã nhóm")
    assert [row[0] for row in groups] == ["BCD", "N1", "N2", "N3", "N4"]
    assert all(len(row[4]) == 19 and row[4].isdigit() for row in groups)
    books = sheets(named(written, "ho-dan_2023-12-31.xlsx"))
    assert list(books) == ["Thôn Đông Hải", "Thôn Yên Xá", "Thôn 3", "Khu phố 2"]
    codes = [row[1] for rows in books.values() for row in below(rows, "Mã hộ")]
    assert len(codes) == len(set(codes)) == REGISTERED == len(residents(commune, MONTHS[0]))
    kinds = Counter(firm.kind for firm in commune.businesses if firm.status == "Đang hoạt động")
    assert kinds["Hợp tác xã"] == 2 and kinds["Hộ kinh doanh"] == 3 and sum(kinds.values()) == 18 + 2 + 3
    assert len(commune.institutions) == 12


def test_the_later_register_has_one_unknown_word_and_one_row_twice(written: list[SampleFile]) -> None:
    books = sheets(named(written, "ho-dan_2024-12-31.xlsx"))
    rows = [row for table in books.values() for row in below(table, "Mã hộ")]
    assert [row[5] for row in rows].count("Ko rõ") == 1
    repeated = [code for code, times in Counter(row[1] for row in rows).items() if times > 1]
    assert len(repeated) == 1 and len({tuple(row) for row in rows if row[1] == repeated[0]}) == 1


def test_one_list_is_partial_and_one_has_rows_without_a_name(written: list[SampleFile]) -> None:
    rows = below(sheets(named(written, "thanh-vien_N2_2025-05-31.xlsx"))["Thành viên"], "Mã thành viên")
    assert {row[10] for row in rows} == {len(rows) + 40}
    text = named(written, "thanh-vien_N3_2025-08-31.csv").read_text("utf-8-sig")
    table = below(list(csv.reader(text.splitlines(), delimiter=";")), "Mã thành viên")
    nameless = [row for row in table if not row[4]]
    assert len(nameless) == 2 and {int(row[10]) for row in table} == {len(table) - 2}


@pytest.mark.parametrize(
    ("day", "villages"),
    [
        (MONTHS[0], {"T1": 160, "T2": 165, "T3": 110, "T4": 150}),
        (END_2024, {"T1": 276, "T2": 282, "T3": 207, "T4": 251}),
        (END_2025, {"T1": 338, "T2": 334, "T3": 264, "T4": 310}),
    ],
)
def test_households_linked_by_construction(commune: Commune, day: date, villages: dict[str, int]) -> None:
    assert linked(commune, day) == villages
    assert len(residents(commune, day)) == REGISTERED


def test_the_targets_are_met_and_missed_as_the_story_wants(commune: Commune) -> None:
    assert 70 * REGISTERED <= 100 * linked(commune, END_2024).total() < 72 * REGISTERED
    assert 86 * REGISTERED <= 100 * linked(commune, END_2025).total() < 90 * REGISTERED
    months = [linked(commune, month).total() for month in MONTHS]
    assert months == sorted(months)
    for day in (END_2024, END_2025):
        living, part = Counter(household.village for household in residents(commune, day)), linked(commune, day)
        shares = {village: part[village] / living[village] for village in VILLAGES}
        assert min(shares, key=shares.__getitem__) == "T3"


def test_somebody_leaves_every_village_group_every_month(commune: Commune) -> None:
    for group in ("N1", "N2", "N3", "N4"):
        for before, after in zip(MONTHS, MONTHS[1:], strict=False):
            gone = {m.uid for m in commune.lists[group, before]} - {m.uid for m in commune.lists[group, after]}
            assert gone, (group, after)


def test_one_institution_is_missing_for_just_two_months(commune: Commune) -> None:
    codes = {body.code for body in commune.institutions}
    missing = {month: codes - {member.organisation for member in listed(commune, month)} for month in MONTHS}
    assert {month: gone for month, gone in missing.items() if gone} == {
        date(2024, 6, 30): {"DV07"}, date(2024, 7, 31): {"DV07"},
    }  # fmt: skip


def test_reports_late_open_and_extended(commune: Commune) -> None:
    assert Counter(report.received_at.year for report in commune.reports) == {2024: 36, 2025: 40}
    late = [r for r in commune.reports if r.closed_on and r.closed_on > (r.extended_to or r.due_on)]
    assert [report.code for report in late] == ["TB-2024-017", "TB-2025-017"]
    still_open = [report for report in commune.reports if report.closed_on is None]
    assert len(still_open) == 2 and all(report.due_on > END_2025 for report in still_open)


# Numerator and denominator: institutions, villages, businesses, households, settled reports.
INDICATORS = ("institutions", "villages", "businesses", "households", "processed_reports")
EXPECTED = {
    date(2024, 6, 30): ((11, 12), (4, 4), (9, 18), (842, REGISTERED), (18, 19)),
    END_2024: ((12, 12), (4, 4), (13, 18), (1016, REGISTERED), (35, 36)),
    END_2025: ((12, 12), (4, 4), (16, 18), (1246, REGISTERED), (37, 38)),
}


@pytest.mark.parametrize("day", EXPECTED)
def test_the_program_measures_what_was_built_in(sample_store: Store, config: Config, day: date) -> None:
    found = status(sample_store, config, day)
    counts = tuple((found.of(name).numerator, found.of(name).denominator) for name in INDICATORS)
    assert counts == EXPECTED[day]
