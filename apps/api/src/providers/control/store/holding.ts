import { Refusal } from "@understudy/domain";
import type { Context, Engine } from "@understudy/engine";

/**
 * Work whose rows have no foreign key to the sandbox, in a transaction that holds the sandbox's row as such a key would:
 * a drop waits for it and then takes all of it away, and after a drop there is nothing to hold.
 */
export async function holding<T>(engine: Engine, ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  const { sandbox, now } = ctx;
  return engine.db.$transaction(async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`SELECT FROM sandbox WHERE id = ${sandbox.id} FOR KEY SHARE`;
    if (held.length === 0) throw new Refusal("absent", `There is no sandbox ${sandbox.id}.`);
    return work(engine.within(tx, sandbox, now));
  });
}
