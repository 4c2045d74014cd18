"""How long a browser test waits: in one place, and long enough for a PC that is busy with something else."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.serving import PATIENCE_SECONDS

expect.set_options(timeout=PATIENCE_SECONDS * 1000)


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    return context
