"""What a text begins with: lists often say "Công ty TNHH …", "Trường Mầm non …", "Trưởng thôn …" in a name or a post and nowhere else.

The words are those of config.yaml → lookups, the longest first: "cong ty tnhh" before "cong ty".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpi.config.models import Config
from kpi.domain.datasets import Dataset
from kpi.ingest.checking.cells import longest_first
from kpi.vietnamese.text import fold

Words = Sequence[tuple[str, str]]


def words_of(config: Config, dataset: Dataset, field: str) -> Words:
    """Folded words of a field with their meanings, the longest first."""
    return longest_first(config.lookups.get(dataset.id, {}).get(field, {}))


def beginnings(text: str, words: Words) -> Iterator[tuple[str, str]]:
    """The meanings of the words with which a text begins, each with the rest of the text, folded; the longest word first."""
    folded = fold(text) + " "
    return ((meaning, folded[len(word) :].strip()) for word, meaning in words if folded.startswith(word + " "))


def kind_by_name(name: str | None, words: Words) -> str | None:
    """The kind that a name begins with; None where it says none."""
    return next((meaning for meaning, _rest in beginnings(name or "", words)), None)
