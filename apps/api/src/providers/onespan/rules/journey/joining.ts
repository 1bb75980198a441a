import { Refusal } from "@understudy/domain";
import type { Change, Participant, Scene, Token } from "../transaction.ts";
import { change, demandNew, isDone, newcomer } from "./scene.ts";

/**
 * A role has another token, which is its one from now on. Somebody whom the transaction did not know before joins, and
 * takes the place of whoever was there only because nobody was named.
 */
export function withToken(scene: Scene, token: Token): Change {
  demandNew(scene);
  const { transaction } = scene;
  const participants = joinedBy(scene, token.role);
  const tokens = withOwn(transaction.tokens, token);
  return change({ ...scene, participants, transaction: { ...transaction, tokens } }, []);
}

/** In the place of the role's earlier one: whoever counts on an order finds each role where it was. */
function withOwn(tokens: readonly Token[], token: Token): readonly Token[] {
  const isNew = tokens.every(({ role }) => role !== token.role);
  return isNew ? [...tokens, token] : tokens.map((each) => (each.role === token.role ? token : each));
}

function joinedBy({ transaction, participants }: Scene, role: string): readonly Participant[] {
  if (participants.some((each) => each.role === role)) return participants;
  if (participants.every(isDone))
    throw new Refusal(
      "wrong_state",
      `${role} cannot join the transaction ${transaction.id} any more: everybody is done.`,
    );
  const isNamed = transaction.users.length > 0 || transaction.tokens.length > 0;
  // Nobody has come by then, in whatever role.
  return isNamed || transaction.lastSessionEvent ? [...participants, newcomer(role)] : [newcomer(role)];
}
