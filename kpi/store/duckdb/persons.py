"""Finds everything that the file says of one person: rows of lists, words about him, texts that name him.

Rows of members are one person's where they have one key, one Zalo id or one (main) number. A row of a register names him where his
number is its own and nobody else's, or where it, or another row of its entry, bears his name beside it.
Source: docs/decisions/data.md, "Forgetting a person".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

import duckdb

from kpi.domain.datasets import BUSINESS, GROUP, HOUSEHOLD, INSTITUTION, MEMBERSHIP, OFFICIAL, Dataset
from kpi.domain.forgotten import is_forgotten
from kpi.store.duckdb.changes import ALIVE
from kpi.store.persons import HeldPerson, HeldRow, HeldText
from kpi.store.records import stored_columns
from kpi.vietnamese.phones import parse_phones
from kpi.vietnamese.places import fold_code
from kpi.vietnamese.text import fold, name_key
from kpi.vietnamese.traces import Traces, text_of_file

# Which field of a register names a person.
NAMED_BY = {HOUSEHOLD: "head_name", BUSINESS: "representative", INSTITUTION: "representative", OFFICIAL: "name"}
# What people wrote by hand or by the name of a file, where it may name anybody; those in JSON are looked through text by text.
TEXTS = {
    "batches": ("file", "sheet", "reason"),
    "batch_events": ("reason",),
    "decisions": ("reason",),
    "corrections": ("spelling", "folded", "reason"),
    "proposed_codes": ("reason",),
    "cases": ("extension_basis",),
    "entries": ("name",),
    "conclusions": ("decision", "post"),
    "conclusion_events": ("remark",),
    "reports": ("request",),
    "forgettings": ("reason",),
    "call_lists": ("reason",),
    "notes": ("words",),
    "struck_notes": ("reason",),
    "settings_versions": ("reason",),
}
JSON_TEXTS = {"batches": ("problems", "dropped_columns")}
# What went up or was signed stays to the letter, and so do the names of those who acted: told, never touched.
STAYS = {
    "batches": ("loaded_by",),
    "batch_events": ("done_by",),
    "decisions": ("decided_by",),
    "corrections": ("decided_by",),
    "proposed_codes": ("decided_by",),
    "frozen_states": ("frozen_by", "content"),
    "conclusions": ("noted_by",),
    "conclusion_events": ("noted_by",),
    "configurations": ("content",),
    "report_steps": ("done_by",),
    "report_papers": ("noted_by",),
    "forgettings": ("done_by",),
    "call_lists": ("switched_by",),
    "notes": ("noted_by",),
    "struck_notes": ("struck_by",),
    "settings_versions": ("content", "saved_by"),
}
_FEWEST_DIGITS = 8  # of a number, without its country's code
_CERTAIN_WORDS = 2  # a name of one word is many people's


def person_of(
    connection: duckdb.DuckDBPyConnection, *, members: Collection[str] = (), households: Collection[str] = ()
) -> HeldPerson:
    """Whoever is known by these keys of members, or lives in these households, with all other keys and numbers of theirs.

    Of a household these are its head, its numbers, and the members who declare its code, who have one of its numbers, or of whom a
    person said that they speak for it.
    """
    numbers = _numbers_of_households(connection, households)
    speaking = _known(connection, members) | _speaking_for(connection, households, numbers)
    found = _KnownByNow(speaking, set(), set(numbers), set(), set())
    while found.grow(_member_rows(connection, found)):
        pass
    if not found.members and not households:
        return HeldPerson()
    named = {
        dataset.id: rows
        for dataset, field in NAMED_BY.items()
        if (rows := frozenset(_named_rows(connection, dataset, field, found, households)))
    }
    managed = frozenset(_managed_groups(connection, found))
    return HeldPerson(
        frozenset(found.members), frozenset(households), frozenset(found.uids), frozenset(found.phones),
        frozenset(found.names), frozenset(found.keys), named | ({GROUP.id: managed} if managed else {}),
        frozenset(_shown_by(connection, found)),
    )  # fmt: skip


class _KnownByNow:
    """What is known of a person so far; it grows by every row that turns out to be his."""

    def __init__(self, members: set[str], uids: set[str], phones: set[str], names: set[str], keys: set[str]) -> None:
        self.members, self.uids, self.phones, self.names, self.keys = members, uids, phones, names, keys

    def grow(self, rows: Iterable[dict[str, Any]]) -> bool:
        """Takes in rows of members; whether they said anything new."""
        before = self._size()
        seen = set()
        for row in rows:
            seen.add(row["member"])
            self.uids |= _said(row["uid"])
            self.phones |= _said(row["phone"], row["other_phone"])
            self.names |= _said(row["display_name"])
            self.keys |= _said(row["name_key"])
        self.members |= seen
        return self._size() != before

    def _size(self) -> tuple[int, ...]:
        return tuple(map(len, (self.members, self.uids, self.phones, self.names, self.keys)))

    def is_called(self, name: str) -> bool:
        """Whether a register's name is one of his, marks and titles aside; a single word says too little."""
        wanted = fold(name_key(name))
        return len(wanted.split()) >= _CERTAIN_WORDS and wanted in {fold(name_key(one)) for one in self.names}


