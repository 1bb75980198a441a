import type { TimerHandler } from "@understudy/engine";
import { lapse } from "./rules/acting.ts";
import { expire, inTime } from "./rules/ending.ts";
import { change } from "./store/transitions.ts";

/** Whoever ended or moved an execution took its timers along: one that runs finds it as it was when it was set. */
export const timers = {
  expire_workflow: (ctx, id) =>
    change(ctx, id, ({ execution, run }) => expire(execution, run, ctx.now)).then(() => undefined),
  resume_step: (ctx, id) =>
    change(ctx, id, (each) => inTime(each, ctx.now, (scene) => lapse(scene, ctx.now))).then(() => undefined),
} satisfies Readonly<Record<string, TimerHandler>>;
