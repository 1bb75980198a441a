import type { Handler } from "../handler.ts";
import { drop } from "../store/sandboxes.ts";

export const dropSandbox: Handler<"dropSandbox"> = async ({ path }, { engine }) => {
  await drop(engine, path.sandboxId);
  return { status: 204 };
};
