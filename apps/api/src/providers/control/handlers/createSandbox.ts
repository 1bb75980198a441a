import type { Handler } from "../handler.ts";
import { found } from "../store/sandboxes.ts";
import { sandboxToWire } from "../wire/sandbox.ts";

export const createSandbox: Handler<"createSandbox"> = async ({ body }, ctx) => {
  const { engine, providers, now, newId } = ctx;
  const { sandbox, credentials } = await found(engine, ctx, { id: newId("sbx"), name: body?.name ?? null, now });
  return { status: 201, body: { ...sandboxToWire(sandbox, engine.publicUrl, providers), credentials } };
};
