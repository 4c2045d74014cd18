"""Takes persons' data out of every table, in a copy of the file that takes its place (``Store.writing_anew``).

Names, numbers and keys give way to stand-ins that are drawn in order, the same for the same value wherever it stands: who is who in
the lists, who is linked to whom and what was decided stays as it was, so no figure of any day changes. No row is deleted but of
comparisons that nothing needs any more. Source: docs/decisions/data.md, "Forgetting a person".
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import duckdb

from kpi.domain.datasets import DATASET_BY_ID, GROUP, OFFICIAL
from kpi.domain.forgotten import FORGOTTEN, member_stand_in, stand_in
from kpi.store.duckdb.comparisons import FOR_GOOD
from kpi.store.duckdb.inserting import insert, next_number
from kpi.store.duckdb.persons import JSON_TEXTS, NAMED_BY, TEXTS, traces_of
from kpi.store.persons import Forgetting, HeldPerson, ToForget, merged
from kpi.vietnamese.places import fold_code
from kpi.vietnamese.traces import Traces

_WITH_NUMBERS = ("memberships", "households", "businesses", "institutions", "officials")


def forget(
    connection: duckdb.DuckDBPyConnection, wanted: ToForget, rules: str, *, outdated: str, done_by: str, reason: str,
    at: datetime,
) -> Forgetting:  # fmt: skip
    """Puts stand-ins in the place of all that leads to these persons, and keeps that this was done; how much was removed.

    ``rules``: those of matching by which names have been compared with registers; what was found stays found. ``outdated``: what
    stands where words of faults stood.
    """
    work = _Forgetting(connection, wanted)
    work.keep_comparisons(rules)
    work.replace_numbers()
    work.replace_names()
    work.replace_members()
    work.replace_telling_codes()
    work.clean_texts()
    work.empty_problems(outdated)
    done = Forgetting(next_number(connection, "forgettings", "forgetting"), at, done_by, reason, work.removed)
    insert(
        connection, "forgettings", forgetting=done.forgetting, done_at=at, done_by=done_by, reason=reason,
        removed=json.dumps(done.removed), last_stand_in=work.last,
    )  # fmt: skip
    return done


def listed(connection: duckdb.DuckDBPyConnection) -> list[Forgetting]:
    """When persons were forgotten, by whom and why, oldest first."""
    rows = connection.execute(
        "select forgetting, done_at, done_by, reason, removed from forgettings order by forgetting"
    ).fetchall()
    return [
        Forgetting(number, done_at, done_by, reason, json.loads(removed))
        for number, done_at, done_by, reason, removed in rows
    ]


class _Forgetting:
    """One pass over the file: what gives way to what, table by table."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, wanted: ToForget) -> None:
        self._connection, self._wanted = connection, wanted
        self._person: HeldPerson = merged(wanted.persons)
        (row,) = connection.execute("select coalesce(max(last_stand_in), 0) from forgettings").fetchall()
        self.last = int(row[0])
        self._drawn: dict[str, str] = {}
        self.removed: dict[str, int] = {}
        self._note_names()

    def _draw(self, values: Iterable[str]) -> list[tuple[str, str]]:
        """A stand-in for each name, the same as before where it was drawn before."""
        wanted = sorted(set(values))
        for value in wanted:
            if value not in self._drawn:
                self.last += 1
                self._drawn[value] = stand_in(self.last)
        return [(value, self._drawn[value]) for value in wanted]

    def _run(self, sql: str, **values: object) -> int:
        """Runs a change; how many rows it touched."""
        (row,) = self._connection.execute(sql, values).fetchall()
        return int(row[0])

    def _ask(self, sql: str, **values: object) -> list[tuple[str, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def _table(self, name: str, columns: Sequence[str], rows: Collection[Sequence[object]]) -> None:
        """A table of this connection alone, of texts."""
        lists = {f"c{place}": [row[place] for row in rows] for place in range(len(columns))}
        picks = ", ".join(f"unnest($c{place}::varchar[]) as {column}" for place, column in enumerate(columns))
        self._connection.execute(f"create or replace temp table {name} as select {picks}", lists)

    def _note_names(self) -> None:
        """``his_names``: the display names to go, each with its member; ``his``: the members to go."""
        rows = self._ask(
            """select distinct member, display_name from memberships
            where list_contains($members::varchar[], member) and display_name <> ''
            union
            select distinct member, display_name from decisions
            where list_contains($members::varchar[], member) and display_name <> ''""",
            members=sorted(self._person.members),
        )  # fmt: skip
        pairs = sorted({(member, name) for member, name in (*rows, *self._wanted.names, *self._person.shown_by)})
        drawn = dict(self._draw(name for _member, name in pairs))
        self._table("his_names", ("member", "old", "new"), [(member, name, drawn[name]) for member, name in pairs])
        self.removed["names"] = len(drawn)

    def keep_comparisons(self, rules: str) -> None:
        """What his names were found to point to, and which names were found to point to what he stands for, stays for good."""
        self._connection.execute(
            """create or replace temp table kept as
            select c.comparison, row_number() over (order by c.comparison, h.new) + (
                select coalesce(max(comparison), 0) from comparisons) as number, h.new
            from comparisons c join (select distinct old, new from his_names) h on h.old = c.name
            where c.rules in ($rules, $good)""",
            {"rules": rules, "good": FOR_GOOD},
        )
        self._run(
            """insert into comparisons select k.number, $good, c.slot, c.village, c.register, k.new, c.hinted
            from kept k join comparisons c on c.comparison = k.comparison""",
            good=FOR_GOOD,
        )  # fmt: skip
        self._run(
            """insert into suggestions select k.number, s.entity_kind, s.entity_code, s.rung, s.standing, s.score, s.namesakes,
                s.evidence
            from kept k join suggestions s on s.comparison = k.comparison"""
        )
        self._drop_comparisons(
            """name in (select old from his_names) and name not in (
                select m.display_name from memberships m
                where (m.member, m.display_name) not in (select member, old from his_names)
            )"""
        )
        self._keep_found(rules)

    def _drop_comparisons(self, which: str) -> None:
        self._run(f"delete from suggestions where comparison in (select comparison from comparisons where {which})")
        self._run(f"delete from comparisons where {which}")

    def _keep_found(self, rules: str) -> None:
        entries = [
            (dataset, code) for dataset, rows in self._person.named.items() for code in self._codes_of(dataset, rows)
        ]
        self._table("his_entries", ("kind", "code"), entries)
        finding = """comparison in (
            select s.comparison from suggestions s join his_entries e on e.kind = s.entity_kind and e.code = s.entity_code)"""
        self._run(
            f"update comparisons set rules = $good where rules = $rules and {finding}", rules=rules, good=FOR_GOOD
        )
        self._drop_comparisons(
            f"""rules <> '{FOR_GOOD}' and (slot, village, register, name) in (
                select slot, village, register, name from comparisons where rules = '{FOR_GOOD}')"""
        )

    def _codes_of(self, dataset: str, rows: Collection[tuple[int, int]]) -> list[str]:
        if dataset in (OFFICIAL.id, GROUP.id):
            return []
        found = self._ask(
            f"select distinct code from {DATASET_BY_ID[dataset].table} where (batch, row) in ({_pairs(rows)})"
        )
        return [code for (code,) in found]

    def replace_numbers(self) -> None:
        """His phone numbers, wherever they stand: with them also rows of others that have the same number lose it."""
        numbers = []
        for phone in sorted(self._person.phones):
            self.last += 1
            numbers.append((phone, stand_in(self.last, of=phone)))
        self._table("his_numbers", ("old", "new"), numbers)
        for table in _WITH_NUMBERS:
            for field in ("phone", "other_phone"):
                self._run(f"update {table} set {field} = n.new from his_numbers n where n.old = {table}.{field}")
        self.removed["numbers"] = len(numbers)

    def replace_names(self) -> None:
        """His names: in the rows of registers that name him, on lists of members, beside decisions."""
        fields = {dataset.id: field for dataset, field in NAMED_BY.items()} | {GROUP.id: "manager"}
        rows = 0
        for dataset, places in self._person.named.items():
            table, field = DATASET_BY_ID[dataset].table, fields[dataset]
            here = f"({table}.batch, {table}.row) in ({_pairs(places)})"
            said = [name for (name,) in self._ask(f'select distinct "{field}" from {table} where {here}') if name]
            self._table("said", ("old", "new"), self._draw(said))
            rows += self._run(
                f'update {table} set "{field}" = s.new from said s where s.old = {table}."{field}" and {here}'
            )
        self.removed["register_rows"] = rows
        self._replace_keys()
        self._run(
            """update memberships set display_name = h.new from his_names h
            where h.member = memberships.member and h.old = memberships.display_name"""
        )
        self._replace_beside_decisions()

    def _replace_keys(self) -> None:
        """Names as members and officials are compared by them: one that an official has as well goes everywhere, so that whoever was
        taken for him still is."""
        rows = self._ask(
            """select distinct m.name_key from memberships m
                join his_names h on h.member = m.member and h.old = m.display_name where m.name_key <> ''"""
        )
        keys = {key for (key,) in rows} | (self._person.name_keys if self._person.named.get(OFFICIAL.id) else set())
        self._table("his_keys", ("old", "new"), self._draw(keys))
        shared = "select name_key from officials"
        for table, only in (
            (
                "memberships",
                f"(his_keys.old in ({shared}) or (member, display_name) in (select member, old from his_names))",
            ),
            ("officials", "true"),
        ):
            self._run(
                f"update {table} set name_key = his_keys.new from his_keys where his_keys.old = {table}.name_key and {only}"
            )

    def _replace_beside_decisions(self) -> None:
        self._run(
            """update decisions set display_name = h.new from his_names h
            where h.member = decisions.member and h.old = decisions.display_name"""
        )
        about = "(entity_kind, entity_code) in (select kind, code from his_entries)"
        said = [name for (name,) in self._ask(f"select distinct entity_name from decisions where {about}") if name]
        households = sorted(self._person.households)
        his = [name for name in said if households or name in self._drawn]
        self._table("said", ("old", "new"), self._draw(his))
        self._run(f"update decisions set entity_name = s.new from said s where s.old = entity_name and {about}")

    def replace_members(self) -> None:
        """His keys, on lists and beside decisions; with them his Zalo ids, and what was written of him as the reason of a decision."""
        members = []
        telling = {member for member, name in self._person.shown_by if member.endswith(name)}  # the key says the name
        for member in sorted(self._person.members | telling):
            self.last += 1
            members.append((member, member_stand_in(self.last)))
        self._table("his_members", ("old", "new"), members)
        self.removed["decisions"] = self._run(
            """update decisions set reason = $gone where list_contains($members::varchar[], member)
                or (entity_kind = 'household' and list_contains($households::varchar[], entity_code))""",
            gone=FORGOTTEN, members=sorted(self._person.members), households=sorted(self._person.households),
        )  # fmt: skip
        self.removed["member_rows"] = self._run(
            "update memberships set uid = null, member = h.new from his_members h where h.old = memberships.member"
        )
        self._run("update decisions set member = h.new from his_members h where h.old = decisions.member")
        self.removed["members"] = len(self._person.members)

    def replace_telling_codes(self) -> None:
        """Codes of households that say his name or number themselves. Spellings that were one code folded stay one."""
        traces = traces_of(self._person)
        places = (
            ("households", "code", "true"),
            ("memberships", "household", "true"),
            ("proposed_codes", "code", "dataset = 'household'"),
            ("decisions", "entity_code", "entity_kind = 'household'"),
            ("suggestions", "entity_code", "entity_kind = 'household'"),
        )
        every = {
            code
            for table, field, only in places
            for (code,) in self._ask(f"select distinct {field} from {table} where {field} <> '' and {only}")
        }
        codes = []
        for folded in sorted({fold_code(code) for code in every if traces.found_in(code)}):
            self.last += 1
            alike = sorted(code for code in every if fold_code(code) == folded)
            codes += [(code, f"XOA-{'0' * zeros}{self.last}") for zeros, code in enumerate(alike)]
        self._table("his_codes", ("old", "new"), codes)
        for table, field, only in places:
            self._run(f"update {table} set {field} = c.new from his_codes c where c.old = {table}.{field} and {only}")

    def clean_texts(self) -> None:
        """Whatever else people wrote, where it names him."""
        traces = traces_of(self._person)
        texts = 0
        for columns, clean in ((TEXTS, _cleaned), (JSON_TEXTS, _cleaned_json)):
            for table, names in columns.items():
                for name in names:
                    told = self._ask(f'select distinct "{name}"::varchar from {table} where "{name}" is not null')
                    changed = [(old, new) for (old,) in told if (new := clean(traces, old)) != old]
                    self._table("said", ("old", "new"), changed)
                    texts += self._run(
                        f'update {table} set "{name}" = s.new from said s where s.old = {table}."{name}"::varchar'
                    )
        self.removed["texts"] = texts

    def empty_problems(self, outdated: str) -> None:
        """Leaves of what was wrong with lists that it was removed; how many rows were rejected stays."""
        gone = {"row": None, "column": None, "code": "outdated", "message": outdated, "severity": "info", "cell": None}
        self.removed["problems"] = self._run(
            "update batches set problems = $gone where list_contains($batches::integer[], batch)",
            gone=json.dumps([gone], ensure_ascii=False), batches=list(self._wanted.batches),
        )  # fmt: skip


def _cleaned(traces: Traces, text: str) -> str:
    return traces.without(text, FORGOTTEN)


def _cleaned_json(traces: Traces, text: str) -> str:
    content = json.loads(text)
    cleaned = traces.without_in(content, FORGOTTEN)
    return text if cleaned == content else json.dumps(cleaned, ensure_ascii=False)


def _pairs(rows: Collection[tuple[int, int]]) -> str:
    return ", ".join(f"({batch}, {row})" for batch, row in sorted(rows)) or "(0, 0)"
