// @ts-check
// The part of an integrator's page that shows the widget, and tells what it says.
(() => {
  const { token = "" } = document.querySelector("main")?.dataset ?? {};
  const events = document.querySelector("#events");
  const place = document.querySelector("transactionlink-widget");

  /** @type {(name: string, data: unknown) => void} */
  function log(name, data) {
    const item = document.createElement("li");
    const title = document.createElement("strong");
    const details = document.createElement("code");
    title.textContent = name;
    details.textContent = JSON.stringify(data);
    item.dataset.event = name;
    item.append(title, " ", details);
    events?.append(item);
    document.querySelector("#silence")?.remove();
  }

  /** @type {(id: string, use: () => void) => void} */
  function onClick(id, use) {
    document.getElementById(id)?.addEventListener("click", use);
  }

  // The widget's script calls it when it is ready, whichever of the two scripts comes first.
  Object.assign(window, {
    transactionlink_ready() {
      const { transactionlink } = /** @type {any} */ (window);
      for (const name of ["ready", "opened", "closed", "step", "completed", "error"])
        transactionlink.on(name, (/** @type {unknown} */ data) => log(name, data));
      /** @type {(options: { inline: boolean, autoHeight: boolean }) => void} */
      function show(options) {
        transactionlink.unmountWidget();
        place?.classList.toggle("filled", options.inline);
        transactionlink.setOptions({ token, ...options });
        transactionlink.open();
      }
      transactionlink.on("closed", () => place?.classList.remove("filled"));
      onClick("open-over", () => show({ inline: false, autoHeight: false }));
      onClick("open-inline", () => show({ inline: true, autoHeight: true }));
      for (const section of document.querySelectorAll("[data-scripted]")) section.removeAttribute("hidden");
    },
  });
})();
