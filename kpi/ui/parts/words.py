"""Verdicts, reasons and shortfalls in words; each with an icon, so that colour never speaks alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kpi.answers.households import MemberCount
from kpi.config.models import Config
from kpi.domain.goals import Goal
from kpi.domain.reasons import INCOMPLETE, Reason
from kpi.i18n.formats import (
    format_change,
    format_count,
    format_date,
    format_goal,
    format_points,
    format_ratio,
)
from kpi.i18n.lists import lists_in_words
from kpi.i18n.messages import N_, _
from kpi.judgement.apart import ApartTargets, apart
from kpi.judgement.assessment import Assessment
from kpi.judgement.comparing import has_change
from kpi.judgement.verdicts import Verdict, shortfall
from kpi.ui.parts.look import Tone

REASONS: dict[str, str] = {
    Reason.NO_REGISTER: N_("No register has been loaded for this date"),
    Reason.NO_GROUP_REGISTER: N_("The list of groups has not been loaded for this date"),
    Reason.NO_MEMBERS: N_("No member list has been loaded for this date"),
    Reason.EMPTY_REGISTER: N_("The register is empty"),
    Reason.NO_CASE_LOG: N_("No log of reports has been loaded for this date"),
    Reason.PARTIAL_REGISTER: N_("Some villages have no household register yet"),
    Reason.PARTIAL_LISTS: N_("Some villages have not sent the plan's list yet"),
    Reason.NO_MARKS: N_("No list has the column that says who takes part"),
    Reason.PARTIAL_MARKS: N_("Some lists lack the column that says who takes part"),
    Reason.MISSING_PARTS: N_("Some of the units that were merged have no figures yet"),
    Reason.DIFFERENT_TARGETS: N_("Different targets"),
}
RUNG_WORDS = {
    "declared": N_("Code written in the list"),
    "decided": N_("Confirmed by a person"),
    "phone": N_("Same phone number"),
    "exact_name": N_("Same full name"),
    "tone_free": N_("Same name, tones missing"),
    "folded": N_("Same name, marks missing"),
    "similar": N_("Similar name"),
}


_VERDICTS: dict[Verdict, tuple[str, str, Tone]] = {
    Verdict.MET: (N_("Met"), "✔", "good"),
    Verdict.NO_TARGET: (N_("No target set"), "○", "none"),
    Verdict.NONE_OCCURRED: (N_("None occurred"), "○", "none"),
    Verdict.NO_DATA: (N_("No data yet"), "○", "none"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict as it is shown."""

    word: str
    icon: str
    tone: Tone


def badge(verdict: Verdict, *, near: bool, reason: str | None = None) -> Badge:
    """The verdict's word; near the target it is orange, further below red. Figures of a part alone are not enough."""
    if verdict is Verdict.NOT_MET:
        return Badge(_("Not met"), "▲", "near") if near else Badge(_("Not met"), "✖", "bad")
    if verdict is Verdict.NO_DATA and reason in INCOMPLETE:
        return Badge(_("Not enough data yet"), "○", "none")
    if verdict is Verdict.NO_TARGET and reason == Reason.DIFFERENT_TARGETS:
        return Badge(_(REASONS[reason]), "○", "none")
    word, icon, tone = _VERDICTS[verdict]
    return Badge(_(word), icon, tone)


def badge_of(assessment: Assessment) -> Badge:
    return badge(assessment.verdict, near=assessment.near, reason=assessment.reason)


def reason_in_words(reason: str | None) -> str:
    """Why there is nothing to count; a unit's file may state a reason of its own."""
    return _(REASONS[reason]) if reason in REASONS else _("There is nothing to count")


def counts_in_words(numerator: int, denominator: int, unit: str) -> str:
    return _(
        "{numerator}/{denominator} {unit}",
        numerator=format_count(numerator),
        denominator=format_count(denominator),
        unit=unit,
    )


