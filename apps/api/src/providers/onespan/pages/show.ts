import { html } from "../../../pages/html.ts";
import { errorSummary } from "../../../pages/kit/error-summary.ts";
import { notice } from "../../../pages/kit/notice.ts";
import type { Page } from "../../../provider.ts";
import { endedPage } from "./endings/ended.ts";
import { resultPage } from "./endings/result.ts";
import type { Visit } from "./occasion.ts";
import { pageOf } from "./shell.ts";
import { stateOf } from "./state.ts";
import { pageAt } from "./steps/index.ts";
import { isStopping, stopPage } from "./steps/refused.ts";
import type { Trouble } from "./steps/screen.ts";
import { texts } from "./texts.ts";
import { isMoved, visiting } from "./visiting.ts";
import { wayOf } from "./way.ts";

/** Where the journey stands, for whoever opens the session's page. */
export const showSession = visiting((visit) => {
  const state = stateOf(visit);
  if (state === "result") return resultPage(visit);
  if (state !== "step") return endedPage(visit, state);
  return isStopping(visit) ? stopPage(visit) : stepPage(visit);
});

/** The current step, once more with what was sent where that does not do. */
export async function stepPage(visit: Visit, trouble?: Trouble): Promise<Page> {
  const { problems } = texts;
  const { title, lead, body, notice: above = [] } = await pageAt(visit.participant.step).view(visit, trouble);
  const main = html`
    ${wayOf(visit)} ${errorSummary(problems.summary, trouble?.problems ?? [])}
    ${isMoved(visit) && !trouble && notice(texts.moved)} ${trouble ? [] : above}
    <h1>${title}</h1>
    <p class="lead">${lead}</p>
    ${body}
  `;
  return pageOf({
    ...{ ctx: visit.ctx, occasion: visit, state: "step", main },
    status: trouble ? 422 : 200,
    title: trouble ? problems.documentTitle(title) : title,
  });
}
