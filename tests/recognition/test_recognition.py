"""Every list that an office really has is recognised at once or asked about; none for another purpose is taken for ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kpi.config.models import Config
from tests.recognition.right import cell, entries, listed_pages, wanted
from tests.recognition.shape import Shape, items, pairs
from tests.recognition.shapes import OTHERS, SHAPES
from tests.recognition.trial import Bases, summary, try_other, try_shape


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


@pytest.mark.long
def test_every_list_is_recognised_or_asked_about(tmp_path: Path, config: Config) -> None:
    """One test for all: each list takes a third of a second, and nine of ten of them are what is promised."""
    bases = Bases(tmp_path)
    results = {shape.id: try_shape(bases, config, shape) for shape in SHAPES}
    others = {other.id: try_other(bases, config, other) for other in OTHERS}
    table = summary(results, others)
    sys.stdout.write(f"\n{table}\n")

    wrong = {name: result.wrong for name, result in results.items() if result.wrong}
    assert not wrong, "loaded wrongly"
    asked = {
        shape.id: results[shape.id].question for shape in SHAPES if not shape.may_ask and results[shape.id].question
    }
    assert not asked, "asked about, where no person would hesitate"
    assert not {other.id: (others[other.id].faults, other.why) for other in OTHERS if others[other.id].faults}, (
        "taken for ours"
    )
    left_out = {name: result.left_out for name, result in results.items() if result.left_out}
    assert not left_out, "a column with a figure was left out"
    undropped = {name: result.undropped for name, result in results.items() if result.undropped}
    assert not undropped, "a private column was not dropped by its name"

    assert sum(result.at_once for result in results.values()) * 10 >= len(results) * 9, table
    assert all(result.at_once or result.question for result in results.values()), table
