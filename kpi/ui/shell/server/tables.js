// The headings of a table that may be sorted become buttons that put its rows in order, by what Python wrote beside each cell.
(() => {
  const FEWEST = 3;
  const NUMBER = /^-?\d+(\.\d+)?$/, WORDED = /^[+−‹<≤≥>-]?\d[\d.,]*( |%|$)|^\d\d:\d\d /; // figures in words have no order of their own
  const compare = (one, other) => (NUMBER.test(one) && NUMBER.test(other) ? one - other : one.localeCompare(other, "vi", { numeric: true }));
  const sort = (heading) => {
    const body = heading.closest("table").tBodies[0], at = heading.cellIndex;
    const down = heading.getAttribute("aria-sort") === "ascending";
    const rows = [...body.rows].map((row) => [row, row.cells[at]?.dataset.order ?? ""]);
    rows.sort(([, one], [, other]) => (!one || !other ? !one - !other : down ? compare(other, one) : compare(one, other)));
    for (const one of heading.parentElement.cells) one.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...rows.map(([row]) => row));
  };
  const sortable = (body, at) => {
    const orders = [...body.rows].map((row) => row.cells[at]?.dataset.order ?? "").filter(Boolean);
    return orders.length > 1 && (orders.every((one) => NUMBER.test(one)) || !orders.some((one) => WORDED.test(one) && !/^\d{4}-\d\d-\d\d/.test(one)));
  };
  const ready = (table) => {
    table.dataset.kpiSorts = "ready";
    const body = table.tBodies[0];
    if (!body || body.rows.length < FEWEST) return;
    for (const heading of table.tHead?.rows[0]?.cells ?? []) {
      if (heading.colSpan > 1 || !heading.textContent.trim() || !sortable(body, heading.cellIndex)) continue;
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
    // A row that leads somewhere presses a button of the page that nobody sees.
    const row = event.target.closest?.("[data-kpi-presses]");
    if (row) document.querySelector(`.st-key-${row.dataset.kpiPresses} button`)?.click();
  });
  const look = () => document.querySelectorAll('.kpi-table[data-kpi-sorts=""]').forEach(ready);
  document.addEventListener("DOMContentLoaded", () => new MutationObserver(look).observe(document.body, { subtree: true, childList: true }));
})();
