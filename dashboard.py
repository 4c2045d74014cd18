"""The dashboard's server: ``streamlit run dashboard.py`` starts it all. The script it runs is ``kpi/ui/shell/app.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route

from kpi.ui.access.guard import Guard
from kpi.ui.access.provider import from_provider, to_provider
from kpi.ui.access.serving import account_page, sign_in_page
from kpi.ui.meeting.serving import slides_page
from kpi.ui.shell import saving
from kpi.ui.shell.frame import unforeseen
from kpi.ui.shell.health import health
from kpi.ui.shell.keeping import lifespan
from kpi.ui.shell.office import FROM_PROVIDER, OWN_ACCOUNT, SIGN_IN, TO_PROVIDER
from kpi.ui.shell.server.language import SpokenLanguage
from kpi.ui.shell.server.packed import PackedScripts

app = st.App(
    Path(__file__).with_name("kpi") / "ui" / "shell" / "app.py",
    lifespan=lifespan,
    routes=[
        Route("/healthz", health),
        Route(saving.ADDRESS, saving.saved, methods=["POST"]),
        Route("/trinh-chieu/{number:int}", slides_page),
        Route("/trinh-chieu/moi-nhat", slides_page),
        Route(SIGN_IN, sign_in_page, methods=["GET", "POST"]),
        Route(TO_PROVIDER, to_provider),
        Route(FROM_PROVIDER, from_provider),
        Route(OWN_ACCOUNT, account_page, methods=["GET", "POST"]),
    ],
    middleware=[
        Middleware(Guard),
        Middleware(PackedScripts),
        Middleware(GZipMiddleware, minimum_size=1024),
        Middleware(SpokenLanguage),
    ],
    on_script_error=unforeseen,
)
