"""What a new list changes, scope by scope, on its own day and on the newest one; asked before the list stands in the log.

The lists in force on a day are those of ``register_batches``, ``member_batches`` and, of villages and groups, ``place_registers``:
the newest whole list and what was added to it since, field by field the newest value. A list of a scope that has ended is weighed
as if it had not, for it comes back with its village or group.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from kpi.domain.datasets import CASE, GROUP, OFFICIAL, VILLAGE, Dataset, Scope
from kpi.store.duckdb import relations
from kpi.store.records import NewBatch, ScopeChange, stored_columns

# A batch that is in force: never taken back, or put back since.
ALIVE = """not coalesce((select e.undone from batch_events e where e.batch = b.batch order by e.event desc limit 1), false)"""

# A batch that is one fact which a person typed, no list (kpi.operations.typing).
TYPED = "(coalesce(b.reason, '') <> '')"

# Whether a fact says yes or no where a new list does not say the same.
_ANSWERED = """exists (
    select 1 from marks said left join marks told on told.batch = $number and told.row = new.row and told.mark = said.mark
    where said.batch = fact.batch and said.row = fact.row and said.yes is not null and told.yes is distinct from said.yes
)"""

# Whether a row of a log knows its report as closed, be the day known or not.
_CLOSED = "({0}.closed_at is not null or coalesce({0}.state, '') in ('closed', 'void'))"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that speaks for a scope."""

    batch: int
    as_of: date
    complete: bool
    is_change: bool = False  # what a person typed of an entry that it does not add


@dataclass(frozen=True, slots=True)
class _Held:
    """The lists that make up a scope on a day, oldest first: without the new one, and with it."""

    old: tuple[int, ...]
    new: tuple[int, ...]


_Counts = tuple[int, int, int, int, int]  # added, changed, gone, before, after
_NONE: _Counts = (0, 0, 0, 0, 0)


def changes(
    connection: duckdb.DuckDBPyConnection, number: int, batch: NewBatch, elsewhere: Sequence[str] = ()
) -> tuple[ScopeChange, ...]:
    """A new batch against what its scopes held (cases: against what was last loaded of the same codes).

    ``elsewhere``: codes that the same file lists in other places; they are not gone.
    """
    if batch.dataset.is_log:
        return _changes_of_log(connection, number, batch)
    if batch.dataset.scope is Scope.DAYS:
        return _changes_of_days(connection, number, batch)
    lists = _lists(connection, batch)
    held: dict[str, _Held] = {}
    newest: dict[str, _Held] = {}
    for scope in batch.scopes:
        there = [one for one in lists.get(scope.scope, []) if batch.reason or not one.is_change]
        with_new = _with(there, Listed(number, batch.as_of, scope.complete))
        for days, day in ((held, batch.as_of), (newest, date.max)):
            days[scope.scope] = _Held(in_force(there, day, batch.dataset), in_force(with_new, day, batch.dataset))
    own = _compared(connection, number, batch.dataset, held, elsewhere)
    others = {scope: one for scope, one in newest.items() if one != held[scope]}
    later = own | _compared(connection, number, batch.dataset, others, elsewhere)
    found = []
    for scope in sorted(batch.scopes, key=lambda one: one.scope):
        every, new = lists.get(scope.scope, []), Listed(number, batch.as_of, scope.complete)
        added, changed, gone, before, after = own.get(scope.scope, _NONE)
        whole = [one for one in every if one.complete]
        same_day = max((one.batch for one in whole if one.as_of == batch.as_of), default=None)
        found.append(
            ScopeChange(
                scope.scope, added, changed, gone, before, after, *later.get(scope.scope, _NONE)[3:], scope.complete,
                stands_alone=number not in held[scope.scope].new, same_day=same_day if scope.complete else None,
                facts_ended=_facts_ended(connection, batch.dataset, every, new),
                newer_on=min((one.as_of for one in whole if one.as_of > batch.as_of), default=None),
            )
        )  # fmt: skip
    return tuple(found)


def _with(lists: Sequence[Listed], new: Listed) -> list[Listed]:
    place = bisect_right([one.as_of for one in lists], new.as_of)
    return [*lists[:place], new, *lists[place:]]


