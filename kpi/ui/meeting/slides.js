// Moves through the slides; needs nothing but this page.
(() => {
  try {
    const theme = localStorage.getItem("kpi.theme"); // as chosen on the other pages
    if (theme === "Light" || theme === "Dark") document.documentElement.style.colorScheme = theme.toLowerCase();
  } catch { /* a browser that keeps nothing follows the computer */ }
  const slides = [...document.querySelectorAll(".slide")];
  let at = 0; // the one that the page shows by itself
  const asked = () => (parseInt(location.hash.slice(1), 10) || 1) - 1;
  const show = (number) => {
    slides[at].classList.remove("current");
    at = Math.min(Math.max(number, 0), slides.length - 1);
    slides[at].classList.add("current");
    history.replaceState(null, "", "#" + (at + 1));
  };
  const moves = {
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
})();
