"""What a spreadsheet takes for the beginning of a formula, typed or pasted: also as East Asian keyboards write it."""

from __future__ import annotations

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
