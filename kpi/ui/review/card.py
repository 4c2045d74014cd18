"""One member and whom he may speak for, side by side; settled by a click or a key."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from kpi.config.models import Config
from kpi.i18n.messages import N_, _
from kpi.review.queue import ANY, OPTIONS_ON_A_CARD, Card, Option, Queue, RegisterEntry, register, search
from kpi.ui.parts import panels
from kpi.ui.review.session import ReviewSession, confirm, deny, put_off, settle_as_nobody, undo
from kpi.ui.shell.desk import Desk

SLOTS = {
    "household": N_("Which household does this person speak for?"),
    "organisation": N_("Which organisation does this person speak for?"),
    "any": N_("Whom does this person speak for? The name points to nobody."),
}
KINDS = {"household": N_("Household"), "business": N_("Business"), "institution": N_("Institution")}


def draw(card: Card, queue: Queue, config: Config) -> None:
    """The person on the left, up to three entries beside him, each with its button; then the other answers."""
    with st.container(key="panel-card", border=True):
        st.html(_person(card, config))
        columns = st.columns(OPTIONS_ON_A_CARD) if card.options else []
        shown = card.options[:OPTIONS_ON_A_CARD]
        for number, (column, option) in enumerate(zip(columns, shown, strict=False), start=1):
            with column:
                st.html(_option(number, option, queue))
                st.button(
                    _("Yes, this one"), key=f"review.yes.{number}.{card.member}.{card.slot}", shortcut=str(number),
                    type="primary" if number == 1 and card.tied == 1 else "secondary", width="stretch",
                    on_click=confirm, args=(card.key, (option.entity_kind, option.entity_code), option.why),
                )  # fmt: skip
        if len(card.options) > len(shown):
            rest = len(card.options) - len(shown)
            st.html(panels.calm(_("{count} more entries fit; search for them below.", count=rest)))


def answers(card: Card, now: ReviewSession) -> None:
    """None of them (of a person to whom nothing points: nobody at all), later, undo."""
    first, second, third = st.columns(3)
    shown = card.options[:OPTIONS_ON_A_CARD]
    if shown:
        first.button(
            _("None of these"), key=f"review.none.{card.member}.{card.slot}", shortcut="N", width="stretch",
            on_click=deny, args=(card.key, [(option.entity_kind, option.entity_code) for option in shown]),
        )  # fmt: skip
    else:
        first.button(
            _("Speaks for nobody"), key=f"review.nobody.{card.member}", shortcut="N", width="stretch",
            on_click=settle_as_nobody, args=(card.key,),
            help=_("The person is on no register: an official from elsewhere, a relative, somebody who has moved."),
        )  # fmt: skip
    second.button(
        _("Later"), key=f"review.later.{card.member}.{card.slot}", shortcut="S", width="stretch",
        on_click=put_off, args=(card.key,),
    )  # fmt: skip
    undo_button(third, now)


def undo_button(place: st.delta_generator.DeltaGenerator, now: ReviewSession) -> None:
    """Takes the last step back, as far as there is one."""
    place.button(_("Undo"), key="review.undo", shortcut="Z", width="stretch", on_click=undo, disabled=not now.done)


def _person(card: Card, config: Config) -> str:
    facts = [", ".join(dict.fromkeys(card.groups))]
    for column, meaning in (("role", card.role), ("component", card.component)):
        if meaning:
            facts.append(config.lookups["membership"][column][meaning][0])
    tie = ""
    if card.tied > 1:
        said = _("{count} entries fit equally well: nothing is chosen for you", count=card.tied)
        tie = f'<p class="kpi-line">▲ {escape(said)}</p>'
    return (
        f'<div class="kpi-person"><p class="kpi-quiet">{escape(_(SLOTS[card.slot]))}</p>'
        f'<p class="kpi-shown">{escape(" · ".join(card.display_names))}</p>'
        f'<p class="kpi-quiet">{escape(" · ".join(facts))}</p>{tie}</div>'
    )


def _option(number: int, option: Option, queue: Queue) -> str:
    village = queue.village_names.get(option.village or "", option.village or _("no village"))
    where = " · ".join((_(KINDS[option.entity_kind]), option.entity_code, village))
    person = (
        f'<p class="kpi-line">{escape(option.person)}</p>' if option.person and option.person != option.name else ""
    )
    news = _("Nobody speaks for it yet") if option.is_new else _("Somebody speaks for it already")
    rivals = ""
    if option.rivals:
        said = _("{count} other members point to it as strongly", count=option.rivals)
        rivals = f'<p class="kpi-quiet">▲ {escape(said)}</p>'
    tone, icon = ("good", "+") if option.is_new else ("none", "○")
    return (
        f'<article class="kpi-card kpi-option" data-entity="{escape(f"{option.entity_kind}:{option.entity_code}")}">'
        f'<p class="kpi-quiet"><kbd>{number}</kbd> {escape(where)}</p>'
        f'<p class="kpi-name">{escape(option.name)}</p>{person}<p class="kpi-line">{escape(option.why)}</p>{rivals}'
        f'<p class="kpi-verdict"><span class="kpi-badge tone-{tone}"><span aria-hidden="true">{icon}</span> {escape(news)}</span></p>'
        "</article>"
    )


def search_box(card: Card, desk: Desk, queue: Queue) -> None:
    """Another entry, found by what is typed of its name or code; marks are not needed."""
    typed = st.text_input(
        _("None of them? Search by name or code"), key=f"review.search.{card.member}.{card.slot}",
        placeholder="nguyen van hung, HG-0123 …",
    )  # fmt: skip
    if not typed.strip():
        return
    found = search(_of_slot(desk.ask(register, queue.as_of), card.slot), typed)
    if not found:
        st.html(panels.calm(_("Nothing on the registers fits “{typed}”.", typed=typed)))
    for entry in found[:8]:
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.html(_entry(entry, queue))
        right.button(
            _("Link"), key=f"review.link.{card.member}.{entry.entity_kind}.{entry.code}", width="stretch",
            on_click=partial(confirm, card.key, (entry.entity_kind, entry.code), _("found by a person’s search")),
        )  # fmt: skip


def _of_slot(entries: tuple[RegisterEntry, ...], slot: str) -> tuple[RegisterEntry, ...]:
    if slot == ANY:
        return entries
    return tuple(entry for entry in entries if (entry.entity_kind == "household") == (slot == "household"))


def _entry(entry: RegisterEntry, queue: Queue) -> str:
    village = queue.village_names.get(entry.village or "", entry.village or _("no village"))
    person = f" · {entry.person}" if entry.person and entry.person != entry.name else ""
    return f'<p class="kpi-line">{escape(f"{entry.code} · {entry.name}{person} · {village}")}</p>'
