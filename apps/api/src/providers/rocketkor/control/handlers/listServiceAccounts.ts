import { paged } from "../../../../page.ts";
import * as credentials from "../../store/credentials.ts";
import type { Handler } from "../handler.ts";
import { serviceAccountToWire } from "../wire/service-account.ts";

export const listServiceAccounts: Handler<"listServiceAccounts"> = async ({ query }, ctx) => {
  const list = (page: Parameters<typeof credentials.listServiceAccounts>[1]) =>
    credentials.listServiceAccounts(ctx, page);
  return { status: 200, body: await paged(query, list, credentials.positionOf, serviceAccountToWire) };
};
