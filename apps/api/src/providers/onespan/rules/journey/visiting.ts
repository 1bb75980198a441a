import type { Session, Visit } from "../event.ts";
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

export function visitOf({ id, ip, userAgent }: Pick<Session, "id" | "ip" | "userAgent">): Visit {
  return { sessionId: id, device: { ip_address: ip, name: userAgent } };
}

/** The change with the end of each of these sessions told, of which it does not tell itself. */
export function withClosings(change: Change, sessions: readonly Session[], now: Date): Change {
  const told = new Set(
    change.events.flatMap(({ scenario, visit }) => (scenario === "session_ended" ? visit?.sessionId : [])),
  );
  const message = reasons[change.ended?.reason ?? "closed"];
  const closings = sessions
    .filter(({ id }) => !told.has(id))
    .map((session) => ({ scenario: "session_ended", role: session.role, message, visit: visitOf(session) }) as const);
  if (closings.length === 0) return change;
  const { transaction } = change.scene;
  const counted = { ...transaction, eventCount: transaction.eventCount + closings.length, lastSessionEvent: now };
  return { ...change, scene: { ...change.scene, transaction: counted }, events: [...change.events, ...closings] };
}

/** A session is over, and the transaction goes on. */
export function end(scene: Scene, role: string, visit: Visit | undefined, reason: EndReason): Change {
  const message = reasons[reason];
  const sessions = visit ? [visit.sessionId] : [];
  return { ...change(scene, [{ scenario: "session_ended", role, message, visit }]), ended: { sessions, reason } };
}
