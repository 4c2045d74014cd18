"""Longer work: it says what it is doing, and can be left and stopped.

A thread of its own does it: Streamlit ends a page's run at the next click, in the middle of whatever the run does, and a page whose
run is busy shows no other one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from html import escape
from itertools import count
from pathlib import Path
from typing import Any, Generic, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.access.acting import acting_as, who
from kpi.domain.errors import UserError
from kpi.i18n.messages import N_, _, speaking, spoken
from kpi.store import stored_here
from kpi.ui.shell.anew import has_stored, said_unless_anew
from kpi.ui.shell.faults import plain, show_fault
from kpi.ui.shell.server.ticking import stop_ticking

Result = TypeVar("Result")
_STANDS = N_("Until it ends, every page shows what held before.")
# How far a task is: (done, of, what it does now).
Progress = Callable[[int, int, str], None]
Task = Callable[[Progress], Result]

UNDER_WAY, READING = "shell.work", "shell.reading"
# Where a session works (database, account), and the work of other sessions there whose end it has still to hear.
_HERE, _BESIDE = "shell.work.here", "shell.work.beside"
SHOWN_AFTER_SECONDS, LOOKED_AT_EVERY_SECONDS, LOOKED_AT_FROM_ELSEWHERE_EVERY_SECONDS = 0.3, 0.1, 1.0
_numbers = count(1)
# What is under way and where, by its number: a page that is loaded anew, or opened beside, is another session.
_begun: dict[int, tuple[tuple[str, str], Work[Any]]] = {}


class Stopped(BaseException):
    """The work was stopped: raised where it tells how far it is, so that whatever it has open closes with nothing done."""


class Work(Generic[Result]):
    """A task under way, in the name and the language of whoever began it. ``then`` keeps for him what it came to."""

    def __init__(
        self, title: str, task: Task[Result], then: Callable[[Result], None] = lambda _result: None, *, stops: bool = False
    ) -> None:  # fmt: skip
        self.number, self.title, self.stops = next(_numbers), title, stops
        self.percent, self.doing = 0, ""
        self.ended = threading.Event()
        self.error: BaseException | None = None
        self.has_stored = False
        self._task, self._then, self._person, self._language = task, then, who(), spoken()
        self.stopping = threading.Event()
        self._result: Result

    def begin(self) -> None:
        threading.Thread(target=self._do, daemon=True).start()

    def stop(self) -> None:
        """It ends where it tells the next time how far it is; what is past its last step is done all the same."""
        self.stopping.set()

    def keep(self) -> None:
        """Keeps what it came to."""
        self._then(self.result())

    def result(self) -> Result:
        if self.error is not None:
            raise self.error
        return self._result

    def _do(self) -> None:
        try:
            with acting_as(self._person), speaking(self._language):
                self._result = self._task(self._tell)
        except BaseException as error:  # whatever it is, whoever waits for the end hears it
            self.error = error
        finally:
            self.has_stored = stored_here() > 0
            _begun.pop(self.number, None)
            self.ended.set()

    def _tell(self, done: int, of: int, what: str) -> None:
        if self.stopping.is_set():
            raise Stopped
        self.percent, self.doing = 100 * min(done, of) // max(of, 1), what


def carry_out(
    title: str, task: Task[Result], then: Callable[[Result], None] = lambda _result: None, *, stops: bool = False
) -> bool:
    """Carries out what changes something, once; True where it is done, and a page may run anew to show it.

    Whoever goes elsewhere meanwhile finds it at the head of every page: it goes on, and ``then`` keeps for him what it came to.
    ``stops``: it tells its steps, and until its last one it can be ended as if it had never begun.
    """
    earlier: Work[Any] | None = st.session_state.get(UNDER_WAY)
    if earlier is not None:
        if earlier.ended.is_set():
            _tell(earlier)  # pressed twice, it may be: whoever wants it once more presses again
        else:
            words = _("{title}: still under way. Nothing else is begun before it ends.", title=earlier.title)
            st.warning(plain(words), icon="⏳")
        return False
    work = st.session_state[UNDER_WAY] = Work(title, task, then, stops=stops)
    begin_at(st.session_state[_HERE], work)
    words = _("You may go to another page: it goes on, and its end is told at the head of the page.")
    _watch(work, f"{words} {_(_STANDS)}", st.empty())
    if work.has_stored:
        has_stored()
    return _conclude(work)


def begin_at(here: tuple[str, str], work: Work[Any]) -> None:
    """Begins it where every page of that database and account shows it."""
    _begun[work.number] = (here, work)
    work.begin()


def awaited(title: str, task: Task[Result], place: DeltaGenerator | None = None, *, lost: str = "") -> Result:
    """What a task comes to that changes nothing. Whoever leaves ends it; when he is back, it is done anew.

    ``place``: an empty one that every run has, where not every run asks: else what stands below would be made anew, and lose the keys.
    ``lost``: in words, what must be given again by whoever leaves.
    """
    place = place or st.empty()
    earlier: Work[Any] | None = st.session_state.get(READING)
    if earlier is not None:  # it was left, and ends at its next step
        _watch(earlier, "", place)
    work: Work[Result] = Work(title, task)
    st.session_state[READING] = work
    work.begin()
    try:
        words = _("You may go to another page: this then ends, and nothing has changed.")
        _watch(work, f"{words} {lost}".strip(), place)
    except BaseException:
        work.stop()
        raise
    del st.session_state[READING]
    return work.result()


def show(database: Path) -> None:
    """At the head of a page: the work that was left, or begun in another session, and is still under way, or what it came to."""
    here = st.session_state[_HERE] = (str(database.resolve()), who().account)
    own: Work[Any] | None = st.session_state.get(UNDER_WAY)
    known: list[Work[Any]] = st.session_state.setdefault(_BESIDE, [])
    known += [one for place, one in list(_begun.values()) if place == here and one not in (own, *known)]
    for work in (*([own] if own else []), *known):
        if not work.ended.is_set():
            _line(work, count())
        else:
            _tell(work)


def _tell(work: Work[Any]) -> None:
    said_unless_anew(partial(st.session_state[_BESIDE].append, work))
    if _conclude(work):
        st.success(plain(_("{title}: done", title=work.title)), icon="✔")


@st.fragment(run_every=LOOKED_AT_FROM_ELSEWHERE_EVERY_SECONDS)
def _line(work: Work[Any], runs: Iterator[int]) -> None:
    """The first of its runs is a part of the page's, which may wait for the work itself and hear no press; the others are its own.

    Its end is told here: to run the page anew would close what has been opened over it.
    """
    heard = next(runs) > 0
    if not work.ended.is_set():
        _draw(work, f"{_('It goes on, whatever page you look at.')} {_(_STANDS)}", stops=heard)
        return
    if _is_unforeseen(work):
        st.rerun()
    stop_ticking()
    if _conclude(work):
        done = _("{title}: done. This page still shows what it showed before.", title=work.title)
        st.success(plain(done), icon="✔")
        if st.button(_("Show the page anew"), key=f"work.anew.{work.number}"):
            st.rerun()


def _watch(work: Work[Any], words: str, place: DeltaGenerator) -> None:
    """Waits for the end; a click ends the wait, not the work."""
    if work.ended.wait(SHOWN_AFTER_SECONDS):
        return
    with place.container():
        told = _draw(work, words, stops=True)
    while not work.ended.wait(LOOKED_AT_EVERY_SECONDS):
        said = _in_words(work)
        if said != told[1]:
            told[0].html(said)
            told = told[0], said
        with suppress(KeyError):
            st.session_state[UNDER_WAY]  # Streamlit lets a click through only where the page asks it for something
    place.empty()


def _draw(work: Work[Any], words: str, *, stops: bool) -> tuple[Any, str]:
    """``stops``: where a press is heard while it is under way."""
    with st.container(key=f"panel-work-{work.number}", border=True):
        line, said = st.empty(), _in_words(work)
        line.html(said)
        if words:
            st.caption(plain(words))
        if stops and work.stops and not work.stopping.is_set():
            st.button(_("Stop; nothing is changed"), key=f"work.stop.{work.number}", on_click=work.stop)
    return line, said


def _in_words(work: Work[Any]) -> str:
    what = f"{work.title}: {work.doing}" if work.doing else f"{work.title} …"
    if work.stopping.is_set():
        what = _("{title}: stopping at its next step …", title=work.title)
    # Without a value the bar says only that something is being done.
    share = f' max="100" value="{work.percent}"' if work.doing else ""
    bar = f'<progress class="kpi-work" aria-label="{escape(work.title)}"{share}></progress>'
    return f'<p class="kpi-work" role="status">{escape(what)}</p>{bar}'


def _conclude(work: Work[Any]) -> bool:
    """What it came to is kept by whoever began it, or told; first that, then it is forgotten, for a click may come between."""
    own, beside = st.session_state.get(UNDER_WAY) is work, st.session_state.get(_BESIDE, [])
    if work.error is None and own:
        work.keep()
    elif isinstance(work.error, Stopped):
        words = plain(_("{title}: stopped. Nothing has been changed.", title=work.title))
        st.info(words, icon="⏹️")
        if own:  # the line at the head is out of sight for whoever has scrolled down
            st.toast(words, icon="⏹️")
    elif isinstance(work.error, UserError):
        show_fault(work.error)
    elif work.error is not None and not own:
        st.error(plain(_("{title}: something went wrong.", title=work.title)), icon="✖")
    if own:
        del st.session_state[UNDER_WAY]
    elif work in beside:
        beside.remove(work)
    if own and work.error is not None and _is_unforeseen(work):
        raise work.error
    return work.error is None


def _is_unforeseen(work: Work[Any]) -> bool:
    return work.error is not None and not isinstance(work.error, UserError | Stopped)
