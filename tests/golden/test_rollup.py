"""The roll-up of small hand-counted worlds: what is refused, added, ranked, missing; merged units; history; the command."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from kpi.answers import status as answers
from kpi.answers.cases import case_year
from kpi.cli import cli
from kpi.config.models import Config, ExpectedUnit, Rollup, Successor
from kpi.domain.errors import UserError
from kpi.domain.indicators import INDICATORS
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.code import check_code
from kpi.exchange.keys import UnitKeys
from kpi.exchange.rows import Header, Row
from kpi.exchange.writing import write
from kpi.judgement.verdicts import Verdict
from kpi.rollup.answer import Fate, NotCounted, RollUp
from kpi.rollup.asking import roll_up
from kpi.rollup.book import workbook
from kpi.rollup.machine import as_dict
from kpi.rollup.sources import files_of
from kpi.rollup.wording import apart, basis, files, name_of, rests_on, sent_of, series_name, why
from kpi.snapshots.aggregate import rows_of
from kpi.store import Store
from kpi.ui.rollup.tables import ranking_table, total_cards
from tests.conftest import ROOT
from tests.exchanged import headed, put, report, signed

MAY, JUNE, JULY = date(2024, 5, 14), date(2024, 6, 14), date(2024, 7, 14)


def added(config: Config, folder: Path, as_of: date | None = None) -> RollUp:
    return roll_up(config, files_of([folder]), as_of, shown=lambda path: path.name, with_series=True)


def expecting(config: Config, *codes: str, successors: tuple[Successor, ...] = ()) -> Config:
    units = tuple(ExpectedUnit(code=code, name=f"xã {code}") for code in codes)
    return replace(config, rollup=Rollup(expected=units, successors=successors))


def test_counts_are_pooled_and_never_percentages(config: Config, tmp_path: Path) -> None:
    """A 90/100 met, B 300/900 not met (needs 630, lacks 330), C 70/100 met to the household, D without data.

    Pooled 460/1,100 = 41.8 %; the mean of 90, 33.3 and 70 % would be 64.4 %. 770 are needed, so 310 are missing.
    """
    told = {"A": (90, 100), "B": (300, 900), "C": (70, 100), "D": None}
    put(tmp_path, *(report(unit, f"xã {unit}", JUNE, {"households": counts}) for unit, counts in told.items()))
    answer = added(config, tmp_path)
    total = answer.total("households")
    assert (total.numerator, total.denominator, total.shortfall) == (460, 1100, 310)
    assert (total.verdict, total.met, total.judged, total.no_data) == (Verdict.NOT_MET, 2, 3, 1)
    ranking = answer.ranking("households")
    assert [(row.code, row.shortfall) for row in ranking.ranked] == [("B", 330), ("C", 0), ("A", 0)]
    assert [(row.code, row.verdict, row.reason) for row in ranking.apart] == [("D", Verdict.NO_DATA, "no_register")]
    assert (answer.as_of, answer.start, answer.units, answer.accepted, answer.files) == (
        JUNE,
        date(2024, 5, 15),
        4,
        4,
        4,
    )


def test_both_sides_of_the_target_and_the_pooled_one(config: Config, tmp_path: Path) -> None:
    """70 % of 10 is 7: 6 is not met, 7 is; pooled 13/20 lacks one."""
    put(tmp_path, *(report(f"{n}", f"xã {n}", JUNE, {"households": (n, 10)}) for n in (6, 7)))
    total = added(config, tmp_path).total("households")
    assert (total.numerator, total.met, total.judged, total.shortfall, total.verdict) == (13, 1, 2, 1, Verdict.NOT_MET)


def test_where_nothing_occurred_no_unit_is_judged(config: Config, tmp_path: Path) -> None:
    put(tmp_path, report("A", "xã A", JUNE, {"processed_reports": (0, 0)}))
    answer = added(config, tmp_path)
    total = answer.total("processed_reports")
    assert (total.verdict, total.met, total.judged, total.none_occurred) == (Verdict.NONE_OCCURRED, 0, 0, 1)
    assert not answer.ranking("processed_reports").ranked
    put(tmp_path, report("B", "xã B", JUNE, {"processed_reports": (18, 20)}))
    total = added(config, tmp_path).total("processed_reports")
    assert (total.numerator, total.denominator, total.met, total.judged, total.none_occurred) == (18, 20, 0, 1, 1)


def test_units_with_other_targets_have_no_common_one(config: Config, tmp_path: Path) -> None:
    put(
        tmp_path,
        report("A", "xã A", JUNE, {"households": (6, 10)}, targets={"households": 60}),
        report("B", "xã B", JUNE, {"households": (6, 10)}, targets={"households": 70}),
        report("C", "xã C", JUNE, {"households": (1, 10)}, targets={}),
    )
    total = added(config, tmp_path).total("households")
    assert (total.target, total.verdict, total.met, total.judged, total.no_target) == (None, Verdict.NO_TARGET, 1, 2, 1)
    assert total.reason == "different_targets"
    assert "– chỉ tiêu khác nhau · 1/2 đơn vị đạt; 1 đơn vị chưa giao chỉ tiêu" in run(tmp_path)[1]


def test_villages_may_not_be_more_than_the_unit(config: Config, tmp_path: Path) -> None:
    """Both sides of it: 9 + 1 of 10 is all of them; one more, or one of a unit without a figure, cannot be."""
    for unit, counts, more in (
        ("A", (9, 10), (1, 1)),
        ("B", (9, 10), (8, 8)),
        ("C", (9, 10), (0, 8)),
        ("D", None, (1, 1)),
    ):
        head, rows = report(unit, f"xã {unit}", JUNE, {"households": counts})
        rows.append(Row(JUNE, "households", "T2", "Thôn 2", numerator=more[0], denominator=more[1], verdict="met"))
        put(tmp_path, _coded(head, rows))
    answer = added(config, tmp_path)
    assert [(note.unit, note.reason) for note in answer.refused] == [(unit, NotCounted.OVERFULL) for unit in "BCD"]
    assert why(answer.refused[0], config) == "Các thôn cộng lại nhiều hơn số của cả xã: Hộ dân"
    assert answer.total("households").numerator == 9


def test_refused_is_not_not_sent_and_each_is_told_once(config: Config, tmp_path: Path) -> None:
    """A's report was altered in all three forms, B sent none, C's first one counts though its second was altered."""
    for unit, number in (("A", 1), ("C", 2)):
        head, rows = report(unit, f"xã {unit}", JUNE, {"households": (9, 10)}, number=number)
        write(tmp_path, unit, head, [replace(rows[0], numerator=1), *rows[1:]])
    put(tmp_path, report("C", "xã C", JUNE, {"households": (5, 10)}))
    answer = added(expecting(config, *"ABC"), tmp_path)
    assert ([row.code for row in answer.missing], [row.code for row in answer.turned_away]) == (["B"], ["A"])
    assert [(note.unit, files(note)) for note in answer.refused] == [
        ("A", "A.parquet, .csv, .json"), ("C", "C.parquet, .csv, .json"),
    ]  # fmt: skip
    assert (answer.units, answer.total("households").numerator) == (1, 5)
    assert sent_of(answer.units, len(answer.missing), len(answer.turned_away)) == "1/3 đơn vị; 1 chưa gửi; 1 bị từ chối"


def test_one_that_sends_late_or_early_does_not_name_the_day(config: Config, tmp_path: Path) -> None:
    """Nine close on 14/6 and one on 16/6: the cut-off is the 14th. One that sends July early makes nobody late."""
    put(tmp_path, *(report(f"{n}", f"xã {n}", JUNE, {"households": (n, 10)}) for n in range(9)))
    put(tmp_path, report("9", "xã 9", date(2024, 6, 16), {"households": (9, 10)}, start=date(2024, 5, 15)))
    assert (added(config, tmp_path).as_of, added(config, tmp_path).units) == (JUNE, 10)
    put(tmp_path, report("0", "xã 0", JULY, {"households": (10, 10)}, number=2))
    answer = added(config, tmp_path)
    assert (answer.as_of, answer.units, answer.missing, answer.begun) == (JUNE, 10, (), JULY)
    assert answer.total("households").numerator == 45
    assert (added(config, tmp_path, JULY).units, len(added(config, tmp_path, JULY).missing)) == (1, 9)
    put(tmp_path, *(report(f"{n}", f"xã {n}", JULY, {}, number=2) for n in range(1, 5)))
    assert added(config, tmp_path).as_of == JULY, "five of ten"


def test_ties_stand_by_the_vietnamese_alphabet(config: Config, tmp_path: Path) -> None:
    """Same shortfall (2) and ratio: by name; Đ comes after D, and a lower ratio before a higher one."""
    names = {"1": "xã Đông", "2": "xã Dân", "3": "xã Ánh", "4": "xã An"}
    put(tmp_path, *(report(unit, name, JUNE, {"households": (5, 10)}) for unit, name in names.items()))
    put(tmp_path, report("5", "xã Zun", JUNE, {"households": (12, 20)}))  # needs 14: lacks 2 as well
    rows = added(config, tmp_path).ranking("households").ranked
    assert [row.name for row in rows] == ["xã An", "xã Ánh", "xã Dân", "xã Đông", "xã Zun"]
    assert {row.shortfall for row in rows} == {2}


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".json"])
def test_broken_altered_and_strange_files_are_refused_with_their_reason(
    config: Config, tmp_path: Path, suffix: str
) -> None:
    good = report("A", "xã A", JUNE, {"households": (9, 10)})
    put(tmp_path, good, suffix=suffix)
    (tmp_path / f"b{suffix}").write_bytes(b"PAR1 broken {\nx\n")
    head, rows = report("C", "xã C", JUNE, {})
    put(tmp_path, (head, [replace(rows[0], numerator=1), *rows[1:]]), suffix=suffix)
    put(tmp_path, _coded(replace(good[0], unit="D", schema_version="5"), good[1]), suffix=suffix)
    put(tmp_path, _coded(replace(good[0], unit="E", number=None), good[1]), suffix=suffix)
    put(tmp_path, _coded(replace(good[0], unit="F"), good[1][1:]), suffix=suffix)
    put(tmp_path, _coded(replace(good[0], unit="G"), [*good[1], replace(good[1][0], numerator=3)]), suffix=suffix)
    put(tmp_path, report("H", "xã H", JUNE, {"households": (11, 10)}), suffix=suffix)
    answer = added(config, tmp_path)
    assert answer.units == 1 and answer.total("households").numerator == 9
    assert {(note.unit, note.reason, note.detail) for note in answer.refused if note.unit} == {
        ("C", NotCounted.ALTERED, ""), ("D", NotCounted.VERSION, "5"), ("E", NotCounted.DRAFT, ""),
        ("F", NotCounted.INCOMPLETE, "institutions"), ("G", NotCounted.INCOMPLETE, "institutions"),
        ("H", NotCounted.IMPOSSIBLE, "households"),
    }  # fmt: skip
    assert [(note.file, note.reason) for note in answer.refused if note.unit is None] == [
        (f"b{suffix}", NotCounted.UNREADABLE)
    ]
    altered = next(note for note in answer.refused if note.reason is NotCounted.ALTERED)
    assert altered.stated == head.check_code
    assert altered.computed == check_code(head, [replace(rows[0], numerator=1), *rows[1:]]) != head.check_code


def _coded(head: Header, rows: list[Row]) -> tuple[Header, list[Row]]:
    return headed(head, rows), rows


def test_one_changed_byte_never_counts(config: Config, tmp_path: Path) -> None:
    """Every byte of the CSV's rows in turn: the file is refused, or says the very same."""
    (path,) = put(tmp_path, report("A", "xã A", JUNE, {"households": (9, 10)}), suffix=".csv")
    content = path.read_bytes()
    for place in range(content.index(b"\n") + 1, len(content), 11):
        letter = b"8" if content[place : place + 1] != b"8" else b"9"
        path.write_bytes(content[:place] + letter + content[place + 1 :])
        assert added(config, tmp_path).accepted == 0, content[place - 9 : place + 9]


