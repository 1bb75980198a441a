import { randomBytes, randomUUID } from "node:crypto";
import { Refusal } from "@understudy/domain";
import {
  type Context,
  type Credential,
  type CredentialSpec,
  credentialFromRow,
  mint,
  randomSecret,
} from "@understudy/engine";
import { momentFrom, type Page } from "../../../page.ts";
import { apiKeyOf, type CredentialKind, serviceAccountOf } from "../caller.ts";
import { type Role, scopesOf } from "../roles.ts";
import { patience } from "./patience.ts";

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
  const rows = await ctx.db.credential.findMany({
    where: { ...own(ctx), kind: kinds.apiKey, revokedAt: null, ...(cursor !== undefined && before(cursor)) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map((row) => serviceAccountIn(credentialFromRow(row)));
}

/** Where a list of service accounts goes on. */
export function positionOf({ createdAt, credentialId }: ServiceAccount): string {
  return `${createdAt.toISOString()} ${credentialId}`;
}

/** Makes its key unknown, and the tokens that were got with it. What it made keeps its id. */
export async function deleteServiceAccount(ctx: Context, id: string): Promise<void> {
  const whose = { attributes: { path: ["serviceAccountId"], equals: id.toLowerCase() } };
  const data = { revokedAt: ctx.now };
  await ctx.db.$transaction(
    async (db) => {
      const which = { ...own(ctx), ...whose, revokedAt: null };
      const { count } = await db.credential.updateMany({ where: { ...which, kind: kinds.apiKey }, data });
      if (count === 0) throw new Refusal("absent", `There is no service account ${id} in this sandbox.`);
      // By now nobody is still getting one.
      await db.credential.updateMany({ where: { ...which, kind: kinds.accessToken }, data });
    },
    { ...patience },
  );
}

function own({ sandbox }: Context) {
  return { sandboxId: sandbox.id, provider };
}

function before(cursor: string) {
  const { at: createdAt, name: id } = momentFrom(cursor);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function serviceAccountIn(credential: Credential): ServiceAccount {
  const { id: credentialId, attributes, createdAt } = credential;
  const known = { id: serviceAccountOf(credential), apiKey: apiKeyOf(credential), credentialId };
  // Written above, and by nobody else.
  return { ...known, name: String(attributes.name), role: attributes.role as Role, createdAt };
}
