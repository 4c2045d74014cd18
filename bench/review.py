"""How long a key on the review page takes with two thousand open cards, beside the same with the sample's hundred."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.timing import report
from kpi.answers.question import newest_observation
from kpi.config import load_config
from kpi.review import queue
from kpi.sample.loading import fill_with_sample
from kpi.store import Store, open_store
from tests.app.screen import ENTRY, turn_to
from tests.matching_worlds import Shares, commune, loaded

PRESSES = 12
ROOT = Path(__file__).resolve().parents[1]


def many_cards(folder: Path) -> Store:
    """Six villages of 700 households, in whose lists nobody carries a code or a phone."""
    return loaded(commune(1, 6, 700, Shares(code=0.0, phone=0.0)), folder).store


def few_cards(folder: Path) -> Store:
    store = open_store(folder / "kpi.duckdb")
    fill_with_sample(store, load_config(ROOT / "config.yaml"), folder / "files")
    return store


def seconds_per_key(store: Store) -> float:
    """The median of some keys that say yes, each until the next card is there."""
    os.environ.update(KPI_DATABASE=str(store.path), KPI_CONFIG=str(ROOT / "config.yaml"), KPI_NO_DEMO="1")
    page = AppTest.from_file(ENTRY, default_timeout=120).run()
    turn_to(page, "review.py")
    page.text_input(key="review.name").input("bench").run()
    seconds = []
    for _press in range(PRESSES):
        button = next(one for one in page.button if (one.key or "").startswith("review.yes.1."))
        started = time.perf_counter()
        button.click().run()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def main() -> None:
    config = load_config(ROOT / "config.yaml")
    with tempfile.TemporaryDirectory() as name:
        medians = {}
        for title, make in (("ours_many_cards", many_cards), ("few_cards", few_cards)):
            folder = Path(name) / title
            folder.mkdir()
            store = make(folder)
            day = newest_observation(store)
            assert day is not None
            cards = len(queue.queue(store, config, day).cards)
            print(f"{title}: {cards} open cards")
            medians[title] = seconds_per_key(store)
        report("a key on the review page", medians, "ours_many_cards")


if __name__ == "__main__":
    main()
