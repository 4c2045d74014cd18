"""Step 4: the lists that the plan's figures need: which are there, and which comes next. Step 5: who reviews."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kpi.access.roles import ROLE_NAMES, Role
from kpi.config.models import Config
from kpi.config.writing import Put
from kpi.i18n.formats import NOTHING, format_count, format_date
from kpi.i18n.messages import N_, _
from kpi.operations.known import KnownList, lists_in_force, villages_without
from kpi.ui.log.tables import dataset_in_words
from kpi.ui.parts import panels
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.leading import lead_to
from kpi.ui.start import drafting

ROLES = {
    "lists": N_("Lists: old ones, rejected rows"), "matching": N_("Matching: who is this member"),
    "reports": N_("Reports that are due"), "villages": N_("Villages that are short"),
}  # fmt: skip
BASES = "start.role"


def needed_lists(config: Config) -> list[str]:
    """The datasets that the figures of the plan that is spoken of come from, in the order in which they are loaded."""
    needed = {name for one in config.plan.indicators for name in one.counting.lists}
    return [name for name in (one.id for one in config.datasets) if name in needed]


def show_lists(desk: Desk) -> None:
    """The checklist, and the way on."""
    needed, known = needed_lists(desk.config), lists_in_force(desk.store)
    lacking = villages_without(desk.store, desk.config)
    missing = [name for name in needed if name not in known or name in lacking]
    with st.container(key="panel-start-lists", border=True):
        panels.section(
            _("4. The lists to load"),
            _(
                "– {done} of {all} are there",
                done=format_count(len(needed) - len(missing)),
                all=format_count(len(needed)),
            ),
        )
        rows = []
        for name in needed:
            used = [one.spoken_title for one in desk.config.plan.indicators if name in one.counting.lists]
            rows.append(
                [
                    dataset_in_words(name, desk.config),
                    _state(name, missing, lacking),
                    _newest(known.get(name)),
                    ", ".join(used),
                ]
            )
        columns = [
            HtmlColumn(_("List")), HtmlColumn(_("Is it there?")), HtmlColumn(_("Newest list as of")),
            HtmlColumn(_("Needed for"), long=True),
        ]  # fmt: skip
        st.html(panels.Drawn(table(columns, rows, alt=_("The lists that the plan needs"))))
        if missing:
            label = _("Load the next list: {list}", list=dataset_in_words(missing[0], desk.config))
            lead_to("loading.py", label)
        if desk.observed():
            lead_to("overview.py", _("See the figures"))


def _state(name: str, missing: list[str], lacking: Mapping[str, tuple[str, ...]]) -> str:
    if name not in missing:
        return _("✔ yes")
    if name in lacking:
        return _("✖ not of: {villages}", villages=", ".join(lacking[name]))
    return _("✖ no – load it next") if name == missing[0] else _("✖ no")


def _newest(known: KnownList | None) -> str:
    if known is None:
        return NOTHING
    return _(
        "{day} ({loads} loads, {rows} rows)",
        day=format_date(known.newest),
        loads=format_count(known.loads),
        rows=format_count(known.rows),
    )


def show_reviewers(desk: Desk) -> None:
    """Whose business what is to be done is; the people behind the roles have accounts."""
    said = desk.config.tasks.roles
    with st.container(key="panel-start-roles", border=True):
        panels.section(_("5. Who reviews"))
        sides = st.columns(len(ROLES))
        for side, (field, title) in zip(sides, ROLES.items(), strict=True):
            st.session_state.setdefault(f"{BASES}.{field}", getattr(said, field))
            side.selectbox(
                _(title),
                ["", *(role.value for role in Role if role is not Role.UPPER)],
                key=f"{BASES}.{field}",
                format_func=_role,
            )
        st.button(
            _("See what this changes"), key="start.roles.look", type="primary", on_click=_look, args=(desk.config,)
        )
        lead_to("accounts.py", _("Accounts: who signs in with which role"))
        drafting.show("roles", desk)


def _role(name: str) -> str:
    return _(ROLE_NAMES[Role(name)]) if name else _("nobody named yet")


def _look(config: Config) -> None:
    chosen = {field: st.session_state[f"{BASES}.{field}"] for field in ROLES}
    edits = [
        Put(("tasks", "roles", field), role)
        for field, role in chosen.items()
        if role != getattr(config.tasks.roles, field)
    ]
    if edits:
        drafting.look("roles", edits)
    else:
        drafting.refuse("roles", _("Nothing was changed."), _("It stands so in the settings already."))
