"""What is defined once is known everywhere: the relations and the words hold nothing else, and nothing less."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from kpi.answers.question import all_known
from kpi.config.models import Config, Term
from kpi.domain.datasets import DATASET_BY_ID
from kpi.domain.indicators import EXCHANGED, ORDER, SLOTS, WAYS, Counting, Way
from kpi.domain.reasons import Reason
from kpi.judgement.trust import FigureDoubt
from kpi.matching.question import asked
from kpi.matching.rungs import suggestion_in_words
from kpi.reports.content import wording as report
from kpi.store import Store
from kpi.ui.loading import afterwards
from kpi.ui.method import tables as method
from kpi.ui.organisations import steps
from kpi.ui.parts import trust as quality
from kpi.ui.parts import words as screen
from kpi.ui.review import card


def test_the_relations_count_each_stock_against_its_register(sample_store: Store, config: Config) -> None:
    known = all_known(sample_store)
    rows = sample_store.read("counted_at", **asked(config, [date(2024, 6, 30)], known))
    found = {(row["indicator"], row["entity_kind"]) for row in rows}
    assert found == {(one.id, one.register) for one in config.plan.stocks}


@pytest.mark.parametrize("words", [screen.REASONS, report.REASONS], ids=["screen", "report"])
def test_every_medium_says_every_reason(words: dict[str, str]) -> None:
    assert set(words) == set(Reason)


@pytest.mark.parametrize("words", [quality.DOUBTS, report.DOUBTS], ids=["screen", "report"])
def test_every_medium_says_every_doubt(words: dict[str, str]) -> None:
    assert set(words) == set(FigureDoubt)


def test_what_members_speak_for_has_its_words_and_pages() -> None:
    assert set(card.KINDS) == set(SLOTS)
    assert all(suggestion_in_words(["of_shop"], kind, 2) for kind in SLOTS)
    assert {EXCHANGED[name].register for name in steps.PREFIXES} == {"business", "institution"}


def test_every_register_and_every_measure_of_a_term_is_known_to_the_screen() -> None:
    assert set(WAYS) <= set(afterwards.PAGE_OF)
    assert set(method.TERMS) == {measure.name for measure in fields(Term)}


def test_definitions_speak_of_datasets_and_have_places_of_their_own() -> None:
    every = [Counting(register, way) for register, ways in WAYS.items() for way in ways]
    assert {one.way for one in every} == set(Way)
    for one in every:
        assert one.register in one.lists
        assert {*one.lists, *one.besides} <= set(DATASET_BY_ID)
        assert not set(one.lists) & set(one.besides)


def test_the_shipped_plan_has_the_indicators_that_are_exchanged(config: Config) -> None:
    assert {one.id: one.counting for one in config.plan.indicators} == EXCHANGED
    assert config.plan.order == ORDER
