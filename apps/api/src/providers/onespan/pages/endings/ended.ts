import { type Html, html } from "../../../../pages/html.ts";
import { linkButton } from "../../../../pages/kit/buttons.ts";
import type { MarkKind } from "../../../../pages/kit/mark.ts";
import type { Page } from "../../../../provider.ts";
import type { Occasion } from "../occasion.ts";
import { primaryLink } from "../primary-link.ts";
import { askerOf, pageOf } from "../shell.ts";
import type { Ended } from "../state.ts";
import { texts } from "../texts.ts";
import { startAddress } from "./starting-again.ts";
import { reference, stating } from "./stating.ts";
import { leadingOn, linkOn, type WayOn, wayOn } from "./way-on.ts";

/** Nothing can be done here any more: where there is another way, it is shown. */
export async function endedPage(occasion: Occasion, state: Ended): Promise<Page> {
  const { title, lead } = texts.ended[state];
  const on = wayOn(occasion);
  const { leads, links, headers } = isResumable(state) ? await resuming(occasion, on) : over(state, on);
  const actions = html`<div class="actions">${links}</div>`;
  const rest = [links.length > 0 ? actions : [], reference(occasion)].flat();
  const main = stating(marks[state], title, [lead(askerOf(occasion)), ...leads], rest);
  return pageOf({ ctx: occasion.ctx, occasion, state, status: 410, title, main, headers });
}

const marks: Readonly<Record<Ended, MarkKind>> = {
  cancelled: "stopped",
  expired: "late",
  error: "failed",
  timeout: "late",
  left: "stopped",
};

interface Ways {
  readonly leads: readonly string[];
  readonly links: readonly Html[];
  readonly headers?: Page["headers"];
}

/** Only the session is over. */
function isResumable(state: Ended): boolean {
  return state === "timeout" || state === "left";
}

async function resuming(occasion: Occasion, on: WayOn | null): Promise<Ways> {
  const { resumes, askAgain } = texts.ended;
  const address = await startAddress(occasion);
  if (address === null) return { leads: [askAgain], links: on ? [linkOn(on)] : [] };
  const { startAgain } = texts;
  const links = on ? [linkOn(on), linkButton(startAgain, address, "secondary")] : [primaryLink(startAgain, address)];
  return { leads: [resumes], links };
}

function over(state: Ended, on: WayOn | null): Ways {
  if (!on) return { leads: [texts.close], links: [] };
  const links = [linkOn(on)];
  if (state !== "error") return { leads: [], links };
  const { lead, headers } = leadingOn(on);
  return { leads: [lead], links, headers };
}
