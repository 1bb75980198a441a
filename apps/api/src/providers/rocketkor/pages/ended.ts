import { type Html, html } from "../../../pages/html.ts";
import { type MarkKind, mark } from "../../../pages/kit/mark.ts";
import { notice } from "../../../pages/kit/notice.ts";
import type { Page } from "../../../provider.ts";
import { isCustomerFacing } from "../rules/step.ts";
import type { Scene } from "../rules/workflow.ts";
import type { Occasion } from "./occasion.ts";
import { pageOf } from "./shell.ts";
import type { Ended } from "./state.ts";
import { texts } from "./texts.ts";
import { isMoved, type Visit } from "./visit.ts";

/** Nothing more can be done; `isTried` where somebody still wanted to, who must not think that it arrived. */
export function endedPage(occasion: Occasion, state: Ended, isTried = false): Page {
  const { visit, scene, business } = occasion;
  const { title, lead } = texts.ended[state];
  const kept = html`<p>${texts.ended.kept(business.name)}</p>`;
  const reference = html`<p class="reference">${texts.ended.reference}: <code>${scene.workflow.id}</code></p>`;
  return pageOf({
    ...{ visit, occasion, state, title },
    status: isTried || state === "expired" ? 410 : 200,
    main: html`
      ${isMoved(visit) && notice(texts.notices.moved)}
      ${stating(marks[state], title, lead(business.name), [isBegun(scene) ? kept : [], reference].flat())}
    `,
  });
}

const marks: Readonly<Record<Ended, MarkKind>> = { declined: "stopped", cancelled: "stopped", expired: "late" };

function isBegun({ steps }: Scene): boolean {
  return steps.some(({ name, status }) => isCustomerFacing(name) && status === "COMPLETED");
}

/** The same for a token that was never one and for one of another sandbox. */
export function unknownPage(visit: Visit): Page {
  const { title, lead } = texts.ended.unknown;
  return pageOf({
    ...{ visit, occasion: null, state: "unknown", status: 404, title },
    main: stating("failed", title, lead, []),
  });
}

/** The middle of a page on which nothing is asked. */
export function stating(kind: MarkKind, title: string, lead: string, rest: Html): Html {
  return html`
    <div class="state">
      ${mark(kind)}
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      ${rest}
    </div>
  `;
}