def _said(*values: str | None) -> set[str]:
    return {value for value in values if value and not is_forgotten(value)}


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, **values: object) -> list[dict[str, Any]]:
    answer = connection.execute(sql, values)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _known(connection: duckdb.DuckDBPyConnection, members: Collection[str]) -> set[str]:
    """The keys that any list, or any word of a person, has."""
    rows = _rows(
        connection,
        """select member from memberships where list_contains($members::varchar[], member)
        union select member from decisions where list_contains($members::varchar[], member)""",
        members=list(members),
    )  # fmt: skip
    return {row["member"] for row in rows}


def _numbers_of_households(connection: duckdb.DuckDBPyConnection, codes: Collection[str]) -> set[str]:
    rows = _rows(
        connection, "select distinct phone, other_phone from households where list_contains($codes::varchar[], code)",
        codes=list(codes),
    )  # fmt: skip
    return set().union(*(_said(row["phone"], row["other_phone"]) for row in rows))


def _speaking_for(connection: duckdb.DuckDBPyConnection, codes: Collection[str], numbers: Collection[str]) -> set[str]:
    """The members of a household: by declared code, by a person's yes (also one that was taken back), or by its number."""
    if not codes:
        return set()
    rows = _rows(
        connection,
        """select member from memberships
        where list_contains($codes::varchar[], household) or list_contains($numbers::varchar[], phone)
            or fold_code(household) in (
                select fold_code(code) from households group by fold_code(code)
                having count(distinct code) = 1 and list_contains($codes::varchar[], min(code))
            )
        union
        select d.member from decisions d
        where d.entity_kind = 'household' and list_contains($codes::varchar[], d.entity_code) and d.confirmed""",
        codes=list(codes), numbers=list(numbers),
    )  # fmt: skip
    return {row["member"] for row in rows if not is_forgotten(row["member"])}


def _member_rows(connection: duckdb.DuckDBPyConnection, found: _KnownByNow) -> list[dict[str, Any]]:
    return _rows(
        connection,
        """select distinct member, uid, phone, other_phone, display_name, name_key from memberships
        where list_contains($members::varchar[], member) or list_contains($uids::varchar[], uid)
            or list_contains($phones::varchar[], phone)""",
        members=list(found.members), uids=list(found.uids), phones=list(found.phones),
    )  # fmt: skip


def _named_rows(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, field: str, found: _KnownByNow, households: Collection[str]
) -> Iterator[tuple[int, int]]:
    """The rows of a register whose person he is; his name there becomes one of his."""
    codes = list(households) if dataset is HOUSEHOLD else []
    asked = "list_contains($codes::varchar[], code)" if codes else "false"
    key = "null" if dataset is OFFICIAL else "code"
    rows = _rows(
        connection,
        f"""select batch, row, {key} as code, "{field}" as name, phone, {asked} as asked from {dataset.table}
        where "{field}" is not null and (
            list_contains($phones::varchar[], phone) or {asked}
            or len(list_filter($phones::varchar[], lambda number: contains("{field}", number))) > 0
        )""",
        phones=list(found.phones), **({"codes": codes} if codes else {}),
    )  # fmt: skip
    callers: dict[str, set[str]] = {}
    entries: dict[str, set[str]] = {}
    for row in rows:
        callers.setdefault(row["phone"], set()).add(fold(name_key(row["name"])))
    for row in rows:
        alone = row["phone"] in found.phones and len(callers[row["phone"]]) == 1
        if (
            row["asked"]
            or alone
            or found.is_called(row["name"])
            or any(number in row["name"] for number in found.phones)
        ):
            found.names |= _said(row["name"])
            if dataset is OFFICIAL:
                found.keys |= _said(name_key(row["name"]))
            entries.setdefault(row["code"], set()).add(fold(name_key(row["name"])))
            yield row["batch"], row["row"]
    if dataset is OFFICIAL:
        yield from _posts_by_name(connection, found)
    else:
        yield from _entries_by_name(connection, dataset, field, entries)


def _entries_by_name(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, field: str, entries: Mapping[str, Collection[str]]
) -> Iterator[tuple[int, int]]:
    """Other rows of entries that name him, under the very name: a fact that was typed bears it without his number."""
    rows = _rows(
        connection,
        f"""select batch, row, code, "{field}" as name from {dataset.table}
        where "{field}" is not null and list_contains($codes::varchar[], code)""",
        codes=list(entries),
    )  # fmt: skip
    yield from ((row["batch"], row["row"]) for row in rows if fold(name_key(row["name"])) in entries[row["code"]])


