import type { Handler } from "../handler.ts";
import { list, positionOf } from "../store/sandboxes.ts";
import { cursorFromWire, cursorToWire, sandboxToWire } from "../wire.ts";

export const listSandboxes: Handler<"listSandboxes"> = async ({ query }, { engine, providers }) => {
  const limit = query.limit ?? 20;
  const page = await list(engine.db, limit + 1, cursorFromWire(query.cursor));
  const shown = page.slice(0, limit);
  const last = shown.at(-1);
  return {
    status: 200,
    body: {
      data: shown.map((sandbox) => sandboxToWire(sandbox, engine.publicUrl, providers)),
      next_cursor: page.length > limit && last ? cursorToWire(positionOf(last)) : null,
    },
  };
};
