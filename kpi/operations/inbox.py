"""The watched folder: every list in it is checked and loaded, and moved to ``done/`` or ``refused/`` with a report beside it.

A file is moved only after what it holds is stored. If the program dies in between, the next run finds it loaded already and
just moves it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange.whole import place_over
from kpi.i18n.faults import fault_in_words, system_in_words
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import _
from kpi.ingest.loading.load import Progress
from kpi.ingest.loading.outcome import SIGNS, Cause, Outcome, causes
from kpi.ingest.loading.plan import Source
from kpi.ingest.workbooks.mending import mending_of
from kpi.operations.rehearsal import load_rehearsed, rehearse
from kpi.store import Store

DONE, REFUSED = "done", "refused"
# What stands beside a file that was handled: its report, and the workbooks of its rejected rows.
REPORT, MENDING = ".txt", ".can_sua"
# Names under which browsers, copying programs and Office write what is not finished yet, and what Windows puts everywhere.
UNFINISHED_STARTS = ("~", ".")
UNFINISHED_ENDS = (".part", ".partial", ".filepart", ".crdownload", ".download", ".tmp", ".temp", ".lnk")
NO_LISTS = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of one file: what was loaded of it, or why nothing was (``error``), and where it is now.

    ``moved_to`` is None while another program holds the file: what was loaded stays loaded, and the next run moves it.
    """

    file: str
    outcomes: tuple[Outcome, ...]
    error: UserError | None = None
    moved_to: Path | None = None

    def as_dicts(self) -> list[dict[str, object]]:
        """The machine-readable form: that of ``import`` for each sheet, with the file's place and the refusal."""
        nothing = Outcome(self.file, "", None, None, None, 0, 0, 0, 0, True, [], [])
        refusal = None if self.error is None else {"code": self.error.code, "text": fault_in_words(self.error)}
        more = {"moved_to": str(self.moved_to) if self.moved_to else None, "refused": refusal}
        return [outcome.as_dict() | more for outcome in self.outcomes or (nothing,)]


def folder_of(config: Config) -> Path:
    """The watched folder, made where only its parent is there; refused in words where there is none."""
    if not config.storage.inbox.strip():
        raise UserError(
            _("No inbox folder is set"),
            place="config.yaml → storage.inbox",
            remedy=_("Write a folder there, for example: inbox: data/inbox"),
            code="no_inbox",
        )
    folder = Path(config.storage.inbox.strip())
    try:
        for place in (folder, folder / DONE, folder / REFUSED):
            place.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(
            _("The inbox folder cannot be used"),
            place=str(folder),
            found=system_in_words(error),
            remedy=_("Check that the folder exists and may be written to: config.yaml → storage.inbox."),
            code="no_inbox",
        ) from None
    return folder


def waiting(folder: Path) -> list[Path]:
    """The files to load, by name; none that is still being written or open in Excel or LibreOffice.

    Nor a link: whoever may put files here must not have others read by this program's rights.
    """
    names = {path.name for path in folder.iterdir()}
    return [folder / name for name in sorted(names) if _is_own_file(folder / name) and not _is_unfinished(name, names)]


