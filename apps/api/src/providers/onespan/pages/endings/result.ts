import { type Html, html } from "../../../../pages/html.ts";
import { notice } from "../../../../pages/kit/notice.ts";
import type { Page } from "../../../../provider.ts";
import { documentsOf } from "../../rules/journey/agreeing.ts";
import { awaitsLender, isDone } from "../../rules/journey/scene.ts";
import { verificationsOf } from "../../store/verifications.ts";
import type { Occasion } from "../occasion.ts";
import { askerOf, pageOf } from "../shell.ts";
import { texts } from "../texts.ts";
import { isMoved } from "../visiting.ts";
import { wayOf } from "../way.ts";
import { reference, stating } from "./stating.ts";
import { leadingOn, linkOn, wayOn } from "./way-on.ts";

/** The person has done their part: what came of it, and where to go from here. */
export async function resultPage(occasion: Occasion): Promise<Page> {
  const { ctx, participant } = occasion;
  const outcome = participant.outcome ?? "passed";
  const { title, lead } = texts.result[outcome];
  const on = wayOn(occasion);
  const awaited = waiting(occasion);
  const leading = on && awaited.length === 0 ? leadingOn(on) : null;
  const last = [...(leading ? [leading.lead] : []), ...(on ? [] : [texts.close])];
  const leads = [lead(askerOf(occasion)), ...awaited, ...last];
  // Whoever has failed need not have come to the end of the way.
  const main = html`
    ${outcome !== "failed" && wayOf(occasion)} ${isMoved(occasion) && notice(texts.moved)}
    ${stating(outcome === "failed" ? "failed" : "done", title, leads, [])}
    ${outcome === "failed" && (await reasons(occasion))} ${outcome === "signed" && signed(occasion)}
    ${on && html`<div class="actions">${linkOn(on)}</div>`} ${reference(occasion)}
  `;
  return pageOf({ ctx, occasion, state: outcome, title, main, headers: leading?.headers });
}

/** For whom the transaction still waits. */
function waiting({ scene }: Occasion): readonly string[] {
  if (awaitsLender(scene)) return [texts.result.lender];
  return scene.participants.every(isDone) ? [] : [texts.result.others];
}

/** What the last attempt came to. */
async function reasons({ ctx, scene, participant }: Occasion): Promise<Html | null> {
  const all = await verificationsOf(ctx, scene.transaction.id);
  const last = all.findLast(({ role }) => role === participant.role);
  const failed = last?.findings.filter(({ passed }) => !passed) ?? [];
  if (failed.length === 0) return null;
  const lines = failed.map(({ message }) => html`<li>${message}</li>`);
  return html`<section><h2>${texts.result.reasons}</h2><ul class="found">${lines}</ul></section>`;
}

function signed({ scene, participant }: Occasion): Html {
  const lines = documentsOf(scene, participant.role).map(({ title }) => html`<li>${title}</li>`);
  if (lines.length === 0) return [];
  return html`<section><h2>${texts.result.documents}</h2><ul class="ticked">${lines}</ul></section>`;
}
