/** Told to the document when what `<main>` holds has been replaced. */
export const shown = "hosted:shown";

/** The page that an answer holds. */
export async function pageOf(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Puts another page in the place of this one, as if the browser had gone there. */
export function show(page) {
  const next = page.querySelector("main");
  if (!next) return location.reload();
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.querySelector("main").replaceWith(document.adoptNode(next));
  window.scrollTo(0, 0);
  const heading = next.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent(shown));
}
