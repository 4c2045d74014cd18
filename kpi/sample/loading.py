"""Fills an empty store with the simulated sample, through the same door as real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kpi.access.acting import needs
from kpi.access.roles import Right
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import N_, _
from kpi.ingest.loading.load import Outcome, Progress, Source, load
from kpi.sample import SampleFile, write_sample
from kpi.store import Store


@needs(Right.LISTS, noted=N_("the simulated sample was loaded"))
def fill_with_sample(store: Store, config: Config, folder: Path, progress: Progress | None = None) -> list[Outcome]:
    """Writes the sample's files into a folder and loads them; a store that holds anything is refused."""
    if not store.is_empty():
        raise UserError(
            _("The database is not empty"),
            place=str(store.path),
            remedy=_("The simulated sample goes into an empty database only: name another file with --database."),
            code="not_empty",
        )

    def while_writing(done: int, total: int) -> None:
        if progress:
            progress(done, 3 * total, _("writing the sample's files"))

    def while_loading(done: int, total: int, file: str) -> None:
        if progress:
            progress(total + 2 * done, 3 * total, file)

    files = _written(folder, while_writing)
    sources = [
        Source(file.path, as_of=file.as_of, group=file.group, known_at=file.known_at, adds=False) for file in files
    ]
    last = max(file.known_at for file in files)
    return load(store, config, sources, known_at=last, loaded_by="demo", progress=while_loading)


def _written(folder: Path, progress: Callable[[int, int], None]) -> list[SampleFile]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_sample(folder, progress)
    except OSError as error:
        raise UserError(
            _("The sample's files cannot be written"), place=str(folder), found=system_in_words(error),
            remedy=_("Make room on the disk, or name another folder."), code="no_sample",
        ) from error  # fmt: skip
