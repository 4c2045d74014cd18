"""What stands where a person's data stood, once he is forgotten: a number drawn in order, which nothing of him leads to.

The same value gets the same stand-in wherever it stood, so that who is who in the lists, and with it every figure, stays as it was.
Source of the rule: docs/decisions/data.md, "Forgetting a person".
"""

from __future__ import annotations

FORGOTTEN = "đã xóa"
MEMBER = "forgotten:"  # how the key of a forgotten member begins
_LANDLINE = "02"  # by its beginning the matching knows a number that is no one's Zalo account


def is_forgotten(text: str | None) -> bool:
    """Whether a name, a number or a member's key stands for a forgotten person's."""
    return bool(text) and (FORGOTTEN in str(text) or str(text).startswith(MEMBER))


def stand_in(number: int, *, of: str = "") -> str:
    """What stands for a name, or for the phone number ``of``."""
    return f"{_LANDLINE} {FORGOTTEN} {number}" if of.startswith(_LANDLINE) else f"{FORGOTTEN} {number}"


def member_stand_in(number: int) -> str:
    """What stands for a member's key."""
    return f"{MEMBER}{number}"
