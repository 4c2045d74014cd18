"""When a page has answered all that it was asked; Streamlit's own mark says so too early, before a question has reached the server.

The page's socket tells: a question goes out, a run begins after it, and that run ends.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

REST = (
    "html:not([data-asked]) "
    '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
)
# Of a message only its outermost fields are read: by their numbers, as protocol buffers write them.
_LISTENING = """
(() => {
  const [ASKS, BEGINS, ENDS, CUT_SHORT] = NUMBERS;
  let asked = true, begun = false;
  const tell = () => document.documentElement?.toggleAttribute("data-asked", asked);
  const drawn = (then) => requestIdleCallback(() => requestAnimationFrame(then), { timeout: 1000 });
  function number(bytes, at) {
    let value = 0, scale = 1;
    for (;;) {
      const byte = bytes[at.place++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
  function fields(data) {
    const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
    const found = {}, at = { place: 0 };
    while (at.place < bytes.length) {
      const tag = number(bytes, at), value = number(bytes, at);
      found[tag >> 3] = value;
      if ((tag & 7) === 2) at.place += value;
    }
    return found;
  }
  function heard(event) {
    const message = fields(event.data);
    if (BEGINS in message) begun = true;
    if (ENDS in message && begun && message[ENDS] !== CUT_SHORT) {
      drawn(() => { if (begun) { asked = false; tell(); } });
    }
  }
  const send = WebSocket.prototype.send, known = new WeakSet();
  WebSocket.prototype.send = function (data) {
    if (!known.has(this)) {
      known.add(this);
      this.addEventListener("message", heard);
    }
    if (ASKS in fields(data)) { asked = true; begun = false; tell(); }
    return send.call(this, data);
  };
})();
"""
LISTENING = _LISTENING.replace(
    "NUMBERS",
    str(
        [
            BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number,
            ForwardMsg.DESCRIPTOR.fields_by_name["new_session"].number,
            ForwardMsg.DESCRIPTOR.fields_by_name["script_finished"].number,
            ForwardMsg.ScriptFinishedStatus.Value("FINISHED_EARLY_FOR_RERUN"),
        ]
    ),
)


def at_rest(page: Page) -> None:
    """Waits until the page has answered, all of it is drawn, and nothing failed."""
    page.wait_for_selector(REST)
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
