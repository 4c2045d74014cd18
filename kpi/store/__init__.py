"""The store of dated batches: what a question is asked of (``ports``), what is kept (``records``), and an engine's folder.

Others take the names from here and know no engine; another engine becomes a folder beside ``duckdb`` with a class that
answers ``ports.Relations``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kpi.store.duckdb.store import ReadOnlyStore, Store, open_read_only, open_store, put_in_place, stored_here
from kpi.store.records import (
    SHEET_KIND,
    Batch,
    BatchEvent,
    BatchState,
    CallList,
    Comparison,
    Conclusion,
    Correction,
    Corrections,
    DayNote,
    FoundEntry,
    FrozenState,
    KeptReport,
    NewBatch,
    NewDecision,
    PaperStep,
    ReportFile,
    Scope,
    ScopeChange,
    SettingsVersion,
    SignOff,
    UnknownCode,
    stored_columns,
)

if TYPE_CHECKING:
    from kpi.store.duckdb.copying import read_through
    from kpi.store.duckdb.exchange_files import collated, read_files
    from kpi.store.duckdb.writer import Writer

__all__ = [
    "Batch", "BatchEvent", "BatchState", "CallList", "Comparison", "Conclusion", "Correction", "Corrections", "FoundEntry",
    "FrozenState", "KeptReport", "NewBatch", "NewDecision", "DayNote",
    "PaperStep", "ReadOnlyStore", "ReportFile", "SHEET_KIND", "Scope", "ScopeChange", "SettingsVersion", "SignOff", "Store",
    "UnknownCode", "Writer", "collated", "open_read_only", "open_store", "put_in_place", "read_files",
    "read_through", "stored_columns", "stored_here",
]  # fmt: skip

# Whoever only asks does not wait for what writes or copies.
_ELSEWHERE = {
    "Writer": "writer",
    "collated": "exchange_files",
    "read_files": "exchange_files",
    "read_through": "copying",
}


def __getattr__(name: str) -> Any:
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"kpi.store.duckdb.{_ELSEWHERE[name]}"), name)
