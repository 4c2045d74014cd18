"""Every list that an office really has is recognised at once or asked about; none for another purpose is taken for ours."""

from __future__ import annotations

import sys

import pytest

from kpi.config.models import Config
from tests.recognition.right import cell, entries, listed_pages, wanted
from tests.recognition.shape import Other, Shape, items, pairs
from tests.recognition.shapes import OTHERS, SHAPES
from tests.recognition.trial import Bases, Result, summary, try_other, try_shape


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Bases:
    return Bases(tmp_path_factory.mktemp("bases"))


@pytest.fixture(scope="module")
def results(bases: Bases, config: Config) -> dict[str, Result]:
    """What became of each list of ours."""
    return {shape.id: try_shape(bases, config, shape) for shape in SHAPES}


@pytest.fixture(scope="module")
def others(bases: Bases, config: Config) -> dict[str, Result]:
    """What became of each list for another purpose."""
    return {other.id: try_other(bases, config, other) for other in OTHERS}


def test_the_corpus_holds_together() -> None:
    assert len(SHAPES) >= 85
    assert len(OTHERS) >= 16
    ids = [*(shape.id for shape in SHAPES), *(other.id for other in OTHERS)]
    assert len(set(ids)) == len(ids)
    for shape in SHAPES:
        count = sum(len(entries(shape, page)) for page in listed_pages(shape))
        assert count == (shape.households or count) > 0, shape.id


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.id for shape in SHAPES])
def test_what_is_right_can_be_reckoned_from_the_written_list(shape: Shape) -> None:
    for page in listed_pages(shape):
        headers = pairs(shape.fields).values()
        named = [name.strip() for header in headers if not header.startswith("(") for name in header.split(" + ")]
        assert {*named, *items(shape.private)} <= set(page.headers)
        for row in entries(shape, page):
            assert all(
                value is not None or not cell(row, pairs(shape.fields)[field])
                for field, value in wanted(shape, page, row).items()
                if not pairs(shape.fields)[field].startswith("(")
            )


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.id for shape in SHAPES])
def test_a_list_is_loaded_rightly_or_asked_about_where_a_person_would_hesitate(
    shape: Shape, results: dict[str, Result]
) -> None:
    result = results[shape.id]
    assert not result.wrong
    assert shape.may_ask or not result.question, result.question


@pytest.mark.parametrize("other", OTHERS, ids=[other.id for other in OTHERS])
def test_a_list_for_another_purpose_is_not_taken_for_ours(other: Other, others: dict[str, Result]) -> None:
    assert not others[other.id].faults, other.why


def test_nine_of_ten_are_recognised_at_once_and_the_rest_asked_about(
    results: dict[str, Result], others: dict[str, Result]
) -> None:
    table = summary(results, others)
    sys.stdout.write(f"\n{table}\n")
    at_once = sum(result.at_once for result in results.values())
    assert at_once * 10 >= len(results) * 9, table
    assert all(result.at_once or result.question for result in results.values()), table


def test_no_column_with_a_figure_is_left_out_of_a_loaded_list(results: dict[str, Result]) -> None:
    assert {result.id: result.left_out for result in results.values() if result.left_out} == {}


def test_private_columns_are_dropped_by_name(results: dict[str, Result]) -> None:
    assert {result.id: result.undropped for result in results.values() if result.undropped} == {}
