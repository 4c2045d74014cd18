// "Save this page": one HTML file of what is on the screen, with its style and charts, that opens anywhere and asks nobody for anything.
(() => {
  const NOTED = "/luu-trang";
  const LEFT_OUT = "script, link, iframe, input, textarea, select, button, form, .stButton, .stDownloadButton, .stFileUploader, .stPopover, .st-key-dates, .kpi-help, [data-testid=stElementToolbar], [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stToolbar], [data-testid=stIconMaterial], .modebar-container";
  // As printed: the page is as long as what stands in it, and nothing scrolls but a wide table.
  const AS_A_FILE = `html, body, #root, #root > div, .stApp, .stApp > div, .stMain, .stMainBlockContainer { position: static !important; display: block !important; height: auto !important; overflow: visible !important; }
    .stApp .stMain .stMainBlockContainer { max-width: 80rem; margin: 0 auto; padding: 1rem !important; } .stApp::before { display: none !important; } .kpi-colophon.kpi-colophon { display: block; } a, a * { text-decoration: none !important; border-bottom: 0 !important; }`;

  // The element alone, within the elements around it as far as the style looks at them.
  const withAround = (element, inner) => {
    for (let around = element.parentElement; around; around = around.parentElement) {
      const shell = around.cloneNode(false);
      shell.append(inner);
      if (around === document.documentElement) return shell;
      inner = shell;
    }
  };
  const serves = (page, rule) => {
    try { return page.querySelector(rule.selectorText.replace(/::?(before|after|marker|placeholder|hover|focus[a-z-]*|active|first-line)/g, "") || "*"); } catch { return true; }
  };
  const kept = (page, rules) => [...rules].map((rule) => {
    if (rule instanceof CSSFontFaceRule) return ""; // its letters lie on the server: see ``letters``
    if (rule instanceof CSSStyleRule) return serves(page, rule) ? rule.cssText : "";
    if (rule instanceof CSSMediaRule || rule instanceof CSSSupportsRule) {
      const inside = kept(page, rule.cssRules);
      return inside && `@${rule instanceof CSSMediaRule ? "media" : "supports"} ${rule.conditionText} { ${inside} }`;
    }
    return rule instanceof CSSImportRule ? "" : rule.cssText;
  }).filter(Boolean).join("\n");

  // The letters in which charts were measured, within the file.
  const letters = async () => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const used = [...document.fonts].filter((one) => one.status === "loaded" && !one.family.includes("Material"));
    const faces = rules.filter((rule) => rule instanceof CSSFontFaceRule
      && used.some((one) => same(one.family, rule.style.fontFamily) && one.style === (rule.style.fontStyle || "normal")));
    return (await Promise.all(faces.map(within))).join("\n");
  };
  const same = (one, other) => one.replace(/["']/g, "") === other.replace(/["']/g, "");
  const within = async (rule) => {
    const [, address] = rule.cssText.match(/url\("?([^")]+)"?\)/) ?? [];
    const font = address && await fetch(new URL(address, rule.parentStyleSheet.href ?? location.href)).catch(() => null);
    if (!font?.ok) return "";
    const bytes = new Uint8Array(await font.arrayBuffer());
    const text = btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""));
    return rule.cssText.replace(/url\([^)]+\)/, `url(data:font/woff2;base64,${text})`);
  };

  const file = async (title) => {
    const main = document.querySelector(".stMainBlockContainer");
    const whole = document.implementation.createHTMLDocument(title); // only in a document does anything match :root
    const page = withAround(main, main.cloneNode(true));
    whole.replaceChild(whole.adoptNode(page), whole.documentElement);
    page.querySelectorAll("[data-kpi-sort]").forEach((one) => one.replaceWith(...one.childNodes));
    page.querySelectorAll(LEFT_OUT).forEach((one) => one.remove());
    page.querySelectorAll("a").forEach((one) => { one.removeAttribute("href"); one.removeAttribute("target"); });
    page.querySelectorAll("*").forEach((one) => {
      for (const { name } of [...one.attributes]) if (name.startsWith("on")) one.removeAttribute(name);
    });
    const style = [...document.styleSheets].map((sheet) => kept(whole, sheet.cssRules)).join("\n");
    const head = document.createElement("head");
    head.innerHTML = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
      + `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">`;
    head.append(Object.assign(document.createElement("title"), { textContent: title }));
    head.append(Object.assign(document.createElement("style"), { textContent: `${await letters()}\n${style}\n${AS_A_FILE}` }));
    page.prepend(head);
    return new Blob(["<!doctype html>\n", page.outerHTML], { type: "text/html" });
  };
  const save = async (button) => {
    const { kpiSave: name, kpiFault: fault } = button.dataset, root = document.documentElement;
    let address;
    root.dataset.kpiAsked = "";
    await new Promise((drawn) => setTimeout(drawn)); // the line stands before the page is busy with itself
    try {
      address = URL.createObjectURL(await file(document.querySelector("h1")?.textContent || document.title));
      const noted = await fetch(`${NOTED}?trang=${encodeURIComponent(name)}`, { method: "POST", redirect: "error" });
      if (!noted.ok) throw new Error(noted.status);
    } catch { alert(fault); return; } finally { delete root.dataset.kpiAsked; }
    Object.assign(document.createElement("a"), { href: address, download: `${name}.html` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-kpi-save], [data-kpi-print]");
    if (button) "kpiSave" in button.dataset ? save(button) : print();
  });
})();
