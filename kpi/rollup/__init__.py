"""The roll-up for the level above: many units' aggregate files checked, added and ranked; merged units keep their history.

    sources → kpi.store.duckdb.exchange_files → accepting, packages → periods, areas → voices → adding → answer

Nothing of the office's own database is needed. Percentages are never averaged: counts are pooled, and beside the pooled ratio stands
how many units met the target. Source: docs/exchange.md (adding files), docs/decisions/reports.md#figures-that-go-up.
"""
