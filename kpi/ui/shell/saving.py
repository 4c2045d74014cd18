"""A page as a file: the buttons beside its title, and what it says of itself there and on paper. The file is made by ``saving.js``.

It is what is on the screen, made in the browser, so that nothing can differ; the audit log is told before.
"""

from __future__ import annotations

import re
from html import escape

from starlette.requests import Request
from starlette.responses import Response

from kpi.access.acting import Need, note, who
from kpi.domain import clock
from kpi.i18n.formats import format_count, format_date, format_moment
from kpi.i18n.messages import N_, _
from kpi.snapshots.standing import standing
from kpi.ui.shell.desk import Desk
from kpi.ui.shell.scope import PageScope
from kpi.vietnamese.text import fold

ADDRESS = "/luu-trang"
_SAVED = Need((), N_("a page was saved as a file"))
_NAME = re.compile(r"[a-z0-9-]{1,60}_[0-9]{4}-[0-9]{2}-[0-9]{2}")


def saved(request: Request) -> Response:
    """Notes in the audit log that somebody saves the page that the address names; anything but a page's name and day is refused."""
    name = request.query_params.get("trang", "")
    if _NAME.fullmatch(name) is None:
        return Response(status_code=400)
    note(_SAVED, name)
    return Response(status_code=204)


def buttons(title: str, scope: PageScope) -> str:
    """*Save this page* and *Print*; the file is named by the page's title and its day."""
    name = f"{fold(title).replace(' ', '-')}_{scope.as_of}"
    fault = _("The page could not be saved: the server does not answer, or you are signed out.")
    save = f'data-kpi-save="{escape(name)}" data-kpi-fault="{escape(fault)}"'
    words = {save: _("Save this page"), "data-kpi-print": _("Print or PDF")}
    return "".join(f'<button type="button" {what}>{escape(word)}</button>' for what, word in words.items())


def colophon(desk: Desk, scope: PageScope) -> str:
    """Which unit, day and state of knowledge the page shows, when it was made and by whom; on paper and in the file only."""
    state = desk.ask(standing, scope.as_of)
    parts = (
        desk.config.unit.name,
        _("figures as of {date}", date=format_date(scope.as_of)),
        _("compared with {date}", date=format_date(scope.compared)),
        _("figures not frozen")
        if state is None
        else _("the indicators of the day as frozen under number {number}", number=format_count(state.number)),
        _("page made at {moment}", moment=format_moment(clock.now(desk.config.timezone))),
        who().name if who().account else "",
    )
    return f'<p class="kpi-colophon">{escape(" · ".join(filter(None, parts)))}</p>'