def _posts_by_name(connection: duckdb.DuckDBPyConnection, found: _KnownByNow) -> Iterator[tuple[int, int]]:
    """Posts in the village of a group of his, without a number, under his very name."""
    rows = _rows(
        connection,
        """select distinct o.batch, o.row, o.name from officials o
        where o.phone is null and list_contains($keys::varchar[], o.name_key) and o.village in (
            select g.village from memberships m join groups g on g.code = m."group"
            where list_contains($members::varchar[], m.member)
        )""",
        keys=list(found.keys), members=list(found.members),
    )  # fmt: skip
    for row in rows:
        if found.is_called(row["name"]):
            found.names |= _said(row["name"])
            yield row["batch"], row["row"]


def _shown_by(connection: duckdb.DuckDBPyConnection, found: _KnownByNow) -> Iterator[tuple[str, str]]:
    """Other members who show his number, or whose key says it."""
    numbers = Traces.of((), found.phones, found.uids)
    rows = _rows(
        connection,
        """select distinct member, display_name from memberships
        where length(regexp_replace(display_name, '[^0-9]', '', 'g')) >= $fewest and not list_contains($members::varchar[], member)""",
        fewest=_FEWEST_DIGITS, members=list(found.members),
    )  # fmt: skip
    yield from ((row["member"], row["display_name"]) for row in rows if numbers.found_in(row["display_name"]))


def _managed_groups(connection: duckdb.DuckDBPyConnection, found: _KnownByNow) -> Iterator[tuple[int, int]]:
    """Groups of his that name him as their manager."""
    rows = _rows(
        connection,
        """select distinct g.batch, g.row, g.manager from groups g join memberships m on m."group" = g.code
        where g.manager is not null and list_contains($members::varchar[], m.member)""",
        members=list(found.members),
    )  # fmt: skip
    for row in rows:
        if found.is_called(row["manager"]):
            found.names |= _said(row["manager"])
            yield row["batch"], row["row"]


def traces_of(person: HeldPerson) -> Traces:
    """By what a text may lead to him."""
    return Traces.of(person.names, person.phones, person.uids)


def rows_of(connection: duckdb.DuckDBPyConnection, person: HeldPerson) -> list[HeldRow]:
    """Every row of a list that says something of him, oldest list first."""
    found = []
    for dataset in (MEMBERSHIP, *NAMED_BY, GROUP):
        place, values = _where(dataset, person)
        fields = stored_columns(dataset)
        listed = ", ".join(f't."{name}" as "f_{name}"' for name in fields)
        for row in _rows(
            connection,
            f"""select b.batch, t.row, b.as_of, b.known_at, b.loaded_by, b.file, b.sheet, not ({ALIVE}) as undone, {listed},
                (select list({{'mark': k.mark, 'yes': k.yes}}) from marks k where k.batch = t.batch and k.row = t.row) as marks
            from {dataset.table} t join batches b on b.batch = t.batch where {place}""",
            **values,
        ):
            if dataset is MEMBERSHIP:
                named = row["f_member"] in person.members
            else:
                named = (row["batch"], row["row"]) in person.named.get(dataset.id, ())
            facts = {
                name: str(row[f"f_{name}"])
                for name in fields
                if row[f"f_{name}"] not in (None, "")
                and (name not in dataset.worked_out if named else row[f"f_{name}"] in person.phones)
            }
            marks = {one["mark"]: one["yes"] for one in row["marks"] or ()} if named else {}
            found.append(
                HeldRow(
                    dataset.id, row["batch"], row["row"], row["as_of"], row["known_at"], row["loaded_by"], row["file"],
                    row["sheet"], row["undone"], facts, by_number=not named, marks=marks,
                )
            )  # fmt: skip
    return sorted(found, key=lambda one: (one.as_of, one.batch, one.row))


def _where(dataset: Dataset, person: HeldPerson) -> tuple[str, dict[str, object]]:
    """Which rows t of a dataset speak of him."""
    named = sorted(person.named.get(dataset.id, ()))
    pairs = ", ".join(f"({batch}, {row})" for batch, row in named) or "(0, 0)"
    if dataset is GROUP:
        return f"(t.batch, t.row) in ({pairs})", {}
    numbers = "list_contains($phones::varchar[], t.phone) or list_contains($phones::varchar[], t.other_phone)"
    values: dict[str, object] = {"phones": sorted(person.phones)}
    if dataset is MEMBERSHIP:
        return f"list_contains($members::varchar[], t.member) or {numbers}", values | {
            "members": sorted(person.members)
        }
    return f"(t.batch, t.row) in ({pairs}) or {numbers}", values


