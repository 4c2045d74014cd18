"""The page of settings from top to bottom: a part, one of its rows, its boxes; then what the change does, and the versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import streamlit as st

from kpi.config.faults import ConfigError, shown
from kpi.config.models import Config
from kpi.config.writing import Edit, Place, Remove
from kpi.domain.errors import UserError
from kpi.i18n.formats import NOTHING
from kpi.i18n.messages import N_, _
from kpi.operations.known import known_villages
from kpi.operations.plan_rows import alike, counting_by, named, taken_out
from kpi.operations.settings import Draft, Settings, read_settings
from kpi.ui.parts import panels
from kpi.ui.parts.tables import ListColumn, listing
from kpi.ui.settings import boxes, days_off, effect, versions
from kpi.ui.settings.checks import check_row
from kpi.ui.settings.counting import countings
from kpi.ui.settings.fields import (
    Box,
    BoxFault,
    SettingField,
    SettingsPart,
    changes,
    in_words,
    new_row,
    said_of,
    values_of,
)
from kpi.ui.settings.parts import PARTS
from kpi.ui.settings.plan_parts import INDICATORS
from kpi.ui.settings.plan_rows import words_apart
from kpi.ui.settings.session import DONE, DRAFT, FAULTS, PART, REFUSED, ROW, SEEN
from kpi.ui.shell.anew import once
from kpi.ui.shell.desk import Desk, open_desk
from kpi.ui.shell.faults import say_once, show_fault
from kpi.wiring import config_file

VERSIONS, NEW = "versions", -1
TITLES = {part.id: part.title for part in PARTS} | {VERSIONS: N_("Versions")}
# What is wrong with the whole row, or with another place of the file.
WHOLE = ""


def show() -> None:
    """The page."""
    desk = open_desk()
    settings = read_settings(config_file())
    st.html(f'<h1 class="kpi-page-title">{_("Settings")}</h1>')
    st.html(panels.calm(_(
        "What the plan, the law and the office decide, each with its basis. A change is shown with its effect before it is saved, and"
        " every version is kept. Whoever likes edits the file instead; its comments and order stay as they are."
    )))  # fmt: skip
    say_once(DONE)
    if (refused := once(REFUSED)) is not None:
        show_fault(refused)
    chosen = st.segmented_control(
        _("Part"), list(TITLES), default=PARTS[0].id, key=PART, required=True, format_func=lambda one: _(TITLES[one]),
        label_visibility="collapsed", on_change=_leave,
    )  # fmt: skip
    if chosen == VERSIONS:
        versions.show(desk, settings)
    else:
        _part(desk, settings, next(part for part in PARTS if part.id == chosen))
    _draft(desk, settings)


def _draft(desk: Desk, settings: Settings) -> None:
    draft: Draft | None = st.session_state.get(DRAFT)
    if draft is None:
        return
    if draft.base != settings.text:
        _leave()
        st.warning(_("The file was changed in the meantime, so look at the effect again. Nothing was overwritten."))
        return
    effect.show(desk, settings, draft)


def _part(desk: Desk, settings: Settings, part: SettingsPart) -> None:
    place = part.place(_plan(settings, desk.config))
    known = _at(settings.content, place)
    with st.container(key=f"panel-{part.id}", border=True):
        panels.section(_(part.title))
        if part.commented and (said := settings.comment(place)):
            st.html(boxes.comment(said))
        if part.told:
            st.html(panels.calm(_(part.told)))
        row: int | None = None
        if part.label is not None:
            rows: Sequence[Mapping[str, Any]] = known or []
            row = _row(part, rows, desk.config)
            known = rows[row] if row != NEW else _begun(part, desk.config)
        _form(desk, settings, part, place, row, known or {})


def _row(part: SettingsPart, rows: Sequence[Mapping[str, Any]], config: Config) -> int:
    """A table of the rows, and the choice of one of them or of a new one."""
    columns = [_column(part, field, config) for field in part.fields]
    with st.expander(_("All rows"), expanded=False):
        st.html(panels.Drawn(listing(map(part.flat, rows), columns, alt=_(part.title))))

    def label(number: int) -> str:
        return _("＋ A new row") if number == NEW or part.label is None else part.label(rows[number], config)

    chosen: int = st.selectbox(
        _("Which row"),
        [*range(len(rows)), NEW],
        key=f"{ROW}.{part.id}.{len(rows)}",
        format_func=label,
        on_change=_leave,
    )
    return chosen


def _begun(part: SettingsPart, config: Config) -> Mapping[str, Any]:
    """What a new row is before its boxes are filled in: of an indicator what it counts, chosen above them."""
    if part.id != INDICATORS.id:
        return {}
    words = countings(config)
    chosen = st.selectbox(
        _("What is counted"), list(words), key=f"settings.counting.{len(words)}", format_func=lambda one: words.get(one, NOTHING),
        on_change=_leave,
    )  # fmt: skip
    return {"register": chosen.register, "way": str(chosen.way)}


def _column(part: SettingsPart, field: SettingField, config: Config) -> ListColumn[Mapping[str, Any]]:
    def cell(row: Mapping[str, Any]) -> str:
        own = part.field(field.key, row, config) or field
        return in_words(own, said_of(own, row), config)

    long = field.box in (Box.LINES, Box.DAYS, Box.CHOICES) or field.key == "basis"
    return ListColumn(_(field.label), cell, long=long)


def _form(
    desk: Desk, settings: Settings, part: SettingsPart, place: Place, row: int | None, known: Mapping[str, Any]
) -> None:
    here = place if row is None else (*place, row)
    mark = sha256(settings.text.encode()).hexdigest()[:8]
    fields = part.drawn(part, known, desk.config)
    keys = {field.key: _box_key(settings, here, field, known, mark) for field in fields}
    faults: list[BoxFault] = st.session_state.get(FAULTS, [])
    boxes.tell(faults, WHOLE)
    if part.id == "calendar":
        years = [one["year"] for one in settings.content["calendar"]]
        days_off.show(part, keys, known, years, partial(_look, part, place, row, known, keys))
    with st.form(f"settings.form.{part.id}", border=False, enter_to_submit=False):
        comments = {field.key: "" if row == NEW else settings.comment((*here, field.key)) for field in fields}
        boxes.draw(fields, keys, part.flat(known), desk.config, comments, faults)
        look, drop, _rest = st.columns([2, 2, 3])
        look.form_submit_button(
            _("See the effect"), key="settings.look", type="primary", width="stretch", on_click=_look,
            args=(part, place, row, known, keys),
        )  # fmt: skip
        if row not in (None, NEW):
            drop.form_submit_button(
                _("Take this row out"),
                key="settings.drop",
                width="stretch",
                on_click=_drop,
                args=(part, here, known),
            )


def _box_key(settings: Settings, here: Place, field: SettingField, known: Mapping[str, Any], mark: str) -> str:
    """Where the session keeps a box. A box of choices, which differ by what an indicator counts, has one for each."""
    chosen = field.box in (Box.CHOICE, Box.CHOICES) and here[-1] == NEW
    counting = [f"{known['register']}.{known['way']}"] if chosen and "way" in known else []
    return ".".join(("settings.box", settings.path((*here, field.key)), *counting, mark))


def _look(part: SettingsPart, place: Place, row: int | None, known: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    _leave()
    fields = part.drawn(part, known, open_desk().config)
    values, faults = values_of(fields, {field.key: boxes.typed(field, keys[field.key]) for field in fields})
    content = read_settings(config_file()).content
    rows: Sequence[Mapping[str, Any]] = _at(content, place) or []
    if not faults and part.label is not None:
        others = [one for number, one in enumerate(rows) if number != row]
        faults = check_row(part.id, values, others, known_villages(open_desk().store))
    if faults:
        st.session_state[FAULTS] = faults
        return
    there = part.nested(values, known)
    if row == NEW:
        begun = {**known, **there}
        made = begun if part.named is None else named(content["plans"], part.id, begun, part.named(begun))
        _try(new_row(place, made), part, (*place, len(rows)), begun, values)
        return
    here = place if row is None else (*place, row)
    _try(_changed(content, part, here, known, there), part, here, {**known, **there}, values)


def _changed(
    content: Mapping[str, Any], part: SettingsPart, here: Place, known: Mapping[str, Any], there: Mapping[str, Any]
) -> list[Edit]:
    """How the row becomes what was typed; what means the same in other plans, in these, too."""
    others = alike(content["plans"], here) if part.named is not None else ()
    edits = changes(here, known, there)
    return [*edits, *(edit for place in others if edits for edit in changes(place, _at(content, place), there))]


def _drop(part: SettingsPart, here: Place, known: Mapping[str, Any]) -> None:
    """Takes a row out, unless something counts by it."""
    if part.named is None:
        _try([Remove(here)], part, here, known)
        return
    plan = _at(read_settings(config_file()).content, here[:2])
    if used := counting_by(plan, part.id, known):
        _leave()
        words = _("It is still asked for by: {names}. Change or take that out first.", names=", ".join(used))
        st.session_state[FAULTS] = [BoxFault(WHOLE, words)]
        return
    _try(taken_out(plan, here), part, here, known)


def _try(
    edits: Sequence[Edit],
    part: SettingsPart,
    here: Place,
    row: Mapping[str, Any],
    typed: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Makes a draft, or says at the boxes why there is none; ``row``: whose days the figures are looked at on."""
    _leave()
    state = st.session_state
    if not edits:
        state[FAULTS] = [BoxFault(WHOLE, _("Nothing was changed."))]
        return
    settings = read_settings(config_file())
    try:
        state[DRAFT] = settings.changed(edits)
        effect.look_at(row)
    except ConfigError as error:
        state[FAULTS] = _faults_at_boxes(error, settings, part, here, typed)
    except UserError as error:
        state[REFUSED] = error


