"""Twenty sessions that click through the pages at once: how long a page run takes, and the server's memory, beside a trivial page.

Twice: each session clicks when its reader has looked for some seconds; and, harder than any meeting, all click in the same instant.
Then with twenty accounts of several roles, each on the pages that are open to it, in turn with nobody signed in on the same pages.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from random import Random
from threading import Barrier

import tests.access.visitor
from bench.pages import AS_IT_COMES, TRIVIAL, serve
from bench.visitor import Visitor
from kpi.access import accounts
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.config import load_config
from kpi.domain import clock
from kpi.sample.loading import fill_with_sample
from kpi.store import open_store
from tests.accounts import PASSWORD

SESSIONS, CLICKS, IN_TURN = 20, 11, 3
SOON = 0.5  # seconds that a click may take
READING_SECONDS = (2.0, 6.0)
PAGES = (
    "",
    "ho-dan",
    "doanh-nghiep",
    "co-quan",
    "thon-nhom",
    "tin-bao",
    "tien-do",
    "phuong-phap",
    "chat-luong",
    "nhat-ky",
)

# Who sits there, one after the other: of each role the pages that are open to it and to a PC where nobody signs in.
ROLES = {
    Role.CLERK: (*PAGES, "nhap-du-lieu", "doi-soat"),
    Role.CHAIRMAN: PAGES,
    Role.POLICE: ("", "ho-dan", "thon-nhom", "tin-bao", "tien-do", "phuong-phap", "nhap-du-lieu"),
    Role.COMMITTEE: ("", "ho-dan", "thon-nhom", "tin-bao", "tien-do", "phuong-phap"),
    Role.VILLAGE_HEAD: ("doi-soat",),
}

Reader = Callable[[int, Visitor], list[float]]
Pages = Callable[[int], Sequence[str]]


def sample(folder: Path) -> Path:
    """The sample in a database of its own."""
    folder.mkdir(exist_ok=True)
    store = open_store(folder / "kpi.duckdb")
    fill_with_sample(store, load_config(Path("config.yaml")), folder / "files")
    return store.path


def megabytes(process: int, what: str) -> int:
    """A line of the process's own account: ``VmRSS`` now, ``VmHWM`` at its highest."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) // 1000


def the_same(pages: Sequence[str]) -> Pages:
    """Everybody clicks through the same pages."""
    return lambda _number: pages


def of_roles(number: int) -> Sequence[str]:
    """The pages of the role that the session of this number has."""
    return list(ROLES.values())[number % len(ROLES)]


def with_accounts(database: Path) -> None:
    """An account for each session, and the administrator's, beside a database."""
    file, now = AccessFile.beside(database), clock.now("Asia/Ho_Chi_Minh")
    accounts.add(file, "quantri", "Quản trị", [Role.ADMINISTRATOR], PASSWORD, at=now, by="bench")
    village = open_store(database).read("newest_villages", known_at=datetime.max)[0]["code"]
    for number in range(SESSIONS):
        role = list(ROLES)[number % len(ROLES)]
        its = village if role is Role.VILLAGE_HEAD else None
        accounts.add(file, f"nguoi{number}", f"Người {number}", [role], PASSWORD, at=now, by="bench", village=its)


def signed_in(address: str) -> list[str]:
    """The cookie of each account's session."""
    found = []
    for number in range(SESSIONS):
        person = tests.access.visitor.Visitor(address)
        assert person.sign_in(f"nguoi{number}", PASSWORD).status == 303
        found += [f"{name}={value}" for name, value in person.cookies.items()]
    return found


def reading(pages: Pages) -> Reader:
    """Each looks at a page for some seconds before he clicks on the next one."""

    def read(number: int, visitor: Visitor) -> list[float]:
        chance, seconds = Random(number), []
        for click in range(CLICKS):
            time.sleep(chance.uniform(*READING_SECONDS))
            seconds.append(visitor.open(_next(pages(number), number + click)).seconds)
        return seconds

    return read