def _facts_ended(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, lists: Sequence[Listed], new: Listed
) -> tuple[str, ...]:
    """The codes (of posts the names) of which a person typed what no longer holds by the new list, where it does not say so itself."""
    stay = in_force(_with(lists, new), date.max, dataset)
    ended = [one for one in in_force(lists, date.max, dataset) if one not in stay]
    if not ended:
        return ()
    if dataset is OFFICIAL:
        rows = connection.execute(
            f"""select distinct fact.name from officials fact join batches b on b.batch = fact.batch
            where {TYPED} and fact.batch in (select unnest($ended::integer[])) and not exists (
                select 1 from officials new where new.batch = $number and new.post = fact.post
                    and new.village is not distinct from fact.village and new.name_key = fact.name_key
            ) order by fact.name""",
            {"number": new.batch, "ended": ended},
        ).fetchall()
        return tuple(name for (name,) in rows)
    if dataset.key != "code":
        return ()
    said = [
        f"(fact.{_quoted(name)} is not null and new.{_quoted(name)} is distinct from fact.{_quoted(name)})"
        for column in dataset.columns if column.is_stored and not column.required
        for name in column.fields
    ]  # fmt: skip
    otherwise = " or ".join(
        ["new.code is null", *said, _ANSWERED]
    )  # a register of villages has no column that may be blank
    rows = connection.execute(
        f"""select distinct fact.code from {dataset.table} fact join batches b on b.batch = fact.batch
        left join {dataset.table} new on new.batch = $number and new.code = fact.code
        where {TYPED} and fact.batch in (select unnest($ended::integer[])) and ({otherwise})
        order by in_order(fact.code)""",
        {"number": new.batch, "ended": ended},
    ).fetchall()
    return tuple(code for (code,) in rows)


def in_force(lists: Sequence[Listed], day: date, dataset: Dataset) -> tuple[int, ...]:
    """Of the lists of one scope, in the order of their days and loads, those that make it up on a day.

    Without a whole list a group is known by what was added, a register is none. Before the first register of villages or groups
    the first one stands for it.
    """
    if dataset in (VILLAGE, GROUP):
        day = max(day, min((one.as_of for one in lists if one.complete), default=day))
    seen = [one for one in lists if one.as_of <= day]
    wholes = [place for place, one in enumerate(seen) if one.complete]
    if not wholes and dataset.scope is not Scope.GROUP:
        return ()
    return tuple(one.batch for one in seen[wholes[-1] if wholes else 0 :])


def _lists(connection: duckdb.DuckDBPyConnection, batch: NewBatch) -> dict[str, list[Listed]]:
    rows = connection.execute(
        f"""select s.scope, b.batch, b.as_of, s.complete, {TYPED} and not exists (
            select 1 from households h where h.batch = b.batch and h.status is null)
        from batches b join batch_scopes s on s.batch = b.batch
        where b.dataset = $dataset and s.scope in (select unnest($scopes::varchar[])) and {ALIVE}
        order by b.as_of, b.known_at, b.batch""",
        {"dataset": batch.dataset.id, "scopes": [scope.scope for scope in batch.scopes]},
    ).fetchall()
    found: dict[str, list[Listed]] = {}
    for scope, number, as_of, complete, is_change in rows:
        found.setdefault(scope, []).append(Listed(number, as_of, complete, is_change))
    return found


def _compared(
    connection: duckdb.DuckDBPyConnection, number: int, dataset: Dataset, held: Mapping[str, _Held], elsewhere: Sequence[str]
) -> dict[str, _Counts]:  # fmt: skip
    """By scope, how many entries came, changed and went, and how many there were and are."""
    if not held:
        return {}
    keys = dataset.told_apart_by or (dataset.key,)
    facts = [name for name in stored_columns(dataset) if name not in keys]
    same = " and ".join(f"old.{key} is not distinct from new.{key}" for key in ("scope", *map(_quoted, keys)))
    old_facts, new_facts = (", ".join(f"{side}.{_quoted(name)}" for name in facts) for side in ("old", "new"))
    listed, is_gone = "", "new.scope is null"
    if dataset.key == "code":
        listed = f"""left join (
            select code from {dataset.table} where batch = {number} union select unnest($elsewhere::varchar[])
        ) listed on listed.code = old.code"""
        is_gone += " and listed.code is null"
    rows = connection.execute(
        f"""with old as ({_entries(dataset, keys, facts, {scope: one.old for scope, one in held.items()})}),
            new as ({_entries(dataset, keys, facts, {scope: one.new for scope, one in held.items()})})
        select coalesce(new.scope, old.scope) as in_scope,
            count(*) filter (where old.scope is null),
            count(*) filter (where old.scope = new.scope and row({old_facts}) is distinct from row({new_facts})),
            count(*) filter (where {is_gone}),
            count(old.scope), count(new.scope)
        from old full outer join new on {same} {listed}
        group by in_scope""",
        {"elsewhere": list(elsewhere)} if listed else {},
    ).fetchall()
    return {scope: (added, changed, gone, before, after) for scope, added, changed, gone, before, after in rows}


