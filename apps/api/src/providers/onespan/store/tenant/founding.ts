import { randomUUID } from "node:crypto";
import { query, raw, type Sql, sql, toColumns } from "@understudy/database";
import { type Context, mintAll } from "@understudy/engine";
import type { Credentials, Founding } from "../../../../provider.ts";
import { accessClaims, farOff, tenantAccess } from "../../access/claims.ts";
import { signToken } from "../../access/sign.ts";
import { documented } from "../../documented.ts";
import {
  type FoundedIds,
  firstSessionTokenLifetimeMs,
  foundedTemplate,
  foundedWorkflows,
} from "../../rules/founded.ts";
import { newSigningKey, newTenantId, tenantCredential } from "./tenant.ts";

/** What is drawn for a new sandbox, and fixed for the default one. */
type Founded = FoundedIds & { readonly tenantId: string; readonly signingKey: string; readonly accessToken: string };

/**
 * What every new sandbox holds: a tenant that may call for everything, a workflow of each kind, and an agreement. Two
 * statements, as each test makes a sandbox of its own.
 */
export async function found(ctx: Context, { isDefault }: Founding): Promise<Credentials> {
  const founded = isDefault ? documented : await draw();
  await create(ctx, founded);
  await mintAll(ctx, [tenantCredential(founded.tenantId)]);
  return {
    ...{ tenant_id: founded.tenantId, access_token: founded.accessToken, signing_key: founded.signingKey },
    workflow_id: founded.faceWorkflowId,
    document_workflow_id: founded.documentWorkflowId,
    face_workflow_id: founded.faceWorkflowId,
    agreement_workflow_id: founded.agreementWorkflowId,
  };
}

/** The token outlives every move of the clock, so that a test need not make another. */
async function draw(): Promise<Founded> {
  const [tenantId, signingKey] = [newTenantId(), newSigningKey()];
  return {
    ...{ tenantId, signingKey },
    accessToken: await signToken(signingKey, accessClaims(tenantId, [tenantAccess], farOff)),
    documentWorkflowId: randomUUID(),
    faceWorkflowId: randomUUID(),
    agreementWorkflowId: randomUUID(),
    documentTemplateId: randomUUID(),
  };
}

async function create(ctx: Context, founded: Founded): Promise<void> {
  const { tenantId: id, signingKey } = founded;
  const createdAt = ctx.now;
  const tenant = { id, signingKey, sessionTokenLifetimeMs: firstSessionTokenLifetimeMs, createdAt };
  const workflows = foundedWorkflows(founded).map(({ id, ...definition }) => ({ id, definition, createdAt }));
  await query(
    ctx.db,
    sql`
    WITH tenant AS (${insertRows(ctx, "onespan_tenant", [tenant])}),
    workflows AS (${insertRows(ctx, "onespan_workflow", workflows)}),
    templates AS (${insertRows(ctx, "onespan_document_template", [{ ...foundedTemplate(founded), createdAt }])})
    SELECT 1`,
  );
}

/** Writes rows with the same fields, in their order; what they leave out the table fills in. */
function insertRows({ sandbox }: Context, table: string, rows: readonly object[]): Sql {
  const columns = rows.map((row) => toColumns({ sandboxId: sandbox.id, ...row }));
  const names = raw(Object.keys(columns[0] ?? {}).join(", "));
  return sql`
    INSERT INTO ${raw(table)} (${names})
    SELECT ${names} FROM json_populate_recordset(NULL::${raw(table)}, ${JSON.stringify(columns)}::json)`;
}
