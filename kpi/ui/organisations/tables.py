"""The tables of the pages of businesses and of institutions, as rows of words; and the same rows for a workbook."""

from __future__ import annotations

from collections.abc import Container, Sequence
from html import escape

from kpi.answers.organisations import KindCount, Organisation, Organisations, OrganisationState, by_kind
from kpi.i18n.formats import NOTHING, format_count, format_date, format_ratio
from kpi.i18n.messages import N_, _
from kpi.judgement.assessment import Assessment
from kpi.measures.counts import Interruption
from kpi.ui.parts import words
from kpi.ui.parts.cards import verdict
from kpi.ui.parts.downloads import Cell
from kpi.ui.parts.panels import calm
from kpi.ui.parts.tables import HtmlColumn, ListColumn, listing, table
from kpi.ui.parts.words import Badge

KIND_WORDS = {
    "llc": N_("Limited liability company"),
    "joint_stock": N_("Joint-stock company"),
    "partnership": N_("Partnership"),
    "private": N_("Private enterprise"),
    "branch": N_("Branch or representative office"),
    "cooperative": N_("Cooperative"),
    "household_business": N_("Household business"),
    "other": N_("Another kind"),
    "agency": N_("Agency"),
    "unit": N_("Public service unit"),
    "school": N_("School"),
}
_STATUS_WORDS = {"active": N_("Operating"), "paused": N_("Operation paused"), "closed": N_("Closed down")}
_STATES = {
    OrganisationState.TAKING_PART: Badge(N_("Taking part"), "✔", "good"),
    OrganisationState.NOT_YET: Badge(N_("Not yet taking part"), "▲", "near"),
    OrganisationState.INTERRUPTED: Badge(N_("Interrupted"), "▼", "near"),
    OrganisationState.LEFT_OUT: Badge(N_("Not counted"), "○", "none"),
}


def kind_in_words(kind: str | None) -> str:
    """The kind of an organisation."""
    return _(KIND_WORDS[kind]) if kind in KIND_WORDS else kind or _("Kind not stated")


def state_in_words(state: OrganisationState) -> str:
    return _(_STATES[state].word)


def why_left_out(one: Organisation) -> str:
    """The kind or the status by which an entry does not count."""
    by = one.left_out
    return _(_STATUS_WORDS[by]) if by in _STATUS_WORDS else kind_in_words(by)


def kind_table(answer: Organisations, now: Assessment) -> str:
    """Kind by kind how many stand on the register, and how many of those that count take part; below, the indicator's figures."""
    columns = [
        HtmlColumn(_("Kind of organisation")),
        HtmlColumn(_("On the register"), numeric=True),
        HtmlColumn(_("Taking part"), numeric=True),
        HtmlColumn(_("Ratio"), numeric=True),
    ]
    rows = [_kind_row(kind_in_words(count.kind), count, now) for count in by_kind(answer.rows)]
    whole = KindCount(None, len(answer.rows), now.denominator or 0, now.numerator or 0)
    return table(columns, rows, _kind_row(_("Whole commune"), whole, now), alt=_("By kind"))


def _kind_row(name: str, count: KindCount, now: Assessment) -> list[str]:
    of_those = f"{format_count(count.numerator)}/{format_count(count.denominator)}"
    return [
        name,
        format_count(count.registered),
        of_those if count.denominator else NOTHING,
        format_ratio(count.numerator, count.denominator, now.target),
    ]


def gap_table(answer: Organisations, now: Assessment) -> str:
    """Who dropped out in the year and when, and who is back; that nobody did is said of days on which a list has looked."""
    if not answer.gaps:
        seen = now.basis.observed_on
        if seen is None or seen.year < answer.as_of.year:
            return calm(_("No list of members is of this year, so nobody knows who dropped out."))
        return calm(
            _("By the lists up to {date} nobody who took part has dropped out this year.", date=format_date(seen))
        )
    counting = {one.code for one in answer.rows if one.counts}
    columns: list[ListColumn[Interruption]] = [
        ListColumn(_("Name"), lambda gap: gap.name, long=True),
        ListColumn(_("Out since"), lambda gap: gap.out_on, numeric=True),
        ListColumn(_("Back since"), lambda gap: gap.back_on or _still_out(gap, counting), numeric=True),
    ]
    return listing(answer.gaps, columns, alt=_("Interrupted this year"))


