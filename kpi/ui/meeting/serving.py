"""A meeting's slides as a page of their own."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from kpi.access.acting import Need, note
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import N_, speaking
from kpi.ui.shell.desk import open_desk

_SHOWN = Need((), N_("the slides of a meeting were shown"), reads=True)


def slides_page(request: Request) -> HTMLResponse:
    """A meeting's slides, by its number or the newest's: one answer, and the browser needs the server no more."""
    # No start of the server waits for what draws slides.
    from kpi.snapshots.freezing import config_of
    from kpi.snapshots.meetings import meeting
    from kpi.ui.meeting.slides import document

    try:
        now = open_desk()
        with speaking(now.config.language):
            found = meeting(now.store, request.path_params.get("number"))
            note(_SHOWN, str(found.state.number))
            return HTMLResponse(
                document(found, config_of(now.store, now.config, found.state), simulated=now.is_simulated())
            )
    except UserError as error:
        return HTMLResponse(f"<meta charset='utf-8'><pre>{escape(fault_in_words(error))}</pre>", status_code=404)
