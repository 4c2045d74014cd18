"""A small campaign; the whole one is a command (``tests/fuzz/campaign.py``)."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.campaign import Campaign


def test_harmed_files_are_read_or_refused_and_no_garbled_name_is_stored(tmp_path: Path) -> None:
    found = Campaign(tmp_path).run(120, seed=1)
    assert found.is_sound, (found.broken, found.slow, found.garbled)
    assert {kind for kind, _fate in found.fates} == set(Campaign(tmp_path / "again").kinds)
    assert {fate for _kind, fate in found.fates} == {"read", "refused"}
