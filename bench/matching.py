"""Whom a display name points to, beside "fold everything and compare" and Splink: how often right, how well told, how fast.

The worlds and their truth are ``tests/matching_worlds.py``. Splink is no part of the program: ``pip install splink==5.0.0``
into the environment brings it in, without it its lines are left out.
"""

from __future__ import annotations

import json
import logging
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from bench.timing import in_turn
from kpi.answers.links import links
from kpi.answers.status import status
from kpi.config import load_config
from kpi.matching.question import asked
from kpi.matching.rungs import RUNGS, SUGGESTING
from kpi.store import Store, open_store
from kpi.vietnamese.text import fold, name_key
from tests.matching_worlds import (
    DAY,
    REGISTER_DAY,
    Commune,
    Household,
    Member,
    Shares,
    commune,
    group_of,
    loaded,
    zalo_id,
)

SEEDS = range(1, 6)
KNOWN = datetime(2030, 1, 1)
CONFIG = Path("config.yaml")
# For the times everybody is open, and nearly every adult is in his village's group.
ALL_OPEN = Shares(households=1.0, heads=0.9, others=0.8, code=0.0, phone=0.0, shared_phone=0.0)
FEWEST_TOLD = 15  # of fewer suggestions a share says nothing
SPLINK_FROM = 0.1  # as the program's own suggest_from_percent

