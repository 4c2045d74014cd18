"""What questions are asked of: the store, or a transaction under way."""

from __future__ import annotations

from collections.abc import Sequence
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
