"""A few dense years in every run; ``python -m tests.dense`` tries hundreds."""

from __future__ import annotations

import pytest

from tests.dense import differences


@pytest.mark.slow
@pytest.mark.parametrize("number", range(2))
def test_a_dense_year_is_counted_as_the_loop_counts_it(number: int) -> None:
    assert differences(number) == []
