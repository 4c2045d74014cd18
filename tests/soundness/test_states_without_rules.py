"""States that were frozen before their configuration was kept are of the plan with every commune's indicators, whatever is chosen."""

from __future__ import annotations

from dataclasses import replace

import duckdb

from kpi.reports.content.restated import restatements
from kpi.reports.sending import freezing as reports
from kpi.snapshots import freezing
from tests.golden.test_plan_words import club
from tests.soundness.test_frozen_reports import sent  # noqa: F401 - a fixture
from tests.worlds import World


def test_a_state_whose_rules_were_not_kept_is_of_no_other_plan(sent: World) -> None:  # noqa: F811
    """It was taken for the plan that was chosen: its report could be replaced by that one's, and differed from what was frozen."""
    with duckdb.connect(str(sent.store.path)) as connection:
        connection.execute("delete from configurations")
    (state,) = sent.store.frozen_states()
    both = replace(sent.config, plans=(sent.config.plan, club()))
    chosen = both.speaking_of(club().id)
    assert freezing.states_of_plan(sent.store, both, [state]) == (state,)
    assert freezing.states_of_plan(sent.store, chosen, [state]) == ()
    for config in (both, chosen):
        assert freezing.config_of(sent.store, config, state).plan.id == sent.config.plan.id
        assert freezing.check(sent.store, config, state).same
        assert restatements(sent.store, config, [state], state.known_at) == ()
        assert reports.plans_of_reports(sent.store, config)[1].title == sent.config.plan.title
