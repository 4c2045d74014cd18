"""Every page of a commune of 400 villages, 30 households each, beside the same pages of the sample's four.

Two member lists a village, names as people write them (so that many cards are open), and a log of reports from all villages.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from bench.pages import serve
from bench.sessions import PAGES, sample
from bench.timing import in_turn
from bench.visitor import Visitor
from tests.matching_worlds import DAY, REGISTER_DAY, commune, lists
from tests.worlds import World

VILLAGES, HOUSEHOLDS, REPORTS = 400, 30, 400
ROUNDS = 7
EVERY_PAGE = (*PAGES, "doi-soat", "hop-ban-chi-dao", "bao-cao")


def many(folder: Path, villages: int) -> Path:
    """The large commune in a database of its own."""
    world = World.empty(folder)
    rows = lists(commune(1, villages, HOUSEHOLDS))
    members = rows.pop("membership")
    for dataset, of_all in rows.items():
        world.load(dataset, of_all, REGISTER_DAY)
    # Half a year ago every other member was there.
    world.load("membership", [members[0], *members[1::2]], DAY - timedelta(days=180))
    world.load("membership", members, DAY)
    log = [["Mã tin", "Loại tin", "Thời điểm tiếp nhận", "Thôn", "Ngày xử lý xong"]]
    for number in range(REPORTS):
        day = date(DAY.year, 1, 1) + timedelta(days=number % 150)
        log.append(
            [
                f"TB{number}",
                "Phản ánh",
                f"{day:%d/%m/%Y} 08:00",
                f"T{number % (villages - 1) + 1}",
                f"{day:%d/%m/%Y} 16:00",
            ]
        )
    world.load("case", log, DAY)
    return world.store.path


def main() -> None:
    villages = int(sys.argv[1]) if len(sys.argv) > 1 else VILLAGES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        quiet = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
        databases = (many(folder / "many", villages), sample(folder))
        servers = [serve(Path("dashboard.py"), {"KPI_DATABASE": str(database), **quiet}) for database in databases]
        try:
            with Visitor(servers[0][1]) as there, Visitor(servers[1][1]) as here:
                for page in EVERY_PAGE:
                    first = there.open(page)
                    medians = in_turn(ROUNDS, many=partial(there.open, page), sample=partial(here.open, page))
                    told = "   ".join(f"{title} {seconds:6.3f} s" for title, seconds in medians.items())
                    ratio = medians["many"] / medians["sample"]
                    print(
                        f"/{page:<16} {told}   ratio {ratio:5.2f}   first {first.seconds:6.3f} s, {first.bytes // 1000} kB"
                    )
        finally:
            for server, _address in servers:
                server.terminate()


if __name__ == "__main__":
    main()