def test_another_version_with_other_columns_is_known_as_one(config: Config, tmp_path: Path) -> None:
    (path,) = put(tmp_path, report("A", "xã A", JUNE, {}))
    table = pyarrow.parquet.read_table(path)
    newer = table.drop_columns(["hidden"]).set_column(0, "schema_version", pyarrow.array(["7"] * len(table)))
    pyarrow.parquet.write_table(newer, path)
    (note,) = added(config, tmp_path).notes
    assert (note.reason, note.detail) == (NotCounted.VERSION, "7")


def test_a_day_that_no_calendar_has_is_refused(config: Config, tmp_path: Path) -> None:
    (path,) = put(tmp_path, report("A", "xã A", JUNE, {}))
    put(tmp_path, report("B", "xã B", JUNE, {}))
    table = pyarrow.parquet.read_table(path)
    far = pyarrow.array([10**7] * len(table), pyarrow.int32()).cast(pyarrow.date32())
    place = table.column_names.index("period_end")
    pyarrow.parquet.write_table(table.set_column(place, "period_end", far), path)
    answer = added(config, tmp_path)
    assert [(note.reason, note.detail) for note in answer.notes] == [
        (NotCounted.INCOMPLETE, "period_end")
    ] and answer.units == 1


def test_the_same_report_counts_once_and_of_two_the_newer(config: Config, tmp_path: Path) -> None:
    first, second = (report("A", "xã A", JUNE, {"households": (n, 10)}, number=n) for n in (3, 8))
    (path,) = put(tmp_path, first)
    put(tmp_path, second)
    shutil.copy(path, tmp_path / "again.parquet")
    answer = added(config, tmp_path)
    assert answer.total("households").numerator == 8
    assert [(note.number, note.reason, note.other, note.file, note.also) for note in answer.notes] == [
        (3, NotCounted.NEWER, 8, path.name, ("again.parquet",))
    ]
    assert not answer.refused
    (tmp_path / "A-2024-06-14-8.parquet").unlink()
    answer = added(config, tmp_path)
    assert [(note.number, note.reason) for note in answer.notes] == [(3, NotCounted.SAME)]
    assert answer.total("households").numerator == 3


