import { Refusal } from "@understudy/domain";
import type { PageContext, PageRequest } from "../../../provider.ts";
import type { Session } from "../rules/event.ts";
import type { Participant, Scene } from "../rules/transaction.ts";
import { sessionByKey } from "../store/sessions.ts";
import { getScene } from "../store/transactions.ts";

/** Somebody's part in a transaction, as pages show it. */
export interface Occasion {
  readonly ctx: PageContext;
  readonly scene: Scene;
  readonly participant: Participant;
  /** Null for somebody who holds the link and has no session. */
  readonly session: Session | null;
  /** What the address says besides: a notice, or that somebody would rather stop. */
  readonly query: URLSearchParams;
}

/** The same in a session. */
export interface Visit extends Occasion {
  readonly session: Session;
}

/** Undefined where the key opens nothing: it never did, or the transaction was erased. */
export async function visitIn(ctx: PageContext, { path, query }: PageRequest): Promise<Visit | undefined> {
  const session = await sessionByKey(ctx, path.key ?? "");
  const scene = session && (await sceneOf(ctx, session.transactionId));
  const part = scene && partIn(scene, session.role);
  return part && { ctx, ...part, session, query };
}

/** Undefined where there is no such transaction, or none any more. */
export async function sceneOf(ctx: PageContext, transactionId: string): Promise<Scene | undefined> {
  try {
    return await getScene(ctx, transactionId);
  } catch (error) {
    if (error instanceof Refusal && error.code === "absent") return undefined;
    throw error;
  }
}

/** A role's part in a transaction; undefined where there is none. */
export function partIn(scene: Scene, role: string): Pick<Occasion, "scene" | "participant"> | undefined {
  const participant = scene.participants.find((each) => each.role === role);
  return participant && { scene, participant };
}
