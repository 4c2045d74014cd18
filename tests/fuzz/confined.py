"""Loads one hostile file in a process of its own with little memory, and says what came of it: ``confined DATABASE FILE``."""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime
from pathlib import Path

from kpi.config import load_config
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.ingest.loading.load import Source, load
from kpi.store import open_store
from tests.worlds import CONFIG_FILE

ADDRESS_SPACE = 1_500_000_000
SECONDS = 60


def main(database: str, file: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    result: dict[str, object]
    try:
        outcomes = load(
            open_store(Path(database)), load_config(CONFIG_FILE), [Source(Path(file))],
            known_at=datetime(2024, 7, 1), loaded_by="test",
        )  # fmt: skip
        result = {"accepted": sum(outcome.accepted for outcome in outcomes)}
    except UserError as error:
        result = {"refused": error.code, "text": fault_in_words(error)}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
