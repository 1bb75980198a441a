import type { Handler } from "../handler.ts";
import { drop } from "../store/inboxes.ts";
import { enter } from "../store/sandboxes.ts";

export const dropInbox: Handler<"dropInbox"> = async ({ path }, { engine }) => {
  await drop(await enter(engine, path.sandboxId), path.name);
  return { status: 204 };
};
