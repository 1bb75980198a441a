import type { PageContext, PageHandler, PageRequest } from "../../../provider.ts";
import { findByToken } from "../store/workflows.ts";
import { unknownPage } from "./ended.ts";
import { occasionOf } from "./occasion.ts";
import { show } from "./show.ts";
import { submit } from "./submit.ts";
import type { Visit } from "./visit.ts";

/** The page behind the link of the SMS: whoever holds it needs nothing else (providers/rocketkor.md 5.7). */
export const showLinx: PageHandler = async (request, ctx) => {
  const visit = visitOf(request, ctx);
  const scene = await findByToken(ctx, visit.token);
  return scene ? show(await occasionOf(visit, scene)) : unknownPage(visit);
};

export const submitLinx: PageHandler = async (request, ctx) => {
  const visit = visitOf(request, ctx);
  const scene = await findByToken(ctx, visit.token);
  return scene ? submit(await occasionOf(visit, scene), request.form) : unknownPage(visit);
};

function visitOf({ path: { token = "" }, query }: PageRequest, ctx: PageContext): Visit {
  return { ctx, token, query };
}
