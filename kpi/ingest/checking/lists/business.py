"""A register of businesses: the kind of enterprise is often said by its name alone."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.config.models import Config
from kpi.domain.datasets import BUSINESS
from kpi.ingest.checking.lists.checks import Checks, Rows
from kpi.vietnamese.text import fold


class BusinessChecks(Checks):
    """The kind by the name, where its own cell says nothing."""

    def check(self, rows: Rows) -> None:
        words = _kind_words(rows.config)
        kinds, names = rows.fields["kind"], rows.fields["name"]
        rows.fields["kind"] = [
            kind or _kind_by_name(name or "", words) for kind, name in zip(kinds, names, strict=True)
        ]


def _kind_words(config: Config) -> list[tuple[str, str]]:
    """Words for kinds of enterprise, the longest first, so that "cong ty tnhh" wins over "cong ty"."""
    meanings = config.lookups.get(BUSINESS.id, {}).get("kind", {})
    words = [(fold(word), meaning) for meaning, spellings in meanings.items() for word in spellings]
    return sorted(words, key=lambda pair: -len(pair[0]))


def _kind_by_name(name: str, words: Sequence[tuple[str, str]]) -> str | None:
    """Lists often say the kind of enterprise in its name only ("Công ty TNHH …")."""
    folded = fold(name) + " "
    return next((meaning for word, meaning in words if folded.startswith(word + " ")), None)
