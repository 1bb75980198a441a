import { actorOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { demandKnown } from "../rules/template.ts";
import { update } from "../store/templates.ts";
import { contentFrom, referenceToWire } from "../wire/template.ts";

/** A new version each time, even one that says the same as the one before. */
export const updateLinxTemplate: Handler<"updateLinxTemplate"> = async ({ path, body }, ctx) => {
  const content = contentFrom(body);
  demandKnown(content);
  return { status: 200, body: referenceToWire(await update(ctx, path.templateId, content, actorOf(ctx))) };
};
