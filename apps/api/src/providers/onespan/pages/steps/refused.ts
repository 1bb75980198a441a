import { type Html, html } from "../../../../pages/html.ts";
import { linkButton } from "../../../../pages/kit/buttons.ts";
import type { Page } from "../../../../provider.ts";
import { sessionAddress } from "../addresses.ts";
import type { Visit } from "../occasion.ts";
import { pageOf } from "../shell.ts";
import { wayOf } from "../way.ts";
import { stepForm } from "./step-form.ts";
import { stepTexts } from "./texts.ts";

/** The form that ends the attempts. */
export const stopping = "stop";

const words = stepTexts.refused;

/** Why the last attempt did not do, and how many are left. */
export function refusedBefore({ scene, participant }: Visit): Html {
  const { refused, attempts } = participant;
  if (refused.length === 0) return [];
  return html`
    <div class="notice warning" role="status" tabindex="-1" data-focus>
      <h2>${words.title}</h2>
      <ul>
        ${refused.map(({ message }) => html`<li>${message}</li>`)}
      </ul>
      <p>${words.left(scene.transaction.workflow.attempts - attempts)}</p>
    </div>
  `;
}

/** Nobody stops before anything was tried: whoever would rather not just leaves. */
export function mayStop({ participant }: Visit): boolean {
  return participant.step === "document" && participant.refused.length > 0;
}

export function stopAddress({ ctx, session }: Visit): string {
  return `${sessionAddress(ctx, session.key)}?${stopping}`;
}

export function isStopping(visit: Visit): boolean {
  return visit.query.has(stopping) && mayStop(visit);
}

/** Whether the person is sure. */
export function stopPage(visit: Visit): Page {
  const { ctx, session } = visit;
  const { title, lead, button, back } = stepTexts.stop;
  const others = linkButton(back, sessionAddress(ctx, session.key));
  const main = html`
    ${wayOf(visit)}
    <h1>${title}</h1>
    <p class="lead">${lead}</p>
    ${stepForm(visit, { action: stopping, button: { label: button }, others }, [])}
  `;
  return pageOf({ ctx, occasion: visit, state: "stop", title, main });
}
