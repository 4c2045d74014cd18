"""Where two configurations differ, in the office's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kpi.config.models import Config
from kpi.config.writing import Place
from kpi.i18n.formats import NOTHING, format_count
from kpi.i18n.messages import _
from kpi.operations.settings import ChangedValue, differences
from kpi.ui.settings.fields import SettingsPart, as_typed, in_words, span_in_words
from kpi.ui.settings.parts import BY_PERCENT, PARTS
from kpi.ui.settings.plan_parts import OF_PLANS


def differences_in_words(
    before: Mapping[str, Any], after: Mapping[str, Any], config: Config, then: Config
) -> list[tuple[str, str, str]]:
    """What differs, and from what to what; ``config`` and ``then`` know the words of each. What has no box here is told by its place
    in the file."""
    flat_before, flat_after = _in_boxes(before), _in_boxes(after)
    return [
        _in_words(one, *((flat_before, config) if one.after is None else (flat_after, then)), config)
        for one in differences(flat_before, flat_after)
    ]


def _in_boxes(content: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the rows of plans as they stand in their boxes."""
    plans = [
        {**plan, **{part.id: [part.flat(row) for row in plan[part.id]] for part in OF_PLANS if plan.get(part.id)}}
        for plan in content["plans"]
    ]
    return {**content, "plans": plans}


def _in_words(one: ChangedValue, content: Mapping[str, Any], known: Config, shown: Config) -> tuple[str, str, str]:
    """A value of the content of one of the two, in whose configuration ``known`` its words are; ``shown``: what the page speaks of."""
    found = _part_of(one.place, content)
    if found is None and one.place[0] == "plans" and len(one.place) == 2:
        return _("Plan"), _plan_in_words(one.before), _plan_in_words(one.after)
    if found is None:
        path = " › ".join(str(step + 1) if isinstance(step, int) else step for step in one.place)
        return _("Another place of the file: {path}", path=path), _plainly(one.before), _plainly(one.after)
    part, row, rest = found
    there = _speaking(known, content, one.place)
    head = [_(part.title)] if part.label is None or row is None else [_(part.title), part.label(row, there)]
    if one.place[0] == "plans" and there.plan.id != shown.plan.id:
        head.insert(1, there.plan.title)
    if not rest:
        return " · ".join(head), _whole(part, one.before, there), _whole(part, one.after, there)
    field = part.field(rest[0], row or {}, there)
    if field is None or len(rest) > 1:
        return " · ".join((*head, *map(str, rest))), _plainly(one.before), _plainly(one.after)
    return " · ".join((*head, _(field.label))), in_words(field, one.before, there), in_words(field, one.after, there)


def _plan_in_words(plan: Any) -> str:
    """A whole plan that came or went: its title and span, what it counts, and its targets."""
    if not isinstance(plan, Mapping):
        return NOTHING
    titles = {row["id"]: str(row["short_title"]) for row in plan["indicators"]}
    aims = (
        f"{titles.get(row['indicator'], NOTHING)} {_aim(row)} ({span_in_words(row)})" for row in plan.get("targets", ())
    )
    return "; ".join((f"{plan['title']} ({span_in_words(plan)})", ", ".join(titles.values()), *aims))


def _aim(row: Mapping[str, Any]) -> str:
    """What a target asks for, with its village where it has one."""
    said = as_typed(BY_PERCENT, row["percent"]) if row.get("percent") is not None else format_count(row["count"])
    return f"{row['village']} {said}" if row.get("village") else said


def _speaking(config: Config, content: Mapping[str, Any], place: Place) -> Config:
    """The configuration that speaks of the plan of a place, where it has that plan."""
    plan = str(_at(content, place[:2]).get("id")) if place[0] == "plans" else config.plan.id
    return config.speaking_of(plan) if any(one.id == plan for one in config.plans) else config


def _part_of(place: Place, content: Mapping[str, Any]) -> tuple[SettingsPart, Mapping[str, Any] | None, Place] | None:
    """The part that a place belongs to, its row, and the rest of the place within it."""
    plan = place[1] if place[0] == "plans" and len(place) > 1 and isinstance(place[1], int) else 0
    for part in sorted(PARTS, key=lambda one: -len(one.place(plan))):
        start = part.place(plan)
        if place[: len(start)] != start or len(place) == len(start):
            continue
        rest = place[len(start) :]
        if part.label is not None:
            return part, _at(content, place[: len(start) + 1]), rest[1:]
        if any(field.key == rest[0] for field in part.fields):
            return part, None, rest
    return None


def _whole(part: SettingsPart, row: Any, config: Config) -> str:
    """A whole row that came or went."""
    if not isinstance(row, Mapping):
        return NOTHING
    fields = (part.field(field.key, row, config) or field for field in part.fields)
    said = ((field, in_words(field, row.get(field.key), config)) for field in fields)
    return "; ".join(f"{_(field.label)}: {words}" for field, words in said if words != NOTHING)


def _plainly(value: Any) -> str:
    """A value that has no box: as far as it is words or a number."""
    if value is None:
        return NOTHING
    if isinstance(value, list | dict):
        return "; ".join(_leaves(value))
    return str(value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield str(value)


def _at(content: Any, place: Place) -> Any:
    for step in place:
        content = content[step]
    return content
