"""How far a figure can be trusted, in words: the same judgement on its card and on the page of data quality."""

from __future__ import annotations

from collections.abc import Iterable

from kpi.answers.quality import IndicatorTrust
from kpi.i18n.formats import format_count
from kpi.i18n.messages import N_, _
from kpi.judgement.trust import FigureDoubt, Trust, trust_in
from kpi.ui.parts.look import Tone
from kpi.ui.parts.words import Badge

DOUBTS = {
    FigureDoubt.NO_REGISTER: N_("the register has not been loaded"),
    FigureDoubt.VILLAGES_MISSING: N_("a village has no household list"),
    FigureDoubt.LISTS_UNSENT: N_("a village has not sent the plan's list"),
    FigureDoubt.MARKS_MISSING: N_("a village has no list with the column that is counted"),
    FigureDoubt.ROWS_REJECTED: N_("rows of the register were rejected"),
    FigureDoubt.OLD_REGISTER: N_("the register is out of date"),
    FigureDoubt.NO_GROUPS: N_("the list of groups has not been loaded"),
    FigureDoubt.LISTS_MISSING: N_("a group has no member list"),
    FigureDoubt.LISTS_INCOMPLETE: N_("a member list is incomplete"),
    FigureDoubt.LISTS_REJECTED: N_("rows of member lists were rejected"),
    FigureDoubt.LISTS_STALE: N_("a member list is out of date"),
    FigureDoubt.TIES: N_("members wait for a decision"),
    FigureDoubt.REPORTS_UNDATED: N_("reports are closed on a day that is not known"),
}
_TRUST: dict[Trust, tuple[str, str, Tone]] = {
    Trust.NO_DATA: (N_("No data yet"), "○", "none"),
    Trust.PARTIAL: (N_("Data missing"), "✖", "bad"),
    Trust.DOUBTED: (N_("To be checked"), "▲", "near"),
    Trust.SOUND: (N_("Well founded"), "✔", "good"),
}


def trust_badge(trust: IndicatorTrust) -> Badge:
    """The verdict on a figure's basis."""
    word, icon, tone = _TRUST[trust_in(trust.doubts)]
    return Badge(_(word), icon, tone)


def doubts_in_words(doubts: Iterable[FigureDoubt]) -> str:
    """Everything known against a figure in one line."""
    said = "; ".join(_(DOUBTS[doubt]) for doubt in doubts)
    return said or _("nothing is known against it")


def warning(trust: IndicatorTrust) -> str:
    """What speaks against a figure, for its card; empty where nothing does. How old an old register is is told in days."""
    said = [
        _("the register is {days} days old", days=format_count(trust.days or 0))
        if doubt is FigureDoubt.OLD_REGISTER
        else _(DOUBTS[doubt])
        for doubt in trust.doubts
    ]
    return "; ".join(said)
