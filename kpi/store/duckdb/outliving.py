"""Finds what has been kept for as long as it may: members and households whom no newer list names, old display names, old faults.

Whoever stands on any list of the day or later stays known with all that older lists say of him, but for display names that he no
longer shows. A number that a newer list, or any register, has stays where it stood: it is known there.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import duckdb

from kpi.domain.datasets import HOUSEHOLD
from kpi.domain.forgotten import FORGOTTEN, MEMBER
from kpi.store.persons import HeldPerson, OutlivedBefore, ToForget

_MEMBERS = f"""
select m.member from memberships m join batches b on b.batch = m.batch where m.member not like '{MEMBER}%'
group by m.member having max(b.as_of) < $before order by m.member"""
_HOUSEHOLDS = """
select h.code from households h join batches b on b.batch = h.batch
group by h.code having max(b.as_of) < $before order by h.code"""
_NAMES = f"""
select m.member, m.display_name from memberships m join batches b on b.batch = m.batch
where m.display_name <> '' and m.display_name not like '{FORGOTTEN}%' and m.member not like 'name:%'
group by m.member, m.display_name having max(b.as_of) < $before order by all"""
_PROBLEMS = """
select batch from batches
where as_of < $before and json_array_length(problems) > 0 and not contains(problems::varchar, '"outdated"') order by batch"""
_MEMBER_ROWS = """
select uid, display_name, name_key, phone, other_phone from memberships where list_contains($members::varchar[], member)"""
_HOUSEHOLD_ROWS = f"""
select batch, row, head_name, phone, other_phone from households
where list_contains($codes::varchar[], code) and head_name not like '{FORGOTTEN}%'"""
# Numbers that somebody has who is not to be forgotten.
_NUMBERS_IN_USE = """
select unnest([phone, other_phone]) as number from memberships where not list_contains($members::varchar[], member)
union select unnest([phone, other_phone]) from households where not list_contains($codes::varchar[], code)
union select unnest([phone, other_phone]) from businesses
union select unnest([phone, other_phone]) from institutions
union select unnest([phone, other_phone]) from officials"""


def outlived(connection: duckdb.DuckDBPyConnection, before: OutlivedBefore) -> ToForget:
    """What may be kept no longer."""

    def listed(sql: str, day: date | None) -> list[tuple[str, ...]]:
        return [] if day is None else connection.execute(sql, {"before": day}).fetchall()

    members = [member for (member,) in listed(_MEMBERS, before.members)]
    person = _person(connection, members, [code for (code,) in listed(_HOUSEHOLDS, before.households)])
    names = [(member, name) for member, name in listed(_NAMES, before.display_names) if member not in person.members]
    problems = [int(batch) for (batch,) in listed(_PROBLEMS, before.problems)]
    return ToForget((person,) if person.is_known else (), tuple(names), tuple(problems))


def _person(connection: duckdb.DuckDBPyConnection, members: Collection[str], codes: Collection[str]) -> HeldPerson:
    """All of them as one."""
    on_lists = connection.execute(_MEMBER_ROWS, {"members": list(members)}).fetchall()
    on_registers = connection.execute(_HOUSEHOLD_ROWS, {"codes": list(codes)}).fetchall()
    in_use = connection.execute(_NUMBERS_IN_USE, {"members": list(members), "codes": list(codes)}).fetchall()
    numbers = {number for row in (*on_lists, *on_registers) for number in row[3:] if number and FORGOTTEN not in number}
    rows = frozenset((batch, row) for batch, row, *_facts in on_registers)
    return HeldPerson(
        members=frozenset(members),
        uids=frozenset(uid for uid, *_facts in on_lists if uid),
        phones=frozenset(numbers - {number for (number,) in in_use}),
        names=frozenset(filter(None, (*(row[1] for row in on_lists), *(row[2] for row in on_registers)))),
        name_keys=frozenset(row[2] for row in on_lists if row[2]),
        named={HOUSEHOLD.id: rows} if rows else {},
    )
