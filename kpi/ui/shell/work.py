"""Longer work: it says what it is doing, and can be left and stopped.

A thread of its own does it: Streamlit ends a page's run at the next click, in the middle of whatever the run does, and a page whose
run is busy shows no other one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from html import escape
from itertools import count
from typing import Any, Generic, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kpi.access.acting import acting_as, who
from kpi.domain.errors import UserError
from kpi.i18n.messages import _, speaking, spoken
from kpi.ui.shell.faults import plain, show_fault

Result = TypeVar("Result")
# How far a task is: (done, of, what it does now).
Progress = Callable[[int, int, str], None]
Task = Callable[[Progress], Result]

UNDER_WAY, READING = "shell.work", "shell.reading"
SHOWN_AFTER_SECONDS, LOOKED_AT_EVERY_SECONDS, LOOKED_AT_FROM_ELSEWHERE_EVERY_SECONDS = 0.3, 0.1, 1.0
_numbers = count(1)


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
            show()  # pressed twice, it may be: whoever wants it once more presses again
        else:
            words = _("{title}: still under way. Nothing else is begun before it ends.", title=earlier.title)
            st.warning(plain(words), icon="⏳")
        return False
    work = st.session_state[UNDER_WAY] = Work(title, task, then, stops=stops)
    work.begin()
    _watch(work, _("You may go to another page: it goes on, and its end is told at the head of the page."), st.empty())
    return _conclude(work)


def awaited(title: str, task: Task[Result], place: DeltaGenerator | None = None) -> Result:
    """What a task comes to that changes nothing. Whoever leaves ends it; when he is back, it is done anew.

    ``place``: an empty one that every run has, where not every run asks: else what stands below would be made anew, and lose the keys.
    """
    place = place or st.empty()
    earlier: Work[Any] | None = st.session_state.get(READING)
    if earlier is not None:  # it was left, and ends at its next step
        _watch(earlier, "", place)
    work: Work[Result] = Work(title, task)
    st.session_state[READING] = work
    work.begin()
    try:
        _watch(work, _("You may go to another page: this then ends, and nothing has changed."), place)
    except BaseException:
        work.stop()
        raise
    del st.session_state[READING]
    return work.result()


def show() -> None:
    """At the head of a page: the work that was left and is still under way, or what it came to."""
    work: Work[Any] | None = st.session_state.get(UNDER_WAY)
    if work is None:
        return
    if not work.ended.is_set():
        _line(work)
    elif _conclude(work):
        st.success(plain(_("{title}: done", title=work.title)), icon="✔")


@st.fragment(run_every=LOOKED_AT_FROM_ELSEWHERE_EVERY_SECONDS)
def _line(work: Work[Any]) -> None:
    if work.ended.is_set():
        st.rerun()
    _draw(work, _("It goes on, whatever page you look at."))


def _watch(work: Work[Any], words: str, place: DeltaGenerator) -> None:
    """Waits for the end; a click ends the wait, not the work."""
    if work.ended.wait(SHOWN_AFTER_SECONDS):
        return
    with place.container():
        told = _draw(work, words)
    while not work.ended.wait(LOOKED_AT_EVERY_SECONDS):
        said = _in_words(work)
        if said != told[1]:
            told[0].html(said)
            told = told[0], said
        with suppress(KeyError):
            st.session_state[UNDER_WAY]  # Streamlit lets a click through only where the page asks it for something
    place.empty()


def _draw(work: Work[Any], words: str) -> tuple[Any, str]:
    with st.container(key=f"panel-work-{work.number}", border=True):
        line, said = st.empty(), _in_words(work)
        line.html(said)
        if words:
            st.caption(plain(words))
        if work.stops and not work.stopping.is_set():
            st.button(_("Stop; nothing is changed"), key="work.stop", on_click=work.stop)
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
    """What it came to is kept or told; first that, then it is forgotten, for a click may come between."""
    if work.error is None:
        work.keep()
    elif isinstance(work.error, Stopped):
        st.info(plain(_("{title}: stopped. Nothing has been changed.", title=work.title)), icon="⏹️")
    elif isinstance(work.error, UserError):
        show_fault(work.error)
    del st.session_state[UNDER_WAY]
    if work.error is None or isinstance(work.error, UserError | Stopped):
        return work.error is None
    raise work.error
