"""Answers that pages share are worked out once, and a failure is nobody's answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from kpi.ui.shell.kept import KeptAnswers


def test_an_answer_is_worked_out_once_and_is_the_same_for_all() -> None:
    kept = KeptAnswers(2)
    first = kept.once(("question", 1), lambda: ["answer"])
    assert kept.once(("question", 1), lambda: ["another"]) is first
    assert kept.once(("question", 2), lambda: "two") == "two"


def test_the_answer_asked_for_longest_ago_goes_first() -> None:
    kept = KeptAnswers(2)
    for name in ("one", "two", "one", "three"):
        kept.once(name, lambda: "early")
    assert [kept.once(name, lambda: "late") for name in ("one", "two")] == ["early", "late"]


def test_what_fails_is_asked_again() -> None:
    kept = KeptAnswers(2)
    with pytest.raises(ZeroDivisionError):
        kept.once("question", lambda: 1 // 0)
    assert kept.once("question", lambda: "answer") == "answer"


def test_who_asks_while_it_is_worked_out_waits_for_it() -> None:
    kept, begun, may_end, worked = KeptAnswers(2), threading.Event(), threading.Event(), []

    def work_out() -> str:
        worked.append(1)
        begun.set()
        may_end.wait(60)
        return "answer"

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(kept.once, "question", work_out)
        begun.wait(60)
        second = pool.submit(kept.once, "question", work_out)
        assert kept.once("another", lambda: "at once") == "at once"
        may_end.set()
        assert [first.result(60), second.result(60)] == ["answer", "answer"]
    assert worked == [1]