def in_one_instant(pages: Pages) -> Reader:
    """All click together, each on another page, and wait for one another."""
    start = Barrier(SESSIONS)

    def read(number: int, visitor: Visitor) -> list[float]:
        seconds = []
        for click in range(CLICKS):
            start.wait()
            seconds.append(visitor.open(_next(pages(number), number + click)).seconds)
        return seconds

    return read


def _next(pages: Sequence[str], click: int) -> str:
    return pages[click % len(pages)]


def clicks(address: str, read: Reader, cookies: Sequence[str] = ("",) * SESSIONS) -> list[float]:
    """The seconds of every click of all sessions, each after a first page that does not count."""
    with ExitStack() as stack, ThreadPoolExecutor(SESSIONS) as pool:
        visitors = [stack.enter_context(Visitor(address, cookie)) for cookie in cookies]
        for visitor in visitors:
            visitor.open()
        return [second for seconds in pool.map(read, range(SESSIONS), visitors) for second in seconds]


def each_alone(address: str, pages: Sequence[str]) -> None:
    """Every page by one visitor, so that the slow ones are known; the first opening fills the caches."""
    with Visitor(address) as visitor:
        for page in pages:
            runs = [visitor.open(page) for _time in range(6)][1:]
            print(
                f"  /{page:<14} {statistics.median(run.seconds for run in runs) * 1000:6.0f} ms {runs[-1].bytes // 1000:6} kB"
            )


def tell(title: str, seconds: list[float]) -> None:
    parts = statistics.quantiles(seconds, n=20)
    soon = 100 * sum(one <= SOON for one in seconds) / len(seconds)
    print(
        f"  {title:<28} median {parts[9]:6.3f} s   95 % within {parts[18]:6.3f} s   longest {max(seconds):6.3f} s"
        f"   {soon:5.1f} % within {SOON} s"
    )


def signed_in_beside_nobody(folder: Path, quiet: dict[str, str]) -> None:
    """Twenty accounts of several roles, and nobody signed in on the same pages, in turn."""
    plain, office = sample(folder / "plain"), sample(folder / "office")
    with_accounts(office)
    servers = [serve(Path("dashboard.py"), {"KPI_DATABASE": str(database), **quiet}) for database in (plain, office)]
    try:
        (_plain, alone), (_office, many) = servers
        cookies = signed_in(many)
        for how, reader in (("each after some seconds", reading), ("all in one instant", in_one_instant)):
            print(f"{SESSIONS} sessions on the pages of several roles, {how}, {IN_TURN} times in turn")
            found: dict[str, list[float]] = {"nobody_signed_in": [], "signed_in": []}
            for _time in range(IN_TURN):
                found["nobody_signed_in"] += clicks(alone, reader(of_roles))
                found["signed_in"] += clicks(many, reader(of_roles), cookies)
            for title, seconds in found.items():
                tell(title, seconds)
            nobody, everybody = (statistics.quantiles(seconds, n=20) for seconds in found.values())
            print(f"  signed in / nobody: median {everybody[9] / nobody[9]:.2f}, 95 % {everybody[18] / nobody[18]:.2f}")
    finally:
        for server, _address in servers:
            server.terminate()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trivial = folder / "trivial.py"
        trivial.write_text(TRIVIAL)
        quiet = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}
        ours = serve(Path("dashboard.py"), {"KPI_DATABASE": str(sample(folder)), **quiet})
        peer = serve(trivial, quiet | AS_IT_COMES)
        subjects = (("ours", ours, PAGES), ("trivial_page", peer, ("",)))
        try:
            for title, (_server, address), pages in subjects:
                print(f"one visitor, {title}")
                each_alone(address, pages)
            for how, reader in (("each after some seconds", reading), ("all in one instant", in_one_instant)):
                print(f"{SESSIONS} sessions, {how}")
                for title, (_server, address), pages in subjects:
                    tell(title, clicks(address, reader(the_same(pages))))
            for title, (server, _address), _pages in subjects:
                print(
                    f"memory {title}: {megabytes(server.pid, 'VmRSS')} MB, at its highest {megabytes(server.pid, 'VmHWM')} MB"
                )
        finally:
            for server, _address in (ours, peer):
                server.terminate()
        signed_in_beside_nobody(folder, quiet)


if __name__ == "__main__":
    main()
