"""A meeting's slides as a page of their own."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from kpi.access.acting import Need, note
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words
from kpi.i18n.messages import N_, speaking
from kpi.ui.shell.desk import open_desk
from kpi.ui.shell.plans import ASKED

_SHOWN = Need((), N_("the slides of a meeting were shown"), reads=True)


def slides_page(request: Request) -> HTMLResponse:
    """A meeting's slides, by its number or the newest's, of the plan in the address: one answer, and the browser needs the server no
    more."""
    # No start of the server waits for what draws slides.
    from kpi.snapshots.freezing import config_of
    from kpi.snapshots.meetings import meeting
    from kpi.ui.meeting.slides import document

    try:
        now = open_desk()
        with speaking(now.config.language):
            found = meeting(now.store, request.path_params.get("number"), _plan_asked(request, now.config))
            note(_SHOWN, str(found.state.number))
            spoken = config_of(now.store, now.config, found.state)
            found = meeting(now.store, found.state.number, spoken)
            return HTMLResponse(document(found, spoken, simulated=now.is_simulated()))
    except UserError as error:
        return HTMLResponse(f"<meta charset='utf-8'><pre>{escape(fault_in_words(error))}</pre>", status_code=404)


def _plan_asked(request: Request, config: Config) -> Config | None:
    """The configuration that speaks of the plan of the address; None: the address names none that there is."""
    asked = request.query_params.get(ASKED)
    return config.speaking_of(asked) if any(one.id == asked for one in config.plans) and asked else None
