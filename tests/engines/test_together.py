"""Units answered side by side: whatever one asks or meets, each has its own answer, and none waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from traceback import walk_tb
from typing import Any

import pytest

from kpi.store.lake.together import answered
from kpi.store.ports import Relations
from kpi.store.records import Comparison

_language = ContextVar("language", default="none")


class _Engine:
    """Answers each unit with what it bound, and raises what ``broken`` says of a relation."""

    def __init__(self, **broken: BaseException) -> None:
        self._broken = broken
        self.asked: list[tuple[str, list[str]]] = []

    def ask(self, relation: str, asked: Mapping[str, Mapping[str, object]]) -> dict[str, list[dict[str, Any]]]:
        self.asked.append((relation, list(asked)))
        if relation in self._broken:
            raise self._broken[relation]
        return {unit: [{"unit": unit, **values}] for unit, values in asked.items() if values}

    def keep_comparisons(self, unit: str, rules: str, compared: Sequence[Comparison]) -> None:
        self.asked.append((f"{rules}{len(compared)}", [unit]))
        if unit in self._broken:
            raise self._broken[unit]

    def close(self) -> None:
        """Holds nothing."""


def test_each_has_the_rows_for_its_own_values_and_all_are_one_question() -> None:
    engine = _Engine()
    found = answered(
        engine, ["1", "2", "3"], lambda unit, of: of.read("a", **({"n": int(unit)} if unit != "3" else {}))
    )
    assert found == {"1": [{"unit": "1", "n": 1}], "2": [{"unit": "2", "n": 2}], "3": []}
    assert engine.asked == [("a", ["1", "2", "3"])]


def test_whoever_asks_nothing_or_more_or_in_another_order_holds_nobody_up() -> None:
    engine = _Engine()
    wanted: dict[str, list[str]] = {"none": [], "one": ["a"], "many": ["a", "b", "a", "c"], "other": ["c", "a"]}
    found = answered(engine, list(wanted), lambda unit, of: [of.read(name, n=name)[0]["n"] for name in wanted[unit]])
    assert found == wanted
    assert engine.asked == [
        ("a", ["one", "many"]), ("c", ["other"]), ("a", ["other"]), ("b", ["many"]), ("a", ["many"]), ("c", ["many"]),
    ]  # fmt: skip


def test_no_unit_and_one_named_twice() -> None:
    assert answered(_Engine(), [], lambda _unit, of: of.read("a")) == {}
    assert answered(_Engine(), ["1", "1"], lambda unit, of: of.read("a", n=unit)) == {"1": [{"unit": "1", "n": "1"}]}


def test_a_unit_that_fails_lets_the_others_come_to_their_end() -> None:
    ended = []

    def answer(unit: str, of: Relations) -> None:
        of.read("a")
        if unit == "2":
            raise ValueError(unit)
        of.read("b")
        ended.append(unit)

    with pytest.raises(ValueError, match="2"):
        answered(_Engine(), ["1", "2", "3"], answer)
    assert ended == ["1", "3"]


def test_an_engine_that_fails_for_one_relation_tells_those_who_asked_it() -> None:
    def answer(unit: str, of: Relations) -> str:
        try:
            of.read("broken" if unit == "2" else "a")
        except ValueError:
            return "told"
        of.read("b")
        return "well"

    assert answered(_Engine(broken=ValueError()), ["1", "2"], answer) == {"1": "well", "2": "told"}


def test_what_a_unit_may_not_have_compared_is_no_fault_of_another() -> None:
    def answer(_unit: str, of: Relations) -> str:
        try:
            of.keep_comparisons("rules", [])
        except ValueError:
            return "refused"
        return "kept"

    engine = _Engine(**{"1": ValueError()})
    assert answered(engine, ["1", "2"], answer) == {"1": "refused", "2": "kept"}


def test_one_error_of_many_units_tells_its_way_once() -> None:
    def depth(units: int) -> int:
        with pytest.raises(ValueError) as raised:
            answered(_Engine(broken=ValueError()), list(map(str, range(units))), lambda _unit, of: of.read("broken"))
        return len(list(walk_tb(raised.value.__traceback__)))

    assert depth(20) == depth(1)


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), SystemExit(1)])
def test_whoever_is_stopped_stops_all_even_those_who_ask_on(stop: BaseException) -> None:
    left = []

    def answer(unit: str, of: Relations) -> None:
        for _again in range(3):
            try:
                of.read("stop")
            except BaseException as error:
                left.append((unit, type(error)))

    with pytest.raises(type(stop)):
        answered(_Engine(stop=stop), ["1", "2"], answer)
    assert sorted(left, key=repr) == [(unit, type(stop)) for unit in ("1", "2") for _again in range(3)]


def test_a_thread_that_cannot_be_started_stops_those_that_were(monkeypatch: pytest.MonkeyPatch) -> None:
    start, started = threading.Thread.start, list[threading.Thread]()

    def start_two(thread: threading.Thread) -> None:
        if len(started) == 2:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_two)
    with pytest.raises(RuntimeError, match="new thread"):
        answered(_Engine(), ["1", "2", "3"], lambda _unit, of: of.read("a"))
    assert not any(thread.is_alive() for thread in started)


def test_one_works_at_a_time_and_none_overtakes_another() -> None:
    working, most = [0], [0]

    def busy(told: Callable[[], object]) -> None:
        working[0] += 1
        most[0] = max(most[0], working[0])
        sum(range(50_000))
        working[0] -= 1
        told()

    def answer(_unit: str, of: Relations) -> None:
        for _again in range(3):
            busy(lambda: of.read("a"))

    answered(_Engine(), list(map(str, range(30))), answer)
    assert most == [1]


def test_a_unit_speaks_and_acts_as_whoever_asked_and_changes_nothing_for_another() -> None:
    token = _language.set("vi")
    try:

        def answer(unit: str, of: Relations) -> str:
            before = _language.get()
            _language.set(unit)
            of.read("a")
            return f"{before} {_language.get()}"

        assert answered(_Engine(), ["1", "2"], answer) == {"1": "vi 1", "2": "vi 2"}
        assert _language.get() == "vi"
    finally:
        _language.reset(token)


def test_a_nation_is_asked_as_often_as_a_commune() -> None:
    engine, nation = _Engine(), list(map(str, range(1_000)))

    def answer(unit: str, of: Relations) -> object:
        of.read("a")
        return of.read("b", n=unit)[0]["n"]

    assert answered(engine, nation, answer) == {unit: unit for unit in nation}
    assert [relation for relation, _units in engine.asked] == ["a", "b"]
