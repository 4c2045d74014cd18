"""A few crashes in every run; ``python -m tests.crashes`` tries thousands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.serving import PATIENCE_SECONDS
from tests.worlds import CONFIG_FILE


@pytest.mark.slow
@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("cc"), reason="no C compiler, or not Linux"
)
def test_a_crash_loses_nothing_and_leaves_no_half() -> None:
    crashes = ["import=torn", "forget=kill", "restore=lost", "undo log=full", "account=kill", "lake export=kill"]
    words = ["-m", "tests.crashes", "2", "--only", *crashes]
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, cwd=CONFIG_FILE.parent, check=False,
        timeout=PATIENCE_SECONDS * 4, env={name: value for name, value in os.environ.items() if name != "LD_PRELOAD"},
    )  # fmt: skip
    assert done.stdout.endswith("12 crashes, 0 of them left something wrong\n"), done.stdout + done.stderr
