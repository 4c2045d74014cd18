"""A figure of marked rows is not called well founded while a village has no list in which anything is marked."""

from __future__ import annotations

from pathlib import Path

from kpi.answers.quality import quality
from kpi.judgement.trust import FigureDoubt, Trust, trust_in
from tests.golden.test_added_registers import AT_FIRST, AUGUST, CHILDREN, SEPTEMBER, a_commune, children, drop
from tests.reports.other_plans import HOUSEHOLD, TENTH, build


def test_a_village_without_a_list_of_an_added_register_is_told(tmp_path: Path) -> None:
    world = a_commune(tmp_path)
    config = world.config.speaking_of(CHILDREN)

    def doubts(indicator: str) -> tuple[FigureDoubt, ...]:
        found = quality(world.store, config, SEPTEMBER).indicators
        return next(row.doubts for row in found if row.indicator == indicator)

    assert doubts("first_graders") == (FigureDoubt.NO_REGISTER,)
    drop(world, "tre thon 1.csv", children(1, *AT_FIRST), AUGUST)
    assert (
        doubts("first_graders") == (FigureDoubt.LISTS_UNSENT, FigureDoubt.MARKS_MISSING) == doubts("preschool_children")
    )
    assert trust_in(doubts("first_graders")) is Trust.PARTIAL, "of village 2 nobody knows"
    drop(world, "tre thon 2.csv", children(2, ["C5", "6 tuổi", "", "Có"], ["C6", "5 tuổi", "", "Có"]), SEPTEMBER)
    assert doubts("first_graders") == () and trust_in(()) is Trust.SOUND
    assert "marks_missing" not in {
        doubt for row in quality(world.store, world.config, SEPTEMBER).indicators for doubt in row.doubts
    }


def test_a_village_whose_list_lacks_the_column_is_told(tmp_path: Path) -> None:
    world = build(tmp_path)
    config = world.config.speaking_of("nuoc-sach")

    def lacks() -> bool:
        found = quality(world.store, config, TENTH).indicators
        return next(
            FigureDoubt.MARKS_MISSING in row.doubts for row in found if row.indicator == "clean_water_households"
        )

    assert not lacks()
    world.load("household", [HOUSEHOLD, *([f"H1{k}", "Chủ", "Thôn 1", "x", "nước mưa"] for k in range(1, 5))], TENTH)
    assert lacks()
