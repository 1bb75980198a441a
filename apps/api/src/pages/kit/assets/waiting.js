import { pageOf, show } from "./showing.js";

const longestMs = 10_000;

/** Asks now and then whether there is something new, and shows it. */
export function watchWaiting(main) {
  const { poll } = main.dataset;
  if (poll) later(main, Number(poll));
}

function later(main, waitMs) {
  setTimeout(() => ask(main, waitMs), waitMs);
}

async function ask(main, waitMs) {
  // Something else is shown by now.
  if (!main.isConnected) return;
  // Nobody looks: whoever comes back is answered at once.
  if (document.hidden) return document.addEventListener("visibilitychange", () => ask(main, waitMs), { once: true });
  const page = await opened(location.href);
  if (page && page.querySelector("main")?.dataset.at !== main.dataset.at) return show(page);
  later(main, Math.min(waitMs * 1.5, longestMs));
}

/** A server that cannot be reached, or fails, may do better in a while. */
async function opened(address) {
  try {
    const answer = await fetch(address);
    return answer.status < 500 ? await pageOf(answer) : undefined;
  } catch {
    return undefined;
  }
}
