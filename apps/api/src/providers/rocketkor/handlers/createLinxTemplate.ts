import { actorOf } from "../caller.ts";
import type { Handler } from "../handler.ts";
import { demandKnown } from "../rules/template.ts";
import { create } from "../store/templates.ts";
import { contentFrom, referenceToWire } from "../wire/template.ts";

export const createLinxTemplate: Handler<"createLinxTemplate"> = async ({ body }, ctx) => {
  const content = contentFrom(body);
  demandKnown(content);
  return { status: 201, body: referenceToWire(await create(ctx, body.name ?? null, content, actorOf(ctx))) };
};
