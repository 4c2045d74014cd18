"""The question that the page and the command line ask: these files, added for one cut-off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.exchange.proof import Proof
from kpi.exchange.receiving import Receiver
from kpi.exchange.registry import Registry
from kpi.exchange.sent import ReadFiles, SentReport
from kpi.rollup import adding
from kpi.rollup.accepting import accepted
from kpi.rollup.answer import Covered, MissingUnit, Note, RollUp, UnitProof, UnitSeries
from kpi.rollup.areas import Areas
from kpi.rollup.packages import beside
from kpi.rollup.periods import Window, by_window, cut_off, windows
from kpi.rollup.plans import SentPlan, by_plan, chosen
from kpi.rollup.reading import ReadBefore
from kpi.rollup.sources import Inbox, on_disk
from kpi.rollup.voices import Voice, placed, voices
from kpi.store import Store, collated, read_files

Stamps = Sequence[tuple[str, int, int]]
# For the page, which asks about the same files after every load and every file that arrives.
_READ_BEFORE = ReadBefore()


@dataclass(frozen=True, slots=True)
class Sent:
    """What units have sent: the reports that count, and what there is to tell of the files; ``files``: how many were read.

    ``stamp`` stands for all of it where it is asked about again (``Inbox``).
    """

    reports: tuple[SentReport, ...]
    notes: tuple[Note, ...]
    files: int
    stamp: str = ""


def gathered(
    files: Sequence[Path], shown: Callable[[Path], str] = str, registry: Registry | None = None,
    reading: Callable[[Sequence[Path]], ReadFiles] = read_files,
) -> Sent:  # fmt: skip
    """Aggregate files read and checked; ``shown``: how a file is named to the user; ``registry``: the units' keys, by which their
    signatures are checked (None: nobody has registered any); ``reading``: what reads them."""
    receiver = Receiver({}) if registry is None else Receiver.of(registry)
    reports, notes = accepted(reading(files), shown, receiver)
    refused = {name for note in notes if note.refused for name in (note.file, *note.also)}
    notes += [note for note in beside(files, shown) if note.file not in refused]
    return Sent(tuple(reports), tuple(notes), len(files))


def roll_up(
    config: Config,
    files: Sequence[Path],
    as_of: date | None = None,
    *,
    shown: Callable[[Path], str] = str,
    with_series: bool = False,
    registry: Registry | None = None,
    plan: str | None = None,
) -> RollUp:
    """Many units' aggregate files, added for the newest cut-off by a day; ``with_series``: every unit at every cut-off, not only
    merged ones; ``shown``, ``registry`` as in ``gathered``; ``plan`` as in ``added``.

    None: of the newest cut-off to which half of the units have sent, else of the one to which most have; so one that sends early
    does not make all others late.
    """
    return added(config, gathered(files, shown, registry), as_of, with_series=with_series, plan=plan)


def added(
    config: Config, sent: Sent, as_of: date | None = None, *, with_series: bool = False, plan: str | None = None
) -> RollUp:
    """The same of files that have been read. Only what is of one plan is added: that of the name ``plan``, empty: that with every
    commune's indicators; None: the one that most units speak of."""
    told = by_plan(sent.reports, config)
    of, reports = chosen(told, plan)
    others = tuple(row for row, _reports in told if row is not of)
    one = _of_plan(
        config, replace(sent, reports=reports), as_of, of, Areas.of(config.rollup, sent.reports), with_series
    )
    return replace(one, plan=of, left_out=others)


def _of_plan(config: Config, sent: Sent, as_of: date | None, plan: SentPlan, areas: Areas, with_series: bool) -> RollUp:
    """The reports of one plan."""
    near, measures = config.nearness.points, plan.measures
    found = windows(sent.reports)
    spoken = by_window(sent.reports, found)
    periods = [SpokenPeriod.of(window, said, areas, plan.names) for window, said in zip(found, spoken, strict=True)]
    now = _headline(config, sent, areas, periods, plan) if as_of is None else _newest(periods, as_of)
    cut_offs = tuple(period.day for period in periods)
    if now is None:
        return RollUp(
            as_of=None, start=None, cut_offs=cut_offs, files=sent.files, accepted=len(sent.reports), units=0, notes=sent.notes,
            missing=(), turned_away=(), covered=(), totals=(), rankings=(), path=(), series=(), groups=(),
        )  # fmt: skip
    path = [period for period in periods if period.day <= now.day]
    units = placed(now.voices, areas, now.day)
    unheard = _not_counted(config, sent, areas, now, plan)
    regions = config.rollup.regions
    alphabet = [*(row.name for rows in (units, *unheard) for row in rows), "", *(row.province for row in regions)]
    told = (report.header.unit_name for report in now.reports)
    place_of = collated([*alphabet, *told, *(row.district for row in regions)])
    missing, turned_away = (tuple(sorted(rows, key=lambda row: (place_of[row.name], row.code))) for rows in unheard)
    return RollUp(
        as_of=now.day,
        start=now.window.start,
        cut_offs=cut_offs,
        files=sent.files,
        accepted=len(sent.reports),
        units=len(units),
        notes=sent.notes,
        missing=missing,
        turned_away=turned_away,
        covered=tuple(sorted(now.covered, key=lambda row: row.code)),
        totals=adding.totals(units, now.day, near, measures),
        rankings=adding.rankings(units, place_of, near, measures),
        path=tuple(adding.totals(period.voices, period.day, near, measures) for period in path),
        series=_series([period.voices for period in path], areas, now.window.end, near, every=with_series),
        groups=adding.groups(units, missing, turned_away, now.day, place_of, near, measures),
        proofs=_proofs(now.reports, place_of),
    )


