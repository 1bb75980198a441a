// What hosted pages do where scripts run. Each page works without: this only saves a person from waiting and guessing.
import { watchConditions } from "./conditions.js";
import { watchFiles } from "./files.js";
import { watchForms } from "./forms.js";
import { shown } from "./showing.js";
import { watchWaiting } from "./waiting.js";

function start() {
  const main = document.querySelector("main");
  for (const needless of main.querySelectorAll("[data-scriptless]")) needless.hidden = true;
  watchConditions(main);
  watchFiles(main);
  watchWaiting(main);
  main.querySelector("[data-focus]")?.focus();
}

/** A notice belongs to the way on which a person came here, and not to an address that is opened again. */
function forgetNotice() {
  const address = new URL(location.href);
  if (!address.searchParams.has("notice")) return;
  address.searchParams.delete("notice");
  history.replaceState(history.state, "", address);
}

/** A browser closes only what a script has opened; whoever came by a link is told to do it. */
function offerClosing() {
  const button = document.querySelector("button[data-close]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    window.close();
    setTimeout(() => button.replaceWith(button.dataset.close), 200);
  });
}

document.addEventListener(shown, start);
offerClosing();
watchForms();
forgetNotice();
start();