# By member: the entries that stand at the top, one or several.
Found = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a matcher is told of an open member."""

    group: str
    uid: str
    name: str


# ---------------------------------------------------------------- the three matchers


def ours(store: Store, day: date) -> tuple[Found, list[dict[str, Any]]]:
    """The best suggestions that the store keeps, and all of them with their scores."""
    status(store, load_config(CONFIG), day)
    rows = of_households(store, "suggested", day)
    best: dict[str, set[str]] = {}
    for row in of_households(store, "best_suggestions", day):
        best.setdefault(uid_of(row), set()).add(row["entity_code"])
    return {uid: frozenset(codes) for uid, codes in best.items()}, rows


def of_households(store: Store, relation: str, day: date) -> list[dict[str, Any]]:
    rows = store.read(relation, **asked(load_config(CONFIG), [day], KNOWN))
    return [row for row in rows if row["slot"] == "household"]


def uid_of(row: dict[str, Any]) -> str:
    return str(row["member"]).removeprefix("uid:")


def naive(members: Iterable[Shown], households: Iterable[Household]) -> Found:
    """The first head of the village whose name is the same without marks and case."""
    heads: dict[tuple[str, str], str] = {}
    for home in households:
        heads.setdefault((group_of(home.village), fold(home.adults[0].name)), home.code)
    found: Found = {}
    for one in members:
        if (code := heads.get((one.group, fold(one.name)))) is not None:
            found.setdefault(one.uid, frozenset({code}))
    return found


def splink_matches(members: Iterable[Shown], households: Iterable[Household]) -> Found:
    """The most probable head of the village, by a model that Splink has learnt from these very lists."""
    linker = splink_linker(members, households)
    pairs = linker.inference.predict(threshold_match_probability=SPLINK_FROM).as_record_list()
    best: dict[str, tuple[float, set[str]]] = {}
    for pair in pairs:
        uid, code = (pair[f"unique_id_{side}"] for side in "lr")
        if "/" not in uid:
            uid, code = code, uid
        uid, weight = uid.split("/")[1], round(pair["match_weight"], 6)
        if uid not in best or weight > best[uid][0]:
            best[uid] = weight, {code}
        elif weight == best[uid][0]:
            best[uid][1].add(code)
    return {uid: frozenset(codes) for uid, (_weight, codes) in best.items()}


def splink_linker(members: Iterable[Shown], households: Iterable[Household]) -> Any:
    """Names by Jaro-Winkler, common ones weighing less; u by random sampling, m by EM over two blockings."""
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    engine = DuckDBAPI()
    people = names_table((f"{one.group}/{one.uid}", one.group, one.name) for one in members)
    heads = names_table((home.code, group_of(home.village), home.adults[0].name) for home in households)
    settings = SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[block_on("village")],
        comparisons=[
            compare.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True),
            compare.JaroWinklerAtThresholds("given", [0.9]).configure(term_frequency_adjustments=True),
        ],
    )
    linker = Linker([engine.register(people), engine.register(heads)], settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("village", "name")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("village", "given"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("village", "front"))
    return linker


def names_table(rows: Iterable[tuple[str, str, str]]) -> pa.Table:
    """The folded name, its last word and what is before it."""
    columns: dict[str, list[str | None]] = {name: [] for name in ("unique_id", "village", "name", "given", "front")}
    for key, village, name in rows:
        front, _space, given = fold(name).rpartition(" ")
        for column, value in zip(columns.values(), (key, village, fold(name), given, front), strict=True):
            column.append(value or None)
    return pa.table(columns)


# ---------------------------------------------------------------- how often right


@dataclass(frozen=True, slots=True)
class Scored:
    """One of our suggestions. ``alone``: the best of a member, and nothing stands beside it."""

    rung: int
    evidence: str
    score: float
    alone: bool
    right: bool


@dataclass(slots=True)
class Tally:
    """How first suggestions turned out, over all worlds."""

    full: Counter[str]
    part: Counter[str]
    everybody: Counter[str]

    def add(self, found: Found, world: Commune, opened: set[str]) -> None:
        homes = world.homes()
        for member in world.findable():
            if member.uid in opened:
                kind = self.full if member.in_full else self.part
                kind[outcome(found.get(member.uid), homes[member.uid])] += 1
        self.everybody.update(outcome(found.get(uid), homes[uid]) for uid in opened)


def outcome(best: frozenset[str] | None, homes: set[str]) -> str:
    if not best:
        return "none"
    if len(best) > 1:
        return "tie"
    return "right" if best & homes else "wrong"


def accuracy(folder: Path) -> None:
    tallies: dict[str, Tally] = {}
    scores: list[Scored] = []
    counted = Counter[str]()
    for seed in SEEDS:
        world = commune(seed, 4, 350)
        store = loaded(world, folder / str(seed)).store
        best, rows = ours(store, DAY)
        opened = list({shown(row): None for row in of_households(store, "open_members", DAY)})
        found = {"ours": best, "fold and compare": naive(opened, world.households)}
        if has_splink():
            found["Splink 5"] = splink_matches(opened, world.households)
        for name, matches in found.items():
            tally = tallies.setdefault(name, Tally(Counter(), Counter(), Counter()))
            tally.add(matches, world, {one.uid for one in opened})
        homes = world.homes()
        scores += [scored(row, best[uid_of(row)], homes[uid_of(row)]) for row in rows]
        counted.update(counted_links(store, world))
    print(f"First suggestions, {len(SEEDS)} communes of 4 villages of 350 households, open members only")
    print_tallies(tallies)
    print(f"\nCounted links (codes, phones): {counted['right']} right, {counted['wrong']} wrong (must be 0)")
    print_by_rung([one for one in scores if one.alone])
    print("\nWhat our score says, and what is right (every suggestion of a household)")
    print_calibration(scores, lambda one: f"{min(int(one.score * 10), 9) / 10:.1f} and more")
    print_calibration(scores, lambda one: one.evidence)


def scored(row: dict[str, Any], best: frozenset[str], homes: set[str]) -> Scored:
    code = row["entity_code"]
    return Scored(row["rung"], row["evidence"], row["score"], best == {code}, code in homes)


def shown(row: dict[str, Any]) -> Shown:
    return Shown(row["group_code"], uid_of(row), row["display_name"])


def counted_links(store: Store, world: Commune) -> Iterable[str]:
    homes = world.homes()
    speaks = {one.speaker.uid: one.code for one in world.organisations}
    for link in links(store, load_config(CONFIG), DAY):
        if link.counted:
            who = link.member.removeprefix("uid:")
            yield "right" if link.entity_code in homes[who] | {speaks.get(who)} else "wrong"


def print_tallies(tallies: dict[str, Tally]) -> None:
    print(f"  {'':18}{'named as a head whose name is his alone':^58}| everybody open")
    print(f"  {'':18}{'shown in full (aim: right >= 97 %)':^30}{'shown in part':^28}|")
    heading = f"{'right':>7}{'tie':>7}{'none':>7}{'wrong':>7}"
    print(f"  {'':18}{heading}{heading}  |{'right':>7}{'wrong':>7}{'tie':>7}{'none':>7}   right of the best")
    for name, tally in tallies.items():
        parts = "".join(percents(counts) for counts in (tally.full, tally.part))
        every = tally.everybody
        numbers = "".join(f"{every[kind]:7d}" for kind in ("right", "wrong", "tie", "none"))
        precision = every["right"] / max(every["right"] + every["wrong"], 1)
        print(f"  {name:18}{parts}  |{numbers}   {precision:8.1%}")


def percents(counts: Counter[str]) -> str:
    return "".join(f"{counts[kind] / max(counts.total(), 1):7.1%}" for kind in ("right", "tie", "none", "wrong"))


def print_by_rung(best: Sequence[Scored]) -> None:
    """How far a person may trust the best suggestion that nothing stands beside, as it is confirmed in bulk."""
    print("\nOur best suggestions by rung, right of all: whatever the score, and where it says nine of ten or more")
    for rung, name in sorted((number, name) for number, name in RUNGS.items() if name in SUGGESTING.values()):
        own = [one.right for one in best if one.rung == rung]
        sure = [one.right for one in best if one.rung == rung and one.score >= 0.9]
        print(f"  {name:28}{share(own)}{share(sure)}")


def share(outcomes: Sequence[bool]) -> str:
    return f"{sum(outcomes):7d} of {len(outcomes):5d} = {sum(outcomes) / max(len(outcomes), 1):6.1%}"


def print_calibration(scores: Sequence[Scored], kind: Callable[[Scored], str]) -> None:
    """Of the suggestions of each kind, how many are right, beside what the score says."""
    print(f"  {'':28}{'suggestions':>12}{'expected':>10}{'right':>8}")
    kinds = Counter(map(kind, scores))
    for name in sorted(kinds):
        own = [(one.score, one.right) for one in scores if kind(one) == name]
        expected, right = (statistics.mean(column) for column in zip(*own, strict=True))
        if len(own) >= FEWEST_TOLD:
            print(f"  {name:28}{len(own):12d}{expected:10.1%}{right:8.1%}")


def has_splink() -> bool:
    try:
        import splink  # noqa: F401
    except ImportError:
        return False
    return True


# ---------------------------------------------------------------- how fast


def small_world(folder: Path) -> None:
    """Some 5,000 members of six villages, by files; every round begins with a store that knows no comparison."""
    world = commune(1, 6, 333, ALL_OPEN)
    fresh = loaded(world, folder / "small").store.path
    kept = folder / "kept.duckdb"
    shutil.copy(fresh, kept)
    copies = iter(folder / f"fresh-{number}.duckdb" for number in range(100))
    ask(kept)
    opened = [Shown(one.group, one.uid, one.shown) for one in world.members]

    def first() -> None:
        ask(Path(shutil.copy(fresh, next(copies))))

    subjects: dict[str, Callable[[], object]] = {
        "first": first, "again": partial(ask, kept), "fold and compare": partial(naive, opened, world.households),
    }  # fmt: skip
    if has_splink():
        subjects["Splink 5, learning included"] = partial(splink_matches, opened, world.households)
    seconds = in_turn(3, **subjects)
    print(f"\n{len(world.members):,} members against {len(world.households):,} households")
    print_times(seconds, comparisons(kept), "aim < 2 s")


def ask(path: Path, day: date = DAY) -> None:
    status(open_store(path), load_config(CONFIG), day)


def comparisons(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as connection:
        return int(connection.execute("select count(*) from comparisons").fetchall()[0][0])


def print_times(seconds: dict[str, float], compared: int, aim: str) -> None:
    work = seconds["first"] - seconds["again"]
    print(
        f"  {'ours: comparing':32}{work:8.2f} s   ({aim}; {compared:,} comparisons, {work / compared * 1e6:.0f} µs each)"
    )
    print(f"  {'ours: the same status again':32}{seconds['again']:8.2f} s")
    for name, value in seconds.items():
        if name not in ("first", "again"):
            print(f"  {name:32}{value:8.2f} s   ours / this = {work / value:.1f}")


def large_world(folder: Path) -> None:
    """Some 100,000 members of 114 villages, straight into the tables, asked by a process of its own."""
    world = commune(1, 114, 350, ALL_OPEN)
    path = folder / "large.duckdb"
    fill(path, world)
    first, again = asked_apart(path, DAY), asked_apart(path, DAY)
    opened = [Shown(one.group, one.uid, one.shown) for one in world.members]
    seconds = {"first": first["seconds"], "again": again["seconds"]}
    seconds["fold and compare"] = timed(lambda: naive(opened, world.households))
    if has_splink():
        seconds["Splink 5, learning included"] = timed(lambda: splink_matches(opened, world.households))
    print(f"\n{len(world.members):,} members against {len(world.households):,} households")
    before = comparisons(path)
    print_times(seconds, before, "aim < 30 s")
    print(f"  {'ours: the first, processor time':32}{first['busy']:8.2f} s")
    print(f"  {'ours: most memory held':32}{first['megabytes']:8.0f} MB  (aim < 1,000 MB)")
    newer = DAY + timedelta(days=31)
    new = add_list(path, world, newer)
    later = asked_apart(path, newer)
    again = asked_apart(path, newer)
    print(
        f"  {'a new list of one group':32}{later['seconds'] - again['seconds']:8.2f} s   ({new} new names,"
        f" {comparisons(path) - before} comparisons; status as a whole {later['seconds']:.2f} s)"
    )


def timed(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def asked_apart(path: Path, day: date) -> dict[str, float]:
    """How long a status takes a fresh process once its modules are there, and the most memory it held."""
    words = [sys.executable, "-m", "bench.matching", str(path), day.isoformat()]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def ask_and_tell(path: Path, day: date) -> None:
    started = time.process_time()
    seconds = timed(lambda: ask(path, day))
    busy = time.process_time() - started
    # Not getrusage: what a process inherits from the one that started it counts there.
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"seconds": seconds, "busy": busy, "megabytes": int(peak.split()[1]) / 1000}))


def fill(path: Path, world: Commune) -> None:
    """Registers and lists straight into the store's tables: reading files would take longer than what is measured."""
    open_store(path)
    households = [
        (3, n, home.code, home.adults[0].name, home.village, home.phone or None, None, None, "resident")
        for n, home in enumerate(world.households)
    ]
    businesses = [
        (4, n, one.code, one.name, "llc", one.speaker.name, None, None, one.village, "active")
        for n, one in enumerate(world.organisations)
    ]
    officials = [
        (5, n, one.name, name_key(one.name), "committee_member", None, None, None)
        for n, one in enumerate(world.officials)
    ]
    villages = [(1, n, code, name) for n, (code, name) in enumerate(world.villages.items())]
    groups = [
        (2, n, group_of(code), name, "village", code, None, None, True, True)
        for n, (code, name) in enumerate(world.villages.items())
    ]
    scopes = list(map(group_of, world.villages))
    with duckdb.connect(str(path)) as connection:
        add(connection, 1, "village", REGISTER_DAY, ["commune"], "villages", villages)
        add(connection, 2, "group", REGISTER_DAY, ["commune"], "groups", groups)
        add(connection, 3, "household", REGISTER_DAY, list(world.villages), "households", households)
        add(connection, 4, "business", REGISTER_DAY, ["commune"], "businesses", businesses)
        add(connection, 5, "official", REGISTER_DAY, ["commune"], "officials", officials)
        add(connection, 6, "membership", DAY, scopes, "memberships", list_rows(6, world.members))


