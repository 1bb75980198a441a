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
import { linkOn } from "./way-on.ts";

/** Nothing can be done here any more: where there is another way, it is shown. */
export async function endedPage(occasion: Occasion, state: Ended): Promise<Page> {
  const { title, lead } = texts.ended[state];
  const { leads, links } = isResumable(state) ? await resuming(occasion) : over(occasion);
  const actions = html`<div class="actions">${links}</div>`;
  const rest = [links.length > 0 ? actions : [], reference(occasion)].flat();
  const main = stating(marks[state], title, [lead(askerOf(occasion)), ...leads], rest);
  return pageOf({ ctx: occasion.ctx, occasion, state, status: 410, title, main });
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
}

/** Only the session is over. */
function isResumable(state: Ended): boolean {
  return state === "timeout" || state === "left";
}

async function resuming(occasion: Occasion): Promise<Ways> {
  const { resumes, askAgain } = texts.ended;
  const address = await startAddress(occasion);
  const on = linkOn(occasion);
  if (address === null) return { leads: [askAgain], links: on ? [on] : [] };
  const { startAgain } = texts;
  const links = on ? [on, linkButton(startAgain, address, "secondary")] : [primaryLink(startAgain, address)];
  return { leads: [resumes], links };
}

function over(occasion: Occasion): Ways {
  const on = linkOn(occasion);
  return on ? { leads: [], links: [on] } : { leads: [texts.close], links: [] };
}
