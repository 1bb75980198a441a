import type { Database } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, type Engine, type Sandbox, sandboxFromRow } from "@understudy/engine";
import type { Credentials, Provider } from "../../../provider.ts";

export interface Founded {
  readonly sandbox: Sandbox;
  readonly credentials: Readonly<Record<string, Credentials>>;
}

/** The sandbox that exists on loopback starts, with documented ids and keys. */
export const defaultSandboxId = "sbx_default";

/** A sandbox and everything that each provider lays into it, in one transaction. */
export async function found(
  engine: Engine,
  providers: readonly Provider[],
  { id, name, now }: { id: string; name: string | null; now: Date },
): Promise<Founded> {
  return engine.db.$transaction(async (tx) => {
    const sandbox = sandboxFromRow(await tx.sandbox.create({ data: { id, name, createdAt: now } }));
    const ctx = engine.within(tx, sandbox, now);
    const credentials: Record<string, Credentials> = {};
    for (const provider of providers)
      credentials[provider.name] = await provider.found(ctx, { isDefault: id === defaultSandboxId });
    return { sandbox, credentials };
  });
}

/** The context of a sandbox that a control path names. */
export async function enter(engine: Engine, sandboxId: string): Promise<Context> {
  const ctx = await engine.enter(sandboxId);
  if (!ctx) throw absentSandbox(sandboxId);
  return ctx;
}

/** The sandbox with all that belongs to it, its timers included. */
export async function drop(engine: Engine, sandboxId: string): Promise<void> {
  const { count } = await engine.db.sandbox.deleteMany({ where: { id: sandboxId } });
  if (count === 0) throw absentSandbox(sandboxId);
}

/** A page of sandboxes, newest first, made before the one that `cursor` stands for, whether that still exists or not. */
export async function list(db: Database, limit: number, cursor: string | undefined): Promise<Sandbox[]> {
  const rows = await db.sandbox.findMany({
    ...(cursor !== undefined && { where: before(cursor) }),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map(sandboxFromRow);
}

/** Where in the list a sandbox stands. */
export function positionOf({ createdAt, id }: Sandbox): string {
  return `${createdAt.toISOString()} ${id}`;
}

function before(cursor: string) {
  const [time = "", id] = cursor.split(" ");
  const createdAt = new Date(time);
  if (id === undefined || Number.isNaN(createdAt.getTime()))
    throw new Refusal("invalid", "cursor must be a next_cursor that this list has answered.", { field: "cursor" });
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function absentSandbox(sandboxId: string): Refusal {
  return new Refusal("absent", `There is no sandbox ${sandboxId}.`);
}
