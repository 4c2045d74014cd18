"""Accounts for tests: one password, and hashes of it that hundreds of sign-ins can bear."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

PASSWORD = "bốn con mèo xanh"


def hash_quickly(patch: pytest.MonkeyPatch) -> None:
    """The same kind of hash at the least cost, until the patch ends."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    patch.setattr("kpi.access.passwords._hasher", lambda: cheap)
