"""What a press asked to be opened pops up in the run after it, and in no later one."""

from __future__ import annotations

from kpi.ui.shell import frame, opening


def test_it_is_opened_once_and_by_whom_it_was_meant_for() -> None:
    opening.call_for("unit", "A")
    assert opening.called_for("list") is None
    first = opening.called_for("unit")
    assert first is not None and first.about == "A"
    assert opening.called_for("unit") is None
    opening.call_for("unit", "A")
    again = opening.called_for("unit")
    assert again is not None and again.times == first.times + 1, "each begins with its own choices"


def test_what_was_asked_on_a_page_that_was_left_is_forgotten() -> None:
    opening.turn_to("tien-do")
    opening.call_for("unit", "A")
    opening.turn_to("tien-do")
    kept = opening.called_for("unit")
    assert kept is not None, "the run after the press is of the same page"
    opening.call_for("unit", "A")
    opening.turn_to("ho-dan")
    assert opening.called_for("unit") is None


def test_what_a_run_that_failed_did_not_open_is_forgotten() -> None:
    opening.call_for("list", ("households", None))
    frame.unforeseen(RuntimeError("before it came to that"))
    assert opening.called_for("list") is None
