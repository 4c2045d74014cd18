"""Stores whose tables are filled at random, row by row: whatever the schema lets stand together, and more than lists would bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from kpi.store import Store, open_store
from kpi.store.duckdb import relations
from kpi.store.duckdb.database import PREPARED

DAYS = [date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30), date(2025, 1, 31)]
START = datetime(2024, 1, 1, 8)
VILLAGES, GROUPS, REGISTER = ("T1", "T2", "T10"), ("N1", "N2", "BCD"), "farm"
HOUSEHOLDS = ("H1", "H-02", "h 2", "H010", "Đ3", "ĐÈ/4")
ORGANISATIONS = ("C1", "c01", "C-2", "C3")
PHONES = ("0912000001", "0912000002", "0243000003", None)
MEMBERS, NAMES = [f"m{n}" for n in range(14)], ("", "Đỗ Mạnh Quân", "Cao Thị Yến", "Vũ Hồng Sơn")
POSTS = ("village_head", "village_committee", "area_police", "commune_police", "committee_head")
_KINDS_OF_GROUPS = ("village", "committee", "other")
_BATCHES = (
    "village group household household household business institution official membership membership membership case activity"
    f" {REGISTER} {REGISTER}"
).split()


DATASETS = tuple(dict.fromkeys(_BATCHES))


def scattered(folder: Path, seed: int, loads: int = 3, lacks: Sequence[str] = ()) -> Store:
    """A store in which each dataset was loaded about ``loads`` times, some taken back, some of it typed; ``lacks``: none of these."""
    path = folder / f"{seed}{'-'.join(lacks)}.duckdb"
    path.write_bytes(_filled(seed, loads, tuple(lacks)))
    return open_store(path)


@cache
def _filled(seed: int, loads: int, lacks: tuple[str, ...]) -> bytes:
    """The file of such a store: several tests ask of the same."""
    with TemporaryDirectory() as folder:
        path = open_store(Path(folder) / "kpi.duckdb").path
        with duckdb.connect(str(path), config={"threads": 1}) as connection:
            connection.begin()
            _Filling(connection, Random(seed), [one for one in _BATCHES if one not in lacks]).fill(loads)
            connection.commit()
        return path.read_bytes()


class _Filling:
    """One store being filled."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, random: Random, datasets: Sequence[str]) -> None:
        self._connection, self._random, self._datasets = connection, random, datasets
        self._batch = 0
        connection.execute(PREPARED)

    def fill(self, loads: int) -> None:
        for _load in range(loads):
            for dataset in self._random.sample(self._datasets, len(self._datasets)):
                self._load(dataset)
        for number in range(1, 15):
            self._insert("decisions", [self._decision(number)])
        self._insert("batch_events", [self._event(number) for number in range(1, 6)])
        for number in range(1, 8):
            self._compare(number)
        self._insert("proposed_codes", [("household", "H1", 1, "", START, "")])
        self._insert("notes", [(1, DAYS[0], DAYS[0], None, "", "", START + timedelta(days=9))])

    def _insert(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        marks = ", ".join("?" * len(rows[0]))
        self._connection.executemany(f'insert into "{table}" values ({marks})', rows)

    def _one(self, *of: Any) -> Any:
        return self._random.choice(of)

    def _load(self, dataset: str) -> None:
        self._batch += 1
        typed = dataset in ("household", "business", "case", "official") and self._random.random() < 0.2
        scope = self._scope(dataset)
        at, complete = self._moment(), not typed and self._random.random() < 0.7
        self._insert("batches", [(
            self._batch, dataset, self._one(*DAYS), at, "", "f.xlsx", "s", self._one("a", "b"), False, 9, 9, self._one(0, 0, 2), 0,
            "[]", "[]", "said" if typed else "",
        )])  # fmt: skip
        total, most = (self._one(None, 3, 20), 1000) if dataset == "membership" else (None, None)
        starts = date(2023, 1, 1) if dataset == "activity" else None
        self._insert(
            "batch_scopes", [(self._batch, scope, complete, total, most, self._one(None, True, False), starts)]
        )
        rows = list(self._rows(dataset, scope))[: 1 if typed else None]
        table = {"village": "villages", "group": "groups", "household": "households", "business": "businesses"}
        table |= {"institution": "institutions", "official": "officials", "membership": "memberships", "case": "cases"}
        table |= {"activity": "activities", REGISTER: "entries"}
        self._insert(table[dataset], [(self._batch, place, *row) for place, row in enumerate(rows, 1)])
        if dataset == "village" or (dataset in ("household", "business", REGISTER) and self._random.random() < 0.6):
            marks = [(self._batch, place, "mark", self._one(True, False, None)) for place in range(1, len(rows) + 1)]
            self._insert(
                "marks", [mark for mark in marks if dataset == "village" or self._random.random() < 0.9] or marks
            )

    def _moment(self) -> datetime:
        return START + timedelta(hours=self._batch)

    def _scope(self, dataset: str) -> str:
        if dataset == "household":
            return str(self._one(*VILLAGES))
        if dataset == "membership":
            return str(self._one(*GROUPS))
        return str(self._one("commune", *VILLAGES)) if dataset == REGISTER else "commune"

    def _some(self, of: Sequence[str]) -> list[str]:
        return self._random.sample(list(of), self._random.randint(max(2, len(of) - 2), len(of)))

    def _rows(self, dataset: str, scope: str) -> Iterator[tuple[Any, ...]]:
        one, village = self._one, (None, *VILLAGES)
        if dataset == "village":
            yield from ((code, f"Thôn {code}") for code in self._some(VILLAGES))
        elif dataset == "group":
            for code in self._some(GROUPS):
                yield (
                    code,
                    code,
                    one(*_KINDS_OF_GROUPS),
                    one(*village),
                    None,
                    one(None, "x"),
                    one(None, True),
                    one(None, False),
                )
        elif dataset == "household":
            for code in self._some(HOUSEHOLDS):
                yield code, one(*NAMES[1:]), scope, *self._phones(), one(None, 4), one(None, None, "gone")
        elif dataset in ("business", "institution"):
            for code in self._some(ORGANISATIONS):
                kind = one("school", "office") if dataset == "institution" else one(None, "llc", "shop")
                status = () if dataset == "institution" else (one(None, "active", "closed"),)
                yield code, f"Đơn vị {code}", kind, one(None, *NAMES[1:]), *self._phones(), one(*village), *status
        elif dataset == "official":
            for name in self._some(NAMES[1:]):
                yield name, name.lower(), one(*POSTS), one(*village), *self._phones()
        elif dataset == REGISTER:
            for code in self._some(HOUSEHOLDS):
                yield (
                    code,
                    one(None, "ao"),
                    scope if scope != "commune" else one(*village),
                    one(None, "pond"),
                    one(None, "gone"),
                )
        else:
            yield from {"membership": self._members, "case": self._cases, "activity": self._activities}[dataset](scope)

    def _phones(self) -> tuple[Any, Any]:
        return self._one(*PHONES), self._one(None, None, *PHONES)

    def _members(self, group: str) -> Iterator[tuple[Any, ...]]:
        one = self._one
        for member in self._some(MEMBERS):
            name = one(*NAMES)
            yield (
                group, member, None, name, name.lower(), one(None, "owner", "deputy"), one(*PHONES), one(None, *PHONES),
                one(*[None] * 5, *HOUSEHOLDS), one(*[None] * 5, *ORGANISATIONS),
                one(None, None, "village_committee", "order_police", "household"), one(None, None, *HOUSEHOLDS),
            )  # fmt: skip

    def _cases(self, _scope: str) -> Iterator[tuple[Any, ...]]:
        one = self._one
        for code in self._some(("1", "2", "3/2024", "07", "A1")):
            received = datetime(2024, 1, one(2, 3), 8)
            due = one(None, received + timedelta(days=9))
            closed = one(None, received + timedelta(days=8), received + timedelta(days=20))
            yield (
                code, one("crime", "crime", "other"), received, True, one(None, "T1"), one(None, "zalo"), due, one(None, True),
                None, None, None, None, None, closed, one(None, True), one(None, "done"), None, one(None, True, False),
                one(None, "open", "closed", "void"),
            )  # fmt: skip

    def _activities(self, _scope: str) -> Iterator[tuple[Any, ...]]:
        one = self._one
        for _row in range(5):
            paper = one(None, "12/BC-UBND")
            yield (
                one("post", "session"),
                date(2024, 1, one(5, 6)),
                paper,
                one(None, "T1"),
                None,
                one(None, 2),
                None,
                one(None, 9),
                None,
            )

    def _decision(self, number: int) -> tuple[Any, ...]:
        kind = self._one("household", "business", "institution", "nobody")
        code = {"household": self._one(*HOUSEHOLDS), "nobody": ""}.get(kind) or self._one(*ORGANISATIONS)
        said = self._one(True, True, False, False, None)
        at = START + timedelta(hours=self._random.randint(1, self._batch))
        return (
            number,
            self._one(*MEMBERS),
            kind,
            code if kind != "nobody" else "",
            said,
            "",
            at,
            "",
            self._one(None, "x"),
            None,
        )

    def _event(self, number: int) -> tuple[Any, ...]:
        at = START + timedelta(hours=self._batch + number)
        return number, self._random.randint(1, self._batch), self._one(True, True, False), at, "", ""

    def _compare(self, number: int) -> None:
        slot, village = self._one(
            ("household", "T1"), ("household", "T2"), ("organisation", "T1"), ("organisation", "")
        )
        name, register = self._one(*NAMES[1:]), self._one(*self._registers(slot, village))
        self._insert(
            "comparisons", [(number, self._one("rules", "*"), slot, village, register, name, self._one(True, False))]
        )
        kind, codes = ("household", HOUSEHOLDS) if slot == "household" else ("business", ORGANISATIONS)
        self._insert(
            "suggestions",
            [(number, kind, code, 4, self._one(400, 401), 0.5, 1, "same") for code in self._random.sample(codes, 2)],
        )

    def _registers(self, slot: str, village: str) -> list[str]:
        """Registers as rolls name them, so that some comparisons are of lists that stand."""
        rolls = relations.ask(self._connection, "rolls", {"as_of": DAYS, "known_at": datetime.max, "added": []})
        return [row["register"] for row in rolls if (row["slot"], row["village"]) == (slot, village)] or ["none"]
