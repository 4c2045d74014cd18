"""Texts that people typed, where Markdown or Plotly would read signs in them; and whose password is looked at first."""

from __future__ import annotations

import asyncio
import re

import pytest

from kpi.domain.errors import UserError
from kpi.ui.access.turns import MOST_WAITING, Turns
from kpi.ui.parts.figures import label
from kpi.ui.shell.faults import plain
from tests.access.hostile import CODES
from tests.awaiting import awaited


@pytest.mark.parametrize("text", CODES.values())
def test_what_is_read_as_markdown_is_what_was_typed(text: str) -> None:
    """Without its backslashes and what nobody sees it is the text; no sign of it is left without a backslash."""
    made = plain(text)
    assert re.sub(r"\\(.)", r"\1", made).replace("\u2060", "") == text
    assert not re.search(r"(?<!\\)[<>&$*_`\[\]()!~#|:]", made)


@pytest.mark.parametrize(
    ("text", "links"),
    [("http://a.example", r"https?://"), ("www.a.example", r"www\."), ("a@b.example", r"\w@"), (":material/delete:", r":material"),
     (":streamlit:", r":streamlit"), ("a -> b", "->"), ("a -- b", "--"), ("a >= b", ">=")],
)  # fmt: skip
def test_what_is_found_in_the_text_later_is_found_no_more(text: str, links: str) -> None:
    """Links, icons and arrows that Streamlit looks for where the backslashes are gone already."""
    assert re.search(links, text)
    assert not re.search(links, re.sub(r"\\(.)", r"\1", plain(text)))


def test_a_text_of_several_lines_is_one_paragraph() -> None:
    """Lines below one another would make headings and tables, and a tab a block of code."""
    assert plain("a\n===\n\n\tb") == r"a \=\=\= b"


def test_times_and_words_stay_as_they_are() -> None:
    assert plain("Nhóm ANTT Thôn 1 lúc 8 giờ") == "Nhóm ANTT Thôn 1 lúc 8 giờ"


def test_a_figures_text_holds_no_tag() -> None:
    assert label('<a href="http://x">b</a> & c') == '&lt;a href="http://x"&gt;b&lt;/a&gt; &amp; c'


def test_who_is_known_waits_for_no_stranger() -> None:
    """Strangers fill their place and their queue; one more is refused, and whoever is known is let through at once."""

    async def crowd() -> None:
        turns, done = Turns(), asyncio.Event()

        async def stranger() -> None:
            async with turns.of(known=False):
                await done.wait()

        waiting = [asyncio.create_task(stranger()) for _place in range(MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(UserError):
            async with turns.of(known=False):
                pass
        async with turns.of(known=True):
            pass
        done.set()
        await asyncio.gather(*waiting)
        async with turns.of(known=False):  # there is room again
            pass

    awaited(asyncio.wait_for(crowd(), 60))
