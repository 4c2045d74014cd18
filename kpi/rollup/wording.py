"""The roll-up in words: why a file is not counted, how many units met, how a merged unit is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from kpi.config.models import Config
from kpi.domain.indicators import INDICATORS
from kpi.domain.reasons import Reason
from kpi.exchange.proof import Proof
from kpi.exchange.rows import READ_VERSIONS
from kpi.i18n.formats import format_count, format_date
from kpi.i18n.messages import N_, _
from kpi.judgement.verdicts import Verdict
from kpi.rollup.answer import (
    Covered,
    Fate,
    MissingUnit,
    NotCounted,
    Note,
    RegionSum,
    RollUp,
    Total,
    UnitFigure,
    UnitProof,
    UnitSeries,
)
from kpi.rollup.plans import SentPlan

_WHY = {
    NotCounted.UNREADABLE: N_("Broken, or no aggregate file"),
    NotCounted.EMPTY: N_("There is no report in it"),
    NotCounted.VERSION: N_("Version {found} is not known here, only {known}"),
    NotCounted.DRAFT: N_("A draft; only a frozen report counts"),
    NotCounted.INCOMPLETE: N_("Not whole: {names}"),
    NotCounted.IMPOSSIBLE: N_("Counts that cannot be: {names}"),
    NotCounted.OVERFULL: N_("The villages add up to more than the whole unit: {names}"),
    NotCounted.ALTERED: N_("Altered after it was made: it says {stated}, its content gives {computed}"),
    NotCounted.NOT_SIGNED: N_(
        "Not signed, though the unit's key is registered; ask the unit for the file that was frozen with its key"
    ),
    NotCounted.WRONG_KEY: N_(
        "Signed by another key ({named}) than the registered one ({registered}); ask the unit whether it has a new key"
    ),
    NotCounted.REPLACED_KEY: N_(
        "Signed by the key {named}, which was replaced before the report came in; ask the unit to freeze it anew"
    ),
    NotCounted.WRONG_SIGNATURE: N_(
        "The signature is not the registered key's for this content: changed after signing, or forged; ask the unit for it"
    ),
    NotCounted.SAME: N_("The same report once more; it counts once"),
    NotCounted.CONFLICT: N_("Two reports of one number tell different things; neither counts, ask the unit"),
    NotCounted.NUMBER_TWICE: N_(
        "It counts, but the unit's report to {day} bears number {own}, too, and a number is given once; ask the unit"
    ),
    NotCounted.NEWER: N_("Report {number} of the same day is newer and counts instead"),
    NotCounted.PACKAGE: N_(
        "It counts, but datapackage.json beside it describes other bytes: {stated}; the file has {computed}"
    ),
}
# Of a stock and of a flow: one day, several.
_DAYS = {
    False: (N_("by lists of {newest}"), N_("by lists from {oldest} to {newest}")),
    True: (N_("by logs up to {newest}"), N_("by logs up to {oldest} at the oldest, {newest} at the newest")),
}
_VERDICTS = {
    Verdict.MET: N_("Met"),
    Verdict.NOT_MET: N_("Not met"),
    Verdict.NO_TARGET: N_("No target set"),
    Verdict.NO_DATA: N_("No data yet"),
    Verdict.NONE_OCCURRED: N_("None occurred"),
}
_UNJUDGED: dict[str, str] = {
    Reason.PARTIAL_REGISTER: N_("Not enough data yet"),
    Reason.MISSING_PARTS: N_("Not enough data yet"),
    Reason.DIFFERENT_TARGETS: N_("Different targets"),
}
_OUTCOMES = {
    Fate.REFUSED: N_("✖ refused"),
    Fate.SET_ASIDE: N_("○ set aside"),
    Fate.COUNTED: N_("▲ counted, to be looked at"),
}


def why(note: Note, config: Config) -> str:
    """Why a file or a report in it is not counted, or what differs."""
    if note.reason is NotCounted.PACKAGE and note.computed is None:
        return _("The data package cannot be read")
    names = ", ".join(
        config.indicator(name).spoken_title if name in INDICATORS else name for name in note.detail.split(", ")
    )
    return _(
        _WHY[note.reason], found=note.detail, names=names, known=", ".join(READ_VERSIONS), number=note.other,
        own=note.number, day="" if note.other_day is None else format_date(note.other_day), stated=note.stated or "–",
        computed=note.computed or "–", named=note.named or "–", registered=note.registered or "–",
    )  # fmt: skip


def outcome(note: Note) -> str:
    """What became of a file or report."""
    return _(_OUTCOMES[note.outcome])


def files(note: Note) -> str:
    """The file, and the endings of its other forms or the names of its copies: "xa-an.parquet, .csv, .json"."""
    stem = PurePath(note.file).with_suffix("")
    others = (PurePath(name) for name in note.also)
    return ", ".join([note.file, *(path.suffix if path.with_suffix("") == stem else str(path) for path in others)])


PROOFS = {
    Proof.SIGNED: N_("signed by the registered key"),
    Proof.UNSIGNED: N_("not signed"),
    Proof.UNKNOWN_KEY: N_("signed; the unit's key is not registered"),
    Proof.RECEIVED_BEFORE: N_("received before the key was registered"),
}


def proof(row: UnitProof) -> str:
    """What a counted report's signature says of it."""
    return _(PROOFS[row.proof])


def proven(proofs: Sequence[UnitProof]) -> str:
    """How many of the counted reports are signed, and how: "58 signed by the registered key; 2 not signed"."""
    counts = Counter(row.proof for row in proofs)
    parts = [
        _("{count} {how}", count=format_count(counts[one]), how=_(words))
        for one, words in PROOFS.items()
        if counts[one]
    ]
    return "; ".join(parts)


