import * as credentials from "../../store/credentials.ts";
import type { Handler } from "../handler.ts";

export const deleteServiceAccount: Handler<"deleteServiceAccount"> = async ({ path }, ctx) => {
  await credentials.deleteServiceAccount(ctx, path.serviceAccountId);
  return { status: 204 };
};
