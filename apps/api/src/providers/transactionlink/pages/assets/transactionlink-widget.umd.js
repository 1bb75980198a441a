// @ts-check
/**
 * The embedded widget: a workflow within a page of the integrator's own. Where that page has a function
 * `transactionlink_ready`, it is called once as soon as `window.transactionlink` is there.
 *
 * Options: `token`; `inline` (in the place of `<transactionlink-widget>` or of `#transactionlink-widget`, else a dialog
 * over the page); `autoHeight` (as high as what it shows); `showCloseButton` (true in a dialog); `autoCloseWidget`
 * (closes when the person is done); `loading` (false: nothing turns while it loads). What is not set is as the
 * definition says in `ui.widgetOptions.embedded`, but for `inline`, which has to be known before.
 *
 * Events of `on`, which answers how to stop listening. All but `error` have `{workflowId}` too:
 *   ready, opened, closed    it is shown for the first time; opened; closed in whichever way
 *   step {step, number}      another step is shown: its key, and its number among all passages through steps
 *   completed {status}       nothing is left to the person: COMPLETED, or RUNNING while somebody else has to act
 *   error {code, message}    INVALID_TOKEN, UNREACHABLE, UNKNOWN_TOKEN, CANCELLED, EXPIRED, FAILED
 *
 * Messages are `{type, data}`. To the frame: `widget.initialize` and `widget.reinitialize` (options), `widget.open`,
 * `widget.close`, `widget.setContext` (another token). From it: `widget-wrapper.ready`, `widget-wrapper.close`, and of
 * our own `widget-wrapper.height`, `.step`, `.completed`, `.error`.
 */