def _entries(dataset: Dataset, keys: Sequence[str], facts: Sequence[str], lists: Mapping[str, Sequence[int]]) -> str:
    """The entries of scopes by their lists, oldest first: field by field what the newest list says that fills it."""
    placed = [(scope, number, place) for scope, numbers in lists.items() for place, number in enumerate(numbers)]
    if not placed:
        placed, nothing = [("", 0, 0)], "where false"
    else:
        nothing = ""
    values = ", ".join(f"({_text(scope)}, {number}, {place})" for scope, number, place in placed)
    scoped = {Scope.VILLAGE: "and t.village = l.scope", Scope.GROUP: 'and t."group" = l.scope'}.get(dataset.scope, "")
    rows = (
        f"from (values {values}) l(scope, batch, place) join {dataset.table} t on t.batch = l.batch {scoped} {nothing}"
    )
    named = ", ".join(f"t.{_quoted(key)}" for key in keys)
    if dataset.unique and all(len(numbers) <= 1 for numbers in lists.values()):
        return f"select l.scope, {named}, {', '.join(f't.{_quoted(name)}' for name in facts)} {rows}"
    newest = ", ".join(
        f"arg_max(t.{_quoted(name)}, l.place::bigint * 100000000 + t.row) as {_quoted(name)}" for name in facts
    )
    return f"select l.scope, {named}, {newest} {rows} group by l.scope, {named}"


def _changes_of_log(connection: duckdb.DuckDBPyConnection, number: int, batch: NewBatch) -> tuple[ScopeChange, ...]:
    """Reports stand each for itself: a newer log replaces those that it names, and none is missing from it."""
    facts = [name for name in stored_columns(CASE) if name != CASE.key]
    old_facts, new_facts = (", ".join(f"{side}.{name}" for name in facts) for side in ("old", "new"))
    (row,) = connection.execute(
        f"""with old as (
            select c.* from cases c join batches b on b.batch = c.batch
            where {ALIVE} and not {TYPED} and c.batch <> $number and c.code in (select code from cases where batch = $number)
            qualify row_number() over (partition by c.code order by b.known_at desc, b.batch desc, c.row desc) = 1
        ), new as (select * from cases where batch = $number)
        select
            count(*) filter (where old.code is null),
            count(*) filter (where old.code is not null and row({old_facts}) is distinct from row({new_facts})),
            count(old.code), count(*)
        from new left join old on old.code = new.code""",
        {"number": number},
    ).fetchall()
    added, changed, before, after = row
    if not after:
        return ()
    if batch.reason:  # a fact that was typed says nothing of all that it leaves blank
        return (ScopeChange("commune", added, changed, 0, before, after, before, after, complete=False),)
    reopened, less_known, knew_on = _lost_to_an_older_log(connection, number, batch.as_of)
    left_open, closed_otherwise = _against_what_was_typed(connection, number, batch.as_of)
    return (
        ScopeChange(
            "commune", added, changed, 0, before, after, before, after, complete=False, reopened=reopened,
            less_known=less_known, knew_on=knew_on, typed_closed=left_open, closed_otherwise=closed_otherwise,
        ),
    )  # fmt: skip


def _lost_to_an_older_log(
    connection: duckdb.DuckDBPyConnection, number: int, as_of: date
) -> tuple[tuple[int, ...], tuple[int, ...], date | None]:
    """Rows of a log that take back what logs of later days know: that a report is closed; anything else of it (a cell that this log
    leaves blank, that it was still open later). And the newest of those days.

    Of each code the newest row counts, whatever its log's day; so an older log, corrected, speaks last.
    """
    blank = " or ".join(f"(new.{name} is null and known.{name} is not null)" for name in _may_be_blank())
    found = connection.execute(
        f"""with known as (
            select c.*, b.as_of from cases c join batches b on b.batch = c.batch
            where {ALIVE} and not {TYPED} and c.batch <> $number and b.as_of > $as_of
            qualify row_number() over (partition by c.code order by b.as_of desc, b.known_at desc, b.batch desc, c.row desc) = 1
        ), compared as (
            select new.row, known.as_of, {_CLOSED.format("new")} as closed, {_CLOSED.format("known")} as known_closed,
                {blank} as blanked
            from cases new join known on known.code = new.code
            where new.batch = $number
        )
        select row, as_of, known_closed and not closed from compared where not closed or blanked order by row""",
        {"number": number, "as_of": as_of},
    ).fetchall()
    reopened = tuple(row for row, _day, reopens in found if reopens)
    less_known = tuple(row for row, _day, reopens in found if not reopens)
    return reopened, less_known, max((day for _row, day, _reopens in found), default=None)


