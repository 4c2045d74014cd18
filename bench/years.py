"""What a further year of weekly lists costs: the sample with one more year of them, and with ten, beside each other.

Each week every group has a list of its own, as the sample's last one says it. Timed are a day's figures, those of the year's days, the
days that charts show, a load, a load taken back, and each page after a load, when nothing is at hand.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import duckdb

from bench.pages import serve
from bench.sessions import PAGES, sample
from bench.timing import in_turn
from bench.visitor import Visitor
from kpi.answers.question import known_now, newest_day
from kpi.answers.status import drawn_history, history, status
from kpi.config import load_config
from kpi.config.models import Config
from kpi.ingest.loading.load import Source, load
from kpi.operations.undo import undo
from kpi.store import Store, open_store
from tests.worlds import write_csv

ROUNDS = 5
EVERY_PAGE = (*PAGES, "viec-can-lam", "doi-soat", "hop-ban-chi-dao", "bao-cao", "nhap-du-lieu")
# The rows of each group's last list again, under another number and a later day.
_AGAIN = {
    "batches": "as_of + (7 * n)::int as as_of, known_at + to_days((7 * n)::int) as known_at, sha256 || n as sha256",
    "batch_scopes": "",
    "memberships": "",
}


def older(database: Path, years: int) -> Store:
    """The sample in a database of its own, and after it so many years of weekly lists of members."""
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            """create temp table last as select max(batch) as batch from batches join batch_scopes using (batch)
               where dataset = 'membership' group by scope"""
        )
        (first,) = connection.execute("select max(batch) from batches").fetchone() or (0,)
        connection.execute(
            f"""create temp table weeks as select batch as old, n, {first} + row_number() over (order by n, batch) as new
                from last, range(1, {52 * years} + 1) as weeks(n)"""
        )
        for table, replaced in _AGAIN.items():
            also = f", {replaced}" if replaced else ""
            connection.execute(
                f"""insert into {table} select t.* replace (new as batch{also})
                    from {table} t join weeks on old = t.batch order by new"""
            )
    return open_store(database)


class Office:
    """A store, its pages on a server, and a list that comes and is taken back."""

    def __init__(self, store: Store, config: Config, folder: Path) -> None:
        self.store, self.config = store, config
        self.day, self.newest = newest_day(store), 0
        self.list = write_csv(folder / "list.csv", [["Nhóm", "Tên hiển thị"], ["N1", "Người mô phỏng"]])

    def load(self) -> None:
        known = known_now(self.store)
        assert known is not None
        source = Source(self.list, as_of=self.day, dataset="membership", adds=True)
        at = known + timedelta(minutes=1)
        (outcome,) = load(self.store, self.config, [source], known_at=at, loaded_by="bench")
        self.newest = outcome.batch or 0

    def take_back(self) -> None:
        known = known_now(self.store)
        assert known is not None
        undo(self.store, self.newest, undone_by="bench", reason="", at=known + timedelta(minutes=1))


def told(what: str, medians: dict[str, float]) -> None:
    one, ten = medians["one"], medians["ten"]
    print(f"{what:<22} one year {one:7.3f} s   ten {ten:7.3f} s   ratio {ten / one:5.2f}", flush=True)


def main() -> None:
    config = load_config(Path("config.yaml"))
    with tempfile.TemporaryDirectory() as name:
        offices = {}
        for years, title in ((1, "one"), (10, "ten")):
            folder = Path(name, title)
            offices[title] = Office(older(sample(folder), years), config, folder)
        each: dict[str, Callable[[Office], object]] = {
            "status": lambda office: status(office.store, config, office.day),
            "history of the year": lambda office: history(
                office.store, config, date(office.day.year, 1, 1), office.day
            ),
            "days that charts show": lambda office: drawn_history(office.store, config, office.day.year),
        }
        for what, ask in each.items():
            told(what, in_turn(ROUNDS, **{title: partial(ask, office) for title, office in offices.items()}))
        _load_and_look(offices)


def _load_and_look(offices: dict[str, Office]) -> None:
    """Each round a load and its undo, and after these every page, of which the first asks anew what the others need, too."""
    seconds: dict[str, dict[str, list[float]]] = {}
    quiet = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
    with ExitStack() as ends:
        visitors = {}
        for title, office in offices.items():
            server, address = serve(Path("dashboard.py"), {"KPI_DATABASE": str(office.store.path), **quiet})
            ends.callback(server.terminate)
            visitors[title] = ends.enter_context(Visitor(address))
        for _round in range(ROUNDS):
            for title, office in offices.items():
                steps: dict[str, Callable[[], object]] = {"load": office.load, "undo": office.take_back}
                steps |= {f"/{page}": partial(visitors[title].open, page) for page in EVERY_PAGE}
                for what, step in steps.items():
                    started = time.perf_counter()
                    step()
                    seconds.setdefault(what, {}).setdefault(title, []).append(time.perf_counter() - started)
    for what, found in seconds.items():
        told(what, {title: statistics.median(values) for title, values in found.items()})


if __name__ == "__main__":
    main()
