"""The example plans for tests: one alone, or the shipped configuration with some beside its own, as the office would write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from kpi.config.models import Plan
from kpi.config.shape import shaped
from tests.worlds import CONFIG_FILE

PLAN_FILES = sorted((CONFIG_FILE.parent / "data" / "plans").glob("*.yaml"))


def plan_rows(name: str) -> dict[str, Any]:
    """One of the example plans as its file has it."""
    (file,) = (file for file in PLAN_FILES if file.stem == name)
    return dict(yaml.safe_load(file.read_text("utf-8")))


def plan(name: str, **changed: Any) -> Plan:
    """The same, with other values for some of its keys."""
    return shaped(Plan, {**plan_rows(name), **changed})


def config_with(file: Path, *names: str, edit: Callable[[dict[str, Any]], object] = lambda _content: None) -> str:
    """Writes the shipped configuration with these plans behind its own; ``edit`` may change its content. Its path as text."""
    content = yaml.safe_load(CONFIG_FILE.read_text("utf-8"))
    content["plans"] += map(plan_rows, names)
    edit(content)
    file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return str(file)