def _against_what_was_typed(
    connection: duckdb.DuckDBPyConnection, number: int, as_of: date
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Rows of a log against what a person typed last of their reports: those that leave a report open that was closed by the log's
    day, and those that close it otherwise."""
    found = connection.execute(
        f"""with typed as (
            select c.code, c.closed_at, b.as_of from cases c join batches b on b.batch = c.batch
            where {ALIVE} and {TYPED} and c.closed_at is not null
            qualify row_number() over (partition by c.code order by b.known_at desc, b.batch desc) = 1
        )
        select new.row, {_CLOSED.format("new")} from cases new join typed on typed.code = new.code
        where new.batch = $number and case
            when {_CLOSED.format("new")} then new.closed_at::date is distinct from typed.closed_at::date
            else typed.as_of <= $as_of end
        order by new.row""",
        {"number": number, "as_of": as_of},
    ).fetchall()
    left_open = tuple(row for row, closes in found if not closes)
    return left_open, tuple(row for row, closes in found if closes)


def _may_be_blank() -> list[str]:
    """The fields of a report that its log may leave open; its state is weighed by itself."""
    return [
        column.name for column in CASE.columns if column.is_stored and not column.required and column.name != "state"
    ]


def _changes_of_days(connection: duckdb.DuckDBPyConnection, number: int, batch: NewBatch) -> tuple[ScopeChange, ...]:
    """What happened on the days that a list speaks for, without it and with it, on whatever day that is asked.

    An activity bears no code, so nothing tells that one which goes is one which comes: rows that say the same are the same, and of
    the others none has changed. An addition takes away what an earlier load of the same sheet had added.
    """
    (scope,) = batch.scopes
    assert scope.starts_on is not None
    values = {"known_at": datetime.max}
    standing = relations.ask(connection, "activities_in_force", values)
    lists = relations.ask(connection, "activity_lists", values)
    spans = {row["batch"]: row["ends_on"] for row in lists if row["complete"]}
    same = (batch.sha256, batch.sheet)
    loaded_before = {row["batch"] for row in lists if (row["sha256"], row["sheet"]) == same}
    facts = stored_columns(batch.dataset)
    again = [row for row in standing if row["batch"] in loaded_before]
    others = [row for row in standing if row["batch"] not in loaded_before]
    of_its_days = [row for row in others if scope.starts_on <= row["held_on"] <= batch.as_of]
    stays = Counter(_facts(row, facts) for row in of_its_days)
    before = Counter(_facts(row, facts) for row in again) + stays
    listed = connection.execute(f"select {', '.join(facts)} from activities where batch = ?", [number]).fetchall()
    after = Counter(_facts(dict(zip(facts, row, strict=True)), facts) for row in listed)
    if not scope.complete:
        # What several files say alike was done once; sheets of one file are one list.
        one_list = {row["batch"] for row in lists if (row["sha256"], row["ends_on"]) == (batch.sha256, batch.as_of)}
        beside = Counter(_facts(row, facts) for row in of_its_days if row["batch"] in one_list)
        after = (after + beside) | stays
    counts = ((after - before).total(), 0, (before - after).total(), before.total(), after.total())
    earlier = sum(
        row["held_on"] < scope.starts_on <= spans.get(row["batch"], date.min) for row in others if scope.complete
    )
    same_day = None if scope.complete else max((row["batch"] for row in again), default=None)
    return (
        ScopeChange(
            scope.scope, *counts, *counts[3:], complete=scope.complete, same_day=same_day, stays_before=earlier
        ),
    )


def _facts(row: Mapping[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    """What an activity says; of how many it speaks is one where the list says nothing."""
    return tuple(1 if name == "quantity" and row[name] is None else row[name] for name in names)


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return f'"{name}"'
