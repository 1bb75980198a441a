import { Refusal } from "@understudy/domain";
import type { EventDraft, Visit } from "../event.ts";
import type { Change, Participant, Scene, Step, Token, User } from "../transaction.ts";
import type { Workflow } from "../workflow.ts";

/** Whoever has a way through a new transaction: each role that it names, or the workflow's first one. */
export function begin(workflow: Workflow, users: readonly User[], tokens: readonly Pick<Token, "role">[]) {
  const named = [...new Set([...users, ...tokens].map(({ role }) => role))];
  const roles = named.length > 0 ? named : workflow.roles.slice(0, 1);
  return roles.map(newcomer);
}

export function newcomer(role: string): Participant {
  const nothing = { outcome: null, attempts: 0, consentedAt: null, pending: null, signature: null };
  return { role, step: "consent", ...nothing, captures: [], refused: [], presented: [], accepted: [] };
}

/** Throws a Refusal `absent`. */
export function participantOf({ transaction, participants }: Scene, role: string): Participant {
  const found = participants.find((participant) => participant.role === role);
  if (found) return found;
  const roles = participants.map((participant) => participant.role).join(", ");
  throw new Refusal("absent", `The transaction ${transaction.id} has no role ${role}; it has ${roles}.`);
}

export function userOf({ transaction }: Scene, role: string): User | undefined {
  return transaction.users.find((user) => user.role === role);
}

/** Throws a Refusal `wrong_state` where nothing can happen to the transaction any more. */
export function demandNew({ transaction: { id, status } }: Scene): void {
  if (status !== "new")
    throw new Refusal("wrong_state", `The transaction ${id} is ${status}: nothing more can be done in it.`);
}

/** The participant who stands at this step; throws a Refusal `conflict` where somebody was faster. */
export function demandStep(scene: Scene, role: string, step: Step): Participant {
  demandNew(scene);
  const participant = participantOf(scene, role);
  if (participant.step !== step)
    throw new Refusal(
      "conflict",
      `${role} stands at the step ${participant.step} of ${scene.transaction.id}, not at ${step}.`,
    );
  return participant;
}

export function withParticipant(scene: Scene, changed: Participant): Scene {
  const participants = scene.participants.map((each) => (each.role === changed.role ? changed : each));
  return { ...scene, participants };
}

/** Whether all but the lender have signed. */
export function awaitsLender({ transaction, participants }: Scene): boolean {
  return transaction.status === "new" && owesLender(transaction) && participants.every(isDone);
}

/** Whether the lender is to sign and has not. */
export function owesLender({ workflow, lenderSignedAt }: Scene["transaction"]): boolean {
  return workflow.kind === "agreement_signing" && workflow.lenderSignature && lenderSignedAt === null;
}

export function isDone({ step }: Participant): boolean {
  return step === "done";
}

/** A change that brings no verification; what all of them bring is counted by `recorded`. */
export function change(scene: Scene, events: readonly EventDraft[]): Change {
  return { scene, events, verifications: [] };
}

/**
 * The change as it is written: the version grows, events are counted, and what happened in a session is dated. Where
 * everybody is done, what comes after follows: the lender's turn, or the evidence.
 */
export function recorded(before: Scene, { scene, events, ...rest }: Change, now: Date): Change {
  const settled = settle(before, scene);
  const all = [...events, ...viewsIn(before, scene, events), ...settled.events];
  const { version, eventCount } = before.transaction;
  const isVisit = all.some(({ visit }) => visit !== undefined);
  const transaction = {
    ...settled.scene.transaction,
    ...{ version: version + 1, eventCount: eventCount + all.length },
    ...(isVisit && { lastSessionEvent: now }),
  };
  // In whatever other windows people still are, nothing is left to be done there either.
  const isEnd = before.transaction.status === "new" && transaction.status === "post_processing";
  const ended = isEnd ? ({ sessions: "all", reason: "finished" } as const) : rest.ended;
  return { ...rest, ...(ended && { ended }), scene: { ...settled.scene, transaction }, events: all };
}

/** The page of the step that somebody has come to in a visit. */
function viewsIn(before: Scene, { participants }: Scene, events: readonly EventDraft[]): readonly EventDraft[] {
  const [visit] = events.flatMap((event) => event.visit ?? []);
  if (!visit) return [];
  const moved = participants.filter(({ step }, index) => step !== before.participants[index]?.step && step !== "done");
  return moved.map(({ role, step }) => pageView(role, step, visit));
}

export function pageView(role: string, step: Step, visit: Visit): EventDraft {
  const fields = [{ name: "page", value: step }];
  return { scenario: "page_view_created", role, message: `The page for the step ${step} was made.`, visit, fields };
}

function settle(before: Scene, scene: Scene): Pick<Change, "scene" | "events"> {
  const { transaction } = scene;
  if (transaction.status !== "new" || !scene.participants.every(isDone)) return { scene, events: [] };
  if (!awaitsLender(scene))
    return { scene: { ...scene, transaction: { ...transaction, status: "post_processing" } }, events: [] };
  if (awaitsLender(before)) return { scene, events: [] };
  const message = "Everybody has signed; the lender is next.";
  const documentReferences = scene.documents.map(({ id }) => id);
  return { scene, events: [{ scenario: "transaction_ready_for_lender", role: null, message, documentReferences }] };
}
