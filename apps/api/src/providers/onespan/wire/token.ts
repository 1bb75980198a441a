import type { components } from "@understudy/contracts/onespan";
import type { Context } from "@understudy/engine";
import type { Token, Transaction } from "../rules/transaction.ts";

type Schemas = components["schemas"];

/** Where this server is reached, and in which sandbox the page finds the transaction. */
export interface World extends Pick<Context, "publicUrl"> {
  readonly sandbox: Pick<Context["sandbox"], "id">;
}

type Opened = Pick<Transaction, "id" | "brandId">;

export function tokenToWire(token: Token, transaction: Opened, world: World): Schemas["Token"] {
  return {
    ...{ token: token.token, role: token.role, version: token.version },
    accessUrl: accessUrl(token.token, transaction, world),
  };
}

/** As a token is answered that was asked for by itself (providers/onespan.md 4.11). */
export function tokenOnlyToWire({ token, role }: Pick<Token, "token" | "role">): Schemas["TokenResponse"] {
  return { token, role };
}

/** Where whoever holds the token begins the journey, or goes on with it. */
export function accessUrl(token: string, { id, brandId }: Opened, { publicUrl, sandbox }: World): string {
  return `${publicUrl}/pages/onespan/${sandbox.id}/${segmentOf(brandId)}/esign/${id}?access_token=${token}`;
}

/** Browsers take dots for steps within the path, however they are encoded. */
function segmentOf(brandId: string | null): string {
  return brandId === null || /^\.{1,2}$/.test(brandId) ? "default" : encodeURIComponent(brandId);
}