def test_a_day_earlier_is_the_same_cut_off_and_a_period_earlier_is_not_sent(config: Config, tmp_path: Path) -> None:
    put(
        tmp_path,
        *(report(unit, f"xã {unit}", JUNE, {"households": (1, 10)}) for unit in "AB"),
        report("C", "xã C", date(2024, 6, 13), {"households": (2, 10)}),
        report("D", "xã D", MAY, {"households": (4, 10)}),
        *(report(unit, f"xã {unit}", MAY, {"households": (0, 10)}) for unit in "AB"),
    )
    answer = added(expecting(config, *"ABCDE"), tmp_path)
    assert (answer.units, answer.total("households").numerator) == (3, 4)
    assert [(row.code, row.last) for row in answer.missing] == [("D", MAY), ("E", None)]
    assert {row.code: row.as_of for row in answer.ranking("households").ranked}["C"] == date(2024, 6, 13)
    assert [(totals[0].as_of, totals[3].numerator, totals[3].units) for totals in answer.path] == [
        (MAY, 4, 3),
        (JUNE, 4, 3),
    ]
    earlier = added(expecting(config, *"ABCDE"), tmp_path, MAY)
    assert (earlier.as_of, earlier.units, [row.code for row in earlier.missing]) == (MAY, 3, ["C", "E"])
    assert earlier.cut_offs == (MAY, JUNE)
    before = added(config, tmp_path, date(2024, 1, 1))
    assert (before.as_of, before.cut_offs, before.accepted) == (None, (MAY, JUNE), 6)


def test_a_unit_is_awaited_from_its_day_on(config: Config, tmp_path: Path) -> None:
    rules = Rollup(expected=(ExpectedUnit(code="B", name="xã B", start=JUNE),))
    put(tmp_path, report("A", "xã A", MAY, {}), report("A", "xã A", JUNE, {}))
    assert [row.code for row in added(replace(config, rollup=rules), tmp_path).missing] == ["B"]
    assert not added(replace(config, rollup=rules), tmp_path, MAY).missing


BEFORE, AFTER, LATER = date(2025, 6, 14), date(2025, 7, 14), date(2025, 8, 14)


@pytest.fixture
def merging(config: Config) -> Config:
    """The shipped row 15292 → 15274, and 15277 that went the same way; all three are awaited."""
    shipped = config.rollup.successors
    assert [(row.unit, row.into, row.start) for row in shipped] == [("15292", "15274", date(2025, 7, 1))]
    return expecting(config, "15292", "15277", successors=(*shipped, replace(shipped[0], unit="15277")))


def _old(day: date, *, giang: int, bac: int) -> list[tuple[Header, list[Row]]]:
    return [
        report("15292", "xã Hà Giang", day, {"households": (giang, 100)}),
        report("15277", "xã Hà Bắc", day, {"households": (bac, 100)}),
    ]


def test_old_units_stand_for_themselves_before_and_are_added_from_the_day_on(merging: Config, tmp_path: Path) -> None:
    put(tmp_path, *_old(BEFORE, giang=50, bac=60), *_old(AFTER, giang=51, bac=62))
    answer = added(merging, tmp_path)
    (row,) = answer.ranking("households").ranked
    assert (row.code, row.numerator, row.denominator, row.shortfall) == ("15274", 113, 200, 27)
    assert name_of(row) == "xã Hà Long (cộng từ: xã Hà Bắc, xã Hà Giang)"
    assert not answer.missing and not answer.covered
    assert [totals[3].numerator for totals in answer.path] == [110, 113]
    assert {series_name(one): [unit[3].numerator for unit in one.figures] for one in answer.series} == {
        "xã Hà Bắc (đến 30/6/2025)": [60], "xã Hà Giang (đến 30/6/2025)": [50], "xã Hà Long": [113],
    }  # fmt: skip
    earlier = added(merging, tmp_path, BEFORE)
    assert [row.code for row in earlier.ranking("households").ranked] == ["15292", "15277"]
    assert {series_name(one) for one in earlier.series} == {"xã Hà Bắc", "xã Hà Giang"}