def which(note: Note) -> str:
    """Unit, number and day of a report, as far as the file says them."""
    if note.unit is None:
        return ""
    name = note.unit_name or note.unit
    return name if note.period_end is None else _report(name, note.number, note.period_end)


def sent(row: UnitProof) -> str:
    """Unit, number and day of a report that counts."""
    return _report(row.unit_name, row.number, row.period_end)


def _report(unit: str, number: int | None, end: date) -> str:
    shown = "–" if number is None else number
    return _("{unit}, number {number}, to {date}", unit=unit, number=shown, date=format_date(end))


def last_sent(row: MissingUnit) -> str:
    """When a unit sent last."""
    return _("never sent") if row.last is None else _("last report to {date}", date=format_date(row.last))


def awaited_without_list() -> str:
    """Who is awaited where the configuration names nobody."""
    return _("Whoever has sent before is awaited; the administrator can name all units")


def name_of(row: UnitFigure) -> str:
    """A unit's name; of one that is added up of old units' reports also theirs, and those that have no figure."""
    if not row.parts:
        return row.name
    parts = ", ".join(part for part in row.parts if part not in row.lacking) or "–"
    if not row.lacking:
        return _("{unit} (from: {parts})", unit=row.name, parts=parts)
    lacking = ", ".join(row.lacking)
    return _("{unit} (from: {parts}; lacking: {lacking})", unit=row.name, parts=parts, lacking=lacking)


def basis(row: UnitFigure) -> str:
    """How old the lists are that a unit's figure rests on, and of how many villages it speaks where that is not all."""
    parts = []
    if row.observed_on is not None and row.oldest_list_on not in (None, row.observed_on):
        oldest, newest = format_date(row.oldest_list_on or row.observed_on), format_date(row.observed_on)
        parts.append(_("lists from {oldest} to {newest}", oldest=oldest, newest=newest))
    elif row.observed_on is not None:
        parts.append(_("list of {date}", date=format_date(row.observed_on)))
    if row.covered is not None and row.covered[0] < row.covered[1]:
        covered, every = map(format_count, row.covered)
        parts.append(_("{covered} of {all} villages", covered=covered, all=every))
    return " · ".join(parts) or _("not said by the file")


def rests_on(row: Total) -> str:
    """Between which days the lists or logs lie that a sum rests on, and how many units do not say it; empty where it has no counts."""
    if row.numerator is None:
        return ""
    said = []
    if row.oldest_on is not None and row.newest_on is not None:
        one, span = _DAYS[row.is_flow]
        words = one if row.oldest_on == row.newest_on else span
        said.append(_(words, oldest=format_date(row.oldest_on), newest=format_date(row.newest_on)))
    if row.days_untold:
        said.append(_("{count} units do not say how old their lists are", count=format_count(row.days_untold)))
    return "; ".join(said)


def series_name(row: UnitSeries) -> str:
    """A unit's name, with the last day of one that was merged: "xã Hà Giang (đến 30/6/2025)"."""
    return (
        row.name if row.ended_on is None else _("{unit} (until {date})", unit=row.name, date=format_date(row.ended_on))
    )


def verdict(row: Verdict, reason: str | None) -> str:
    """A verdict in a word; of counts that cannot be judged why not."""
    return _(_UNJUDGED.get(reason or "", _VERDICTS[row]))


def met_of(total: Total) -> str:
    """How many of the units that can be judged met their target: "3/5 đơn vị đạt"."""
    if not total.judged:
        return _("no unit can be judged")
    return _("{met}/{units} units met", met=format_count(total.met), units=format_count(total.judged))


def apart(total: Total) -> list[str]:
    """The units that are in no judgement, by why."""
    parts = (
        (total.no_data - total.partial, N_("{count} without data")),
        (total.partial, N_("{count} with counts of a part only, which are added and not judged")),
        (total.none_occurred, N_("{count} where none occurred")),
        (total.no_target - total.different, N_("{count} without a target")),
        (total.different, N_("{count} whose parts have different targets")),
    )
    return [_(words, count=format_count(count)) for count, words in parts if count]


def sent_of(units: int, missing: int, refused: int) -> str:
    """How many of the units that are awaited a sum rests on: "58/60 đơn vị; 1 chưa gửi; 1 bị từ chối"."""
    every = format_count(units + missing + refused)
    said = [_("{count}/{all} units", count=format_count(units), all=every)]
    if missing:
        said.append(_("{count} not sent", count=format_count(missing)))
    if refused:
        said.append(_("{count} refused", count=format_count(refused)))
    return "; ".join(said)


def begun(answer: RollUp) -> str:
    """That some have sent a later cut-off already, which few units have reached."""
    return _("Some units have sent to {date} already", date=format_date(answer.begun)) if answer.begun else ""


def plan_name(row: SentPlan) -> str:
    """A plan by its title and the name under which it is chosen."""
    if row.plan is None:
        return _("the plan with the five indicators of every commune")
    return _("{title} ({name})", title=row.plan.title, name=row.name)


def left_out(row: SentPlan, plan: SentPlan) -> str:
    """Whose reports of another plan are not added, and that it is one of the same name where it is."""
    names = ", ".join(row.units)
    if row.plan is not None and plan.plan is not None and row.plan.id == plan.plan.id:
        return _("{plan}: the same name, counted in another way; sent by {names}", plan=plan_name(row), names=names)
    return _("{plan}: sent by {names}", plan=plan_name(row), names=names)


def place(group: RegionSum) -> str:
    """A group's name."""
    if group.place is None:
        return _("No region named")
    return group.place.district or group.place.province


def covered(row: Covered) -> str:
    """Why an old unit's report is not added."""
    return _("{unit} is not added: {into} has sent its own report", unit=row.name, into=row.into)
