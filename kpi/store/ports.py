"""What questions are asked of: the store, or a transaction under way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from kpi.store.records import Comparison


class Relations(Protocol):
    """What a question is asked of: the store, or a transaction under way, so that a rehearsal can be asked what it changes."""

    def read(self, relation: str, **values: object) -> list[dict[str, Any]]:
        """The rows of a relation of ``kpi/sql`` by its name; bound values that it does not ask for are left aside."""
        ...

    def one_view(self) -> AbstractContextManager[None]:
        """All questions within the block see one state of the store."""
        ...

    def newest_known_at(self) -> datetime | None:
        """The newest moment at which anything was noted; None in an empty store."""
        ...

    def keep_comparisons(self, rules: str, compared: Sequence[Comparison]) -> None:
        """Keeps what names were found to point to, for this question and for later ones."""
        ...


class RelationsOfMany(Protocol):
    """What one question is asked of for many units at once, each with bound values of its own."""

    def ask(self, relation: str, asked: Mapping[str, Mapping[str, object]]) -> dict[str, list[dict[str, Any]]]:
        """The rows of a relation by unit, for the values that each unit in ``asked`` binds."""
        ...

    def keep_comparisons(self, unit: str, rules: str, compared: Sequence[Comparison]) -> None:
        """Keeps what names of a unit were found to point to, as long as it is asked."""
        ...

    def close(self) -> None:
        """Lets go of what was read and worked out."""
        ...