def _is_own_file(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _is_unfinished(name: str, beside: set[str]) -> bool:
    low = name.lower()
    is_open = f"~${name}" in beside or f".~lock.{name}#" in beside
    return is_open or low.startswith(UNFINISHED_STARTS) or low.endswith(UNFINISHED_ENDS) or low in NO_LISTS


def empty_inbox(
    store: Store,
    config: Config,
    folder: Path,
    *,
    known_at: datetime,
    loaded_by: str,
    progress: Progress | None = None,
) -> list[Handled]:
    """Loads the sound files in one transaction, in the order in which they lean on each other, and moves every file."""
    sources = list(_read(waiting(folder)))
    sound, handled = _without_refused(store, config, sources, known_at, progress)
    if sound:
        outcomes = load_rehearsed(store, config, sound, known_at=known_at, loaded_by=loaded_by, progress=progress)
        handled += [_handled(source.path.name, outcomes) for source in sound]
    contents = {source.path.name: source.content for source in sources}
    moved = [_put_away(one, folder, contents[one.file], known_at) for one in sorted(handled, key=lambda one: one.file)]
    remove_old(folder, known_at - timedelta(days=config.storage.keep_originals_days))
    return [one for one in moved if one is not None]


def _read(files: Sequence[Path]) -> Iterator[Source]:
    """The files with their bytes; one that another program holds waits for the next run."""
    for file in files:
        with suppress(OSError):
            yield Source(file, content=_content(file))


def _content(file: Path) -> bytes:
    with open(file, "rb", opener=_not_behind_a_link) as held:  # noqa: PTH123  a path's own open takes no opener
        return held.read()


def _not_behind_a_link(file: str, flags: int) -> int:
    """It may have become one since it was looked at; Windows makes links for administrators only."""
    return os.open(file, flags | getattr(os, "O_NOFOLLOW", 0))


def _without_refused(
    store: Store, config: Config, sources: Sequence[Source], known_at: datetime, progress: Progress | None
) -> tuple[list[Source], list[Handled]]:
    """The files of which every sheet can be loaded, and those that are refused.

    Others may have leaned on a file that is refused, so what is left is tried again without it.
    """
    sound, refused = list(sources), list[Handled]()
    while sound:
        rehearsal = rehearse(store, config, sound, known_at=known_at, progress=progress)
        unread = {refusal.file: refusal.error for refusal in rehearsal.refusals}
        tried = [_handled(source.path.name, rehearsal.outcomes, unread.get(source.path.name)) for source in sound]
        bad = {one.file: one for one in tried if one.error is not None}
        if not bad:
            break
        refused += bad.values()
        sound = [source for source in sound if source.path.name not in bad]
    return sound, refused


def _handled(name: str, outcomes: Sequence[Outcome], error: UserError | None = None) -> Handled:
    of_file = tuple(outcome for outcome in outcomes if outcome.file == name)
    fault = next((outcome.fault for outcome in of_file if outcome.fault is not None), None)
    return Handled(name, of_file, error or fault)


def _put_away(one: Handled, folder: Path, content: bytes | None, at: datetime) -> Handled | None:
    """Moves the file and writes beside it what became of it; None where another run has done so meanwhile.

    A file that has changed since it was read, is held by another program, or has no room there, stays for the next run.
    """
    file, target = folder / one.file, _free_place(folder / (REFUSED if one.error else DONE) / one.file)
    books = {} if one.error else _workbooks(one, target)
    lines = report(one, [place.name for place in books], at)
    text = _beside(target, REPORT)
    beside = {**books, text: ("\ufeff" + "\n".join(lines) + "\n").encode()}  # the mark is for old Notepads
    written: list[Path] = []
    try:
        if file.read_bytes() != content:
            return one
        for place, content_beside in beside.items():
            written.append(place)
            place_over(place, content_beside, shared=True)
        os.utime(text, (at.timestamp(), at.timestamp()))
        file.rename(target)
    except OSError as error:
        for place in written:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        return None if isinstance(error, FileNotFoundError) else one
    return replace(one, moved_to=target)


def remove_old(folder: Path, before: datetime) -> list[Path]:
    """Removes what was put away before that moment: an original holds all that is never stored. What went.

    Put away when its report was written; a file without one is as old as it says. What another program holds goes next time.
    """
    gone = []
    for place in (folder / DONE, folder / REFUSED):
        for together in belonging(place) if place.is_dir() else ():
            *files, owner = together
            if owner.stat().st_mtime < before.timestamp():
                for file in (*files, owner):  # a report goes last
                    with suppress(OSError):
                        file.unlink()
                        gone.append(file)
    return gone


def belonging(folder: Path) -> list[list[Path]]:
    """The files of a folder as they belong together: a list, its workbooks of rejected rows, and last its report; by name."""
    files = sorted(file for file in folder.iterdir() if file.is_file())
    # The longest name first: of a list called a.txt the report is a.txt.txt.
    reports = sorted((file for file in files if file.name.endswith(REPORT)), key=lambda one: -len(one.name))
    found: dict[Path, list[Path]] = {}
    for file in files:
        owner = next((one for one in reports if _belongs(file, one)), file)
        found.setdefault(owner, []).append(file)
    return [[*(file for file in together if file != owner), owner] for owner, together in found.items()]


def _belongs(file: Path, report: Path) -> bool:
    """Whether it is the file of a report, its workbook of rejected rows, or the report itself."""
    name = report.name.removesuffix(REPORT)
    return file in (report, report.with_name(name)) or file.name.startswith(f"{name}{MENDING}")


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _free_place(wanted: Path) -> Path:
    """The name, or the next one with a number, that neither a file nor a report of an earlier run has."""
    taken = {path.name.lower() for path in wanted.parent.iterdir()}
    place, number = wanted, 1
    while any(f"{place.name}{ending}".lower() in taken for ending in ("", REPORT, f"{MENDING}.xlsx")):
        number += 1
        place = wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}")
    return place


