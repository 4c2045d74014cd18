"""Sixty communes that report by the quarter as communes do, and what their figures come to by the plainest loops there are.

Nothing of ``kpi.rollup`` is used here: a world knows what each unit sent and what became of it, and adds that up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from kpi.config.models import ExpectedUnit, Region, Rollup, Successor
from kpi.domain.indicators import INDICATORS
from kpi.exchange.code import check_code, in_order
from kpi.exchange.rows import Header, Row
from kpi.exchange.writing import csv_text, json_text, parquet

MERGED_ON = date(2025, 7, 1)
ENDS = (date(2025, 3, 14), date(2025, 6, 14), date(2025, 9, 14), date(2025, 12, 14))
STARTS = (date(2024, 12, 15), date(2025, 3, 15), date(2025, 6, 15), date(2025, 9, 15))
NOW = 2  # the quarter that all are asked for; few have sent the one after it
# New units and the old ones that they are made of on 1 July; "M5" was there before under its code.
MERGERS = {
    "M0": ("U00", "U01", "U02"), "M1": ("U03", "U04", "U05"), "M2": ("U06", "U07"), "M3": ("U08", "U09"), "M4": ("U10", "U11"),
    "M5": ("M5", "U12"),
}  # fmt: skip
MERGED = {part: into for into, parts in MERGERS.items() for part in parts if part != into}
UNITS = tuple(f"U{n:02}" for n in range(59)) + ("M5",)
Counts = tuple[int, int] | None


@dataclass(frozen=True)
class Told:
    """What a report says of an indicator."""

    counts: Counts
    target: int | None
    reason: str | None = None


@dataclass(frozen=True)
class Sheet:
    """One report that was sent; ``fate``: "counts", or why it is refused."""

    unit: str
    start: date
    end: date
    length: str
    number: int
    figures: dict[str, Told]
    fate: str = "counts"
    version: str = "2"
    copies: int = 0


@dataclass
class World:
    """Everything that was sent, and the events of the quarter that all are asked for."""

    sent: list[Sheet] = field(default_factory=list)
    happened: dict[str, str] = field(default_factory=dict)

    def rules(self) -> Rollup:
        """Old units are awaited until the merger, and so is the town that kept its code; districts end with it."""
        expected = tuple(ExpectedUnit(code=unit, name=_name(unit)) for unit in UNITS)
        successors = tuple(
            Successor(unit=part, into=into, into_name=f"xã {into}", start=MERGED_ON, basis="x")
            for part, into in MERGED.items()
        )
        return Rollup(expected=expected, successors=successors, regions=tuple(_regions()))


def _name(unit: str) -> str:
    return f"xã {unit}"


def province(unit: str) -> str:
    """By the number: the last dozen lies in no region."""
    number = int(unit[1:]) if unit[0] == "U" else 3
    return "" if number >= 47 else ("tỉnh A" if number < 30 else "tỉnh B")


def _regions() -> Iterator[Region]:
    for name in ("tỉnh A", "tỉnh B"):
        units = [unit for unit in UNITS if province(unit) == name]
        for place in range(2):
            yield Region(
                province=name, district=f"huyện {name[-1]}{place}", units=tuple(units[place::2]), start=date(2020, 1, 1),
                end=MERGED_ON - timedelta(days=1),
            )  # fmt: skip
    for name in ("tỉnh A", "tỉnh B"):
        after = [*(unit for unit in UNITS if unit not in MERGED and unit not in MERGERS), *MERGERS]
        yield Region(province=name, units=tuple(unit for unit in after if province(unit) == name), start=MERGED_ON)


def district(unit: str, day: date) -> str:
    if day >= MERGED_ON or not province(unit):
        return ""
    alike = [other for other in UNITS if province(other) == province(unit)]
    return f"huyện {province(unit)[-1]}{alike.index(unit) % 2}"


EVENTS = (
    "as asked", "as asked", "as asked", "a day early", "two days late", "missing", "corrected", "three forms", "copied", "altered",
    "older version", "month", "earlier month", "draft", "too many in villages", "newer version", "no data", "some villages",
    "none occurred", "other target", "no target", "year beside it",
)  # fmt: skip


def world(seed: int) -> World:
    """Two quarters in which nearly all is well, the one asked for with every event, and a first report or two of the next."""
    chance, made = Random(seed), World()
    for unit in UNITS:
        for quarter in range(2):
            if chance.random() < 0.95:
                made.sent.append(_sheet(unit, quarter, quarter + 1, chance))
    free = [unit for unit in UNITS if unit not in MERGED and unit not in MERGERS]
    chance.shuffle(free)
    for place, unit in enumerate(free):
        event = EVENTS[place % len(EVENTS)]
        made.happened[unit] = event
        made.sent += _event(event, unit, chance)
    made.sent += _mergers(chance)
    steady = [unit for unit in free if made.happened[unit] == "as asked"]
    made.sent += [_sheet(unit, NOW + 1, 9, chance) for unit in steady[:2]]
    return made


def _sheet(unit: str, quarter: int, number: int, chance: Random) -> Sheet:
    return Sheet(unit, STARTS[quarter], ENDS[quarter], "quarter", number, _figures(chance))


def _figures(chance: Random) -> dict[str, Told]:
    figures = {}
    for indicator in INDICATORS:
        every = chance.randrange(1, 400)
        figures[indicator] = Told((chance.randrange(every + 1), every), 70)
    return figures


def _event(event: str, unit: str, chance: Random) -> Iterator[Sheet]:
    sheet = _sheet(unit, NOW, 5, chance)
    every = {**sheet.figures}
    match event:
        case "missing":
            return
        case "a day early":
            yield replace(sheet, end=ENDS[NOW] - timedelta(days=1))
        case "two days late":
            yield replace(sheet, end=ENDS[NOW] + timedelta(days=2))
        case "corrected":
            yield sheet
            yield replace(sheet, number=6, figures=_figures(chance))
        case "three forms" | "copied":
            yield replace(sheet, copies=3 if event == "copied" else -1)
        case "altered" | "draft" | "too many in villages" | "newer version":
            yield replace(sheet, fate=event, copies=-1 if event == "altered" else 0)
        case "older version":
            yield replace(sheet, version="1")
        case "month":
            yield replace(sheet, length="month", start=date(2025, 8, 15))
        case "earlier month":
            yield replace(sheet, length="month", start=date(2025, 7, 15), end=date(2025, 8, 14))
        case "year beside it":
            yield sheet
            yield replace(sheet, length="year", start=STARTS[0], number=6, figures=_figures(chance))
        case _:
            told = {
                "no data": Told(None, 70, "no_register"), "none occurred": Told((0, 0), 70), "other target": Told((65, 100), 60),
                "no target": Told((65, 100), None), "some villages": Told((40, 50), 70, "partial_register"),
            }.get(event)  # fmt: skip
            indicator = "processed_reports" if event == "none occurred" else "households"
            yield sheet if told is None else replace(sheet, figures=every | {indicator: told})


def _mergers(chance: Random) -> Iterator[Sheet]:
    """M0: all parts sent. M1: one did not. M2: one has no households. M3: other targets. M4: its own beside its parts'. M5: the town
    that kept its code sent to the day before the merger only."""
    for into, parts in MERGERS.items():
        for part in parts:
            sheet = _sheet(part, NOW, 5, chance)
            every = {**sheet.figures}
            if part == "U04":
                continue
            if part == "U07":
                sheet = replace(sheet, figures=every | {"households": Told(None, 70, "no_members")})
            if part == "U09":
                sheet = replace(sheet, figures=every | {"households": Told((9, 10), 60)})
            if part == into:
                sheet = replace(sheet, end=date(2025, 6, 30))
            yield sheet
    yield _sheet("M4", NOW, 1, chance)


# ---------------------------------------------------------------- as files


def write(made: World, folder: Path, seed: int) -> None:
    """Each report in some form, some in all three, some several times; a folder a unit, as they arrive."""
    chance = Random(seed)
    for place, sheet in enumerate(made.sent):
        where = folder / sheet.unit
        where.mkdir(parents=True, exist_ok=True)
        suffixes = (
            [".parquet", ".csv", ".json"] if sheet.copies == -1 else [chance.choice([".parquet", ".csv", ".json"])]
        )
        for suffix in suffixes:
            content = _content(sheet, suffix)
            (where / f"{place}{suffix}").write_bytes(content)
            for copy in range(max(sheet.copies, 0)):
                (where / f"{place}-copy-{copy}{suffix}").write_bytes(content)


def _content(sheet: Sheet, suffix: str) -> bytes:
    head, rows = _as_rows(sheet)
    ordered = in_order(head, rows)
    if suffix == ".parquet":
        return parquet(head, ordered)
    return (csv_text(head, ordered) if suffix == ".csv" else json_text(head, ordered)).encode("utf-8")


def _as_rows(sheet: Sheet) -> tuple[Header, list[Row]]:
    rows = []
    for indicator, told in sheet.figures.items():
        numerator, denominator = told.counts or (None, None)
        target = None if told.target is None else Decimal(told.target)
        rows.append(
            Row(
                sheet.end, indicator, numerator=numerator, denominator=denominator, target_percent=target, verdict="met",
                reason=told.reason,
            )
        )  # fmt: skip
        if numerator is None or denominator is None:
            continue
        more = 1 if sheet.fate == "too many in villages" else 0
        for village in range(2):  # the two halves, one entity too many where that is its fate
            halves = (
                (numerator // 2 + more, denominator // 2 + more)
                if village
                else (-(-numerator // 2), -(-denominator // 2))
            )
            rows.append(Row(sheet.end, indicator, f"T{village}", "Thôn", None, *halves, verdict="met"))
    version = "7" if sheet.fate == "newer version" else sheet.version
    head = Header(
        sheet.unit, _name(sheet.unit), None if sheet.fate == "draft" else sheet.number, sheet.length, sheet.start, sheet.end,
        datetime.combine(sheet.end, datetime.min.time()), schema_version=version,
    )  # fmt: skip
    head = replace(head, check_code=check_code(head, rows))
    if sheet.fate == "altered":
        rows[0] = replace(rows[0], denominator=(rows[0].denominator or 0) + 1)
    return head, rows


# ---------------------------------------------------------------- as sums


@dataclass
class Line:
    """What is known of one unit of the sum."""

    code: str
    parts: list[str]
    figures: dict[str, Told]
    lacking: dict[str, list[str]]


def counted(made: World, quarter: int) -> dict[str, Sheet]:
    """Each unit's report: of the newest day in the quarter, of that the highest number. Two days late is still this quarter's."""
    first, last = (day + timedelta(days=2) for day in (STARTS[quarter], ENDS[quarter]))
    found: dict[str, Sheet] = {}
    for sheet in made.sent:
        if sheet.fate == "counts" and first <= sheet.end <= last:
            before = found.get(sheet.unit)
            if before is None or (sheet.end, sheet.number) > (before.end, before.number):
                found[sheet.unit] = sheet
    return found


def lines(made: World, quarter: int) -> list[Line]:
    """The units of the sum: from the merger on the new ones in the place of their parts."""
    said = counted(made, quarter)
    found = [Line(code, [], sheet.figures, {}) for code, sheet in said.items() if quarter < NOW or not _merging(code)]
    if quarter < NOW:
        return found
    for into, parts in MERGERS.items():
        own = said.get(into)
        if own is not None and own.end >= MERGED_ON:
            found.append(Line(into, [], own.figures, {}))
            continue
        there = [part for part in parts if part in said]
        if there:
            found.append(_together(into, parts, there, said))
    return found


def _merging(code: str) -> bool:
    return code in MERGED or code in MERGERS


def _together(into: str, parts: Iterable[str], there: list[str], said: dict[str, Sheet]) -> Line:
    figures, lacking = {}, {}
    for indicator in INDICATORS:
        known, gone = [], []
        for part in parts:
            told = said[part].figures[indicator] if part in there else None
            if told is None or told.counts is None:
                gone.append(part)
            else:
                known.append(told)
        lacking[indicator] = gone
        targets = {told.target for told in known}
        counts = (
            sum(told.counts[0] for told in known if told.counts),
            sum(told.counts[1] for told in known if told.counts),
        )
        reason = "missing_parts" if gone else "different_targets" if len(targets) > 1 else None
        figures[indicator] = Told(counts, targets.pop() if len(targets) == 1 else None, reason)
    return Line(into, there, figures, lacking)


def verdict(told: Told, indicator: str) -> str:
    """By hundredths, not by a ratio."""
    if told.counts is None or told.reason in ("partial_register", "missing_parts"):
        return "no_data"
    numerator, denominator = told.counts
    if denominator == 0:
        return "none_occurred" if indicator == "processed_reports" else "no_data"
    if told.target is None:
        return "no_target"
    return "met" if 100 * numerator >= told.target * denominator else "not_met"


def short(told: Told, indicator: str) -> int:
    """How many are lacking, by counting up."""
    if verdict(told, indicator) not in ("met", "not_met") or told.counts is None or told.target is None:
        return 0
    lacking = 0
    while 100 * (told.counts[0] + lacking) < told.target * told.counts[1]:
        lacking += 1
    return lacking


def sums(rows: Iterable[Line], indicator: str) -> dict[str, Any]:
    """One indicator over units: counts, verdict, how many met of how many judged, and how many of each other kind."""
    numerator = denominator = met = judged = partial = different = 0
    kinds = {"none_occurred": 0, "no_data": 0, "no_target": 0}
    targets = set()
    for row in rows:
        told = row.figures[indicator]
        if told.counts is not None:
            numerator += told.counts[0]
            denominator += told.counts[1]
            targets.add(told.target)
            partial += told.reason in ("partial_register", "missing_parts")
            different += told.reason == "different_targets"
        kind = verdict(told, indicator)
        judged += kind in ("met", "not_met")
        met += kind == "met"
        if kind in kinds:
            kinds[kind] += 1
    whole = Told(
        (numerator, denominator), targets.pop() if len(targets) == 1 else None, "missing_parts" if partial else None
    )
    return {
        "numerator": numerator, "denominator": denominator, "verdict": verdict(whole, indicator), "met": met, "judged": judged,
        "partial": partial, "different": different, **kinds,
    }  # fmt: skip


def ranked(rows: Iterable[Line], indicator: str) -> list[tuple[str, int]]:
    """Codes with what they lack: judged before those of a part only, who lacks most first, then the lower ratio, then the name."""
    order = []
    for row in rows:
        told = row.figures[indicator]
        if told.counts is not None and told.counts[1] > 0:
            part_only = told.reason in ("partial_register", "missing_parts")
            lacks = short(told, indicator)
            order.append((part_only, -lacks, told.counts[0] / told.counts[1], row.code, lacks))
    return [(code, lacks) for _part, _minus, _ratio, code, lacks in sorted(order)]


def silent(made: World) -> tuple[set[str], set[str]]:
    """Of the quarter asked for: who sent nothing, and whose reports were all refused."""
    said = {row.code for row in lines(made, NOW)}
    awaited = {MERGED.get(unit, unit) for unit in UNITS}
    refused = {sheet.unit for sheet in made.sent if sheet.fate != "counts" and sheet.unit not in said}
    return awaited - said - refused, refused
