/** A form goes once, however often its button is pressed. */
export function watchForms() {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "true";
    // A disabled button would not be sent along.
    submitter?.setAttribute("aria-disabled", "true");
  });
  // A browser may keep the page as it was and show it again on the way back.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
}