def _workbooks(one: Handled, target: Path) -> dict[Path, bytes]:
    """The workbook of rejected rows of each list of the file that has some, and where it belongs."""
    found: dict[Path, bytes] = {}
    for outcome in one.outcomes:
        if outcome.rejected_rows and outcome.dataset and outcome.as_of:
            number = f"_{len(found) + 1}" if found else ""
            found[_beside(target, f"{MENDING}{number}.xlsx")] = mending_of(outcome)
    return found


def report(one: Handled, books: Sequence[str], at: datetime) -> list[str]:
    """What a clerk finds beside the file: what was loaded and what was not, or why it was refused and what to do."""
    lines = [_("REPORT ON A FILE OF THE INBOX"), f"{one.file} – {format_moment(at)}", ""]
    faults = [outcome.fault for outcome in one.outcomes if outcome.fault is not None]
    for error in faults or ([one.error] if one.error else []):
        lines += [_("REFUSED: {error}", error=fault_in_words(error)), ""]
    if one.error and not any(_is_stored(outcome) for outcome in one.outcomes):
        lines += [_("Nothing of this file was loaded."), ""]
    for outcome in one.outcomes:
        if outcome.fault is None:
            lines += [*_told(outcome), ""]
    if books:
        lines.append(
            _(
                "Mend the red cells of {files} and put the file into the inbox: its rows are added.",
                files=", ".join(books),
            )
        )
    return lines


def _is_stored(outcome: Outcome) -> bool:
    return outcome.batch is not None and outcome.loaded_before is None


def _told(outcome: Outcome) -> list[str]:
    if outcome.dataset is None or outcome.as_of is None:
        return [f"{outcome.title}: {outcome.problems[0].message}"]
    lines = [
        _("{sheet}: {list}, as of {date}", sheet=outcome.title, list=_(outcome.kind.name),
          date=format_date(outcome.as_of)),
        "  " + _("{read} rows = {accepted} accepted + {rejected} rejected + {ignored} ignored", read=format_count(outcome.read),
                 accepted=format_count(outcome.accepted), rejected=format_count(outcome.rejected),
                 ignored=format_count(outcome.ignored)),
    ]  # fmt: skip
    if _is_stored(outcome):
        changes = {name: format_count(count) for name, count in outcome.changes.items()}
        lines.append(
            "  " + _("batch {batch}: {added} new, {changed} changed, {gone} gone", batch=outcome.batch, **changes)
        )
        if not outcome.complete:
            lines.append("  " + _("it adds to what is there and takes nothing away"))
    return lines + [f"  {_cause(cause)}" for cause in causes(outcome.problems)]


def _cause(cause: Cause) -> str:
    """What is wrong, how often and in which cells; never what stands there, which may be a person's."""
    column = f"[{cause.column}] " if cause.column else ""
    return f"{SIGNS[cause.severity]} {column}{cause.message} (×{format_count(cause.count)})" + (
        f": {cause.where}" if cause.where else ""
    )
