import { mintOrganizationToken } from "../../store/credentials.ts";
import type { Handler } from "../handler.ts";

export const createOrganizationToken: Handler<"createOrganizationToken"> = async ({ body }, ctx) => {
  const { permissions, definition_ids: definitionIds = null, table_ids: tableIds = null, expires_at: end } = body;
  const expiresAt = end === undefined || end === null ? null : new Date(end);
  const { token, credential } = await mintOrganizationToken(ctx, { permissions, definitionIds, tableIds, expiresAt });
  return {
    status: 201,
    body: {
      ...{ id: credential.id, token, permissions, definition_ids: definitionIds, table_ids: tableIds },
      expires_at: expiresAt?.toISOString() ?? null,
      created_at: credential.createdAt.toISOString(),
    },
  };
};
