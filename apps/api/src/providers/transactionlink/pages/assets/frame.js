// @ts-check
// What the page of a workflow says to the page that embeds it, and hears from there; the widget's script lists it all.
(() => {
  const wrapper = window.parent;
  if (wrapper === window) return;

  /** @type {string | undefined} Who embeds us: unknown until it says who it is. */
  let origin;

  /** @type {[string, Record<string, unknown>][]} What there was to say before, such as that somebody pressed Escape. */
  const unsaid = [];

  /** @type {(type: string, data: Record<string, unknown>) => void} */
  function tell(type, data) {
    if (origin === undefined) return void unsaid.push([type, data]);
    // A page without an address, such as one in a mobile application, has an origin that cannot be named.
    wrapper.postMessage({ type: `widget-wrapper.${type}`, data }, origin === "null" ? "*" : origin);
  }

  function tellState() {
    const { state = "", step, at = "" } = document.querySelector("main")?.dataset ?? {};
    const message = document.querySelector("h1")?.textContent ?? "";
    if (state === "step") tell("step", { step, number: Number(at.split(" ").at(-1)) });
    if (state === "completed") tell("completed", { status: "COMPLETED" });
    if (state === "later") tell("completed", { status: "RUNNING" });
    if (state === "unknown") tell("error", { code: "UNKNOWN_TOKEN", message });
    if (["cancelled", "expired", "failed"].includes(state)) tell("error", { code: state.toUpperCase(), message });
  }

  function tellHeight() {
    // Whoever comes later is told what it is then.
    if (origin !== undefined) tell("height", { height: document.body.getBoundingClientRect().height });
  }

  /** @type {Record<string, (data: unknown) => void>} */
  const heard = {
    "widget.initialize"() {
      for (const [type, data] of unsaid.splice(0)) tell(type, data);
      tellHeight();
      tellState();
    },
    "widget.reinitialize": tellHeight,
    "widget.setContext"(token) {
      const address = new URL(location.href);
      address.search = String(new URLSearchParams({ context: String(token) }));
      location.replace(address);
    },
    // What is hidden has no height.
    "widget.open": tellHeight,
  };

  window.addEventListener("message", ({ source, origin: from, data }) => {
    if (source !== wrapper) return;
    if (origin === undefined && data?.type === "widget.initialize") origin = from;
    if (from === origin && Object.hasOwn(heard, data?.type)) heard[data.type]?.(data.data);
  });
  document.addEventListener("hosted:shown", tellState);
  document.addEventListener("keydown", ({ key, defaultPrevented }) => {
    if (key === "Escape" && !defaultPrevented) tell("close", { by: "escape" });
  });
  new ResizeObserver(tellHeight).observe(document.body);

  const { closeLabel = "", widgetOptions = "{}" } = document.querySelector("main")?.dataset ?? {};
  const { backgroundColor: surface, color } = getComputedStyle(document.body);
  const look = { title: document.title, close: closeLabel, color, surface };
  const ready = { look, defaults: JSON.parse(widgetOptions) };
  // Nobody learns anything by it: whoever embeds us has the token.
  wrapper.postMessage({ type: "widget-wrapper.ready", data: ready }, "*");
})();
