"""An indicator that is asked for alone is what it is among all: who speaks for another one's entries has no part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter
from pathlib import Path

from kpi.answers.question import all_known, observation_days
from kpi.config.models import Config
from kpi.measures.counts import IndicatorCount
from kpi.measures.stocks import count_stocks
from kpi.review import decisions
from kpi.store import Store
from tests.golden import test_named_entries, test_plans
from tests.golden.test_plans import DECEMBER, HOUSEHOLD, JUNE, MEMBER, homes


def in_order(counts: Mapping[tuple[str, date], IndicatorCount]) -> dict[tuple[str, date], IndicatorCount]:
    """The units behind a count stand in no order."""
    by_code = attrgetter("code")
    return {of: replace(one, entities=tuple(sorted(one.entities, key=by_code))) for of, one in counts.items()}


def assert_alone_as_among_all(store: Store, config: Config, days: Sequence[date]) -> None:
    known = all_known(store)
    for plan in config.plans:
        speaking = config.speaking_of(plan.id)
        among = count_stocks(store, speaking, days, known)
        for one in speaking.plan.stocks:
            alone = count_stocks(store, speaking, days, known, of=one.id)
            assert in_order(alone) == in_order({(one.id, day): among[one.id, day] for day in days})


def test_of_the_sample(sample_store: Store, config: Config) -> None:
    assert_alone_as_among_all(sample_store, config, observation_days(sample_store))


def test_of_plans_with_marks_and_lists_of_their_own(tmp_path: Path) -> None:
    world = test_plans.a_commune(tmp_path)
    world.load("membership", [MEMBER, *(["BHYT", f"Người {code}", code] for code in ("H11", "H12", "H22"))], JUNE)
    world.load("household", [[*HOUSEHOLD, "Sử dụng nước sạch"], *homes(1, "Có", "Không", "x", "")], JUNE)
    assert_alone_as_among_all(world.store, world.config, [*observation_days(world.store), DECEMBER])


def test_of_a_register_of_the_plans_own(tmp_path: Path) -> None:
    world = test_named_entries.with_lists(test_named_entries.a_commune(tmp_path))
    assert_alone_as_among_all(world.store, world.config, observation_days(world.store))


def test_of_a_person_who_speaks_for_a_household_and_a_business(tmp_path: Path) -> None:
    """One is tied between two businesses by their number, and speaks for a household by his code; a person then says which."""
    world, day = test_plans.a_commune(tmp_path), JUNE
    number = "0912000001"
    rows = [[code, f"Công ty {code}", "Công ty TNHH", number] for code in ("0101", "0102")]
    world.load("business", [["Mã số thuế", "Tên doanh nghiệp", "Loại hình", "Số điện thoại"], *rows], day)
    header = ["Nhóm", "Mã thành viên", "Tên hiển thị", "Mã hộ", "Số điện thoại"]
    world.load("membership", [header, ["N1", "7", "zq", "H11", number], ["N1", "8", "zr", "", ""]], day)
    assert_alone_as_among_all(world.store, world.config, [day])
    assert world.counts("businesses", day)[0] == 0
    saying = decisions.Saying("uid:7", "0102", True)
    decisions.decide(world.store, world.config, [saying], reason="x", decided_by="t", at=world.clock)
    assert world.counts("businesses", day)[0] == 1
    assert_alone_as_among_all(world.store, world.config, [day])
