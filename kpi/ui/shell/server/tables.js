// A table's headings become buttons that put its rows in order. Not where it is one page of a longer list: there the page sorts the whole.
(() => {
  const PAGED = ".stPagination", FEWEST = 3;
  const number = (text) => {
    const found = text.match(/^[−-]?[\d.,]*\d/)?.[0].replace("−", "-");
    if (!found) return null;
    return document.documentElement.lang === "vi" ? +found.replace(/\./g, "").replace(",", ".") : +found.replace(/,/g, "");
  };
  const day = (text) => {
    const [, d, m, y] = text.match(/^(\d\d?)\/(\d\d?)\/(\d{4})/) ?? [];
    return y ? +y * 10000 + +m * 100 + +d : null;
  };
  const said = (row, at) => row.cells[at]?.textContent.trim() ?? "";
  // Days as days, a column of numbers by number, words by the alphabet with "Thôn 2" before "Thôn 10"; what is empty stands last.
  const key = (text, numeric) => day(text) ?? (numeric || /^[\d−-][\d.,]*%?$/.test(text) ? number(text) : null) ?? text;
  const compare = (one, other) => {
    const empty = (value) => value === "" || value === "—";
    if (empty(one) || empty(other)) return empty(one) - empty(other);
    return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "vi", { numeric: true });
  };
  const sort = (heading) => {
    const body = heading.closest("table").tBodies[0], at = heading.cellIndex;
    const down = heading.getAttribute("aria-sort") === "ascending", numeric = heading.classList.contains("kpi-number");
    const rows = [...body.rows].map((row) => [row, key(said(row, at), numeric)]);
    rows.sort(([, one], [, other]) => {
      const order = compare(one, other), last = [one, other].some((value) => value === "" || value === "—");
      return down && !last ? -order : order;
    });
    for (const one of heading.parentElement.cells) one.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...rows.map(([row]) => row));
  };
  const ready = (table) => {
    table.dataset.kpiSorts = "";
    const body = table.tBodies[0], block = table.closest('[data-testid="stVerticalBlock"]');
    if (!body || body.rows.length < FEWEST || block?.querySelector(PAGED)) return;
    for (const heading of table.tHead?.rows[0]?.cells ?? []) {
      if (heading.colSpan > 1 || !heading.textContent.trim()) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.kpiSort = "";
      button.append(...heading.childNodes);
      heading.append(button);
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-kpi-sort]");
    if (button) sort(button.closest("th"));
  });
  const look = () => document.querySelectorAll(".kpi-table:not([data-kpi-sorts])").forEach(ready);
  document.addEventListener("DOMContentLoaded", () => new MutationObserver(look).observe(document.body, { subtree: true, childList: true }));
})();
