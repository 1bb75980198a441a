import type { Handler } from "../handler.ts";
import { found } from "../store/sandboxes.ts";
import { sandboxToWire } from "../wire/sandbox.ts";

export const createSandbox: Handler<"createSandbox"> = async ({ body }, { engine, providers, now, newId }) => {
  const { sandbox, credentials } = await found(engine, providers, { id: newId("sbx"), name: body?.name ?? null, now });
  return { status: 201, body: { ...sandboxToWire(sandbox, engine.publicUrl, providers), credentials } };
};