def test_the_new_units_own_report_is_not_added_to_its_parts(merging: Config, tmp_path: Path) -> None:
    put(tmp_path, *_old(AFTER, giang=51, bac=62), report("15274", "xã Hà Long", AFTER, {"households": (150, 300)}))
    answer = added(merging, tmp_path)
    (row,) = answer.ranking("households").ranked
    assert (row.numerator, row.denominator, row.parts) == (150, 300, ())
    assert [(one.code, one.into) for one in answer.covered] == [("15277", "xã Hà Long"), ("15292", "xã Hà Long")]


def test_a_report_of_the_new_code_from_before_the_day_is_of_a_part(merging: Config, tmp_path: Path) -> None:
    """A quarter from 15/4 to 14/7: the town that kept its code sent to 14/6 only, so it is added, not taken for the whole."""
    start = date(2025, 4, 15)
    put(
        tmp_path,
        report("15292", "xã Hà Giang", AFTER, {"households": (51, 100)}, start=start),
        report("15274", "thị trấn Hà Long", BEFORE, {"households": (30, 100)}, start=start),
    )
    (row,) = added(merging, tmp_path).ranking("households").ranked
    assert (row.code, row.numerator, row.denominator, row.as_of) == ("15274", 81, 200, AFTER)


def test_after_the_day_only_the_new_unit_is_missing(merging: Config, tmp_path: Path) -> None:
    put(tmp_path, *_old(BEFORE, giang=50, bac=60), report("9", "xã Khác", LATER, {}))
    answer = added(merging, tmp_path)
    assert [(row.code, row.name, row.last) for row in answer.missing] == [("15274", "xã Hà Long", BEFORE)]


def test_a_merged_unit_without_a_part_is_not_judged_and_names_it(merging: Config, tmp_path: Path) -> None:
    """80 of 100 in one of two old communes is no 80 % of the new one; nor does the sum that holds it say "met"."""
    put(tmp_path, report("15292", "xã Hà Giang", AFTER, {"households": (80, 100)}))
    answer = added(merging, tmp_path)
    (row,) = answer.ranking("households").ranked
    assert (row.numerator, row.denominator, row.verdict, row.shortfall) == (80, 100, Verdict.NO_DATA, None)
    assert (row.reason, row.lacking) == ("missing_parts", ("xã 15277",))
    assert name_of(row) == "xã Hà Long (cộng từ: xã Hà Giang; còn thiếu: xã 15277)"
    total = answer.total("households")
    assert (total.numerator, total.verdict, total.reason) == (80, Verdict.NO_DATA, "missing_parts")
    assert (total.met, total.judged, total.no_data, total.partial) == (0, 0, 1, 1)
    assert apart(total) == ["1 đơn vị mới có một phần số liệu, được cộng nhưng chưa đánh giá"]


def test_a_part_without_data_leaves_the_others_and_is_named(merging: Config, tmp_path: Path) -> None:
    giang, _bac = _old(AFTER, giang=51, bac=62)
    put(tmp_path, giang, report("15277", "xã Hà Bắc", AFTER, {"households": None}))
    answer = added(merging, tmp_path)
    (row,) = answer.ranking("households").ranked
    assert (row.numerator, row.denominator, row.verdict, row.lacking) == (51, 100, Verdict.NO_DATA, ("xã Hà Bắc",))
    (whole,) = answer.ranking("villages").ranked
    assert (whole.numerator, whole.verdict, whole.lacking) == (20, Verdict.MET, ())


def test_the_old_unit_under_the_new_ones_code_is_a_part_too(merging: Config, tmp_path: Path) -> None:
    """The town 15274 sent before the merger, so both communes alone are not the whole; a unit that is new from the day on has none."""
    put(
        tmp_path, *_old(AFTER, giang=51, bac=62), report("15274", "thị trấn Hà Long", BEFORE, {"households": (30, 100)})
    )
    (row,) = added(merging, tmp_path).ranking("households").ranked
    assert (row.numerator, row.reason, row.lacking) == (113, "missing_parts", ("thị trấn Hà Long",))
    rules = merging.rollup
    for start, lacking in ((None, ("xã Hà Long",)), (date(2025, 7, 1), ())):
        told = replace(rules, expected=(*rules.expected, ExpectedUnit(code="15274", name="xã Hà Long", start=start)))
        put(tmp_path / str(start), *_old(AFTER, giang=51, bac=62))
        (row,) = added(replace(merging, rollup=told), tmp_path / str(start)).ranking("households").ranked
        assert row.lacking == lacking


def test_in_a_chain_nobody_is_added_twice(config: Config, tmp_path: Path) -> None:
    """A became part of B in 2024, B of C in 2025, and A still sends: B's report tells of A's area."""
    rows = tuple(
        Successor(unit=unit, into=into, start=date(year, 7, 1), basis="x")
        for unit, into, year in (("A", "B", 2024), ("B", "C", 2025))
    )
    a, b = (report(unit, f"xã {unit}", AFTER, {"households": (n, 100)}) for unit, n in (("A", 10), ("B", 30)))
    put(tmp_path, a, b)
    answer = added(expecting(config, "A", successors=rows), tmp_path)
    assert (answer.total("households").numerator, answer.units) == (30, 1)
    assert [(row.code, row.into) for row in answer.covered] == [("A", "xã B")]


