"""How the model is built: the plan's structural requirements S1–S11 on a day, who is in the groups, how they grow.

Rules: the plan's II.2 and II.3, word for word in config.yaml → plan.requirements; what no list tells is in → structure,
and S8 to S10 are told by lists of activities, too.
Absence is claimed only where a list shows it: a list that is missing, not whole or silent about roles or components makes
"no data", never "missing".
"""

from __future__ import annotations

from datetime import date, datetime

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.answers.activities import done_by
from kpi.answers.quality import group_quality
from kpi.answers.question import all_known
from kpi.answers.structure.answer import GroupGrowth, StructureAnswer
from kpi.answers.structure.components import component_rows, components
from kpi.answers.structure.facts import read_facts
from kpi.answers.structure.groups import group_requirements
from kpi.answers.structure.growth import growth
from kpi.answers.structure.written import Written
from kpi.config.models import Config, sets_of_groups
from kpi.matching.question import asked
from kpi.store import Store


@needs(Right.FIGURES)
def participant_lists(
    store: Store, config: Config, as_of: date, compared: date, known_at: datetime | None = None
) -> tuple[GroupGrowth, ...]:
    """The lists of participants of the plan's own kinds, which are no Zalo groups, each with how it grew since ``compared``."""
    found: list[GroupGrowth] = []
    with store.one_view():
        known = known_at or all_known(store)
        for groups in filter(None, sets_of_groups(config.plan.stocks)):
            question = asked(config, [as_of], known, groups=groups)
            kinds = {row["code"]: row["kind"] for row in store.read("group_register", **question)}
            lists = group_quality(store, config, as_of, known, groups=groups)
            found += growth(store, [row for row in lists if row.code in kinds], kinds, as_of, compared, known)
    return tuple({row.quality.code: row for row in found}.values())


@needs(Right.FIGURES)
def structure(
    store: Store, config: Config, as_of: date, compared: date, known_at: datetime | None = None
) -> StructureAnswer:
    """The model's build on a day and its groups' growth since ``compared``, as known at ``known_at`` (None: all)."""
    with store.one_view():
        known = known_at or all_known(store)
        question = asked(config, [as_of], known)
        lists = group_quality(store, config, as_of, known)
        facts = read_facts(
            lambda relation: store.read(relation, **question), {row.code: row.complete is True for row in lists}
        )
        written = Written.on(config.structure, as_of, facts.villages, done_by(store, as_of, known))
        rows = component_rows(facts, written)
        found = (*group_requirements(facts), components(rows), *written.requirements())
        kinds = {group.code: group.kind for group in facts.groups}
        return StructureAnswer(
            as_of,
            tuple(written.applied(row) for row in sorted(found, key=lambda row: int(row.id[1:]))),
            rows,
            growth(store, lists, kinds, as_of, compared, known),
        )
