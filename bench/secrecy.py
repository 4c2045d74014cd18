"""What it takes to hold a report's table of cases by village against 24 earlier ones of the year: 30 villages, every kind of case.

The peer asks all that a report of the sample says, which has none before it. Prints also how much of the villages' cells is shown in
years with corrections, beside the earlier rules.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from bench.timing import in_turn, report
from kpi.config import load_config
from kpi.domain.datasets import CASE_KINDS
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.rows import RECEIVED, Header, Row
from kpi.measures.secrecy import NEWEST, Rule, SentTable, given_away, groups_of, hide
from kpi.measures.small_cells import Mark, hide_small
from kpi.reports.content.gathering import Order, gather
from kpi.sample.loading import fill_with_sample
from kpi.snapshots.village_tables import sent_tables
from kpi.store import FrozenState, open_store

ROOT = Path(__file__).resolve().parents[1]
EARLIER, VILLAGES, ROUNDS = 24, 30, 3
# Cases a month and village, of the kinds from the rarest to the most frequent.
SPARSE, MIDDLE, DENSE = (0.05, 0.1, 0.2, 0.4), (0.2, 0.5, 1, 2), (1, 2, 4, 8)

Year = list[tuple[date, dict[str, dict[str | None, int]]]]


def year(rates: Sequence[float], villages: int, tables: int, seed: int = 1) -> Year:
    """What each village has of each kind on the days of the tables; now and then a correction takes a case away."""
    random = Random(seed)
    names = [f"T{n:02}" for n in range(villages)]
    size = {name: random.gammavariate(4, 0.25) for name in names}
    counts: dict[str, dict[str | None, int]] = {kind: dict.fromkeys(names, 0) for kind in CASE_KINDS}
    found: Year = []
    for table in range(1, tables + 1):
        for place, of in enumerate(counts.values()):
            for name in names:
                came_in = random.expovariate(1) * size[name] * rates[place % len(rates)] * 12 / tables
                of[name] += int(came_in) + (random.random() < came_in % 1)
            taken = random.choice(names)
            of[taken] = max(0, of[taken] - (random.random() < 0.1))
        day = date(2024, 1, 1) + timedelta(365 * table // tables)
        found.append((day, {kind: dict(of) for kind, of in counts.items()}))
    return found


def told(tables: Year, rule: Rule = NEWEST) -> list[SentTable]:
    """As reports tell it by a rule, one after the other."""
    sent: list[SentTable] = []
    for number, (day, counts) in enumerate(tables, 1):
        names = [name for name in next(iter(counts.values())) if name is not None]
        groups = groups_of(names, names, sent)
        cells = {kind: hide(kind, of, day, groups, sent, rule) for kind, of in counts.items()}
        sent.append(SentTable(number, day, cells, groups, counts, rule))
    return sent


def frozen(table: SentTable) -> str:
    """What the store keeps of it."""
    rows = [
        Row(table.day, RECEIVED, place, place, kind, count=None if hidden else int(cell), hidden="hidden" if hidden else None)
        for kind, of in table.cells.items()
        for place, cell in of.items()
        for hidden in [isinstance(cell, Mark)]
    ]  # fmt: skip
    at = datetime(2025, 1, 1)
    header = Header("1", "x", table.number, "month", table.day, table.day, at)
    received = {"groups": [list(group) for group in table.groups], "counts": table.counts, "rule": table.rule}
    return json.dumps({"aggregate": Aggregate.of(header, tuple(rows)).as_dict(), "received": received})


def state(number: int, day: date, content: str) -> FrozenState:
    at = datetime(2025, 1, 1)
    return FrozenState(number, day, day, at, "", json.loads(content), [], "", "", at)


def main() -> None:
    *earlier, newest = told(year(MIDDLE, VILLAGES, EARLIER + 1))
    kept = [(table.number, table.day, frozen(table)) for table in earlier]

    def ours() -> None:
        sent = sent_tables([state(*one) for one in kept])
        for kind, of in newest.counts.items():
            hide(kind, of, newest.day, newest.groups, sent)
        given_away([*sent, newest]).difference(given_away(sent))

    config = load_config(ROOT / "config.yaml")
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "kpi.duckdb")
        fill_with_sample(store, config, Path(folder) / "files")
        medians = in_turn(ROUNDS, ours=ours, gathering=lambda: gather(store, config, Order(date(2024, 12, 31))))
    report(f"A report beside {EARLIER} earlier ones, {VILLAGES} villages, {len(CASE_KINDS)} kinds", medians, "ours")
    for title, rates in (("sparse", SPARSE), ("middle", MIDDLE), ("dense", DENSE)):
        for villages in (4, VILLAGES):
            print(f"  shown of {title} cells, {villages} villages, monthly: {_shown(year(rates, villages, 12))}")


def _shown(tables: Year) -> str:
    ours, before = (
        [cell for table in told(tables, rule) for of in table.cells.values() for cell in of.values()]
        for rule in (NEWEST, Rule.TOGETHER)
    )
    alone = [cell for _day, counts in tables for of in counts.values() for cell in hide_small(list(of.values()))]
    shares = [sum(isinstance(cell, int) for cell in some) / len(some) for some in (ours, before, alone)]
    return "{:.1%}, by the rule before {:.1%}, by the first {:.0%}".format(*shares)


if __name__ == "__main__":
    main()
