import * as credentials from "../../store/credentials.ts";
import type { Handler } from "../handler.ts";
import { serviceAccountToWire } from "../wire/service-account.ts";

export const createServiceAccount: Handler<"createServiceAccount"> = async ({ body: { role, name = role } }, ctx) => {
  const created = await credentials.createServiceAccount(ctx, name, role);
  return { status: 201, body: { ...serviceAccountToWire(created), api_secret: created.apiSecret } };
};