def test_chains_lead_to_the_last_unit(config: Config, tmp_path: Path) -> None:
    """A became B in July 2024, B became C in July 2025."""
    rows = tuple(
        Successor(unit=unit, into=into, start=date(year, 7, 1), basis="x")
        for unit, into, year in (("A", "B", 2024), ("B", "C", 2025))
    )
    chained = expecting(config, "A", successors=rows)
    put(tmp_path, *(report("A", "xã A", day, {}) for day in (JUNE, JULY, AFTER)))
    codes = [added(chained, tmp_path, day).ranking("households").ranked[0].code for day in (JUNE, JULY, AFTER)]
    assert codes == ["A", "B", "C"]


def test_a_units_archive_is_as_good_as_its_single_files(config: Config, tmp_path: Path) -> None:
    reports = [
        report(unit, f"xã {unit}", day, {"households": (n, 20)}, number=n)
        for unit in "AB"
        for n, day in enumerate((MAY, JUNE, JULY), 3)
    ]
    single = put(tmp_path / "single", *reports)
    (tmp_path / "whole").mkdir()
    whole = pyarrow.concat_tables([pyarrow.parquet.read_table(path) for path in single])
    pyarrow.parquet.write_table(whole, tmp_path / "whole" / "all.parquet")
    one, many = added(config, tmp_path / "whole"), added(config, tmp_path / "single")
    assert replace(one, files=0) == replace(many, files=0)
    assert [totals[3].numerator for totals in one.path] == [6, 8, 10]


def test_an_altered_report_does_not_spoil_the_others_in_its_file(config: Config, tmp_path: Path) -> None:
    good, (head, rows) = report("A", "xã A", JUNE, {"households": (4, 10)}), report("A", "xã A", JULY, {})
    paths = put(tmp_path, good, (head, rows[1:]))
    whole = pyarrow.concat_tables([pyarrow.parquet.read_table(path) for path in paths])
    for path in paths:
        path.unlink()
    pyarrow.parquet.write_table(whole, tmp_path / "all.parquet")
    answer = added(config, tmp_path)
    assert (answer.as_of, answer.total("households").numerator, answer.accepted) == (JUNE, 4, 1)
    assert [(note.period_end, note.reason) for note in answer.refused] == [(JULY, NotCounted.ALTERED)]


def test_the_samples_own_file_says_what_its_pages_say(config: Config, sample_store: Store, tmp_path: Path) -> None:
    day = date(2024, 12, 14)
    status, year = answers.status(sample_store, config, day), case_year(sample_store, config, day)
    head = Header("15292", "xã Hà Giang", 1, "month", date(2024, 11, 15), day, status.known_at)
    put(tmp_path, _coded(head, list(rows_of([status], year.matrix(()) if year else None, day))))
    answer = added(config, tmp_path)
    assert [
        (row.numerator, row.denominator, row.target, row.verdict, row.shortfall, row.open) for row in answer.totals
    ] == [
        (row.numerator, row.denominator, row.target, row.verdict, row.shortfall, row.open) for row in status.indicators
    ]


def test_files_folders_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    write(tmp_path / "a", "x", *report("A", "xã A", JUNE, {}))
    (other,) = put(tmp_path / "b[1]", report("B", "xã B", JUNE, {}), suffix=".json")
    (tmp_path / "a" / "note.txt").write_text("x")
    assert [path.suffix for path in files_of([tmp_path])] == [".csv", ".json", ".parquet", ".json"], (
        "every form, no other file"
    )
    assert files_of([str(tmp_path / "*" / "*.csv")]) == [(tmp_path / "a" / "x.csv").resolve()]
    assert files_of([other, other]) == [other.resolve()]


def test_the_workbook_holds_the_counts_and_formulas(config: Config, tmp_path: Path) -> None:
    put(tmp_path, report("A", "xã A", JUNE, {"households": (3, 10)}), report("B", "xã B", JUNE, {"households": None}))
    content = workbook(added(config, tmp_path), config)
    assert content == workbook(added(config, tmp_path), config)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Tổng hợp", "Các đơn vị", "Diễn biến", "Chưa gửi báo cáo", "Chữ ký số", "Không tính"]
    row = next(row for row in book["Tổng hợp"].iter_rows(min_row=2) if row[0].value == "Hộ dân")
    assert [cell.value for cell in row[2:9]] == [3, 10, f"=C{row[0].row}/D{row[0].row}", 0.7, 4, 0, 1]


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["--config", str(ROOT / "config.yaml"), "rollup", *map(str, arguments)])
    return done.exit_code, done.output


def test_the_command_tells_people_and_machines(tmp_path: Path) -> None:
    put(
        tmp_path / "in",
        report("A", "xã A", JUNE, {"households": (3, 10)}),
        report("B", "xã B", JUNE, {"households": (9, 10)}),
    )
    code, said = run(tmp_path / "in", "--out", tmp_path / "out.xlsx")
    assert code == 0 and (tmp_path / "out.xlsx").exists()
    assert "Tổng hợp đến ngày 14/6/2024 (kỳ từ 15/5/2024): 2 đơn vị; 2 báo cáo trong 2 tệp" in said
    assert "Hộ dân: 60% (12/20) – chưa đạt (chỉ tiêu 70%) · 1/2 đơn vị đạt" in said
    assert "xã A: còn thiếu 4" in said
    put(tmp_path / "parts", report("15292", "xã Hà Giang", AFTER, {}), report("15274", "thị trấn Hà Long", BEFORE, {}))
    said_of_parts = run(tmp_path / "parts", "--as-of", str(AFTER))[1]
    assert "Hộ dân: 100% (10/10) – chưa đủ số liệu" in said_of_parts
    assert "(cộng từ: xã Hà Giang; còn thiếu: thị trấn Hà Long): chưa đánh giá" in said_of_parts
    code, said = run(tmp_path / "in", "--json", "--as-of", "2024-06-30")
    answer = json.loads(said)
    assert code == 0
    assert list(answer) == [
        "as_of", "period_start", "cut_offs", "files", "reports", "units", "refused", "set_aside", "missing", "covered", "indicators",
        "history", "unit_history", "turned_away", "differing", "groups", "proofs", "plan", "left_out", "added_in_part",
    ]  # fmt: skip
    told = next(row for row in answer["indicators"] if row["id"] == "households")
    assert (told["numerator"], told["target"], told["met"], told["ranked"][0]["shortfall"]) == (12, 0.7, 1, 4)
    assert len(answer["history"]) == len(INDICATORS)
    assert [unit["code"] for unit in answer["unit_history"]] == ["A", "B"]


