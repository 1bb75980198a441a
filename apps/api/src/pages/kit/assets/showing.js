/** Told to the document when what `<main>` holds has been replaced. */
export const shown = "hosted:shown";

/** The page that an answer holds. */
export async function pageOf(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Puts another page in the place of this one, as if the browser had gone there. */
export async function show(page) {
  const next = page.querySelector("main");
  if (!next) return location.reload();
  await loadScripts(page);
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.querySelector("main").replaceWith(document.adoptNode(next));
  window.scrollTo(0, 0);
  const heading = next.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent(shown));
}

/** Those that only the other page has: what it shows may not work without. */
async function loadScripts(page) {
  const known = new Set([...document.scripts].map(addressOf));
  const missing = [...page.scripts].map(addressOf).filter((address) => !known.has(address));
  await Promise.all(missing.map(load));
}

function addressOf(script) {
  return script.getAttribute("src");
}

function load(address) {
  const { promise, resolve } = Promise.withResolvers();
  const script = document.createElement("script");
  script.addEventListener("load", resolve);
  // The page works without it, if less well.
  script.addEventListener("error", resolve);
  script.src = address;
  document.head.append(script);
  return promise;
}
