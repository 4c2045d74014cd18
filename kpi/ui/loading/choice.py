"""Add or replace: lists that would take much away, what either answer would do, and the clerk's choice.

A collapse is a choice: until it is made nothing can be stored, and nothing is chosen beforehand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import streamlit as st

from kpi.domain import clock
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import _
from kpi.ingest.loading.outcome import Outcome
from kpi.ingest.loading.plan import Source
from kpi.ingest.loading.taking_away import is_asked
from kpi.operations import rehearsal as rehearsing
from kpi.operations.rehearsal import Choice, Effect, Rehearsal
from kpi.store import ScopeChange
from kpi.ui.loading.session import BOTH_WAYS, LOST, files_read, key_of_choice
from kpi.ui.log.tables import figure
from kpi.ui.parts import panels
from kpi.ui.parts.tables import HtmlColumn, table
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.faults import plain
from kpi.ui.shell.work import Progress, awaited

# So many villages or groups of a list are named, those that would lose most first.
SCOPES_AT_ONCE = 8
Pair = tuple[ScopeChange, ScopeChange]  # one scope: as an addition, as a replacement


def ask(rehearsal: Rehearsal, sources: Sequence[Source], desk: Desk) -> None:
    """A choice for each file that would take much away; the figures of both answers for the first that waits."""
    said = {source.path.name: source.adds for source in sources if source.adds is not None}
    waiting = [outcome.file for outcome in rehearsal.asking]
    files = list(dict.fromkeys([*said, *waiting]))
    if not files:
        return
    shown = waiting[0] if waiting else files[-1]
    with st.container(key="panel-choice", border=True):
        panels.section(_("Does the list add, or does it replace?"), _("– nothing is stored before you choose"))
        for outcome in rehearsal.asking:
            if outcome.renumbered and outcome.fault is not None:
                st.markdown(plain(outcome.fault.found))
        for file in files:
            choice = _both_ways(sources, file, desk)
            pairs = list(_pairs(choice, file))
            if not pairs:  # meanwhile somebody has loaded other lists, and the file asks no more
                del st.session_state[key_of_choice(file)]
                st.rerun()
            _choose(file, choice, [pair for _outcome, pair in pairs])
            if file == shown:
                _figures(choice, pairs, desk)


def _both_ways(sources: Sequence[Source], file: str, desk: Desk) -> Choice:
    """Worked out anew only when the files, what is said of the others, or the store have changed."""
    key = (
        file, desk.stamp,
        *((source.path.name, hashlib.sha256(source.content or b"").hexdigest(), source.path.name != file and source.adds)
          for source in sources),
        repr([source.sheets for source in sources]), repr([source.left_out for source in sources]),
    )  # fmt: skip
    place = st.empty()
    kept: dict[str, tuple[object, Choice]] = st.session_state.setdefault(BOTH_WAYS, {})
    if file not in kept or kept[file][0] != key:
        now, read = clock.now(desk.config.timezone), files_read()

        def both(progress: Progress) -> Choice:
            return rehearsing.both_ways(
                desk.store, desk.config, sources, file, known_at=now, read=read, progress=progress
            )

        kept[file] = (key, awaited(_("Working out both answers"), both, place, lost=_(LOST)))
    return kept[file][1]


def _pairs(choice: Choice, file: str) -> Iterator[tuple[Outcome, Pair]]:
    """The scopes that the file would take much from, those that would lose most first."""
    added = {(outcome.sheet, change.scope): change for outcome in choice.added.outcomes if outcome.file == file
             for change in outcome.scopes}  # fmt: skip
    found = [
        (outcome, (added[outcome.sheet, change.scope], change))
        for outcome in choice.replaced.outcomes
        if outcome.file == file and outcome.fault is None
        for change in outcome.scopes
        if is_asked(outcome, change) and (outcome.sheet, change.scope) in added
    ]
    yield from sorted(found, key=lambda one: -one[1][1].gone)


def _choose(file: str, choice: Choice, pairs: Sequence[Pair]) -> None:
    outcome = next(
        one
        for one in choice.replaced.outcomes
        if one.file == file and any(is_asked(one, change) for change in one.scopes)
    )
    entries = _(outcome.kind.entries)
    before, gone = (sum(getattr(change, name) for _added, change in pairs) for name in ("before", "gone"))
    added, replaced = (sum(pair[way].after for pair in pairs) for way in (0, 1))
    said = {"before": format_count(before), "entries": entries}
    words = {
        True: _("Add: {before} {entries} become {after}, nothing goes", after=format_count(added), **said),
        False: _("Replace: {before} {entries} become {after}, {gone} go", after=format_count(replaced), gone=format_count(gone),
                 **said),
    }  # fmt: skip
    st.radio(
        plain(file), [True, False], index=None, format_func=lambda adds: plain(words[adds]), key=key_of_choice(file)
    )


def _figures(choice: Choice, pairs: Sequence[tuple[Outcome, Pair]], desk: Desk) -> None:
    """On the list's own day and on the newest: how many the scopes would hold, and the five indicators."""
    own = {outcome.as_of for outcome, _pair in pairs}
    newest = choice.replaced.effects[-1].day
    for added, replaced in zip(choice.added.effects, choice.replaced.effects, strict=True):
        if replaced.day in own or replaced.day == newest:
            day = format_date(replaced.day)
            is_newest = replaced.day == newest
            title = (
                _("As of {date}, the newest day", date=day)
                if is_newest
                else _("As of {date}, the day of the list", date=day)
            )
            st.html(panels.calm(title))
            here = [(one, pair) for one, pair in pairs if one.as_of == replaced.day or is_newest]
            st.html(_table(added, replaced, here, desk))