def _faults_at_boxes(
    error: ConfigError, settings: Settings, part: SettingsPart, here: Place, typed: Mapping[str, Any]
) -> list[BoxFault]:
    """Each fault at its box: of the place it names, else where what it found was typed; one of another place above them."""
    paths = {settings.path((*here, field.key)): field.key for field in part.fields}
    words = {
        shown(word): key
        for key, value in typed.items()
        for line in (value if isinstance(value, list) else [value])
        if isinstance(line, str)
        for word in (line, *words_apart(line))
    }
    row = settings.path(here)
    found = []
    for fault in error.faults:
        at = (key for path, key in paths.items() if _within(fault.path, path))
        key = next(at, words.get(fault.found, WHOLE) if _within(fault.path, row) else WHOLE)
        found.append(BoxFault(key, _("Expected: {expected}.", expected=fault.expected)))
    return found


def _within(path: str, place: str) -> bool:
    return path == place or path.startswith((f"{place}[", f"{place}."))


def _plan(settings: Settings, config: Config) -> int:
    """Which of the file's plans the page speaks of."""
    names = [plan.get("id") for plan in settings.content["plans"]]
    return names.index(config.plan.id)


def _at(content: Any, place: Place) -> Any:
    """What the file holds at a place; None where it says nothing."""
    for step in place:
        content = content.get(step) if isinstance(content, Mapping) else content[step]
        if content is None:
            return None
    return content


def _leave() -> None:
    """Forgets what was looked at: another row, or another try."""
    for key in (DRAFT, SEEN, FAULTS):
        st.session_state.pop(key, None)
