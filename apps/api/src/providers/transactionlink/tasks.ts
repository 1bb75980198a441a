import { randomUUID } from "node:crypto";
import type { Context, TaskHandler } from "@understudy/engine";
import { completeStep, failStep } from "./rules/acting.ts";
import { judge, requestOf } from "./rules/answer.ts";
import { callOf, retryCall } from "./rules/call.ts";
import { inTime } from "./rules/ending.ts";
import type { Change, Scene } from "./rules/execution.ts";
import { turn } from "./rules/turn.ts";
import { hold, read } from "./store/scenes.ts";
import { commit, type Transition } from "./store/transitions.ts";

/** One turn for each execution: each of them one transition, all of them one statement. */
const advance: TaskHandler = {
  together: 64,
  async run(ctx, ids) {
    const scenes = await hold(ctx, ids);
    const turns = scenes
      .filter(({ execution }) => execution.awaits === "turn")
      .map((from) => ({ from, change: inTime(from, ctx.now, (scene) => turn(scene, ctx.now, randomUUID)) }));
    const { now, later } = oneChangeEach(turns);
    const going = now.filter(({ change }) => change.work === "advance_workflow");
    // Their own tasks stay: they need no new ones.
    const staying = new Set([...going, ...later].map(({ from }) => from.execution.id));
    const written = ({ from, change }: Transition) => ({
      from,
      change: staying.has(from.execution.id) ? { ...change, work: null } : change,
    });
    await commit(ctx, now.map(written));
    return [...staying];
  },
};

/** Of those that change the same record only the first may: the next is to see what that has made of it. */
function oneChangeEach(turns: readonly Transition[]) {
  const changed = new Set<string>();
  const [now, later]: [Transition[], Transition[]] = [[], []];
  for (const turn of turns) {
    const { record } = turn.change;
    const isLate = record?.action === "update" && changed.has(record.id);
    if (record) changed.add(record.id);
    (isLate ? later : now).push(turn);
  }
  return { now, later };
}

/** The call of an `http` step. A process that dies meanwhile leaves it to another, which sends the same key again. */
const call: TaskHandler = {
  together: 1,
  asksOthers: true,
  async run(ctx, ids, others) {
    const [before] = await read(ctx, ids);
    if (!before || !isCalling(before)) return dueFor(ctx, ids);
    const due = callOf(before);
    const answer = "error" in due ? due.error : judge(await others.call(requestOf(due.call)));
    const [from] = await hold(ctx, ids);
    // It was cancelled, has expired or is at another step by now: what came is of no use any more.
    if (!from || !isCalling(from) || from.run?.number !== before.run?.number) return dueFor(ctx, ids);
    const answered = { ...ctx, now: others.now() };
    const change = inTime(from, answered.now, () => afterCall(from, answer, "call" in due, answered.now));
    await commit(answered, [{ from, change }]);
    return change.work === "call_service" ? ids : [];
  },
};

/** A call that could not even be made is not made again. */
function afterCall(scene: Scene, answer: ReturnType<typeof judge>, wasMade: boolean, now: Date): Change {
  if ("output" in answer) return completeStep(scene, answer.output, now);
  return wasMade ? retryCall(scene, answer, now) : failStep(scene, answer, now);
}

/** Those that have a call before them. Their rows are held: a task that somebody put meanwhile is this very one. */
async function dueFor(ctx: Context, ids: readonly string[]): Promise<readonly string[]> {
  return (await hold(ctx, ids)).filter(isCalling).map(({ execution }) => execution.id);
}

/** A call that has failed is not due before its timer. */
function isCalling({ execution, run }: Scene): boolean {
  return execution.status === "RUNNING" && execution.awaits === "call" && run !== null && run.error === null;
}

export const tasks = { advance_workflow: advance, call_service: call };
