import { paged } from "../../../page.ts";
import type { Handler } from "../handler.ts";
import { list, positionOf } from "../store/sandboxes.ts";
import { sandboxToWire } from "../wire/sandbox.ts";

export const listSandboxes: Handler<"listSandboxes"> = async ({ query }, { engine, providers }) => {
  const toWire = (sandbox: Parameters<typeof sandboxToWire>[0]) => sandboxToWire(sandbox, engine.publicUrl, providers);
  return { status: 200, body: await paged(query, (page) => list(engine.db, page), positionOf, toWire) };
};
