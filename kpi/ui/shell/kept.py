"""Answers that are kept: each is worked out once, also where several pages ask for it in the same moment.

Streamlit's own cache works a name out of every argument anew, which took a tenth of a page run with its twelve questions.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class KeptAnswers:
    """The answers asked for last, at most so many; all who ask get the same object, and nobody may change it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._under_way: dict[Hashable, threading.Lock] = {}
        self._guard = threading.Lock()

    def once(self, key: Hashable, work_out: Callable[[], Any]) -> Any:
        """The answer of this name; what fails is not kept, and is tried again by whoever asks next."""
        with self._guard:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
            its_turn = self._under_way.setdefault(key, threading.Lock())
        with its_turn:
            with self._guard:
                if key in self._known:  # another page has worked it out meanwhile
                    return self._known[key]
            try:
                answer = work_out()
                self._keep(key, answer)
            finally:
                with self._guard:
                    self._under_way.pop(key, None)
        return answer

    def _keep(self, key: Hashable, answer: Any) -> None:
        with self._guard:
            self._known[key] = answer
            while len(self._known) > self._most:
                self._known.popitem(last=False)
