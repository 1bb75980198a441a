import { randomUUID } from "node:crypto";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Visit } from "../rules/event.ts";
import { breakDown, sessionError } from "../rules/journey/ending.ts";
import { demandStep, participantOf, userOf } from "../rules/journey/scene.ts";
import { showDocument, stop, takeDocumentAgain, verified } from "../rules/journey/verifying.ts";
import { end } from "../rules/journey/visiting.ts";
import { judge } from "../rules/judging/judge.ts";
import { triggerOf } from "../rules/test-values.ts";
import type { Capture, Change, Participant, Scene } from "../rules/transaction.ts";
import { callingOf } from "../rules/underway.ts";
import type { Verification } from "../rules/verification.ts";
import { writeFile } from "../store/files/files.ts";
import { change } from "../store/transitions.ts";
import { verificationsOf } from "../store/verifications.ts";

/** Who does something, and in which visit; in none where a test does it for them. */
export interface Doer {
  readonly transactionId: string;
  readonly role: string;
  readonly visit?: Visit | undefined;
  /** After how many attempts they do it: a form that is sent twice counts once. Whatever there were, if absent. */
  readonly attempts?: number | undefined;
}

/** A picture that was sent. */
export interface Picture {
  readonly name: Capture["name"];
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Which specimen it is; null for any other picture. */
  readonly specimen: string | null;
}

/**
 * Keeps the pictures of a document. Where no face is asked for, that is the whole attempt, and it is judged. Throws a
 * Refusal `conflict` where the journey stands elsewhere by now, `wrong_state` where it is over.
 */
export function sendDocument(ctx: Context, doer: Doer, pictures: readonly Picture[]): Promise<Scene> {
  const { transactionId, role, visit } = doer;
  return change(ctx, transactionId, async (scene, held) => {
    demandAttempt(demandStep(scene, role, "document"), doer);
    const triggered = onTrigger(scene, doer);
    if (triggered) return triggered;
    const captures = await keep(held, transactionId, pictures);
    if (scene.transaction.workflow.kind === "document_with_face") {
      return showDocument(scene, role, captures, { ...drawn(), at: ctx.now.toISOString() }, visit);
    }
    return judged(held, scene, captures, doer);
  });
}

/** Keeps the selfie, with which the attempt is whole, and is judged. Refuses as `sendDocument` does. */
export function sendSelfie(ctx: Context, doer: Doer, selfie: Picture): Promise<Scene> {
  const { transactionId, role } = doer;
  return change(ctx, transactionId, async (scene, held) => {
    const participant = demandStep(scene, role, "selfie");
    demandAttempt(participant, doer);
    const kept = await keep(held, transactionId, [selfie]);
    return judged(held, scene, [...participant.captures, ...kept], doer);
  });
}

/** The document is to be another one, before the selfie was sent. */
export function chooseDocumentAgain(ctx: Context, { transactionId, role }: Doer): Promise<Scene> {
  return change(ctx, transactionId, (scene) => takeDocumentAgain(scene, role));
}

/** No further attempt is wanted. */
export function stopTrying(ctx: Context, { transactionId, role, visit }: Doer): Promise<Scene> {
  return change(ctx, transactionId, (scene) => stop(scene, role, visit));
}

/** What a stated last name makes happen in place of what was done; undefined for all others. */
export function onTrigger(scene: Scene, { role, visit }: Doer): Change | undefined {
  const trigger = triggerOf(userOf(scene, role));
  if (trigger === "error") return breakDown(scene, visit && sessionError(role, visit));
  return trigger === "timeout" ? end(scene, role, visit, "timeout") : undefined;
}

function demandAttempt({ role, attempts }: Participant, doer: Doer): void {
  if (doer.attempts !== undefined && doer.attempts !== attempts)
    throw new Refusal("conflict", `${role} has made ${attempts} attempts by now, not ${doer.attempts}.`);
}

async function keep(ctx: Context, transactionId: string, pictures: readonly Picture[]): Promise<readonly Capture[]> {
  const captures: Capture[] = [];
  for (const { name, mediaType, bytes, specimen } of pictures) {
    const { id } = await writeFile(ctx, { name, mediaType, transactionId }, [bytes]);
    captures.push({ name, fileId: id, specimen });
  }
  return captures;
}

async function judged(
  ctx: Context,
  scene: Scene,
  captures: readonly Capture[],
  { role, visit }: Doer,
): Promise<Change> {
  const { workflow } = scene.transaction;
  const attempt = { kind: workflow.kind, pictures: captures, user: userOf(scene, role), now: ctx.now };
  const { mayTryAgain, ...verdict } = judge(attempt);
  const { attempts, pending } = participantOf(scene, role);
  const { id, revisionId, vhubTransactionId } = pending ?? drawn();
  const earlier = await verificationsOf(ctx, scene.transaction.id);
  const verification: Verification = {
    ...{ ...verdict, ...callingOf(workflow), id, revisionId, vhubTransactionId, role, at: ctx.now },
    ...{ number: earlier.length, attempt: attempts + 1 },
    images: captures.map(({ name, fileId }) => ({ name: imageNames[name], fileId })),
  };
  return verified(scene, captures, verification, mayTryAgain, visit);
}

/** The ids of an attempt: each is a transaction of the verification hub's own. */
function drawn() {
  return { id: randomUUID(), revisionId: randomUUID(), vhubTransactionId: randomUUID() };
}

const imageNames: Readonly<Record<Capture["name"], string>> = {
  document_front: "image_submitted_document_front",
  document_back: "image_submitted_document_back",
  selfie: "image_submitted_selfie",
};
