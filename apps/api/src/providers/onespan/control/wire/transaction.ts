import type { components } from "@understudy/contracts/onespan-control";
import type { Context } from "@understudy/engine";
import type { Session } from "../../rules/event.ts";
import { awaitsLender } from "../../rules/journey/scene.ts";
import { type Ending, redirectFor } from "../../rules/redirect.ts";
import { verdictOf } from "../../rules/report.ts";
import type { Participant, Scene } from "../../rules/transaction.ts";
import { accessUrl } from "../../wire/token.ts";

type Schemas = components["schemas"];

export function controlTransactionToWire(
  ctx: Context,
  scene: Scene,
  sessions: readonly Session[],
): Schemas["ControlTransaction"] {
  const { id, status, workflow, eraseAt } = scene.transaction;
  return {
    ...{ id, status, workflow_id: workflow.id, result: verdictOf(scene) },
    ...{ erase_at: eraseAt?.toISOString() ?? null, is_recoverable: eraseAt !== null },
    participants: scene.participants.map((participant) => participantToWire(ctx, scene, participant, sessions)),
    open_sessions: sessions.filter(({ endedAt }) => endedAt === null).length,
  };
}

function participantToWire(
  ctx: Context,
  scene: Scene,
  participant: Participant,
  sessions: readonly Session[],
): Schemas["Participant"] {
  const { transaction } = scene;
  const { role, step, outcome, attempts } = participant;
  const token = transaction.tokens.find((each) => each.role === role);
  const isLeft = transaction.status === "new" && step !== "done";
  const ending = endingOf(scene, participant, sessions);
  return {
    ...{ role, step: step === "done" && awaitsLender(scene) ? "lender" : step, outcome, attempts },
    access_url: token && isLeft ? accessUrl(token.token, transaction, ctx) : null,
    // Their ids are the provider's five.
    redirect: (ending ? redirectFor(transaction, role, ending) : null) as Schemas["Participant"]["redirect"],
  };
}

/** How a person's way has ended, for good or for now; undefined while it goes on, and where somebody has just left. */
export function endingOf(
  { transaction }: Scene,
  participant: Participant,
  sessions: readonly Session[],
): Ending | undefined {
  if (transaction.status === "error") return "error";
  if (participant.outcome !== null) return participant.outcome;
  const last = sessions.filter(({ role }) => role === participant.role).at(-1);
  return last?.endReason === "timeout" ? "timeout" : undefined;
}