def test_the_command_says_by_its_code_what_was_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("x\n1\n")
    code, said = run(tmp_path)
    assert code == 3 and "Tệp hỏng, hoặc không phải tệp tổng hợp" in said
    put(tmp_path, report("A", "xã A", JUNE, {}))
    assert run(tmp_path)[0] == 1
    code, said = run(tmp_path / "nowhere")
    assert code == 2 and "Không tìm thấy tệp tổng hợp nào" in said
    assert run()[0] == 2, "no folder is configured"


def test_two_reports_under_one_name_that_tell_different_figures_count_neither(config: Config, tmp_path: Path) -> None:
    """Each has a code that holds; the order in which files lie in a folder must not decide."""
    put(tmp_path / "first", report("A", "xã A", JUNE, {"households": (3, 10)}))
    put(tmp_path / "second", report("A", "xã A", JUNE, {"households": (8, 10)}))
    put(tmp_path, report("B", "xã B", JUNE, {"households": (5, 10)}))
    answer = added(config, tmp_path)
    assert [note.reason for note in answer.notes] == [NotCounted.CONFLICT, NotCounted.CONFLICT]
    assert answer.total("households").numerator == 5 and answer.refused
    later = {"known_at": datetime(2024, 7, 1, 8)}
    put(tmp_path / "third", report("B", "xã B", JUNE, {"households": (6, 10)}, **later))  # type: ignore[arg-type]
    answer = added(config, tmp_path)
    assert [(note.unit, note.reason) for note in answer.notes if note.unit == "B"] == [
        ("B", NotCounted.CONFLICT)
    ] * 2, "a number is given once: the later moment makes the second no correction of the first"
    put(tmp_path / "fourth", report("B", "xã B", JUNE, {"households": (7, 10)}, number=2, **later))  # type: ignore[arg-type]
    assert added(config, tmp_path).total("households").numerator == 7, "one of a number of its own counts"


def test_one_number_on_reports_to_two_days_of_a_year_is_told_once_and_both_count(
    config: Config, tmp_path: Path
) -> None:
    """A's number 12 stands on May and June, number 12 of the year before is another one; B's two files of June are one report."""
    may, june, before = (
        report("A", "xã A", day, {"households": (n, 10)}, number=12)
        for n, day in ((3, MAY), (4, JUNE), (1, date(2023, 6, 14)))
    )
    other = report("B", "xã B", JUNE, {"households": (5, 10)}, number=12)
    paths = put(tmp_path, may, june, before, other)
    write(tmp_path, "B", *other)
    shutil.copy(paths[1], tmp_path / "z.parquet")
    answer = added(config, tmp_path)
    told = [note for note in answer.notes if note.reason is NotCounted.NUMBER_TWICE]
    assert [(note.unit, note.number, note.period_end, note.other_day, note.outcome) for note in told] == [
        ("A", 12, JUNE, MAY, Fate.COUNTED)
    ]
    assert why(told[0], config).startswith("Vẫn được tính, nhưng báo cáo đến ngày 14/5/2024 của đơn vị cũng mang số 12")
    assert answer.total("households").numerator == 9 and not answer.refused
    assert added(config, tmp_path, MAY).total("households").numerator == 3
    assert as_dict(answer)["differing"][0]["other_day"] == "2024-05-14"


def test_every_form_in_a_folder_is_checked_and_a_report_counts_once(config: Config, tmp_path: Path) -> None:
    """Three forms of one report are one; an altered CSV is told beside the sound Parquet; a broken Parquet does not lose the unit."""
    for unit in "ABC":
        head, rows = report(unit, f"xã {unit}", JUNE, {"households": (9, 10)})
        write(tmp_path, unit, head, rows)
    altered = tmp_path / "B.csv"
    altered.write_bytes(altered.read_bytes().replace(b",9,10,", b",8,10,"))
    (tmp_path / "C.parquet").write_bytes(b"PAR1 broken")
    answer = added(config, tmp_path)
    assert (answer.units, answer.accepted, answer.total("households").numerator, answer.files) == (3, 3, 27, 9)
    assert [(note.file, note.reason) for note in answer.notes] == [
        ("C.parquet", NotCounted.UNREADABLE), ("B.csv", NotCounted.ALTERED),
    ]  # fmt: skip


def test_a_report_of_the_old_unit_from_before_the_day_stays_its_own(merging: Config, tmp_path: Path) -> None:
    """Its last report is to 30/6, in a quarter that others close on 14/9: the new unit has sent nothing."""
    last, close, start = date(2025, 6, 30), date(2025, 9, 14), date(2025, 6, 15)
    put(
        tmp_path,
        report("15292", "xã Hà Giang", last, {"households": (300, 400)}, start=start),
        report("9", "xã Khác", close, {"households": (1, 10)}, start=start),
    )
    answer = added(merging, tmp_path)
    assert {row.code: row.as_of for row in answer.ranking("households").ranked} == {"15292": last, "9": close}
    assert [row.code for row in answer.missing] == ["15274"]
    assert "xã Hà Giang (đến 30/6/2025)" in {series_name(one) for one in answer.series}