(() => {
  const silenceMs = 3_000; // How long a frame that has loaded may take to say something.
  const unknownLook = { title: "Workflow", close: "Close", color: "", surface: "" };
  /** @typedef {Record<string, unknown>} Data */
  /** @typedef {NonNullable<ReturnType<typeof mount>>} View What is shown of one workflow. */

  /** @type {Map<string, Set<(data: Data) => void>>} */
  const listeners = new Map();
  /** @type {Data} */
  let options = {};
  /** @type {View | undefined} */
  let view;

  const api = {
    /** @param {Data} next What is not in it stays as it was. */
    setOptions(next) {
      options = { ...options, ...next };
      if (!view) return;
      if (view.token !== options.token || Boolean(options.inline) === Boolean(view.dialog)) return change(view);
      apply(view);
      tell(view, "widget.reinitialize", plain());
    },
    open() {
      view ??= mount();
      // A dialog that Escape has closed says so a moment later.
      if (view?.dialog?.open === false) closed(view);
      if (!view || view.isOpen) return;
      view.isOpen = true;
      if (view.dialog) view.dialog.showModal();
      else view.box.hidden = false;
      tell(view, "widget.open");
      emit("opened", { workflowId: view.workflowId });
    },
    close() {
      if (!view?.isOpen) return;
      if (view.dialog) view.dialog.close();
      else view.box.hidden = true;
      closed(view);
    },
    unmountWidget() {
      api.close();
      const last = view;
      view = undefined;
      last?.box.remove();
      if (last?.isOwnHost) last.host.remove();
    },
    /** @type {(event: string, listener: (data: Data) => void) => () => void} */
    on(event, listener) {
      const those = listeners.get(event) ?? new Set();
      listeners.set(event, those.add(listener));
      return () => void those.delete(listener);
    },
  };

  function mount() {
    const claims = claimsIn(options.token);
    if (!claims) return void emit("error", { code: "INVALID_TOKEN", message: "The token is none of a widget." });
    const found = document.querySelector("transactionlink-widget, #transactionlink-widget");
    const host = found ?? document.body.appendChild(document.createElement("transactionlink-widget"));
    const dialog = options.inline ? undefined : document.createElement("dialog");
    const box = dialog ?? document.createElement("div");
    const button = document.createElement("button");
    const frame = document.createElement("iframe");
    const standing = { ...claims, token: options.token, isOwnHost: !found, isOpen: false, isReady: false };
    const told = { defaults: /** @type {Data} */ ({}), look: unknownLook, told: new Set() };
    const made = { ...standing, ...told, host, dialog, box, button, frame };
    box.className = dialog ? "over loading" : "inline loading";
    box.hidden = !dialog;
    button.textContent = "×";
    button.addEventListener("click", api.close);
    dialog?.addEventListener("close", () => dialog.open || closed(made));
    frame.allow = "camera";
    frame.src = `${made.issuer}/frame?${new URLSearchParams({ context: String(options.token), ...plain() })}`;
    const silent = { code: "UNREACHABLE", message: `Nothing answers at ${made.issuer}.` };
    frame.addEventListener("load", () => setTimeout(() => made.isReady || once(made, "error", silent), silenceMs));
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    apply(made);
    box.append(button, frame);
    root.append(box);
    return made;
  }

  /** @type {(those: View) => void} */
  function closed(those) {
    if (!those.isOpen) return;
    those.isOpen = false;
    tell(those, "widget.close");
    emit("closed", { workflowId: those.workflowId });
  }

  /** @type {(those: View) => void} Shows another workflow in the same frame where it can, else all of it anew. */
  function change(those) {
    const claims = claimsIn(options.token);
    const { isOpen, isReady, issuer, dialog } = those;
    if (isReady && claims?.issuer === issuer && !options.inline === Boolean(dialog)) {
      tell(those, "widget.setContext", options.token);
      return void Object.assign(those, claims, { token: options.token, told: new Set() });
    }
    api.unmountWidget();
    if (isOpen) api.open();
  }

  /** @type {(those: View) => void} */
  function apply({ dialog, box, button, frame, defaults, look }) {
    const { showCloseButton = Boolean(dialog), autoHeight, loading } = { ...defaults, ...options };
    button.hidden = !showCloseButton;
    box.classList.toggle("auto-height", Boolean(autoHeight));
    box.classList.toggle("quiet", loading === false);
    if (!autoHeight) frame.style.blockSize = "";
    frame.title = box.ariaLabel = look.title;
    button.ariaLabel = look.close;
    Object.assign(box.style, { color: look.color, backgroundColor: look.surface });
  }

  /** @type {Record<string, (those: View, data: Record<string, any>) => void>} */
  const heard = {
    "widget-wrapper.ready": (those, { look, defaults }) => {
      Object.assign(those, { isReady: true, look, defaults });
      those.box.classList.remove("loading");
      apply(those);
      tell(those, "widget.initialize", plain());
      if (once(those, "ready", {}) && those.isOpen) tell(those, "widget.open");
    },
    // Escape closes a dialog, wherever in it the focus is; a part of the page stays.
    "widget-wrapper.close": ({ dialog }, { by }) => {
      if (dialog || by !== "escape") api.close();
    },
    "widget-wrapper.height": ({ box, frame }, { height }) => {
      if (box.classList.contains("auto-height")) frame.style.blockSize = `${Math.ceil(Number(height) || 0)}px`;
    },
    "widget-wrapper.step": (those, step) => {
      // What was sent stood at the end of the step before; the next one begins at the top.
      if (once(those, "step", step) && those.host.getBoundingClientRect().top < 0) those.host.scrollIntoView();
    },
    "widget-wrapper.completed": (those, data) => {
      if (once(those, "completed", data) && (options.autoCloseWidget ?? those.defaults.autoCloseWidget)) api.close();
    },
    "widget-wrapper.error": (those, error) => void once(those, "error", error),
  };

  // Whoever else speaks to this page is not heard.
  window.addEventListener("message", ({ source, origin, data }) => {
    if (!view || source !== view.frame.contentWindow || origin !== view.origin) return;
    if (Object.hasOwn(heard, data?.type)) heard[data.type]?.(view, data.data ?? {});
  });

  /** @type {(those: View, event: string, data: Data) => boolean} What the frame says at each load is told once. */
  function once({ told, workflowId }, event, data) {
    const key = `${event} ${JSON.stringify(data)}`;
    const isNew = !told.has(key);
    told.add(key);
    if (isNew) emit(event, event === "error" ? data : { workflowId, ...data });
    return isNew;
  }

  /** @type {(event: string, data: Data) => void} */
  function emit(event, data) {
    const those = listeners.get(event);
    if (event === "error" && !those?.size) console.warn(`transactionlink: ${data.code}. ${data.message}`);
    // Each on its own: one that throws keeps neither the others nor the widget from going on.
    for (const listener of those ?? []) queueMicrotask(() => listener(data));
  }

  /** @type {(those: View, type: string, data?: unknown) => void} */
  function tell({ frame, isReady, origin }, type, data) {
    if (isReady) frame.contentWindow?.postMessage({ type, data }, origin);
  }

  /** The options as they can stand in an address. */
  function plain() {
    const { token: _, ...others } = options;
    return Object.fromEntries(Object.entries(others).map(([key, value]) => [key, String(value)]));
  }

  /** @param {unknown} token Says who issued it, and for which workflow; whether that is true the issuer knows. */
  function claimsIn(token) {
    try {
      const part = String(token).split(".")[1]?.replace(/-/g, "+").replace(/_/g, "/");
      const { iss: issuer, workflowId } = JSON.parse(atob(String(part)));
      const { protocol, origin } = new URL(issuer);
      return /^http/.test(protocol) ? { issuer: String(issuer), origin, workflowId: String(workflowId) } : undefined;
    } catch {
      return undefined;
    }
  }

  // Made by a script, so that a page's policy for styles need not name us.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; } [hidden] { display: none !important; }
    .over[open], .inline { display: flex; flex-direction: column; }
    .inline { position: relative; block-size: 100%; min-block-size: 40rem; }
    .inline.auto-height { block-size: auto; min-block-size: 8rem; }
    .over { inline-size: min(44rem, 100vw - 2rem); block-size: min(56rem, 100dvh - 2rem); padding: 0; border: 0;
      border-radius: 0.75rem; overflow: hidden; color-scheme: light dark; box-shadow: 0 1rem 4rem rgb(0 0 0 / 0.3); }
    .over.auto-height { block-size: fit-content; max-block-size: calc(100dvh - 2rem); }
    .over::backdrop { background: rgb(15 20 30 / 0.55); }
    iframe { flex: auto; min-block-size: 0; inline-size: 100%; border: 0; }
    button { flex: none; align-self: end; margin: 0.25rem; inline-size: 2.75rem; block-size: 2.75rem; border: 0;
      border-radius: 50%; background: none; color: inherit; cursor: pointer; font: 1.5rem/1 system-ui, sans-serif; }
    button:hover { background: rgb(127 127 127 / 0.18); } button:focus-visible { outline: 3px solid Highlight; }
    .loading:not(.quiet)::after { content: "…"; position: absolute; inset: 40% 0; font: 3rem/1 serif; text-align: center; }
    @media (max-width: 40rem) {
      .over.over { inline-size: 100vw; block-size: 100dvh; max-inline-size: none; max-block-size: none; border-radius: 0; }
    }
  `);

  class Place extends HTMLElement {
    disconnectedCallback() {
      if (view?.host === this) api.unmountWidget();
    }
  }

  /** @type {Record<string, any>} */
  const page = window;
  // A second script tag speaks for the widget that is there.
  page.transactionlink ??= api;
  if (!customElements.get("transactionlink-widget")) customElements.define("transactionlink-widget", Place);

  let isAnnounced = false;
  function announce() {
    if (isAnnounced || typeof page.transactionlink_ready !== "function") return;
    isAnnounced = true;
    page.transactionlink_ready();
  }
  announce();
  // Some pages define it below the script.
  document.addEventListener("DOMContentLoaded", announce);
})();
