"""The page of accounts from top to bottom: accounts and what they may do, who is signed in, and the audit log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from kpi.access import asking
from kpi.access.accounts import LONGEST_NAME, Account
from kpi.access.acting import who
from kpi.access.audit import AuditChain, AuditEntry
from kpi.access.roles import ROLE_NAMES, Role
from kpi.access.sessions import BROWSER
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.formats import format_count, format_moment_short
from kpi.i18n.messages import N_, _
from kpi.ui.log import keeping
from kpi.ui.parts import panels
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.shell.anew import once
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.office import Office, office

DONE, FAULT = "accounts.done", "accounts.fault"
MOST_ENTRIES = 200
STEPS = {
    "password": N_("Set a new password"),
    "roles": N_("Give other roles"),
    "identity": N_("Name the identity at the provider"),
    "second": N_("Take away the second step"),
    "close": N_("Close the account"),
    "open": N_("Open it again"),
}


def show() -> None:
    """The page."""
    desk, now = open_desk(), office()
    st.html(f'<h1 class="kpi-page-title">{_("Accounts")}</h1>')
    _tell()
    every = asking.every_account(now.file)
    if not every:
        st.html(panels.calm(_(
            "Nobody has an account yet, so this opens on this PC only. The first one is the administrator's; from then on everybody"
            " signs in, this PC included."
        )))  # fmt: skip
    else:
        panels.html_panel(
            "accounts", _("Accounts"), _("– {count}", count=format_count(len(every))), _accounts(every, desk)
        )
    left, right = st.columns(2)
    with left, st.container(key="panel-add", border=True):
        _add(desk, now, first=not every)
    if every:
        with right, st.container(key="panel-change", border=True):
            _change(desk, now, every)
        _sessions(now)
        _log(now)
        keeping.backups(desk)


def _tell() -> None:
    if (said := once(DONE)) is not None:
        st.success(plain(said))
    if (fault := once(FAULT)) is not None:
        st.error(plain(fault))


def _accounts(every: list[Account], desk: Desk) -> str:
    names = desk.store.scope_names()
    columns: list[ListColumn[Account]] = [
        ListColumn(_("Account"), lambda row: row.account),
        ListColumn(_("Name"), lambda row: row.name),
        ListColumn(_("Roles"), lambda row: ", ".join(_(ROLE_NAMES[role]) for role in row.roles), long=True),
        ListColumn(_("Village"), lambda row: names.get(row.village or "", row.village or "") or None),
        ListColumn(_("At the provider"), lambda row: row.identity),
        ListColumn(_("Since"), lambda row: format_moment_short(datetime.fromisoformat(row.made_at))),
        ListColumn(
            _("Closed"),
            lambda row: format_moment_short(datetime.fromisoformat(row.disabled_at)) if row.disabled_at else None,
        ),
    ]
    return listing(every, columns, alt=_("Accounts"))


def _add(desk: Desk, now: Office, *, first: bool) -> None:
    panels.section(_("New account"))
    state = st.session_state
    st.text_input(_("Account"), key="accounts.account", max_chars=40)
    st.text_input(_("Full name, as it stands beside what he does"), key="accounts.name", max_chars=LONGEST_NAME)
    _roles("accounts.roles", [Role.ADMINISTRATOR] if first else [])
    village = _village(desk, "accounts.village") if Role.VILLAGE_HEAD in state["accounts.roles"] else None
    st.text_input(_("First password; he changes it himself"), key="accounts.password", type="password", max_chars=200)

    def add() -> None:
        made = asking.add(
            now.file, state["accounts.account"], state["accounts.name"], state["accounts.roles"], state["accounts.password"],
            at=now.now, by=who().name, village=village,
        )  # fmt: skip
        state["accounts.password"] = ""
        state[DONE] = _("{account} may sign in now.", account=made.account)

    st.button(_("Make the account"), key="accounts.add", type="primary", on_click=_kept, args=(add,))


def _change(desk: Desk, now: Office, every: list[Account]) -> None:
    panels.section(_("Change an account"))
    names = {one.account: one for one in every}
    chosen = names[
        st.selectbox(
            _("Account"), list(names), key="accounts.chosen", format_func=lambda one: f"{one} – {names[one].name}"
        )
    ]
    left_out = {"close" if chosen.disabled_at else "open", "" if now.config.access.provider else "identity"}
    offered = [step for step in STEPS if step not in left_out]
    step = st.segmented_control(
        _("What"),
        offered,
        default="password",
        key="accounts.step",
        required=True,
        format_func=lambda one: _(STEPS[one]),
    )
    state = st.session_state
    doing: dict[str, Callable[[], object]] = {
        "close": lambda: asking.disable(now.file, chosen.account, at=now.now, by=who().name),
        "open": lambda: asking.enable(now.file, chosen.account, at=now.now, by=who().name),
    }
    if step == "password":
        st.text_input(_("New password"), key="accounts.new", type="password", max_chars=200)
        doing[step] = lambda: asking.set_password(
            now.file, chosen.account, state["accounts.new"], at=now.now, by=who().name
        )
    elif step == "identity":
        key = f"accounts.identity.{chosen.account}"
        state.setdefault(key, chosen.identity or "")
        st.text_input(_("E-mail address or name at the provider; empty takes it away"), key=key, max_chars=250)
        doing[step] = lambda: asking.identify(now.file, chosen.account, state[key], at=now.now, by=who().name)
    elif step == "second":
        st.text_input(
            _("Reason"), key="accounts.reason", max_chars=200, placeholder=_("for instance: the phone was lost")
        )
        doing[step] = lambda: asking.take_second_step(
            now.file, chosen.account, state["accounts.reason"], at=now.now, by=who().name
        )
    elif step == "roles":
        key = f"accounts.roles.{chosen.account}"
        _roles(key, list(chosen.roles))
        village = _village(desk, f"accounts.village.{chosen.account}") if Role.VILLAGE_HEAD in state[key] else None
        doing[step] = lambda: asking.change(
            now.file, chosen.account, state[key], at=now.now, by=who().name, village=village
        )

    def done() -> None:
        doing[step]()
        for typed in ("accounts.new", "accounts.reason"):  # for this account only
            state.pop(typed, None)
        state[DONE] = _("{account}: done.", account=chosen.account)

    st.button(_(STEPS[step]), key="accounts.do", on_click=_kept, args=(done,))


def _kept(step: Callable[[], None]) -> None:
    """A step in a callback; its refusal is kept until the page is drawn and shows it."""
    try:
        step()
    except UserError as error:
        st.session_state[FAULT] = fault_in_words(error)


def _roles(key: str, default: list[Role]) -> None:
    if key not in st.session_state:
        st.session_state[key] = default
    st.multiselect(
        _("Roles"),
        list(Role),
        key=key,
        format_func=lambda role: _(ROLE_NAMES[role]),
        placeholder=_("one role or more"),
    )


def _village(desk: Desk, key: str) -> str | None:
    villages = {row["code"]: row["name"] for row in desk.store.read("newest_villages", known_at=datetime.max)}
    code: str | None = st.selectbox(_("Village"), list(villages), key=key, format_func=lambda code: villages[code])
    return code


def _sessions(now: Office) -> None:
    rows = asking.every_session(now.file, at=now.now, limits=now.limits)
    with st.container(key="panel-sessions", border=True):
        panels.section(_("Signed in now"), _("– {count}", count=format_count(len(rows))))
        for row in rows:
            left, right = st.columns([6, 1], vertical_alignment="center")
            where = row.address if row.kind == BROWSER else _("commands")
            used = format_moment_short(datetime.fromisoformat(row.used_at))
            left.markdown(plain(f"{row.account} · {where} · {_('used last {moment}', moment=used)}"))
            right.button(
                _("End"), key=f"accounts.end.{row.id}", width="stretch", on_click=_kept,
                args=(lambda session=row.id: asking.end(now.file, session, at=now.now, by=who()),),
            )  # fmt: skip


def _log(now: Office) -> None:
    with st.container(key="panel-audit", border=True):
        panels.section(_("Who saw and did what"), _chain(asking.check(now.file)))
        typed = st.text_input(
            _("Search"), key="accounts.search", placeholder=_("a name, a day, a word"), label_visibility="collapsed"
        )
        found = asking.entries(now.file, typed, MOST_ENTRIES)
        columns: list[ListColumn[AuditEntry]] = [
            ListColumn(_("No."), lambda row: row.number, numeric=True),
            ListColumn(_("When"), lambda row: format_moment_short(datetime.fromisoformat(row.at))),
            ListColumn(_("Who"), lambda row: row.name or row.account or None),
            ListColumn(_("What"), lambda row: _(row.what), long=True),
            ListColumn(_("About"), lambda row: row.about or None, long=True),
            ListColumn(_("Computer"), lambda row: row.address or None),
        ]
        st.html(panels.Drawn(listing(found, columns, alt=_("Who saw and did what"))))


def _chain(chain: AuditChain) -> str:
    if chain.broken is not None:
        return _("– changed or cut at entry no. {number}!", number=chain.broken)
    if chain.head is None:
        return ""
    return _("– whole; newest entry no. {number}, mark {mark}", number=chain.head.number, mark=chain.head.mark)