def _table(added: Effect, replaced: Effect, pairs: Sequence[tuple[Outcome, Pair]], desk: Desk) -> str:
    columns = [
        HtmlColumn(_("Figure")), HtmlColumn(_("Now"), html=True), HtmlColumn(_("If it adds"), html=True),
        HtmlColumn(_("If it replaces"), html=True),
    ]  # fmt: skip
    names = {**desk.store.scope_names(), "commune": _("Whole commune")}
    rows = []
    for outcome, (add, replace) in pairs[:SCOPES_AT_ONCE]:
        sizes = (
            (replace.before, add.after, replace.after)
            if outcome.as_of == replaced.day
            else (replace.newest_before, add.newest_after, replace.newest_after)
        )
        entries = _(outcome.kind.entries)
        rows.append([f"{names.get(replace.scope, replace.scope)} ({entries})", *map(format_count, sizes)])
    for before, with_add, instead in zip(
        replaced.before.indicators, added.after.indicators, replaced.after.indicators, strict=True
    ):
        rows.append([desk.config.indicator(before.id).spoken_title, *map(figure, (before, with_add, instead))])
    return table(columns, rows, alt=_("What either answer would do"))


def button_words(rehearsal: Rehearsal, sources: Sequence[Source]) -> list[str]:
    """What the click does with the lists that asked: "Replace 40 households with 1"."""
    found = []
    for source in sources:
        if source.adds is None:
            continue
        for dataset in dict.fromkeys(
            one.dataset for one in rehearsal.outcomes if one.file == source.path.name and one.scopes
        ):
            lists = [one for one in rehearsal.outcomes if one.file == source.path.name and one.dataset == dataset]
            before, after = (
                sum(getattr(change, name) for one in lists for change in one.scopes) for name in ("before", "after")
            )
            said = {"before": format_count(before), "entries": _(lists[0].kind.entries)}
            if source.adds:
                rows = format_count(sum(one.accepted for one in lists))
                found.append(_("Add {rows} rows to {before} {entries}", rows=rows, **said))
            else:
                found.append(_("Replace {before} {entries} with {after}", after=format_count(after), **said))
    return found