@dataclass(frozen=True, slots=True)
class SpokenPeriod:
    """One period and who speaks in it; ``day``: the cut-off that most of them speak of."""

    window: Window
    day: date
    voices: tuple[Voice, ...]
    covered: tuple[Covered, ...]
    reports: tuple[SentReport, ...]

    @classmethod
    def of(cls, window: Window, spoken: Mapping[str, SentReport], areas: Areas, names: Sequence[str]) -> SpokenPeriod:
        found, covered = voices(spoken, areas, window.end, names)
        return cls(window, cut_off(spoken), tuple(found), tuple(covered), tuple(spoken.values()))


def _proofs(reports: Iterable[SentReport], place_of: Mapping[str, int]) -> tuple[UnitProof, ...]:
    """Of each report at the cut-off, by the unit's name; ``place_of``: the names in the order of the alphabet."""
    found = [
        UnitProof(head.unit, head.unit_name, head.number, head.period_end, report.proof or Proof.UNSIGNED)
        for report in reports
        for head in (report.header,)
    ]
    return tuple(sorted(found, key=lambda row: (place_of[row.unit_name], row.unit)))


def _newest(periods: Sequence[SpokenPeriod], as_of: date) -> SpokenPeriod | None:
    return next((period for period in reversed(periods) if period.day <= as_of), None)


def _headline(
    config: Config, sent: Sent, areas: Areas, periods: Sequence[SpokenPeriod], plan: SentPlan
) -> SpokenPeriod | None:
    """The newest period in which at least half of the units that are known by then speak, else that in which most do."""
    for period in reversed(periods):
        missing, turned_away = _not_counted(config, sent, areas, period, plan)
        if len(period.voices) >= len(missing) + len(turned_away):
            return period
    return max(periods, key=lambda period: (len(period.voices), period.day), default=None)


@needs(Right.ROLLUP)
def received(store: Store, _config: Config, inbox: Inbox, keys: Stamps = ()) -> Sent:
    """For the page: what lies in the folder and what was dropped; files are named without their folder.

    ``keys``: the registry's stamp, so that a registration gives a new answer.
    """
    registry = Registry.beside(store.path) if keys else None
    with on_disk(inbox.uploads) as dropped:
        sent = gathered([*inbox.files, *dropped], lambda path: path.name, registry, _READ_BEFORE.read)
    return replace(sent, stamp=f"{inbox.stamp} {keys}")


@needs(Right.ROLLUP)
def asked(_store: Store, config: Config, sent: Sent, as_of: date | None, plan: str | None = None) -> RollUp:
    """For the page: what was received, added for a cut-off."""
    return added(config, sent, as_of, plan=plan)


def _not_counted(
    config: Config, sent: Sent, areas: Areas, period: SpokenPeriod, plan: SentPlan
) -> tuple[list[MissingUnit], list[MissingUnit]]:
    """Awaited units without a report that counts: those that sent nothing in the period, and those whose reports were refused.

    A merged unit is awaited as the one that it became part of. Where the configuration names none, whoever has sent before is awaited.
    """
    day, end = period.day, period.window.end
    last: dict[str, date] = {}
    for report in sent.reports:
        if report.header.period_end <= end:
            code = areas.standing(report.header.unit, day)
            last[code] = max(last.get(code, report.header.period_end), report.header.period_end)
    named = (areas.standing(row.code, day) for row in config.rollup.expected if row.is_awaited_on(day))
    heard = {voice.code for voice in period.voices} | {row.code for row in period.covered}
    refused = {
        areas.standing(note.unit, day): note
        for note in sent.notes
        if note.refused and note.unit and note.period_end and period.window.start <= note.period_end <= end
        if _may_be_of(note, plan)
    }
    unheard = [
        code
        for code in dict.fromkeys([*(named if config.rollup.expected else last), *refused])
        if code not in heard and areas.standing(code, end) not in heard
    ]
    rows = {code: MissingUnit(code, areas.name(code), last.get(code), areas.place(code, day)) for code in unheard}
    for code, note in refused.items():
        if code in rows and code not in areas.names and note.unit_name:
            rows[code] = replace(rows[code], name=note.unit_name)
    return [row for row in rows.values() if row.code not in refused], [
        row for row in rows.values() if row.code in refused
    ]


def _may_be_of(note: Note, plan: SentPlan) -> bool:
    """Whether a refused report may be one of the plan: a file that cannot be read says nothing of that."""
    own = (None, *plan.through) if plan.plan is None else (plan.plan.id,)
    return note.plan in own or (note.plan is None and note.number is None)


def _series(
    path: Sequence[Sequence[Voice]], areas: Areas, day: date, near: int, *, every: bool
) -> tuple[UnitSeries, ...]:
    return tuple(
        UnitSeries(
            code, spoken[-1].name, areas.ended_on(code, day), tuple(adding.figures_of(voice, near) for voice in spoken)
        )
        for code, spoken in adding.by_unit(path).items()
        if every or areas.ended_on(code, day) is not None
    )
