import { randomBytes, randomUUID } from "node:crypto";
import type { Context } from "@understudy/engine";
import type { Session } from "../rules/event.ts";
import { end, start, visitOf } from "../rules/journey/visiting.ts";
import type { Scene } from "../rules/transaction.ts";
import { sessionById } from "../store/sessions.ts";
import { change, changeInto } from "../store/transitions.ts";

/** What a browser tells of itself. */
export interface Device {
  readonly ip: string;
  readonly userAgent: string;
}

/**
 * Begins a visit of somebody who holds a role's token: the journey starts, or goes on where it stands. Throws a Refusal
 * `wrong_state` where nothing more can be done in the transaction.
 */
export async function openSession(ctx: Context, transactionId: string, role: string, device: Device): Promise<Session> {
  const times = { createdAt: ctx.now, lastRequestAt: ctx.now, endedAt: null, endReason: null };
  const key = randomBytes(24).toString("base64url");
  const session = { id: randomUUID(), transactionId, role, key, ...device, ...times };
  await changeInto(ctx, session, (scene) => start(scene, role, visitOf(session)));
  return session;
}

/** Somebody leaves, or has not been there for too long. The transaction goes on. */
export async function endSession(ctx: Context, session: Session, reason: "left" | "timeout"): Promise<Scene> {
  return change(ctx, session.transactionId, async (scene, held) => {
    const current = await sessionById(held, session.id);
    if (!current || current.endedAt || scene.transaction.status !== "new") return undefined;
    return end(scene, session.role, visitOf(current), reason);
  });
}
