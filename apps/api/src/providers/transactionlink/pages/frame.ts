import { assetPath } from "../../../pages/asset-path.ts";
import { pageHeaders } from "../../../pages/page-headers.ts";
import type { PageContext, PageHandler, PageRequest } from "../../../provider.ts";
import { showExecution } from "./show.ts";
import { submitStep } from "./submit.ts";
import type { Visit } from "./visit.ts";

/** What the widget shows within somebody else's page: the same way as the hosted page (providers/transactionlink.md 5.3). */
export const showFrame: PageHandler = (request, ctx) => showExecution(visitOf(request, ctx));

export const submitFrame: PageHandler = (request, ctx) => submitStep(visitOf(request, ctx), request.form);

function visitOf({ query, header }: PageRequest, ctx: PageContext): Visit {
  const token = query.get("context") ?? "";
  return {
    ...{ ctx, token, query, isEmbedded: true, headers, languages: header("accept-language") },
    base: `frame?context=${encodeURIComponent(token)}`,
    scripts: [assetPath(ctx.publicUrl, "transactionlink/frame.js")],
  };
}

/** Whoever has the token may show the workflow, so any page may. */
const headers = {
  "Content-Security-Policy": String(pageHeaders["Content-Security-Policy"]).replace(
    "frame-ancestors 'none'",
    "frame-ancestors *",
  ),
};
