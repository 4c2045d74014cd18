"""The aggregate file for the level above: counts only, one flat table, with a check code. Documented in docs/exchange.md."""
