"""What every page test does without: what AppTest does beside the page at each run, and a server does not or does once."""

from __future__ import annotations

from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import app_test, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner


def wait_for_the_page(runner: LocalScriptRunner, timeout: float = 3) -> None:
    """Waits for the page's thread, where AppTest asks it a thousand times in a second and so takes a seventh of its time."""
    thread = runner._script_thread
    assert thread is not None
    thread.join(timeout)
    if thread.is_alive():
        runner.request_stop()
        runner.join()
        raise RuntimeError(f"The page took longer than {timeout} s")


local_script_runner.require_widgets_deltas = wait_for_the_page
# AppTest builds a runtime for each run, and the runtime reads every package's metadata (half a second) for components of which
# this program uses none. A server does it once, when it starts.
manifest_scanner.scan_component_manifests = lambda *_args: []
# AppTest compiles each page anew at each run. A server keeps what it compiled, and no page changes while the tests run.
COMPILED = ScriptCache()
for running in (app_test, local_script_runner):
    vars(running).update(ScriptCache=lambda: COMPILED)
