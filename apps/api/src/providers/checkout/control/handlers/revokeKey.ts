import { revoke } from "../../store/keys.ts";
import type { Handler } from "../handler.ts";

export const revokeKey: Handler<"revokeKey"> = async ({ path }, ctx) => {
  await revoke(ctx, path.keyId);
  return { status: 204 };
};
