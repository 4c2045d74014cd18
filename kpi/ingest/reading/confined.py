"""Readers of workbooks in a process of their own, which ends where a file would make them loop or take the PC's memory.

A process that has read one file waits for the next: starting one takes longer than reading an ordinary list. What goes to and
fro is plain data, so that nothing a file makes of the reader gets further than its own process.
"""

from __future__ import annotations

import atexit
import gc
import marshal
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Any

from kpi.domain.errors import UserError
from kpi.i18n.messages import _, speaking, spoken
from kpi.ingest.reading.arrays import joined
from kpi.ingest.reading.refusals import unreadable
from kpi.ingest.reading.sheet import Sheet, Span
from kpi.ingest.reading.tall import TALL_WORKBOOK_BYTES, ByColumns, prepare, unjoined

_SPAWNED = "import sys; sys.path[:] = sys.argv[3:]; from kpi.ingest.reading.confined import serve; serve(*map(int, sys.argv[1:3]))"
_LENGTH = struct.Struct("<Q")
_MEGABYTE = 1_000_000
_TICK = 0.25  # seconds between two looks at a process that reads
_LONGEST_SLEEP = 2.0  # seconds in which it does nothing


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take."""

    seconds: int = 60
    megabytes: int = 1_500


def sheets(name: str, content: bytes, password: str = "", limits: Limits | None = None) -> list[Sheet]:
    """The worksheets of a workbook. One that takes too long or too much is refused like any other that cannot be read."""
    limits = limits or Limits()
    with _helper(limits, keep=len(content) <= TALL_WORKBOOK_BYTES) as helper:
        if len(content) > TALL_WORKBOOK_BYTES:
            prepare()  # while the other process reads
        answer = helper.ask(marshal.dumps((name, content, password, spoken())))
    if answer is None:
        found = _(
            "a file that breaks the reader, or takes more than {seconds} seconds or {megabytes} MB of memory",
            seconds=limits.seconds,
            megabytes=limits.megabytes,
        )
        raise unreadable(name, found)
    fault, found_sheets = marshal.loads(answer)
    if fault:
        raise UserError(fault.pop("title"), **fault)
    return [_sheet(one) for one in found_sheets]


# ---------------------------------------------------------------- the process that asks


class _Helper:
    """A process that reads one file after the other."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.owner, self.is_alive = limits, os.getpid(), True
        self._child: subprocess.Popen[bytes] | None = None
        self.pid, self._to, self._from = _forked(limits) if _may_fork() else self._spawned()

    def _spawned(self) -> tuple[int, IO[bytes], IO[bytes]]:
        """A process from the start: beside threads a copy might wait for ever for what they hold."""
        command = [sys.executable, "-c", _SPAWNED, str(self.limits.seconds), str(self.limits.megabytes), *sys.path]
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
        assert self._child.stdin and self._child.stdout
        return self._child.pid, self._child.stdin, self._child.stdout

    def ask(self, request: bytes) -> bytes | None:
        """The answer; None where the process broke or had to be ended."""
        answers: list[bytes | None] = []
        asking = threading.Thread(target=lambda: answers.append(self._answer(request)), daemon=True)
        asking.start()
        asleep = 0
        for _look in range(int(self.limits.seconds / _TICK)):
            asking.join(_TICK)
            if not asking.is_alive() or _takes_too_much(self.pid, self.limits.megabytes):
                break
            asleep = asleep + 1 if _sleeps(self.pid) else 0
            if asleep * _TICK >= _LONGEST_SLEEP:
                break
        if answers and answers[0] is not None:
            return answers[0]
        self.end()
        return None

    def _answer(self, request: bytes) -> bytes | None:
        try:
            self._to.write(_LENGTH.pack(len(request)) + request)
            self._to.flush()
            return _message(self._from)
        except (OSError, ValueError):
            return None

    def end(self) -> None:
        """Ends the process, whatever it does."""
        if self.is_alive and self.owner == os.getpid():
            self.is_alive = False
            if self._child is not None:
                self._child.kill()
                self._child.wait()
            else:
                with suppress(OSError):
                    os.kill(self.pid, signal.SIGKILL)
                    os.waitpid(self.pid, 0)


_idle: list[_Helper] = []


