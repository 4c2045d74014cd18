"""The question that the page and the command line ask: these files, added for one cut-off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from kpi.config.models import Config
from kpi.exchange.proof import Proof
from kpi.exchange.receiving import Receiver
from kpi.exchange.registry import Registry
from kpi.exchange.sent import SentReport
from kpi.rollup import adding, periods
from kpi.rollup.accepting import accepted
from kpi.rollup.answer import MissingUnit, Note, RollUp, UnitProof, UnitSeries
from kpi.rollup.areas import Areas
from kpi.rollup.sources import Upload, on_disk
from kpi.store import Store, collated, read_files


def roll_up(
    config: Config,
    files: Sequence[Path],
    as_of: date | None = None,
    *,
    shown: Callable[[Path], str] = str,
    with_series: bool = False,
    registry: Registry | None = None,
) -> RollUp:
    """Many units' aggregate files, added for the newest cut-off by a day (None: of all).

    ``shown``: how a file is named; ``with_series``: every unit at every cut-off, which are many figures, not only merged ones;
    ``registry``: the units' keys, by which their signatures are checked (None: nobody has registered any).
    """
    receiver = Receiver({}) if registry is None else Receiver.of(registry)
    reports, notes = accepted(read_files(files), shown, receiver)
    found = periods.windows(reports, as_of)
    if not found:
        return RollUp(
            as_of=None, start=None, cut_offs=tuple(period.end for period in periods.windows(reports, None)),
            files=len(files), accepted=len(reports), units=0, notes=tuple(notes), missing=(), covered=(), totals=(), rankings=(),
            path=(), series=(),
        )  # fmt: skip
    return _added(config, files, reports, notes, found, with_series=with_series)


Stamps = Sequence[tuple[str, int, int]]


def asked(
    store: Store, config: Config, files: Stamps, uploads: Sequence[Upload], as_of: date | None, keys: Stamps = ()
) -> RollUp:
    """The same for the page: files by path, size and time of change, and dropped ones; files are named without their folder.

    ``keys``: the registry's stamp, so that a registration gives a new answer.
    """
    registry = Registry.beside(store.path) if keys else None
    with on_disk(uploads) as dropped:
        paths = [*(Path(path) for path, _size, _changed in files), *dropped]
        return roll_up(config, paths, as_of, shown=lambda path: path.name, registry=registry)


def stamped(files: Sequence[Path]) -> tuple[tuple[str, int, int], ...]:
    """Files with what changes when they do, so that an answer is worked out once for the same files."""
    looked_at = ((path, path.stat()) for path in files)
    return tuple((str(path), state.st_size, state.st_mtime_ns) for path, state in looked_at)


def _added(
    config: Config, files: Sequence[Path], reports: Sequence[SentReport], notes: Sequence[Note],
    found: Sequence[periods.Window], *, with_series: bool,
) -> RollUp:  # fmt: skip
    areas, now, near = Areas.of(config.rollup, reports), found[-1], config.nearness.points
    spoken = periods.by_window(reports, found)
    each = [adding.voices(said, areas, period.end) for said, period in zip(spoken, found, strict=True)]
    path = [voices for voices, _covered in each]
    units, covered = each[-1]
    place_of = collated([*areas.names.values(), *areas.names, *(unit.name for unit in units)])
    missing = _missing(config, reports, areas, {unit.code for unit in units}, now.end)
    return RollUp(
        as_of=now.end,
        start=now.start,
        cut_offs=tuple(period.end for period in periods.windows(reports, None)),
        files=len(files),
        accepted=len(reports),
        units=len(units),
        notes=tuple(notes),
        missing=tuple(sorted(missing, key=lambda row: (place_of[row.name], row.code))),
        covered=tuple(sorted(covered, key=lambda row: row.code)),
        totals=adding.totals(units, now.end, near),
        rankings=adding.rankings(units, place_of, near),
        path=tuple(adding.totals(voices, period.end, near) for voices, period in zip(path, found, strict=True)),
        series=_series(path, areas, now.end, near, every=with_series),
        proofs=_proofs(spoken[-1].values()),
    )


def _proofs(reports: Iterable[SentReport]) -> tuple[UnitProof, ...]:
    """Of each report at the cut-off, by the unit's name."""
    found = [
        UnitProof(head.unit, head.unit_name, head.number, head.period_end, report.proof or Proof.UNSIGNED)
        for report in reports
        for head in (report.header,)
    ]
    place_of = collated([row.unit_name for row in found])
    return tuple(sorted(found, key=lambda row: (place_of[row.unit_name], row.unit)))


def _missing(
    config: Config, reports: Sequence[SentReport], areas: Areas, present: set[str], day: date
) -> list[MissingUnit]:
    """Awaited units without a report of the period; a merged one is awaited as the unit that it became part of.

    Where the configuration names none, whoever has sent before is awaited.
    """
    last: dict[str, date] = {}
    for report in reports:
        if report.header.period_end <= day:
            code = areas.standing(report.header.unit, day)
            last[code] = max(last.get(code, report.header.period_end), report.header.period_end)
    named = (areas.standing(row.code, day) for row in config.rollup.expected if row.is_awaited_on(day))
    awaited = dict.fromkeys(named if config.rollup.expected else last)
    return [MissingUnit(code, areas.name(code), last.get(code)) for code in awaited if code not in present]


def _series(
    path: Sequence[Sequence[adding.Voice]], areas: Areas, day: date, near: int, *, every: bool
) -> tuple[UnitSeries, ...]:
    return tuple(
        UnitSeries(
            code, spoken[-1].name, areas.ended_on(code, day), tuple(adding.figures_of(voice, near) for voice in spoken)
        )
        for code, spoken in adding.by_unit(path).items()
        if every or areas.ended_on(code, day) is not None
    )
