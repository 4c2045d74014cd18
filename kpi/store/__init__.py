"""The store of dated batches: what a question is asked of (``ports``), what is kept (``records``), and an engine's folder.

Others take the names from here and know no engine; another engine becomes a folder beside ``duckdb`` with a class that
answers ``ports.Relations``.
"""

from kpi.store.duckdb.copying import read_through
from kpi.store.duckdb.exchange_files import collated, read_files
from kpi.store.duckdb.store import ReadOnlyStore, Store, open_read_only, open_store, put_in_place
from kpi.store.duckdb.writer import Writer
from kpi.store.persons import Forgetting, Held, HeldPerson, HeldRow, HeldText, OutlivedBefore, ToForget
from kpi.store.records import (
    SHEET_KIND,
    Batch,
    BatchEvent,
    Comparison,
    Conclusion,
    Correction,
    Corrections,
    FoundEntry,
    FrozenState,
    KeptReport,
    NewBatch,
    NewDecision,
    PaperStep,
    ReportFile,
    Scope,
    ScopeChange,
    SignOff,
    UnknownCode,
    stored_columns,
)

__all__ = [
    "Batch", "BatchEvent", "Comparison", "Conclusion", "Correction", "Corrections", "Forgetting", "FoundEntry",
    "FrozenState", "Held", "HeldRow", "HeldText", "KeptReport", "NewBatch", "NewDecision", "OutlivedBefore",
    "PaperStep", "HeldPerson", "ReadOnlyStore", "ReportFile", "SHEET_KIND", "Scope", "ScopeChange", "SignOff", "Store",
    "ToForget", "UnknownCode", "Writer", "collated", "open_read_only", "open_store", "put_in_place", "read_files",
    "read_through", "stored_columns",
]  # fmt: skip
