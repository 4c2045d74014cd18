"""Who is linked to or suggested for whom on a day, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kpi.answers.question import in_one_view, known_by
from kpi.config.models import Config
from kpi.i18n.messages import _
from kpi.matching.question import asked
from kpi.matching.rungs import LAST_COUNTING, RUNGS, reason, suggestion_in_words
from kpi.matching.suggestions import prepare
from kpi.store.ports import Relations


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """One member and one entity that the ladder found for him, with the reason in words; entity None: nobody was found."""

    member: str
    group: str
    display_name: str
    entity_kind: str | None
    entity_code: str | None
    rung: str | None
    score: float | None
    reason: str
    state: str
    counted: bool


@in_one_view
def links(
    store: Relations, config: Config, as_of: date, state: str | None = None, known_at: datetime | None = None
) -> tuple[LinkAnswer, ...]:
    """What is linked or suggested on a day and why; ``state`` keeps only suggested, confirmed, rejected or unlinked rows."""
    question = asked(config, [as_of], known_by(store, known_at))
    prepare(store, config, question)
    answers = [_link(row) for row in store.read("link_list", **question)]
    return tuple(answer for answer in answers if state is None or answer.state == state)


def _link(row: dict[str, Any]) -> LinkAnswer:
    state, score, why = _state_of(row)
    return LinkAnswer(
        row["member"],
        row["group_code"],
        row["display_name"],
        row["entity_kind"],
        row["entity_code"],
        RUNGS.get(row["rung"]),
        score,
        why,
        state,
        bool(row["counted"]),
    )


def _state_of(row: dict[str, Any]) -> tuple[str, float | None, str]:
    """State, score and reason in words of a row of ``link_list``."""
    if row["rejected"]:
        return "rejected", 1.0, _("a person said no")
    if row["rung"] is None:
        return "unlinked", None, _("no code, no decision, no phone number and no name leads to the registers")
    if row["rung"] > LAST_COUNTING:
        why = suggestion_in_words(row["evidence"].split(), row["entity_kind"], row["namesakes"])
        if (row["candidates"] or 1) > 1:
            why = f"{why}; {reason(RUNGS[row['rung']], row['candidates'])}"
        return "suggested", row["score"], why
    state = "confirmed" if row["candidates"] == 1 and not row["suggests"] else "suggested"
    return state, 1.0 / row["candidates"], reason(RUNGS[row["rung"]], row["candidates"])
