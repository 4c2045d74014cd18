"""``python -m kpi``."""

import gc

# A command lives for a second: looking for garbage while modules load would take a twentieth of it.
gc.set_threshold(100_000, 20, 20)

from kpi.cli import main  # noqa: E402

main()