def test_a_years_report_beside_the_quarters_takes_no_cut_off_away(config: Config, tmp_path: Path) -> None:
    """A and B send four quarters and the year to the same day; C sent the first quarter only, and is missing at the last."""
    ends = (date(2024, 3, 14), date(2024, 6, 14), date(2024, 9, 14), date(2024, 12, 14))
    starts = (date(2023, 12, 15), *(end + timedelta(days=1) for end in ends))
    for unit in "AB":
        for number, (start, end) in enumerate(zip(starts, ends, strict=False), 1):
            sent = report(unit, f"xã {unit}", end, {"households": (number, 10)}, number=number, start=start)
            put(tmp_path, of_length("quarter", sent))
        whole = report(unit, f"xã {unit}", ends[-1], {"households": (4, 10)}, number=5, start=starts[0])
        put(tmp_path, of_length("year", whole))
    put(tmp_path, of_length("quarter", report("C", "xã C", ends[0], {"households": (5, 10)}, start=starts[0])))
    answer = added(expecting(config, "A", "B", "C"), tmp_path)
    assert answer.cut_offs == ends and answer.start == starts[3]
    assert [totals[3].numerator for totals in answer.path] == [7, 4, 6, 8]
    assert [(row.code, row.last) for row in answer.missing] == [("C", ends[0])]


def of_length(length: str, made: tuple[Header, list[Row]]) -> tuple[Header, list[Row]]:
    head = replace(made[0], period_length=length, check_code="")
    return headed(head, made[1]), made[1]


@pytest.mark.parametrize(
    ("told", "instead"), [(",12,20,", ",x2,20,"), (",12,20,", ',"1.012",20,'), (",70", ",7o"), (",70", ",NaN")]
)
def test_a_word_in_a_numbers_place_spoils_its_own_file_only(
    config: Config, tmp_path: Path, told: str, instead: str
) -> None:
    (broken,) = put(tmp_path, report("A", "xã A", JUNE, {"households": (12, 20)}), suffix=".csv")
    put(tmp_path, report("B", "xã B", JUNE, {"households": (3, 20)}), suffix=".csv")
    text = broken.read_text("utf-8")
    line = next(line for line in text.splitlines() if "households" in line and told in line)
    broken.write_text(text.replace(line, line.replace(told, instead, 1)), "utf-8")
    answer = added(config, tmp_path)
    assert [note.file for note in answer.refused] == [broken.name]
    assert (answer.total("households").numerator, answer.units) == (3, 1)


def test_a_workbook_that_cannot_be_written_is_told(config: Config, tmp_path: Path) -> None:
    assert config
    put(tmp_path, report("A", "xã A", JUNE, {}))
    told = CliRunner().invoke(
        cli,
        [
            "--config",
            str(ROOT / "config.yaml"),
            "rollup",
            str(tmp_path),
            "--out",
            str(tmp_path / "không có" / "x.xlsx"),
        ],
    )
    assert told.exit_code != 0 and isinstance(told.exception, UserError | SystemExit)


def test_one_unit_that_reports_by_the_month_makes_no_cut_offs_for_the_others(config: Config, tmp_path: Path) -> None:
    """Three units send quarters, one sends eleven months: it has more reports, and the quarter's end is still the cut-off."""
    start, end = date(2024, 9, 15), date(2024, 12, 14)
    for unit in "ABC":
        put(tmp_path, of_length("quarter", report(unit, f"xã {unit}", end, {"households": (5, 10)}, start=start)))
    for month in range(1, 13):
        put(tmp_path, report("D", "xã D", date(2024, month, 14), {"households": (1, 10)}, number=month))
    answer = added(config, tmp_path)
    assert (answer.as_of, answer.start, answer.units, answer.missing) == (end, start, 4, ())
    assert answer.total("households").numerator == 16


def resting(made: tuple[Header, list[Row]], version: str = "2") -> tuple[Header, list[Row]]:
    """The report in a version, its households counted in 5 of 7 villages by lists of May."""
    rows = [
        replace(row, observed_on=MAY, oldest_list_on=date(2024, 3, 14), covered=5, villages=7)
        if row.measure == "households" and not row.village
        else row
        for row in made[1]
    ]
    return _coded(replace(made[0], schema_version=version), rows)


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".json"])
def test_all_versions_are_added_and_the_older_says_nothing_of_its_lists(
    config: Config, tmp_path: Path, suffix: str
) -> None:
    for unit, version in (("A", "1"), ("B", "2"), ("C", "1"), ("D", "3")):
        put(tmp_path, resting(report(unit, f"xã {unit}", JUNE, {"households": (3, 10)}), version), suffix=suffix)
    answer = added(config, tmp_path)
    assert (answer.units, answer.total("households").numerator, answer.notes) == (4, 12, ())
    told = {row.code: (row.observed_on, row.oldest_list_on, row.covered) for row in answer.ranking("households").ranked}
    assert told == {"A": (None, None, None), "B": (MAY, date(2024, 3, 14), (5, 7)), "C": (None, None, None),
                    "D": (MAY, date(2024, 3, 14), (5, 7))}  # fmt: skip
    by_unit = {row.code: basis(row) for row in answer.ranking("households").ranked}
    assert by_unit == {
        "A": "tệp không ghi", "B": "danh sách từ 14/3/2024 đến 14/5/2024 · 5/7 thôn", "C": "tệp không ghi",
        "D": "danh sách từ 14/3/2024 đến 14/5/2024 · 5/7 thôn",
    }  # fmt: skip
    whole = answer.total("households")
    assert (whole.oldest_on, whole.newest_on, whole.days_untold) == (date(2024, 3, 14), MAY, 2)
    days = "theo danh sách từ ngày 14/3/2024 đến ngày 14/5/2024; 2 đơn vị không ghi ngày của danh sách"
    assert rests_on(whole) == days
    assert rests_on(answer.total("villages")) == "4 đơn vị không ghi ngày của danh sách"
    card = total_cards(answer.totals, (), config, answer.order)
    table = ranking_table(answer.ranking("households").ranked, whole, whole, alt="")
    assert days in run(tmp_path)[1] and days in card and days in table
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(answer, config)))["Tổng hợp"]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "Hộ dân")
    told_days = {heads[cell.column - 1]: cell.value for cell in row[-3:]}
    assert told_days == {
        "Danh sách, sổ mới nhất": datetime(2024, 5, 14), "Danh sách cũ nhất": datetime(2024, 3, 14),
        "Số đơn vị không ghi ngày của danh sách": 2,
    }  # fmt: skip


