import { Refusal } from "@understudy/domain";
import type { PageContext, PageHandler, PageRequest } from "../../../provider.ts";
import { openedBy } from "./opened.ts";
import { showExecution } from "./show.ts";
import { submitStep } from "./submit.ts";
import { themeOf } from "./ui-options.ts";
import type { Visit } from "./visit.ts";

/** The hosted page: whoever holds the link needs nothing else (providers/transactionlink.md 5.3). */
export const showLink: PageHandler = (request, ctx) => showExecution(visitOf(request, ctx));

export const submitLink: PageHandler = (request, ctx) => submitStep(visitOf(request, ctx), request.form);

function visitOf({ query, header }: PageRequest, ctx: PageContext): Visit {
  const token = query.get("token") ?? "";
  const base = `link?token=${encodeURIComponent(token)}`;
  return { ctx, token, base, query, isEmbedded: false, languages: header("accept-language") };
}

/** The definition's own look, for its pages only: the token says whose they are. */
export const showTheme: PageHandler = async ({ query }, ctx) => {
  const opened = await openedBy(ctx, query.get("token") ?? "");
  if (!opened) throw new Refusal("absent", "There is no such page.");
  return { status: 200, type: "text/css", body: themeOf(opened.scene.definition.ui.cssVariables) };
};
