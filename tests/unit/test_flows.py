"""Reports as they count: which logs speak of a day, each case with its clock, and the sums by village."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import pytest

from kpi.config import load_config
from kpi.domain.reasons import Reason
from kpi.measures.counts import Basis, IndicatorCount, VillageCount
from kpi.measures.deadlines import Case, Deadline, Settlement
from kpi.measures.flows import CaseFile, case_files, count_flow, log_ends, logs_until
from tests.rows import KNOWN, store_of
from tests.worlds import CONFIG_FILE

CONFIG = load_config(CONFIG_FILE)
LAST_YEAR, DAY, TOMORROW, NEXT_YEAR = date(2023, 12, 31), date(2024, 6, 30), date(2024, 7, 1), date(2025, 1, 1)
DUE = datetime(2024, 6, 20, 12)


def logs(*ends: tuple[date, date]) -> list[dict[str, Any]]:
    return [{"as_of": day, "observed_on": until} for day, until in ends]


def case(code: str, **told: Any) -> Case:
    """Received on 2/5, to be settled by noon on 20/6."""
    return Case(**{"code": code, "kind": "feedback", "received_at": datetime(2024, 5, 2, 9), "received_has_time": True,
                   "due_at": DUE, "due_has_time": True, **told})  # fmt: skip


def row(one: Case, village: str | None = "T1", complete: bool | None = None) -> dict[str, Any]:
    return {**asdict(one), "village": village, "channel": "zalo", "outcome": "x", "procedure_complete": complete}


def test_a_log_that_ends_before_the_year_says_nothing_of_it() -> None:
    ends = {LAST_YEAR: LAST_YEAR, DAY: LAST_YEAR, TOMORROW: date(2024, 1, 1), NEXT_YEAR: DAY}
    known = store_of(case_logs=logs(*ends.items(), (date(2020, 1, 1), DAY)))
    assert log_ends(known, [*ends, date(2019, 1, 1)], KNOWN) == ends
    assert logs_until(known, list(ends), KNOWN) == {LAST_YEAR: LAST_YEAR, TOMORROW: date(2024, 1, 1)}
    assert logs_until(known, [DAY], KNOWN) == {}


@pytest.mark.parametrize(
    ("closed", "complete", "on_time", "fair"),
    [
        (DUE, None, True, True),  # of the procedure the log says nothing
        (DUE, True, True, True),
        (DUE, False, True, False),
        (datetime(2024, 6, 20, 13), True, False, False),
        (None, True, False, False),
    ],
)
def test_a_case_is_fair_in_time_and_by_the_full_procedure(
    closed: datetime | None, complete: bool | None, on_time: bool, fair: bool
) -> None:
    one = case("C", closed_at=closed, closed_has_time=True)
    settled = Settlement(date(2024, 6, 20), on_time)
    assert case_files(store_of(newest_cases=[row(one, "T2", complete)]), CONFIG, KNOWN) == [
        CaseFile(one, "T2", "zalo", Deadline(DUE, True, "given", ""), settled, fair)
    ]


def test_a_case_without_a_deadline_of_its_own_has_that_of_the_rules_and_the_calendar() -> None:
    """Ten working days after Thursday 25/4/2024: 26/4, 2–4/5 (Saturday the 4th instead of Monday 29/4), 6–10/5, 13/5."""
    petition = case("C", kind="petition", received_at=datetime(2024, 4, 25, 9), due_at=None)
    (found,) = case_files(store_of(newest_cases=[row(petition)]), CONFIG, KNOWN)
    assert found.deadline.at is not None
    assert (found.deadline.at.date(), found.deadline.origin) == (date(2024, 5, 13), "computed")
    assert found.settlement == Settlement(date(2024, 5, 13), False)


def test_cases_of_the_year_are_summed_by_village() -> None:
    """Villages of the register first, in its order, also where nothing occurred; then those that only a case names."""
    closed = {"closed_at": DUE, "closed_has_time": True}
    rows = [
        row(case("in time", **closed)),
        row(case("in time, not in full", **closed), complete=False),
        row(case("late on the day itself", due_at=datetime(2024, 6, 30, 12))),
        row(case("late, of no village"), None),
        row(case("in time, of a village that is no more", **closed), "T9"),
        row(case("open", due_at=datetime(2024, 7, 1)), "T2"),
        row(case("open, of a village that is no more", due_at=datetime(2024, 7, 1)), "T8"),
        row(case("closed, nobody knows when", state="closed")),
        row(case("closed, nobody knows when, the year before", state="void", received_at=datetime(2023, 12, 31))),
    ]
    names = [("T2", "Thôn 2"), ("T1", "Thôn 1")]
    known = store_of(
        newest_cases=rows,
        case_logs=logs((DAY, TOMORROW), (NEXT_YEAR, TOMORROW)),
        village_names=[{"as_of": DAY, "code": code, "name": name} for code, name in names]
        + [{"as_of": date(2020, 1, 1), "code": "T7", "name": "Thôn 7"}],
    )
    counts = count_flow(known, CONFIG, [DAY, NEXT_YEAR], KNOWN)
    assert counts == {
        ("processed_reports", DAY): IndicatorCount(
            "processed_reports", DAY,
            (
                VillageCount("T2", "Thôn 2", 0, 0, 0), VillageCount("T1", "Thôn 1", 1, 0, 3),
                VillageCount(None, None, 0, 0, 1), VillageCount("T9", "T9", 1, 0, 1),
            ),
            open=2, undated=1, basis=Basis(TOMORROW), is_flow=True,
        ),
        ("processed_reports", NEXT_YEAR): IndicatorCount("processed_reports", NEXT_YEAR, (), Reason.NO_CASE_LOG, is_flow=True),
    }  # fmt: skip


def test_without_a_log_of_the_year_no_case_counts() -> None:
    known = store_of(newest_cases=[row(case("C"))], case_logs=logs((DAY, LAST_YEAR)), village_names=[])
    assert count_flow(known, CONFIG, [DAY], KNOWN) == {
        ("processed_reports", DAY): IndicatorCount("processed_reports", DAY, (), Reason.NO_CASE_LOG, is_flow=True)
    }


def test_a_log_without_a_case_says_that_none_occurred() -> None:
    known = store_of(newest_cases=[], case_logs=logs((DAY, DAY)), village_names=[])
    assert count_flow(known, CONFIG, [DAY], KNOWN) == {
        ("processed_reports", DAY): IndicatorCount(
            "processed_reports", DAY, (), None, open=0, undated=0, basis=Basis(DAY), is_flow=True
        )
    }
