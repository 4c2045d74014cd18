"""A chart is checked once: Streamlit has Plotly check every property of every figure, at each run of a page that draws it.

That took a quarter of a page run (two charts: 8 of 29 ms). A figure that was checked comes again as one that has been.
"""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure
from plotly.tools import return_figure_from_figure_or_data

from kpi.ui.shell.kept import KeptAnswers

_checked = KeptAnswers(100)


class CheckedFigure(BaseFigure):  # type: ignore[misc]  # the library has no types
    """What the check made of a figure; Streamlit asks a figure of Plotly's own for nothing but its content, and checks it no more."""

    def __init__(self, content: dict[str, Any]) -> None:  # the library's would check it
        self._content = content

    def to_dict(self) -> dict[str, Any]:
        return self._content


def checked(figure: dict[str, Any]) -> CheckedFigure:
    """The figure for ``st.plotly_chart``; a property that Plotly does not know is a ``ValueError``, as it is there."""
    name = repr(figure)  # dates, numbers and words as they stand
    known: CheckedFigure = _checked.once(
        name, lambda: CheckedFigure(return_figure_from_figure_or_data(figure, validate_figure=True))
    )
    return known
