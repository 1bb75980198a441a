import type { Page } from "../provider.ts";

/**
 * The way on after a form: the browser opens `location` itself, so that reloading it does not send the form again. It
 * goes to another site only if the `form-action` of the page that holds the form allows that site too.
 */
export function seeOther(location: string): Page {
  return { status: 303, type: "text/html", body: "", headers: { Location: location } };
}