def decisions_of(connection: duckdb.DuckDBPyConnection, person: HeldPerson) -> list[dict[str, Any]]:
    """What people said of him, whether it is in force or not."""
    return _rows(
        connection,
        """select member, entity_kind, entity_code, confirmed, reason, known_at, decided_by, display_name, entity_name
        from decisions
        where list_contains($members::varchar[], member)
            or (entity_kind = 'household' and list_contains($households::varchar[], entity_code))
        order by decision""",
        members=sorted(person.members), households=sorted(person.households),
    )  # fmt: skip


def texts_of(connection: duckdb.DuckDBPyConnection, person: HeldPerson) -> tuple[list[HeldText], list[HeldText]]:
    """Texts that name him: those that can be cleaned, and those that stay as they were signed, or say who acted."""
    traces = traces_of(person)
    cleaned = [*_texts(connection, TEXTS, traces), *_texts(connection, JSON_TEXTS, traces)]
    return cleaned, [*_texts(connection, STAYS, traces), *_files(connection, traces)]


def _texts(
    connection: duckdb.DuckDBPyConnection, columns: Mapping[str, tuple[str, ...]], traces: Traces
) -> Iterator[HeldText]:
    for table, names in columns.items():
        for name in names:
            rows = connection.execute(
                f'select distinct "{name}"::varchar from {table} where "{name}" is not null'
            ).fetchall()
            yield from (HeldText(table, name, text) for (text,) in rows if traces.found_in(text))


def _files(connection: duckdb.DuckDBPyConnection, traces: Traces) -> Iterator[HeldText]:
    """Files of reports that went up, and are kept byte by byte."""
    for number, name, content in connection.execute("select number, name, content from report_files").fetchall():
        if traces.found_in(text_of_file(content)):
            yield HeldText("report_files", "content", f"{number}: {name}")


def look_up(connection: duckdb.DuckDBPyConnection, said: str) -> tuple[list[str], list[str]]:
    """Keys of members and codes of households that are this, to the letter; else those that bear this number, this Zalo id, or this
    very name (marks aside). Nobody is found by part of a name."""
    text, only_household = said.strip().removeprefix("household:"), said.strip().startswith("household:")
    rows = _rows(
        connection,
        """select 'member' as kind, member as key, display_name as name, uid, phone, null as other_phone from memberships
        union select 'household', code, head_name, null, phone, other_phone from households
        union select 'member', member, '', null, null, null from decisions""",
    )
    rows = [row for row in rows if not (is_forgotten(row["key"]) or (only_household and row["kind"] == "member"))]
    numbers, wanted = set(parse_phones(text).numbers), fold(name_key(text))
    ways: tuple[Callable[[dict[str, Any]], bool], ...] = (
        lambda row: row["key"] == text,
        lambda row: row["uid"] == text,
        lambda row: bool(numbers & {row["phone"], row["other_phone"]}),
        lambda row: bool(wanted) and not is_forgotten(row["name"]) and fold(name_key(row["name"])) == wanted,
        lambda row: row["kind"] == "household" and fold_code(row["key"]) == fold_code(text),
    )
    for fits in ways:
        found = {(row["kind"], row["key"]) for row in rows if fits(row)}
        if found:
            return _keys_of("member", found), _keys_of("household", found)
    return [], []


def _keys_of(kind: str, found: Collection[tuple[str, str]]) -> list[str]:
    return sorted(key for of, key in found if of == kind)


def villages_of(connection: duckdb.DuckDBPyConnection, person: HeldPerson) -> list[str]:
    """The villages whose registers name him, also by a code, so that names compared with these registers rest on that; "": of
    organisations."""
    found: set[str] = set()
    households = connection.execute("select distinct code, village from households").fetchall()
    found |= {village for code, village in households if traces_of(person).found_in(code)}
    for dataset, rows in person.named.items():
        if dataset in (HOUSEHOLD.id, BUSINESS.id, INSTITUTION.id):
            table = next(one.table for one in NAMED_BY if one.id == dataset)
            pairs = ", ".join(f"({batch}, {row})" for batch, row in rows)
            said = connection.execute(
                f"select distinct village from {table} where (batch, row) in ({pairs})"
            ).fetchall()
            found |= {village for (village,) in said if village}
            if dataset != HOUSEHOLD.id:
                # An organisation is compared in its own village and where no village is known; of none, everywhere.
                found |= {""} | (set(_every_village(connection)) if any(not village for (village,) in said) else set())
    return sorted(found)


def _every_village(connection: duckdb.DuckDBPyConnection) -> list[str]:
    return [code for (code,) in connection.execute("select distinct code from villages").fetchall()]
