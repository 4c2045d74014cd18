"""What a commune's tables take with them into a lake, column by column: what counting needs, and nothing else.

Counting asks whether two numbers, names or keys are the same, never what they are. So they leave as stand-ins that the unit works out
with a key of its own, and words of persons stay behind. A column that is not named here is a fault that a test finds.
"""

from __future__ import annotations

from enum import Enum


class Leaves(Enum):
    """How a column leaves."""

    AS_IT_IS = "as it is"
    CODE = "with the unit's own before it"
    KEY = "as a stand-in, with the unit's own before it"
    NAME = "as a stand-in"
    PHONE = "as a stand-in that still says whether it is a landline's"
    NOT = "empty"


_IS, _CODE, _KEY, _NAME, _PHONE, _NOT = Leaves
_PHONES = "phone other_phone"
TABLES: dict[str, dict[Leaves, str]] = {
    "batches": {
        _IS: "batch dataset as_of known_at sha256 simulated read accepted rejected ignored",
        _NAME: "sheet reason",
        _NOT: "loaded_by file problems dropped_columns",
    },
    "batch_scopes": {_IS: "batch complete total_members max_members mends starts_on", _CODE: "scope"},
    "batch_events": {_IS: "event batch undone known_at", _NOT: "done_by reason"},
    "decisions": {
        _IS: "decision entity_kind confirmed known_at",
        _KEY: "member",
        _CODE: "entity_code",
        _NOT: "reason decided_by display_name entity_name",
    },
    "villages": {_IS: "batch row name", _CODE: "code"},
    "households": {_IS: "batch row status", _CODE: "code village", _PHONE: _PHONES, _NOT: "head_name members"},
    "businesses": {
        _IS: "batch row name kind status", _CODE: "code village", _PHONE: _PHONES, _NOT: "representative",
    },
    "institutions": {_IS: "batch row name kind", _CODE: "code village", _PHONE: _PHONES, _NOT: "representative"},
    "groups": {_IS: "batch row name kind rules approved_list", _CODE: "code village", _NOT: "zalo_id manager"},
    "officials": {_IS: "batch row post", _CODE: "village", _NAME: "name_key", _PHONE: _PHONES, _NOT: "name"},
    "memberships": {
        _IS: "batch row role component", _CODE: "group household organisation entry", _KEY: "member",
        _NAME: "display_name name_key", _PHONE: _PHONES, _NOT: "uid",
    },
    "cases": {
        _IS: "batch row kind received_at received_has_time channel due_at due_has_time extended_to extended_has_time suspended_from"
        " suspended_to closed_at closed_has_time outcome notified procedure_complete state",
        _KEY: "code", _CODE: "village", _NAME: "extension_basis",
    },
    "activities": {
        _IS: "batch row kind held_on paper quantity people reach qr", _CODE: "village", _NAME: "place",
    },
    "marks": {_IS: "batch row mark yes"},
    "entries": {_IS: "batch row name kind status", _CODE: "code village"},
    "comparisons": {_IS: "comparison rules slot register hinted", _CODE: "village", _NAME: "name"},
    "suggestions": {
        _IS: "comparison entity_kind rung standing score namesakes", _CODE: "entity_code", _NOT: "evidence",
    },
    "proposed_codes": {_IS: "dataset batch known_at", _CODE: "code", _NOT: "reason decided_by"},
    # Of these the newest moment alone is asked.
    "conclusions": {_IS: "conclusion meeting known_at", _NOT: "decision post due_on noted_by"},
    "conclusion_events": {_IS: "event conclusion state known_at", _NOT: "remark noted_by"},
    "report_papers": {_IS: "event number known_at", _NOT: "paper issued_on noted_by"},
    "notes": {_IS: "note known_at starts_on ends_on", _NOT: "indicator words noted_by"},
    "struck_notes": {_IS: "note known_at", _NOT: "reason struck_by"},
}  # fmt: skip


def leaving(table: str) -> dict[str, Leaves]:
    """How each column of a table leaves."""
    return {column: how for how, columns in TABLES[table].items() for column in columns.split()}
