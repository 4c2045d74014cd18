"""What a report's signature says of it to the level above that has received it."""

from __future__ import annotations

from enum import StrEnum


class Proof(StrEnum):
    """Of a received report whose hash holds. The first four count, the others are refused."""

    SIGNED = "signed"  # by the unit's registered key
    UNSIGNED = "unsigned"  # and the unit has no registered key
    UNKNOWN_KEY = "unknown_key"  # signed, and the unit has no registered key to check it by
    RECEIVED_BEFORE = "received_before"  # it was here before the unit's key was registered
    NOT_SIGNED = "not_signed"  # though the unit has a registered key
    WRONG_KEY = "wrong_key"  # it says that another key has signed it than the registered one
    REPLACED_KEY = "replaced_key"  # it says an earlier key of the unit, and came after that was replaced
    WRONG_SIGNATURE = "wrong_signature"  # it says the registered key, and that has not signed this
