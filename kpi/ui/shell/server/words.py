"""Streamlit's own words that reach our pages: it takes no others, so ``page.js`` puts ours in their place.

Each is written as Streamlit writes it; ``{}`` stands for what varies. What does not fit a later version stays English, no more.
"""

from __future__ import annotations

from kpi.i18n.messages import N_

STREAMLITS_WORDS = (
    N_("Skip to main content"),
    N_("Sidebar"),
    N_("Expand sidebar"),
    N_("Collapse sidebar"),
    N_("App pages"),
    N_("Open"),
    N_("Close"),
    N_("Dismiss"),
    N_("Clear value"),
    N_("Clear all"),
    N_("Selected values"),
    N_("Choose an option"),
    N_("Choose or add an option"),
    N_("No results"),
    N_("Add: {}"),
    N_("{} options available."),
    N_("{} option available."),
    N_("Press Enter to apply"),
    N_("Press Enter to submit form"),
    N_("file upload"),
    N_("Upload"),
    N_("Add files"),
    N_("Drag and drop a file here"),
    N_("Drag and drop files here"),
    N_("{} per file"),
    N_("Remove {}"),
    N_("File must be {} or smaller."),
    N_("{} files are not allowed."),
    N_("Help for {}"),
    N_("Choose date"),
    N_("Previous month"),
    N_("Next month"),
    N_("Next"),
    N_("Clear date"),
    N_("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    N_("Today, {}"),
    N_("{} selected"),
    N_("Shortcut {}"),
    N_("Pagination"),
    N_("Previous page"),
    N_("Next page"),
    N_("Page {}"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
    N_("Page not found"),
    N_("The page that you have requested does not seem to exist. Running the app's main page."),
    N_("Connection error"),
    N_("Streamlit server is not responding. Are you connected to the internet?"),
    N_("Connecting"),
    N_("Running..."),
    N_("Stop"),
    N_("Please wait..."),
    N_("Connection lost. Please wait for the app to reconnect, then try again."),
)

# Put together by the calendar out of the browser's own words for the parts of a day, so they stand nowhere in Streamlit's scripts.
CALENDARS_WORDS = (N_("Choose date, {}"), N_("day, {}"), N_("month, {}"), N_("year, {}"))
