import { Refusal } from "@understudy/domain";
import { seeOther } from "../../../pages/see-other.ts";
import type { Page, PageContext, PageHandler } from "../../../provider.ts";
import type { Definition } from "../rules/definition.ts";
import { start } from "../starting.ts";
import { list } from "../store/definitions.ts";
import { openedBy } from "./opened.ts";
import { type Choice, firstChoice, judgeChoice } from "./sample-choice.ts";
import { choicePage, emptyPage, startedPage } from "./sample-page.ts";

/** A page as an integrator would have it: it starts a workflow, and then shows it in all the ways that there are. */
export const showSample: PageHandler = async ({ query }, ctx) => {
  demandPrivacy(ctx);
  const token = query.get("token");
  if (token !== null && (await openedBy(ctx, token))) return startedPage(ctx, token);
  return choose(ctx, query.get("definition"));
};

/** What the integrator's back end does: it starts the workflow, and hands its page the token. */
export const startSample: PageHandler = async ({ form }, ctx) => {
  demandPrivacy(ctx);
  const choice = choiceIn(form);
  const definition = (await interactive(ctx)).find(({ id }) => id === choice.definitionId);
  if (!definition) return choose(ctx, null);
  const judged = judgeChoice(definition, choice, ctx.now);
  if ("problems" in judged) return choose(ctx, definition.id, { ...choice, problems: judged.problems });
  const { micros: expiresAtMicros, ...given } = judged;
  const { token } = await start(ctx, definition, { ...given, expiresAtMicros, recordId: null });
  return seeOther(`sample?${new URLSearchParams({ token: token ?? "" })}`);
};

/** Every link that a customer is sent names the sandbox, and must not be enough to start workflows in it. */
function demandPrivacy({ engine }: PageContext): void {
  if (engine.isPublic) throw new Refusal("absent", "The sample page exists on a server on loopback only.");
}

async function choose(ctx: PageContext, definitionId: string | null, refused?: Choice): Promise<Page> {
  const definitions = await interactive(ctx);
  const definition = definitions.find(({ id }) => id === definitionId) ?? definitions[0];
  return definition ? choicePage(ctx, definitions, definition, refused ?? firstChoice(definition)) : emptyPage(ctx);
}

/** Those in which there is something to show. */
async function interactive(ctx: PageContext): Promise<readonly Definition[]> {
  const listed = await list(ctx, { limit: 100, cursor: undefined });
  return listed.filter(({ executionType }) => executionType === "INTERACTIVE").map(({ definition }) => definition);
}

function choiceIn(form: FormData): Choice {
  const text = (name: string) => String(form.get(name) ?? "");
  return { definitionId: text("definition"), locale: text("locale"), parameters: text("parameters"), problems: [] };
}