def counted_in_words(row: Assessment, unit: str) -> str:
    """An indicator's counts; of some villages only, with how many: "120/344 hộ của 5/7 thôn"."""
    counts = counts_in_words(row.numerator or 0, row.denominator or 0, unit)
    if row.reason != Reason.PARTIAL_REGISTER or row.basis.covered is None:
        return counts
    covered, every = map(format_count, row.basis.covered)
    return _("{counts} of {covered}/{all} villages", counts=counts, covered=covered, all=every)


def why_in_words(row: Assessment) -> str:
    """Why there is no verdict; of villages without a list that the figure needs, which."""
    if row.reason == Reason.PARTIAL_REGISTER:
        return _("No household register yet: {villages}", villages=", ".join(row.basis.uncovered))
    if row.reason == Reason.PARTIAL_LISTS:
        return _("No list of these villages yet: {villages}", villages=", ".join(row.basis.unlisted))
    if row.reason == Reason.PARTIAL_MARKS:
        return _("No list with the column that says who takes part: {villages}", villages=", ".join(row.basis.unmarked))
    return reason_in_words(row.reason)


def basis_in_words(row: Assessment, since: date) -> str | None:
    """What a figure rests on, and where nothing newer has come since a day, that too."""
    said = lists_in_words(row.basis.observed_on, row.basis.oldest_on, flow=row.is_flow)
    if said is None or row.basis.is_newer_than(since) or since >= row.as_of:
        return said
    if row.is_flow:
        return _("{lists}; no newer log since {date}", lists=said, date=format_date(since))
    return _("{lists}; no new list since {date}", lists=said, date=format_date(since))


def target_in_words(target: Goal) -> str:
    return _("target {percent}", percent=format_goal(target))


def village_targets_in_words(row: Assessment, config: Config) -> str | None:
    """What the targets of villages come to beside the unit's, and which of them no village has; None: the plan sets none that day."""
    found = apart(row, [target.village for target in config.village_targets_on(row.id, row.as_of)])
    if found is None:
        return None
    said = [_together(found, config.indicator(row.id).spoken_counted_in)]
    if found.doubled:
        said.append(
            _(
                "Of {names} a target stands under the village's code, too; that one is used.",
                names=", ".join(found.doubled),
            )
        )
    if found.unused:
        none = _("On no village of this day's register: {names}; that target is used for nothing.",
            names=", ".join(found.unused),
        )  # fmt: skip
        said.append(none)
    return " ".join(said)


def _together(found: ApartTargets, unit: str) -> str:
    together, count = amount(found.together, unit), format_count(found.villages)
    if found.whole is None:
        return _("{villages} of {all} villages have a target of their own, {together} together.", together=together,
            villages=count, all=format_count(found.of),
        )  # fmt: skip
    both = {"together": together, "whole": amount(found.whole, unit)}
    if found.together == found.whole:
        said = _("The villages' targets come to {together}, as the commune's does.", together=together)
    elif found.rounded:
        said = _(
            "The villages' targets come to {together}, the commune's to {whole}, because each village's is rounded up to whole ones.",
            **both,
        )
    else:
        said = _("The villages' targets come to {together}, the commune's to {whole}: they differ.", **both)
    if found.villages == found.of:
        return said
    some = _("{villages} of {all} villages have a target of their own, the others the commune's percentage.",
        villages=count, all=format_count(found.of),
    )  # fmt: skip
    return f"{some} {said}"


def rung_in_words(rung: str) -> str:
    return _(RUNG_WORDS[rung]) if rung in RUNG_WORDS else rung


def change_in_words(before: Assessment, now: Assessment, unit: str) -> str | None:
    """In counts and in points; of reports of two years in points alone, for their counts begin anew in each. None: not known."""
    if not has_change(before, now) or not now.denominator or not before.denominator:
        return None
    if now.numerator is None or before.numerator is None:
        return None
    points = format_points((before.numerator, before.denominator), (now.numerator, now.denominator))
    if now.is_flow and now.as_of.year != before.as_of.year:
        return points
    change = _("{count} {unit}", count=format_change(before.numerator, now.numerator), unit=unit)
    return f"{change} ({points})"


