import type { Handler } from "../handler.ts";
import { enter } from "../store/sandboxes.ts";
import { sandboxToWire } from "../wire/sandbox.ts";

export const getSandbox: Handler<"getSandbox"> = async ({ path }, { engine, providers }) => {
  const { sandbox } = await enter(engine, path.sandboxId);
  return { status: 200, body: sandboxToWire(sandbox, engine.publicUrl, providers) };
};
