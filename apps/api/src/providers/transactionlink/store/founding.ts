import { randomUUID } from "node:crypto";
import { query, sql } from "@understudy/database";
import { type Context, mintAll, randomSecret } from "@understudy/engine";
import type { Credentials, Founding } from "../../../provider.ts";
import { seededDefinitions } from "../definitions/index.ts";
import { documented } from "../documented.ts";
import { permissions } from "../permissions.ts";
import { endOfTime, lifeFrom, type TokenOwner } from "../rules/claims.ts";
import { companies } from "../rules/companies.ts";
import { signAccessToken } from "../token-signing.ts";
import { accessToken, newOrganizationToken, organizationToken, workspaceKey } from "./credentials.ts";
import { foundDefinitions } from "./definitions.ts";
import type { Workspace } from "./workspaces.ts";

/**
 * What every new sandbox holds: a workspace with its credentials, workflows to start and a table of records. Keys that
 * sign webhooks come later, with the first webhook: to make one takes longer than all this.
 */
export async function found(ctx: Context, { isDefault }: Founding): Promise<Credentials> {
  const given = isDefault ? documented : await draw(ctx);
  const { key, secret, workspaceId, teamId } = given;
  await create(ctx, { workspaceId, teamId, linkSecret: randomSecret() });
  await foundDefinitions(ctx, seededDefinitions);
  await mintAll(ctx, [
    workspaceKey({ key, secret }),
    accessToken(given.accessToken, null),
    organizationToken(given.organizationToken, { permissions }),
  ]);
  return {
    ...{ key, secret, workspace_id: workspaceId },
    ...{ access_token: given.accessToken, organization_token: given.organizationToken },
  };
}

async function draw(ctx: Context): Promise<Readonly<Record<keyof typeof documented, string>>> {
  const workspace = { workspaceId: randomUUID(), teamId: randomUUID() };
  return {
    ...workspace,
    key: `tl_key_${randomSecret(24)}`,
    secret: `tl_secret_${randomSecret()}`,
    accessToken: await lastingToken(ctx, workspace),
    organizationToken: newOrganizationToken(),
  };
}

/** One that outlives every move of the clock, so that a test need not ask for another. */
function lastingToken(ctx: Context, owner: TokenOwner): Promise<string> {
  return signAccessToken(owner, { ...lifeFrom(ctx.now, 0), exp: endOfTime });
}

/** The workspace and its table of companies. */
async function create(ctx: Context, { workspaceId, teamId, linkSecret }: Workspace): Promise<void> {
  const { id, name, fields } = companies;
  await query(
    ctx.db,
    sql`
    WITH founded AS (
      INSERT INTO transactionlink_workspace (sandbox_id, workspace_id, team_id, link_secret, created_at)
      VALUES (${ctx.sandbox.id}, ${workspaceId}::uuid, ${teamId}::uuid, ${linkSecret}, ${ctx.now}))
    INSERT INTO transactionlink_table (sandbox_id, id, name, fields, created_at, updated_at)
    VALUES (${ctx.sandbox.id}, ${id}::uuid, ${name}, ${JSON.stringify(fields)}::json, ${ctx.now}, ${ctx.now})`,
  );
}