def missing_in_words(assessment: Assessment, unit: str) -> str | None:
    """How many are missing, or by how many the target is exceeded; None where no target can be missed."""
    numerator, denominator, target = assessment.numerator, assessment.denominator, assessment.target
    if assessment.shortfall is None or numerator is None or denominator is None or target is None:
        return None
    if assessment.is_flow:
        late = denominator - numerator
        if not late:
            return _("All in time")
        return _("Late or not by the full procedure: {count} {unit}", count=format_count(late), unit=unit)
    if assessment.shortfall:
        return _("Still missing {count} {unit}", count=format_count(assessment.shortfall), unit=unit)
    spare = numerator - shortfall(0, denominator, target)
    return (
        _("{count} {unit} above the target", count=format_count(spare), unit=unit) if spare else _("Exactly on target")
    )


def sustained_in_words(assessment: Assessment, config: Config, unit: str) -> str | None:
    """Whether the level held all year, where the plan asks to sustain it and it is reached today."""
    if not config.indicator(assessment.id).sustained or assessment.verdict is not Verdict.MET:
        return None
    if assessment.is_flow:
        return None
    if assessment.interruptions:
        return _("Interrupted: {count} {unit}", count=format_count(len(assessment.interruptions)), unit=unit)
    if assessment.sustained is None:
        return None
    return _("Met on every day with a new list this year") if assessment.sustained else _("Interrupted this year")


def possible_ratio(assessment: Assessment) -> str | None:
    """The ratio if every open suggestion were confirmed; None where nothing waits."""
    if not assessment.waiting or assessment.numerator is None or assessment.denominator is None:
        return None
    return format_ratio(assessment.numerator + assessment.waiting, assessment.denominator, assessment.target)


def range_in_words(assessment: Assessment, unit: str) -> str | None:
    """How sure the figure is: from what counts to what would count, and what that does to the verdict; None: nothing waits."""
    high = possible_ratio(assessment)
    if high is None or assessment.numerator is None or assessment.denominator is None:
        return None
    low = format_ratio(assessment.numerator, assessment.denominator, assessment.target)
    waiting = amount(assessment.waiting or 0, unit)
    if assessment.verdict is Verdict.NOT_MET and assessment.if_confirmed is Verdict.MET:
        return _("{low} – {high}: may be met if {waiting} are confirmed", low=low, high=high, waiting=waiting)
    if assessment.verdict is Verdict.NOT_MET:
        return _("{low} – {high}: not met even if {waiting} are confirmed", low=low, high=high, waiting=waiting)
    return _("{low} – {high} if {waiting} are confirmed", low=low, high=high, waiting=waiting)


def waiting_in_words(numerator: int, waiting: int, denominator: int, target: Goal | None) -> str:
    """What waits in one village, with the ratio that it would make: "12 (đến 71,4%)"."""
    if not waiting:
        return format_count(0)
    high = format_ratio(numerator + waiting, denominator, target)
    return _("{count} (up to {ratio})", count=format_count(waiting), ratio=high)


def open_in_words(assessment: Assessment, unit: str) -> str | None:
    """Cases in neither count: open and not yet due, or closed nobody knows when."""
    said = []
    if assessment.open:
        said.append(_("In progress: {count} {unit}", count=format_count(assessment.open), unit=unit))
    if assessment.undated:
        said.append(_("Closed, day not known: {count} {unit}", count=format_count(assessment.undated), unit=unit))
    return " · ".join(said) or None


def verdict_line(badge: Badge, waiting: str) -> str:
    """The verdict with what is waiting, for a chart's hover."""
    if waiting == format_count(0):
        return _("{icon} {word}", icon=badge.icon, word=badge.word)
    return _("{icon} {word} · waiting: {count}", icon=badge.icon, word=badge.word, count=waiting)


def amount(count: int, unit: str) -> str:
    return _("{count} {unit}", count=format_count(count), unit=unit)


def member_rows(members: MemberCount) -> list[tuple[str, str]]:
    """What became of the persons on the member lists."""
    return [
        (_("Members linked to a household or an organisation"), format_count(members.linked)),
        (_("Members with several candidates: a person must decide"), format_count(members.tied)),
        (_("Members not linked to anyone"), format_count(members.unlinked)),
    ]
