import { type Html, html } from "../../../pages/html.ts";
import { errorSummary } from "../../../pages/kit/error-summary.ts";
import { behindTheScenes, notice } from "../../../pages/kit/notice.ts";
import type { Page } from "../../../provider.ts";
import { hasFailed, tooLittleInside } from "../rules/advancing.ts";
import { declinePage } from "./declining.ts";
import { donePage } from "./done.ts";
import { endedPage } from "./ended.ts";
import type { Trouble } from "./fields/problems.ts";
import { partViews } from "./fields/view.ts";
import { introductionPage } from "./introduction.ts";
import type { Occasion } from "./occasion.ts";
import { pageOf } from "./shell.ts";
import { stateOf } from "./state.ts";
import { stepForm } from "./step-form.ts";
import { screenOf } from "./steps/index.ts";
import { texts } from "./texts.ts";
import { isDeclining, isMoved } from "./visit.ts";
import { wayOf } from "./way.ts";

/** Where the workflow stands, for whoever opens its link. */
export function show(occasion: Occasion): Page {
  const { visit, scene } = occasion;
  const state = stateOf(scene, visit.ctx.now);
  if (state === "completed") return donePage(occasion);
  if (state !== "introduction" && state !== "step") return endedPage(occasion, state);
  if (isDeclining(visit)) return declinePage(occasion);
  return state === "introduction" ? introductionPage(occasion) : stepPage(occasion);
}

/** What stands in the way of a step. */
interface Obstacle {
  /** What was sent does not do. */
  readonly trouble?: Trouble;
  /** What was sent would do, but nothing can be done. */
  readonly warning?: string;
}

/** The current step, once more with what was sent where that does not do. */
export function stepPage(occasion: Occasion, { trouble, warning }: Obstacle = {}): Page {
  const { visit } = occasion;
  const { problems } = texts;
  const screen = screenOf(occasion);
  const { title, lead, shown, parts, button, scenes } = screen;
  const summary = trouble?.problems.map(({ name, summary }) => ({ name, text: summary })) ?? [];
  const main = html`
    ${wayOf(occasion, "step")} ${errorSummary(problems.summary, summary)} ${notices(occasion, warning)}
    <h1>${title}</h1>
    <p class="lead">${lead}</p>
    ${shown} ${stepForm(occasion, button, partViews(parts, trouble).flat())}
    ${scenes && behindTheScenes(texts.scenes.title, scenes)}
  `;
  return pageOf({
    ...{ visit, occasion, state: "step", main },
    status: trouble || warning ? 422 : 200,
    title: trouble ? problems.documentTitle(title) : title,
  });
}

function notices({ visit, transaction, business }: Occasion, warning: string | undefined): Html {
  const { moved, failed, unusable } = texts.notices;
  // Whose money it is that lacks is not for the customer to read.
  const why =
    transaction?.statusMessage === tooLittleInside
      ? unusable(business.name)
      : failed(transaction?.statusMessage ?? null);
  const said = [
    ...(isMoved(visit) ? [notice(moved)] : []),
    ...(warning === undefined ? [] : [notice(warning, "warning")]),
    // A payment that failed at once leaves the workflow at its step, to be tried again.
    ...(transaction && hasFailed(transaction) ? [notice(why, "warning")] : []),
  ];
  return said.flat();
}