def test_a_sum_tells_its_oldest_and_newest_day(config: Config, tmp_path: Path) -> None:
    """A list without an older one beside it is its own oldest; a unit without data has no day; a log is said as one."""
    days = {"A": (date(2024, 6, 14), None), "B": (date(2025, 9, 14), date(2025, 3, 14)), "C": (date(2025, 9, 1), None)}
    for unit, (observed, oldest) in days.items():
        counts = None if unit == "C" else (5, 5)
        head, rows = report(unit, f"xã {unit}", date(2025, 9, 14), {"villages": counts, "processed_reports": counts})
        put(tmp_path, _coded(head, [replace(row, observed_on=observed, oldest_list_on=oldest) for row in rows]))
    answer = added(config, tmp_path)
    assert rests_on(answer.total("villages")) == "theo danh sách từ ngày 14/6/2024 đến ngày 14/9/2025"
    assert rests_on(answer.total("processed_reports")).startswith("theo sổ, cũ nhất đến ngày 14/6/2024")


def test_the_code_covers_what_a_figure_rests_on(config: Config, tmp_path: Path) -> None:
    """A day moved by hand is found in version 2; columns that somebody hangs on a file of version 1 are not told."""
    head, rows = resting(report("A", "xã A", JUNE, {"households": (3, 10)}))
    put(tmp_path, (head, [replace(row, observed_on=JUNE) if row.observed_on else row for row in rows]))
    assert [note.reason for note in added(config, tmp_path).notes] == [NotCounted.ALTERED]
    (path,) = put(tmp_path / "1", resting(report("B", "xã B", JUNE, {"households": (3, 10)}), "1"))
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(table.append_column("observed_on", pyarrow.array([JUNE] * len(table))), path)
    answer = added(config, tmp_path / "1")
    assert answer.units == 1 and answer.ranking("households").ranked[0].observed_on is None


def test_a_merged_unit_rests_on_the_oldest_and_newest_lists_and_all_villages_of_its_parts(
    merging: Config, tmp_path: Path
) -> None:
    giang, bac = _old(AFTER, giang=51, bac=62)
    rows = [replace(row, reason="partial_register") if row.measure == "households" else row for row in bac[1]]
    put(tmp_path, resting(giang), resting((bac[0], rows)))
    (row,) = added(merging, tmp_path).ranking("households").ranked
    assert (row.observed_on, row.oldest_list_on, row.covered) == (MAY, date(2024, 3, 14), (10, 14))
    assert (row.verdict, row.reason, row.numerator) == (Verdict.NO_DATA, "partial_register", 113)
    put(tmp_path / "older", resting(giang, "1"), resting((bac[0], rows)))
    (row,) = added(merging, tmp_path / "older").ranking("households").ranked
    assert (row.observed_on, row.oldest_list_on) == (None, None), "a part that does not say its days may be the oldest"


def test_keys_are_handed_up_and_papers_checked_by_command_line(tmp_path: Path) -> None:
    """The unit exports its key, the level above registers it; then files and papers are what the key has signed, or refused."""

    def of(database: str, *words: str | Path) -> tuple[int, str]:
        named = ["--config", str(ROOT / "config.yaml"), "--database", str(tmp_path / database)]
        done = CliRunner().invoke(cli, [*named, *map(str, words)])
        return done.exit_code, done.output

    sent, handed = tmp_path / "in", tmp_path / "khoa.txt"
    assert of("xa.duckdb", "key", "show")[1].startswith("Chưa có khóa")
    code, said = of("xa.duckdb", "key", "export", handed)
    keys = UnitKeys.beside(tmp_path / "xa.duckdb")
    own = keys.current()
    assert code == 0 and own is not None and own.public.fingerprint in said
    key = keys.signing(by="", at=own.since, signed_before=True)
    good = signed(report("15292", "xã Hà Giang", JUNE, {"households": (3, 10)}), key)
    put(sent, good)
    assert "1 có chữ ký nhưng khóa của đơn vị chưa đăng ký" in of("huyen.duckdb", "rollup", sent)[1]
    code, said = of("huyen.duckdb", "key", "register", handed, "--by", "Huyện")
    assert code == 0 and own.public.fingerprint in said and "0 báo cáo đã nhận trước đó" in said
    code, said = of("huyen.duckdb", "rollup", sent)
    assert code == 0 and "1 ký bằng khóa đã đăng ký" in said
    put(sent / "forged", report("15292", "xã Hà Giang", JUNE, {"households": (10, 10)}, number=2))
    code, said = of("huyen.duckdb", "rollup", sent, "--json")
    assert code == 1 and [row["reason"] for row in json.loads(said)["refused"]] == ["not_signed"]
    assert [row["proof"] for row in json.loads(said)["proofs"]] == ["signed"]
    seal = Aggregate(good[0], tuple(good[1])).seal or ""
    for text, right in ((seal, True), (seal.replace("Hộ 3/10", "Hộ 9/10"), False)):
        (tmp_path / "qr.txt").write_text(text, "utf-8")
        for words in (("huyen.duckdb", "rollup", sent), ("xa.duckdb", "verify")):
            code, said = of(*words, "--qr", tmp_path / "qr.txt")
            assert code == (0 if right else 1) and ("  Hộ 3/10" in said) == right
    assert of("xa.duckdb", "key", "new", "--reason", "mất máy", "--by", "An")[0] == 0
    of("xa.duckdb", "key", "export", handed)
    code, said = of("huyen.duckdb", "key", "register", handed)
    assert code == 3 and "đã đăng ký khóa khác" in said and "--replace" in said
    assert of("huyen.duckdb", "key", "register", handed, "--replace", "--reason", "mất máy", "--received", sent)[0] == 0
    assert "đã thay 1 lần" in of("huyen.duckdb", "key", "list")[1]
    assert of("huyen.duckdb", "rollup", sent)[0] == 0, "what the office vouches for goes on counting"
