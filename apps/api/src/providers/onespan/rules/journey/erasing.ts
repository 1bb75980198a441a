import type { Change, Scene } from "../transaction.ts";
import { change } from "./scene.ts";

/** Marks a transaction, whatever its status, or moves the day on which it is erased. */
export function mark(scene: Scene, eraseAt: Date): Change {
  const message = "The transaction was marked for erasure.";
  const transaction = { ...scene.transaction, eraseAt };
  return change({ ...scene, transaction }, [{ scenario: "transaction_marked_for_erasure", role: null, message }]);
}

/** Back to the usual retention. */
export function unmark(scene: Scene): Change {
  const message = "The transaction is no longer marked for erasure.";
  const transaction = { ...scene.transaction, eraseAt: null };
  return change({ ...scene, transaction }, [{ scenario: "transaction_unmarked", role: null, message }]);
}
