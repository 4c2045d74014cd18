// Every press is answered before the server knows of it: a line runs along the top from the moment in which the page asks the server
// for something until the answer stands there (style.css). And a double click presses once.
(() => {
  const RENDERED_WITHIN_MS = 150, GIVES_UP_AFTER_MS = 60000;
  const ONCE = '[data-testid*="FormSubmit"], [data-testid="stBaseButton-primary"]';
  const CHOICE = '[role="option"], [role="gridcell"], [role="radio"], [data-testid="stSelectbox"], [data-testid="stDateInput"]';
  const root = document.documentElement;
  let timer = 0, sent = 0;
  const asked = (on, within) => {
    clearTimeout(timer);
    if (on) root.dataset.kpiAsked = "";
    timer = setTimeout(() => delete root.dataset.kpiAsked, within);
  };
  const { send } = WebSocket.prototype, heard = new WeakSet();
  WebSocket.prototype.send = function (...what) {
    asked(true, GIVES_UP_AFTER_MS);
    sent += 1;
    if (!heard.has(this)) { // once the server answers, Streamlit says itself whether the page runs
      heard.add(this);
      this.addEventListener("message", () => { if ("kpiAsked" in root.dataset) asked(false, RENDERED_WITHIN_MS); });
    }
    return send.apply(this, what);
  };
  document.addEventListener("click", (event) => {
    const leaves = event.target.closest?.(
      'a[href]:not([href^="#"]):not([target=_blank]):not([download]), [data-kpi-theme], [data-kpi-language]');
    const beside = event.ctrlKey || event.metaKey || event.shiftKey; // opens beside, and this page waits for nothing
    if (leaves && !beside && event.isTrusted) {
      const before = sent;
      asked(true, GIVES_UP_AFTER_MS);
      setTimeout(() => { if (event.defaultPrevented && sent === before) asked(false, RENDERED_WITHIN_MS); }); // nobody was asked
    }
    if (event.detail > 1 && event.target.closest?.(ONCE)) { event.preventDefault(); event.stopPropagation(); }
  }, true);
  // To open and to close a list, and to tell the server, takes Streamlit longer than one waits for a sign.
  const chosen = (event) => { if (event.target.closest?.(CHOICE)) asked(true, RENDERED_WITHIN_MS); };
  document.addEventListener("pointerdown", chosen, true);
  document.addEventListener("click", chosen, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Enter") chosen(event); }, true);
})();
