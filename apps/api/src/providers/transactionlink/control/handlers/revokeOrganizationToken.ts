import { revokeOrganizationToken as revoke } from "../../store/credentials.ts";
import type { Handler } from "../handler.ts";

export const revokeOrganizationToken: Handler<"revokeOrganizationToken"> = async ({ path }, ctx) => {
  await revoke(ctx, path.tokenId);
  return { status: 204 };
};
