import { read } from "@understudy/domain";
import { realNow, type Sandbox } from "@understudy/engine";
import type { Provider } from "../../provider.ts";

export function sandboxToWire(sandbox: Sandbox, publicUrl: string, providers: readonly Provider[]) {
  const now = read(sandbox.clock, realNow()).toISOString();
  return {
    id: sandbox.id,
    name: sandbox.name,
    now,
    clock: { mode: sandbox.clock.mode, now },
    base_urls: Object.fromEntries(providers.map(({ name }) => [name, `${publicUrl}/${name}`])),
    created_at: sandbox.createdAt.toISOString(),
  };
}

interface EventRow {
  id: string;
  provider: string;
  type: string;
  subject: string;
  data: unknown;
  occurredAt: Date;
}

export function eventToWire({ id, provider, type, subject, data, occurredAt }: EventRow) {
  return { id, at: occurredAt.toISOString(), provider, type, subject, data: data as Record<string, unknown> };
}

/** A cursor is opaque to the caller: base64url of what the store continues after. */
export function cursorToWire(position: string | bigint): string {
  return Buffer.from(String(position)).toString("base64url");
}

export function cursorFromWire(cursor: string | undefined): string | undefined {
  return cursor === undefined ? undefined : Buffer.from(cursor, "base64url").toString();
}
