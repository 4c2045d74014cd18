"""What every page test does without: a look at all installed packages for parts of pages, at each run anew."""

from __future__ import annotations

from streamlit.components.v2 import manifest_scanner

# AppTest builds a runtime for each run, and the runtime reads every package's metadata (half a second) for components of which
# this program uses none. A server does it once, when it starts.
manifest_scanner.scan_component_manifests = lambda *_args: []
