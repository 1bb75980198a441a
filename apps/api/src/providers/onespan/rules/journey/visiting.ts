import type { Visit } from "../event.ts";
import type { Change, EndReason, Scene } from "../transaction.ts";
import { change, demandNew, pageView, participantOf } from "./scene.ts";

/** A person opens the hosted pages, or comes back to them. */
export function start(scene: Scene, role: string, visit: Visit): Change {
  demandNew(scene);
  const { step } = participantOf(scene, role);
  const started = { scenario: "session_started", role, message: "The session has started.", visit } as const;
  return change(scene, [started, ...(step === "done" ? [] : [pageView(role, step, visit)])]);
}

const reasons: Readonly<Record<EndReason, string>> = {
  finished: "The session has ended: everything in it is done.",
  timeout: "The session has ended: nobody did anything for too long.",
  left: "The session has ended: the person has left.",
  closed: "The session has ended: the transaction is over.",
};

/** A session is over, and the transaction goes on. */
export function end(scene: Scene, role: string, visit: Visit | undefined, reason: EndReason): Change {
  const message = reasons[reason];
  const sessions = visit ? [visit.sessionId] : [];
  return { ...change(scene, [{ scenario: "session_ended", role, message, visit }]), ended: { sessions, reason } };
}
