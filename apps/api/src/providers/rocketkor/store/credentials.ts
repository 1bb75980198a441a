import { randomBytes, randomUUID } from "node:crypto";
import { query, type Sql, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, type Credential, type CredentialSpec, mint, randomSecret } from "@understudy/engine";
import { momentFrom, type Page } from "../../../page.ts";
import { apiKeyOf, type CredentialKind, serviceAccountOf } from "../caller.ts";
import { type Role, scopesOf } from "../roles.ts";
import { inTransaction } from "./in-transaction.ts";

const provider = "rocketkor";
const kinds = { apiKey: "api_key", accessToken: "access_token" } as const satisfies Record<string, CredentialKind>;

/** A caller of the API. It is its key: there is nothing else to know of it. */
export interface ServiceAccount {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly apiKey: string;
  readonly createdAt: Date;
  /** Of the credential, which lists go on after. */
  readonly credentialId: string;
}

export interface NewServiceAccount {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Key and secret as they are written: the secret as its hash alone. */
export function apiKey({ id, name, role, apiKey, apiSecret }: NewServiceAccount): CredentialSpec {
  const attributes = { serviceAccountId: id, name, role, apiKey };
  return { ...{ provider, kind: kinds.apiKey, secret: apiSecret }, scopes: scopesOf(role), attributes };
}

/** A token may do what its service account may. Without an end it is good for ever. */
export function accessToken(
  token: string,
  serviceAccountId: string,
  end: Pick<CredentialSpec, "scopes" | "expiresAt">,
) {
  return { ...{ provider, kind: kinds.accessToken, secret: token }, ...end, attributes: { serviceAccountId } };
}

export function newAccessToken(): string {
  return `rkat_${randomBytes(24).toString("base64url")}`;
}

export function drawServiceAccount(name: string, role: Role): NewServiceAccount {
  const pair = { apiKey: `rk_key_${randomSecret(16)}`, apiSecret: `rk_secret_${randomSecret(40)}` };
  return { id: randomUUID(), name, role, ...pair };
}

/** Writes a service account and answers its secret in clear, once. */
export async function createServiceAccount(ctx: Context, name: string, role: Role) {
  const drawn = drawServiceAccount(name, role);
  return { ...serviceAccountIn(await mint(ctx, apiKey(drawn))), apiSecret: drawn.apiSecret };
}

/** Those that are not deleted, newest first. */
export async function listServiceAccounts(ctx: Context, { limit, cursor }: Page): Promise<readonly ServiceAccount[]> {
  const rows = await query<Key>(
    ctx.db,
    sql`
    SELECT id, attributes, created_at AS "createdAt" FROM credential
    WHERE ${keys(ctx)} ${cursor === undefined ? sql`` : before(cursor)}
    ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
  );
  return rows.map(serviceAccountIn);
}

/** Where a list of service accounts goes on. */
export function positionOf({ createdAt, credentialId }: ServiceAccount): string {
  return `${createdAt.toISOString()} ${credentialId}`;
}

/** Makes its key unknown, and the tokens that were got with it. What it made keeps its id. */
export async function deleteServiceAccount(ctx: Context, id: string): Promise<void> {
  const whose = sql`attributes ->> 'serviceAccountId' = ${id.toLowerCase()}`;
  const revoke = sql`UPDATE credential SET revoked_at = ${ctx.now}`;
  await inTransaction(ctx, async ({ db }) => {
    const revoked = await query(db, sql`${revoke} WHERE ${keys(ctx)} AND ${whose} RETURNING id`);
    if (revoked.length === 0) throw new Refusal("absent", `There is no service account ${id} in this sandbox.`);
    // By now nobody is still getting one.
    await query(db, sql`${revoke} WHERE ${tokens(ctx)} AND ${whose}`);
  });
}

/** Those that are good, word for word as the index `credential_rocketkor_key` has them: parameters would hide it. */
function keys({ sandbox }: Context): Sql {
  return sql`sandbox_id = ${sandbox.id} AND provider = 'rocketkor' AND kind = 'api_key' AND revoked_at IS NULL`;
}

/** The same for `credential_rocketkor_service_account`. */
function tokens({ sandbox }: Context): Sql {
  return sql`sandbox_id = ${sandbox.id} AND provider = 'rocketkor' AND kind = 'access_token' AND revoked_at IS NULL`;
}

function before(cursor: string): Sql {
  const { at, name } = momentFrom(cursor);
  return sql`AND (created_at, id) < (${at}, ${name})`;
}

type Key = Pick<Credential, "id" | "attributes" | "createdAt">;

function serviceAccountIn(credential: Key): ServiceAccount {
  const { id: credentialId, attributes, createdAt } = credential;
  const known = { id: serviceAccountOf(credential), apiKey: apiKeyOf(credential), credentialId };
  // Written above, and by nobody else.
  return { ...known, name: String(attributes.name), role: attributes.role as Role, createdAt };
}
