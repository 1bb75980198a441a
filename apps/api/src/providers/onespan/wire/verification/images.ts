import type { components } from "@understudy/contracts/onespan";
import { sfsUrl } from "../../rules/sfs.ts";
import type { Transaction } from "../../rules/transaction.ts";
import type { Verification } from "../../rules/verification.ts";

/** Each image by its name, in an object of its own (providers/onespan.md 4.5). */
export function imagesToWire(
  { id: transactionId }: Pick<Transaction, "id">,
  { id, images }: Pick<Verification, "id" | "images">,
): components["schemas"]["VerificationImages"] {
  return {
    ...{ transaction_id: transactionId, verification_id: id },
    verified_images: images.map(({ name, fileId }) => ({
      [name]: sfsUrl({ of: "transaction", transactionId, fileId }),
    })),
  };
}