def _still_out(gap: Interruption, counting: Container[str]) -> str:
    return _("not back yet") if gap.code in counting else _("no longer counted")


def organisation_table(rows: Sequence[Organisation], answer: Organisations) -> str:
    """The organisations in the order given."""
    columns: list[ListColumn[Organisation]] = [
        ListColumn(_("Name"), lambda one: one.name, long=True),
        ListColumn(_("Code"), lambda one: one.code),
        ListColumn(_("Kind of organisation"), lambda one: kind_in_words(one.kind)),
        ListColumn(_("State"), lambda one: _state_cell(one, answer), html=True),
        ListColumn(_("Since"), lambda one: _since(one, answer), numeric=True),
        ListColumn(_("Counted by"), lambda one: words.rung_in_words(one.rung) if one.rung else None),
        ListColumn(_("Village"), lambda one: one.village_name or None),
        ListColumn(_("Representative"), lambda one: one.representative or None),
    ]
    return listing(rows, columns, alt=_("Each by its state"))


def _state_cell(one: Organisation, answer: Organisations) -> str:
    badge = _STATES[one.state]
    badges = [verdict(Badge(_(badge.word), badge.icon, badge.tone))]
    if one.waits:
        badges.append(verdict(Badge(_("Waiting for a confirmation"), "?", "none")))
    more = "; ".join(_history(one, answer))
    return " ".join(badges) + (f'<br><span class="kpi-quiet">{escape(more)}</span>' if more else "")


def _history(one: Organisation, answer: Organisations) -> list[str]:
    """What explains a state: why it does not count, what has changed, when it was out."""
    said = [why_left_out(one)] if one.left_out else []
    day = format_date(answer.compared)
    if one.takes_part and one.took_part is False and not one.gaps:
        said.append(_("not yet on {date}", date=day))
    if one.took_part and not one.takes_part:
        said.append(_("took part on {date}", date=day))
    return said + [
        _("out {out} to {back}", out=format_date(gap.out_on), back=format_date(gap.back_on))
        for gap in one.gaps
        if gap.back_on
    ]


def _since(one: Organisation, answer: Organisations) -> str:
    """Nothing is known of the time before the first list; the table's heading gives its date."""
    if one.since is None:
        return NOTHING
    return _("since the first list") if one.since == answer.first_seen else format_date(one.since)


def _first_seen(one: Organisation, answer: Organisations) -> Cell:
    """The day as a date; where nothing is known of the time before it, in words as on the page."""
    return _since(one, answer) if one.since is not None and one.since == answer.first_seen else one.since


def book_columns() -> list[str]:
    """The headers of the workbook."""
    return [
        _("Number in the list"), _("Code"), _("Name"), _("Kind of organisation"), _("State"), _("Why it is not counted"),
        _("Since"), _("Counted by"), _("Waiting for a confirmation"), _("Out since"), _("Back since"), _("Village"),
        _("Representative"),
    ]  # fmt: skip


def book_rows(rows: Sequence[Organisation], answer: Organisations) -> list[list[Cell]]:
    """The organisations in the order given; of several interruptions the last one."""
    return [
        [
            number, one.code, one.name, kind_in_words(one.kind), state_in_words(one.state),
            why_left_out(one) if one.left_out else None, _first_seen(one, answer), words.rung_in_words(one.rung) if one.rung else None,
            _("yes") if one.waits else None, one.gaps[-1].out_on if one.gaps else None,
            one.gaps[-1].back_on if one.gaps else None, one.village_name, one.representative,
        ]
        for number, one in enumerate(rows, start=1)
    ]  # fmt: skip
