import { raw } from "@understudy/database";
import type { TestDatabase } from "@understudy/database/testing";
import type { Context } from "../context.ts";
import type { Sandbox } from "../sandbox.ts";
import { eventually } from "../testing.ts";
import { insertTasks } from "./task.ts";

/** Puts tasks as a store does: as one part of a statement. */
export async function put(ctx: Context, kind: string, ...subjects: readonly string[]): Promise<void> {
  const tasks = insertTasks(
    ctx,
    raw("given"),
    subjects.map((subject) => ({ provider: "acme", kind, subject })),
  );
  await ctx.db.$executeRaw`WITH given AS (SELECT 1), tasked AS (${tasks}) SELECT FROM tasked`;
}

/** The tasks of a sandbox, who waits longest first. */
export const tasksIn = ({ db }: TestDatabase, { id }: Pick<Sandbox, "id">) =>
  db.task.findMany({ where: { sandboxId: id }, orderBy: { sequence: "asc" } });

/** Waits until a sandbox has no tasks. */
export const allDone = (bed: TestDatabase, sandbox: Pick<Sandbox, "id">) =>
  eventually(async () => {
    const left = await tasksIn(bed, sandbox);
    if (left.length > 0) throw new Error(`${left.length} tasks are left`);
  });

export const numbers = (count: number): string[] => Array.from({ length: count }, (_, n) => `${n}`);

/** Keeps whoever comes through from going on until it is opened, and tells who has come. */
export function gate() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const come: string[] = [];
  return {
    come,
    open: resolve,
    async pass(who: string): Promise<void> {
      come.push(who);
      await promise;
    },
    /** Resolves once as many have come. */
    waits: (count = 1) =>
      eventually(() => {
        if (come.length < count) throw new Error(`${come.length} have come`);
      }),
  };
}
