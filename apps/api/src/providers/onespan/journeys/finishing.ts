import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { documentsOf } from "../rules/journey/agreeing.ts";
import { breakDown } from "../rules/journey/ending.ts";
import { demandNew, isDone, participantOf, userOf } from "../rules/journey/scene.ts";
import { visitOf } from "../rules/journey/visiting.ts";
import { triggerOf } from "../rules/test-values.ts";
import type { Participant, Scene } from "../rules/transaction.ts";
import { openSessionsOf } from "../store/sessions.ts";
import { getScene } from "../store/transactions.ts";
import { change } from "../store/transitions.ts";
import { acceptDocument, consent, presentDocument, sign } from "./agreeing.ts";
import { picturesOf } from "./specimens.ts";
import { chooseDocumentAgain, type Doer, sendDocument, sendSelfie, stopTrying } from "./verifying.ts";
import { type Device, endSession, openSession } from "./visits.ts";

/** What people who are played say of themselves. */
const device: Device = { ip: "127.0.0.1", userAgent: "understudy" };

/** What a test does in place of the people. */
export interface Finish {
  readonly outcome: "pass" | "fail" | "abandon" | "timeout" | "error";
  /** One of them; everybody who is left, if absent. */
  readonly role?: string | undefined;
  /** Names of specimens, for those of the outcome. */
  readonly document?: string | undefined;
  readonly selfie?: string | undefined;
}

/**
 * Takes people to the end of their journey without a page, by the steps that the pages take. Throws a Refusal
 * `wrong_state` where nothing more can be done, `absent` for a role that the transaction does not have.
 */
export async function finish(ctx: Context, transactionId: string, wanted: Finish): Promise<void> {
  const scene = await getScene(ctx, transactionId);
  demandNew(scene);
  const { role, outcome } = wanted;
  const people = role === undefined ? scene.participants : [participantOf(scene, role)];
  const left = people.filter((participant) => !isDone(participant));
  if (left.length === 0) throw new Refusal("wrong_state", nothingLeft(transactionId, role));
  if (outcome === "error") return void (await change(ctx, transactionId, (held) => breakDown(held)));
  if (outcome === "fail" && scene.transaction.workflow.kind === "agreement_signing")
    throw new Refusal(
      "invalid",
      "outcome cannot be fail where agreements are signed: pass, abandon, timeout or error.",
      { field: "outcome" },
    );
  for (const participant of left) {
    if (outcome === "abandon") await leave(ctx, scene, participant, "left");
    else if (outcome === "timeout") await leave(ctx, scene, participant, "timeout");
    else await goThrough(ctx, scene, participant, wanted);
  }
}

function nothingLeft(transactionId: string, role: string | undefined): string {
  if (role !== undefined) return `The role ${role} is done: name one that is not, or none.`;
  return `Everybody is done in the transaction ${transactionId}: nothing is left to be finished.`;
}

/** Comes, as far as the person is not there yet, and goes without having done anything. */
async function leave(ctx: Context, { transaction }: Scene, { role }: Participant, reason: "left" | "timeout") {
  const open = (await openSessionsOf(ctx, transaction.id)).filter((session) => session.role === role);
  const sessions = open.length > 0 ? open : [await openSession(ctx, transaction.id, role, device)];
  for (const session of sessions) await endSession(ctx, session, reason);
}

async function goThrough(ctx: Context, { transaction }: Scene, { role }: Participant, wanted: Finish): Promise<void> {
  const session = await openSession(ctx, transaction.id, role, device);
  const doer: Doer = { transactionId: transaction.id, role, visit: visitOf(session) };
  let scene = await getScene(ctx, transaction.id);
  if (participantOf(scene, role).step === "consent") scene = await consent(ctx, doer);
  if (transaction.workflow.kind === "agreement_signing") return signAll(ctx, scene, doer);
  if (participantOf(scene, role).step === "selfie") scene = await chooseDocumentAgain(ctx, doer);
  scene = await showPictures(ctx, scene, doer, wanted);
  const { step, refused } = participantOf(scene, role);
  // Another attempt would be possible, and nobody makes it.
  if (scene.transaction.status === "new" && step === "document" && refused.length > 0) await stopTrying(ctx, doer);
}

async function showPictures(ctx: Context, before: Scene, doer: Doer, wanted: Finish): Promise<Scene> {
  const user = userOf(before, doer.role);
  const { document, selfie } = specimensOf(wanted);
  const trigger = triggerOf(user);
  // Nobody would look at them.
  const isCutShort = trigger === "error" || trigger === "timeout";
  const scene = await sendDocument(ctx, doer, isCutShort ? [] : await picturesOf(document, user, ctx.now));
  const isNext = scene.transaction.status === "new" && participantOf(scene, doer.role).step === "selfie";
  const [picture] = isNext ? await picturesOf(selfie, user, ctx.now) : [];
  return picture ? sendSelfie(ctx, doer, picture) : scene;
}

/** What is named is shown; where nothing is, the outcome says what. */
function specimensOf({ outcome, document, selfie }: Finish) {
  const usual = outcome === "fail" && selfie === undefined ? "passport-tampered" : "passport";
  return { document: document ?? usual, selfie: selfie ?? "portrait" };
}

async function signAll(ctx: Context, from: Scene, doer: Doer): Promise<void> {
  let scene = from;
  const here = () => participantOf(scene, doer.role);
  for (const { id } of documentsOf(scene, doer.role)) {
    if (here().accepted.includes(id)) continue;
    await presentDocument(ctx, doer, id);
    scene = await acceptDocument(ctx, doer, id);
  }
  await sign(ctx, doer, signerOf(scene, doer.role));
}

function signerOf(scene: Scene, role: string): string {
  const { first_name: first, last_name: last } = userOf(scene, role) ?? { first_name: undefined, last_name: undefined };
  return [first, last].filter(Boolean).join(" ") || role;
}