@contextmanager
def _helper(limits: Limits, *, keep: bool) -> Iterator[_Helper]:
    """A process that waits, else a new one; afterwards it waits again, or after a large file ends and gives its memory back."""
    helper = _waiting(limits) or _Helper(limits)
    try:
        yield helper
    except BaseException:
        helper.end()
        raise
    if keep and helper.is_alive:
        _idle.append(helper)
    else:
        helper.end()


def _waiting(limits: Limits) -> _Helper | None:
    with suppress(IndexError):
        while True:
            helper = _idle.pop()
            if helper.limits == limits and helper.owner == os.getpid():
                return helper
            helper.end()
    return None


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def _may_fork() -> bool:
    """Whether this process is one thread alone, those of its libraries counted, so that a copy of it is whole."""
    try:
        return hasattr(os, "fork") and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _forked(limits: Limits) -> tuple[int, IO[bytes], IO[bytes]]:
    """A copy of this process, which takes milliseconds."""
    (read_request, write_request), (read_answer, write_answer) = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(write_request)
            os.close(read_answer)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            _serve(os.fdopen(read_request, "rb"), os.fdopen(write_answer, "wb"), limits)
        finally:
            os._exit(0)
    os.close(read_request)
    os.close(write_answer)
    return pid, os.fdopen(write_request, "wb"), os.fdopen(read_answer, "rb")


def _takes_too_much(pid: int, megabytes: int) -> bool:
    """Looks after a process that cannot bound itself (Windows)."""
    if sys.platform != "win32":
        return False
    import psutil

    try:
        return bool(psutil.Process(pid).memory_info().rss > megabytes * _MEGABYTE)
    except psutil.NoSuchProcess:
        return True


def _sleeps(pid: int) -> bool:
    """Whether a process waits for something, which none does that reads; a library that gets no memory may wait for ever."""
    import psutil

    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_SLEEPING)
    except psutil.NoSuchProcess:
        return True


def _sheet(packed: dict[str, Any]) -> Sheet:
    """A worksheet as it came; a long one is kept by columns, by the library that the other process has no need of."""
    merged = tuple(Span(*span) for span in packed.pop("merged"))
    rows, columns = packed.pop("rows"), packed.pop("columns")
    rows = unjoined(columns) if columns else rows
    return Sheet(rows=rows, merged=merged, **packed)


# ---------------------------------------------------------------- the process that reads


def serve(seconds: int, megabytes: int) -> None:
    """Reads what is asked on the standard input until nobody asks any more."""
    _serve(sys.stdin.buffer, sys.stdout.buffer, Limits(seconds, megabytes))


def _serve(requests: IO[bytes], answers: IO[bytes], limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks ends this process, too
    _bound(limits.megabytes)
    while (request := _message(requests)) is not None:
        if sys.platform != "win32":
            signal.alarm(2 * limits.seconds)  # should nobody be left to end it
        gc.disable()  # cells by the hundred thousand, among which it would look for circles in vain
        answer = _read(*marshal.loads(request))
        gc.enable()
        answers.write(_LENGTH.pack(len(answer)) + answer)
        answers.flush()
        if sys.platform != "win32":
            signal.alarm(0)


def _bound(megabytes: int) -> None:
    """No more memory than that, where the system lets a process say so."""
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))


def _read(name: str, content: bytes, password: str, language: str) -> bytes:
    from kpi.ingest.reading import excel

    with speaking(language):
        try:
            return marshal.dumps((None, [_packed(sheet) for sheet in excel.sheets(name, content, password)]))
        except UserError as error:
            return marshal.dumps(
                ({part: getattr(error, part) for part in ("title", "place", "found", "expected", "remedy", "code")}, [])
            )


def _packed(sheet: Sheet) -> dict[str, Any]:
    packed = {one.name: getattr(sheet, one.name) for one in fields(sheet)}
    columns = list(map(joined, sheet.rows.columns)) if isinstance(sheet.rows, ByColumns) else []
    rows = [] if columns else list(sheet.rows)
    return {**packed, "rows": rows, "columns": columns, "merged": [tuple(span) for span in sheet.merged]}


def _message(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the other side has ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    message = stream.read(length)
    return message if len(message) == length else None
