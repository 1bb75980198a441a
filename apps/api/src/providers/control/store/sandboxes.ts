import { type Database, query, sql } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import { type Context, type Engine, isCollision, type Sandbox, sandboxFromRow } from "@understudy/engine";
import { momentFrom, type Page } from "../../../page.ts";
import type { Credentials, Provider, Seeds } from "../../../provider.ts";

export interface Founded {
  readonly sandbox: Sandbox;
  readonly credentials: Readonly<Record<string, Credentials>>;
}

/** The sandbox that exists on loopback starts, with documented ids and keys. */
export const defaultSandboxId = "sbx_default";

/** Who lays something into sandboxes, and what else is to be laid there. */
export interface Means {
  readonly providers: readonly Provider[];
  readonly seeds: Seeds;
}

/** A sandbox and everything that each provider lays into it, in one transaction. */
export async function found(
  engine: Engine,
  { providers, seeds }: Means,
  { id, name, now }: { id: string; name: string | null; now: Date },
): Promise<Founded> {
  return engine.db.$transaction(
    async (tx) => {
      const sandbox = sandboxFromRow(await tx.sandbox.create({ data: { id, name, createdAt: now } }));
      const ctx = engine.within(tx, sandbox, now);
      const credentials: Record<string, Credentials> = {};
      for (const provider of providers)
        credentials[provider.name] = await provider.found(ctx, { isDefault: id === defaultSandboxId });
      await laySeeds(ctx, { providers, seeds });
      return { sandbox, credentials };
    },
    { ...patience },
  );
}

/** Lays into an old sandbox what providers that are newer than it would have laid there, and seeds that have changed. */
export async function foundMissing(engine: Engine, means: Means, { sandbox, now }: Context): Promise<void> {
  const { providers, seeds } = means;
  if (seeds.size === 0 && (await missingIn(engine.db, sandbox.id, providers)).length === 0) return;
  await engine.db.$transaction(async (tx) => {
    // Another process may be starting too: the later one finds nothing missing any more.
    await tx.$queryRaw`SELECT id FROM sandbox WHERE id = ${sandbox.id} FOR NO KEY UPDATE`;
    for (const provider of await missingIn(tx, sandbox.id, providers))
      await provider.found(engine.within(tx, sandbox, now), { isDefault: sandbox.id === defaultSandboxId });
    await laySeeds(engine.within(tx, sandbox, now), means);
  });
}

async function laySeeds(ctx: Context, { providers, seeds }: Means): Promise<void> {
  for (const { name, seeds: seeding } of providers) await seeding?.lay(ctx, seeds.get(name) ?? []);
}

/** A provider that was founded in a sandbox has issued credentials there, and these are revoked but never deleted. */
async function missingIn(db: Database, sandboxId: string, providers: readonly Provider[]): Promise<Provider[]> {
  const issuers = await query<{ provider: string }>(
    db,
    sql`SELECT DISTINCT provider FROM credential WHERE sandbox_id = ${sandboxId}`,
  );
  return providers.filter(({ name }) => !issuers.some(({ provider }) => provider === name));
}

/** The context of a sandbox that a control path names. */
export async function enter(engine: Engine, sandboxId: string): Promise<Context> {
  const ctx = await engine.enter(sandboxId);
  if (!ctx) throw absentSandbox(sandboxId);
  return ctx;
}

/** How often a drop is tried that meets work at the sandbox's rows. */
const tries = 50;

/** The sandbox with all that belongs to it, its timers included. */
export async function drop(engine: Engine, sandboxId: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await takeAway(engine.db, sandboxId);
    } catch (error) {
      if (attempt === tries || !isCollision(error)) throw error;
    }
  }
}

/**
 * The sandbox's own row is taken before those of its objects. Whoever works in the sandbox takes them in the other order;
 * so that the two do not wait for each other, the drop gives way after a moment.
 */
function takeAway(db: Database, sandboxId: string): Promise<void> {
  return db.$transaction(
    async (tx) => {
      await query(tx, sql`SELECT set_config('lock_timeout', '200ms', true)`);
      const { count } = await tx.sandbox.deleteMany({ where: { id: sandboxId } });
      if (count === 0) throw absentSandbox(sandboxId);
    },
    { ...patience },
  );
}

/** Hundreds of sandboxes may be made at once and wait for one another, and large ones take their time to go. */
const patience = { maxWait: 30_000, timeout: 120_000 };

/** A page of sandboxes, newest first, made before the one that the cursor stands for, whether that still exists or not. */
export async function list(db: Database, { limit, cursor }: Page): Promise<Sandbox[]> {
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
  const { at: createdAt, name: id } = momentFrom(cursor);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

function absentSandbox(sandboxId: string): Refusal {
  return new Refusal("absent", `There is no sandbox ${sandboxId}.`);
}
