"""A chart is checked once: Streamlit has Plotly check every property of every figure, at each run of a page that draws it.

That took a quarter of a page run (two charts: 8 of 29 ms). A figure that was checked comes again as one that has been.
"""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure
from plotly.tools import return_figure_from_figure_or_data

_MOST_KEPT = 100
_checked: dict[str, CheckedFigure] = {}


class CheckedFigure(BaseFigure):  # type: ignore[misc]  # the library has no types
    """What the check made of a figure; Streamlit asks a figure of Plotly's own for nothing but its content, and checks it no more."""

    def __init__(self, content: dict[str, Any]) -> None:  # the library's would check it
        self._content = content

    def to_dict(self) -> dict[str, Any]:
        return self._content


def checked(figure: dict[str, Any]) -> CheckedFigure:
    """The figure for ``st.plotly_chart``; a property that Plotly does not know is a ``ValueError``, as it is there."""
    name = repr(figure)  # dates, numbers and words as they stand
    known = _checked.get(name)
    if known is None:
        known = CheckedFigure(return_figure_from_figure_or_data(figure, validate_figure=True))
        if len(_checked) >= _MOST_KEPT:
            _checked.clear()
        _checked[name] = known
    return known
