import type { Handler } from "../handler.ts";
import { enter } from "../store/sandboxes.ts";

export const getClock: Handler<"getClock"> = async ({ path }, { engine }) => {
  const { sandbox, now } = await enter(engine, path.sandboxId);
  return { status: 200, body: { now: now.toISOString(), mode: sandbox.clock.mode } };
};
