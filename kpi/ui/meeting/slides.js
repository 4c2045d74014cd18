// Moves through the slides; needs nothing but this page. Unattended (A, or "?tu-dong" in the address) they turn by themselves, and
// where the server still answers the slides are fetched anew after each round: what was frozen or noted meanwhile is then on it.
(() => {
  try {
    const theme = localStorage.getItem("kpi.theme"); // as chosen on the other pages
    if (theme === "Light" || theme === "Dark") document.documentElement.style.colorScheme = theme.toLowerCase();
  } catch { /* a browser that keeps nothing follows the computer */ }
  let slides = [...document.querySelectorAll(".slide")];
  let at = 0; // the one that the page shows by itself
  const asked = () => (parseInt(location.hash.slice(1), 10) || 1) - 1;
  const show = (number) => {
    slides[at].classList.remove("current");
    at = Math.min(Math.max(number, 0), slides.length - 1);
    slides[at].classList.add("current");
    history.replaceState(null, "", "#" + (at + 1));
  };
  const TURNS_EVERY_SECONDS = 20, UNATTENDED = "tu-dong";
  let turning = null;
  const turn = async () => {
    if (at < slides.length - 1) { show(at + 1); return; }
    show(0);
    if (!location.protocol.startsWith("http")) return;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (!answer.ok || answer.redirected || turning === null) return;
      const fresh = [...new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(".slide")];
      if (!fresh.length) return;
      slides.forEach((one) => one.remove());
      document.querySelector("main").prepend(...fresh); // not loaded anew: the full screen would end
      slides = fresh;
      at = 0;
      show(0);
    } catch { /* no server: what is here goes on */ }
  };
  const unattended = (on) => {
    clearInterval(turning);
    turning = on ? setInterval(turn, TURNS_EVERY_SECONDS * 1000) : null;
    document.body.classList.toggle("unattended", on);
    history.replaceState(null, "", (on ? `?${UNATTENDED}` : location.pathname) + location.hash);
  };
  const moves = {
    a: () => unattended(turning === null),
    ArrowRight: () => show(at + 1), ArrowDown: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1),
    ArrowLeft: () => show(at - 1), ArrowUp: () => show(at - 1), PageUp: () => show(at - 1), Backspace: () => show(at - 1),
    Home: () => show(0), End: () => show(slides.length - 1),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  };
  document.addEventListener("keydown", (event) => {
    const move = moves[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (move && !event.ctrlKey && !event.altKey && !event.metaKey) { event.preventDefault(); move(); }
  });
  addEventListener("hashchange", () => show(asked()));
  show(asked());
  if (new URLSearchParams(location.search).has(UNATTENDED)) unattended(true);
})();
