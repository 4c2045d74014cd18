// Goes into Streamlit's own page before its script: the theme that the visitor chose, the page's language, and Streamlit's own words.
(() => {
  // Else Streamlit asks for its server below the page's own address first, where there is none: two answers 404 at each page opened.
  window.__streamlit = { ...window.__streamlit, BACKEND_BASE_URL: location.origin };
  const words = {}; // filled by page.py: Streamlit's English, our Vietnamese
  const language = () => document.documentElement.lang; // as served: by the address, else by the configuration
  // Calendars and numbers of Streamlit follow the browser's language; here they follow the page's. A week begins on Monday in both.
  for (const [name, said] of [["language", (tag) => tag], ["languages", (tag) => Object.freeze([tag])]]) {
    Object.defineProperty(Navigator.prototype, name, { configurable: true, get: () => said(language() === "vi" ? "vi-VN" : "en-GB") });
  }
  const kept = (value) => {
    try {
      if (value) localStorage.setItem("kpi.theme", value);
      return localStorage.getItem("kpi.theme") || "System";
    } catch { return "System"; } // a browser that keeps nothing follows the computer
  };
  const theme = kept();
  // Pop-overs and dialogs stand outside the part of the page that Streamlit tells its theme.
  document.documentElement.style.colorScheme = theme === "System" ? "light dark" : theme.toLowerCase();
  try {
    const key = `stActiveTheme-${location.pathname}-v2`; // Streamlit keeps the theme by the page's address
    if (theme === "System") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(theme));
  } catch { /* as above */ }
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.("[data-kpi-theme], [data-kpi-language]")?.dataset;
    if (chosen?.kpiTheme && chosen.kpiTheme !== theme) { kept(chosen.kpiTheme); location.reload(); }
    if (chosen?.kpiLanguage && chosen.kpiLanguage !== language()) {
      const address = new URL(location.href);
      address.searchParams.set("lang", chosen.kpiLanguage);
      location.assign(address);
    }
  });

  // Charts have the colours in which the server drew them: when the computer's theme changes, they are asked for anew. Streamlit's own
  // key for that leaves what is typed where it is. Behind what opens over a page nothing changes: it would be closed.
  const THEME_LOOKS_EVERY_MS = 100, THEME_LOOKS = 100, OVER = '[role="dialog"], [data-testid="stPopoverBody"]';
  const draw = () => {
    if (!document.querySelector(".js-plotly-plot") || document.querySelector(OVER)) return;
    for (const what of ["keydown", "keyup"]) {
      document.body.dispatchEvent(new KeyboardEvent(what, { key: "r", code: "KeyR", keyCode: 82, bubbles: true }));
    }
  };
  // Not before Streamlit itself has the theme, which it tells the server: a busy PC takes its time.
  const ground = () => getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor;
  const drawOnceOff = (before, looks = THEME_LOOKS) => setTimeout(() => {
    if (ground() !== before) setTimeout(draw, THEME_LOOKS_EVERY_MS);
    else if (looks > 1) drawOnceOff(before, looks - 1);
  }, THEME_LOOKS_EVERY_MS);
  if (theme === "System") matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawOnceOff(ground()));

  // A chart is drawn by the server, which knows no screen: a phone has no room for names beside bars (panels.narrow).
  const PHONE_WIDTH = 640, narrow = Math.min(innerWidth, screen.width) <= PHONE_WIDTH;
  document.cookie = `kpi_hep=${narrow ? 1 : 0}; path=/; SameSite=Strict`;
  // There the menu lies over the page: Streamlit would open the next one with it where it was left open.
  if (narrow) try {
    for (const name of Object.keys(localStorage)) if (name.startsWith("stSidebarCollapsed-")) localStorage.removeItem(name);
  } catch { /* as above */ }

  // A finger that moves over a chart moves the page; a tap comes to the chart as a click of a mouse does.
  document.addEventListener("touchstart", (event) => {
    if (event.target.closest?.(".js-plotly-plot")) event.stopPropagation();
  }, { capture: true, passive: true });

  // A filter that was chosen gives the keys back to the page, which takes none while a field has them; Tab goes on from the filter.
  const LOOKS_EVERY_MS = 100, LOOKS = 20; // a busy PC takes longer to close a list
  const release = (looks = LOOKS) => setTimeout(() => {
    const field = document.activeElement, box = field?.closest('[data-testid="stSelectbox"]');
    if (!box) return;
    if (field.getAttribute("aria-expanded") === "true") { if (looks > 1) release(looks - 1); return; }
    box.tabIndex = -1;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", field.getAttribute("aria-label") ?? "");
    box.focus({ preventScroll: true });
  }, LOOKS_EVERY_MS);
  document.addEventListener("click", (event) => { if (event.target.closest?.("[role=option]")) release(); }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("[role=combobox][aria-expanded=true]")) release();
  }, true);

  // How much smaller a page is printed than it is shown: an A4 sheet on its side has 279 mm between its margins.
  addEventListener("beforeprint", () => {
    const shown = document.querySelector('[data-testid="stMainBlockContainer"] > *')?.clientWidth;
    if (shown) document.documentElement.style.setProperty("--kpi-print", Math.min(1, (279 / 25.4) * 96 / shown));
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      const around = chart.closest('[data-testid="stLayoutWrapper"]');
      around?.style.setProperty("--kpi-drawn", `${around.offsetHeight}px`);
    }
  });

  const patterns = Object.entries(words).filter(([said]) => said.includes("{}"))
    .map(([said, ours]) => [new RegExp("^" + said.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace("{}", "(.+)") + "$"), ours]);
  const ours = (said) => {
    const text = said.trim();
    if (words[text]) return words[text];
    if (/^\d\d – (January|February|March|April|May|June|July|August|September|October|November|December)$/.test(text)) return text.slice(0, 2); // a month in a field of days: "06 – June"
    for (const [pattern, form] of patterns) { const found = text.match(pattern); if (found) return form.replace("{}", found[1]); }
    return null;
  };
  const NAMES = ["aria-label", "aria-valuetext", "placeholder", "title"];
  // Charts and our tables speak Vietnamese already; there is much of them, so nothing in them is looked at.
  const SPOKEN = "svg, .kpi-table";
  const say = (node) => { const text = ours(node.nodeValue); if (text) node.nodeValue = text; };
  const name = (element, called) => { const text = element.hasAttribute(called) && ours(element.getAttribute(called)); if (text) element.setAttribute(called, text); };
  const translate = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { say(node); return; }
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SPOKEN)) return;
    for (const called of NAMES) name(node, called);
    for (let child = node.firstChild; child; child = child.nextSibling) translate(child);
  };
  const heed = ({ type, target, addedNodes, attributeName }) => {
    if ((target.closest ? target : target.parentElement)?.closest(SPOKEN)) return;
    if (type === "childList") addedNodes.forEach(translate);
    else if (type === "attributes") name(target, attributeName);
    else say(target);
  };
  // A name is typed once: a page that is loaded anew, or opened beside, has it from here (actor.py). It goes when the browser is closed.
  // Who strikes it out takes it back here, too; a page where none has been typed leaves alone what another one keeps.
  let actor = "";
  const keepActor = (name = actor) => {
    if (name === actor) return;
    actor = name;
    document.cookie = `kpi_nguoi=${encodeURIComponent(name)}; path=/; SameSite=Strict${name ? "" : "; max-age=0"}`;
  };
  const look = (changes) => {
    document.querySelectorAll("[data-kpi-theme]").forEach((one) => one.setAttribute("aria-pressed", one.dataset.kpiTheme === theme));
    keepActor([...document.querySelectorAll("[data-kpi-actor]")].at(-1)?.dataset.kpiActor);
    if (language() !== "vi") return;
    changes.forEach(heed);
  };
  document.addEventListener("DOMContentLoaded", () => new MutationObserver(look).observe(
    document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES },
  ));
})();