def list_rows(batch: int, members: Iterable[Member]) -> list[tuple[object, ...]]:
    return [
        (batch, n, m.group, f"uid:{m.uid}", m.uid, m.shown, name_key(m.shown), "member", *[None] * 5)
        for n, m in enumerate(members)
    ]


def add_list(path: Path, world: Commune, day: date) -> int:
    """A new list of the first group, in which two dozen people are new; how many."""
    group = group_of(next(iter(world.villages)))
    stayed = [member for member in world.members if member.group == group]
    newcomers = [
        Member(group, zalo_id(10**9 + n), member.shown)
        for n, member in enumerate(commune(2, 2, 40, ALL_OPEN).members[:24])
    ]
    with duckdb.connect(str(path)) as connection:
        add(connection, 7, "membership", day, [group], "memberships", list_rows(7, stayed + newcomers))
    return len({one.shown for one in newcomers} - {one.shown for one in stayed})


def add(
    connection: duckdb.DuckDBPyConnection,
    batch: int,
    dataset: str,
    day: date,
    scopes: list[str],
    table: str,
    rows: Sequence[Sequence[object]],
) -> None:
    connection.execute(
        "insert into batches values (?, ?, ?, ?, '', '', '', '', true, 0, 0, 0, 0, '[]', '[]')",
        [batch, dataset, day, datetime(2024, 1, 1) + timedelta(hours=batch)],
    )
    connection.execute(
        "insert into batch_scopes (batch, scope, complete) select ?, unnest(?::varchar[]), true", [batch, scopes]
    )
    described = connection.execute(f"describe {table}").fetchall()
    picks = ", ".join(f"unnest($c{n}::varchar[])::{kind}" for n, (_name, kind, *_rest) in enumerate(described))
    columns = zip(*rows, strict=True)
    connection.execute(
        f"insert into {table} select {picks}",
        {f"c{n}": [None if cell is None else str(cell) for cell in column] for n, column in enumerate(columns)},
    )


def main() -> None:
    if len(sys.argv) == 3:
        ask_and_tell(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as name:
        accuracy(Path(name))
        small_world(Path(name))
        large_world(Path(name))


if __name__ == "__main__":
    main()
