"""A citizen's number is never stored, however it is written; what only looks like one is."""

from __future__ import annotations

import pytest

from kpi.domain.datasets import Kind
from kpi.ingest.checking.cells import holds_citizen_number


@pytest.mark.parametrize(
    "text",
    [
        "038012345678",
        "Nguyễn Văn A 038012345678",
        "038 012 345 678",
        "038.012.345.678",
        "38012345678",
        "x038012345678y",
    ],
)
@pytest.mark.parametrize("kind", [Kind.CODE, Kind.TEXT, Kind.NAME])
def test_stopped_in_words_and_codes(text: str, kind: Kind) -> None:
    assert holds_citizen_number(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("84321234567", Kind.CODE),  # +84 32 123 4567
        ("0237 3721150", Kind.PHONE),  # a landline of eleven digits
        ("0912 345 678 0987 654 321", Kind.PHONE),
        ("03.02.2024 14.30", Kind.MOMENT),  # a day and its time
        ("1564731578290756914", Kind.UID),
        ("0101234567-001", Kind.CODE),  # a branch's tax number
        ("HG-0380123456", Kind.CODE),
    ],
)
def test_what_only_looks_like_one_passes(text: str, kind: Kind) -> None:
    assert not holds_citizen_number(text, kind)
