import type { components } from "@understudy/contracts/onespan";
import { sfsUrl } from "../../rules/sfs.ts";
import type { Verification } from "../../rules/verification.ts";

type Schemas = components["schemas"];

/** What the provider calls the kinds of its partners' results; only the first is in a source (providers/onespan.md 4.3). */
const types = { doc_id: "document_id", doc_face: "document_face" } as const;

/** What the verification hub's partner, which is this server, has to say of each attempt; nothing before there is one. */
export function resultsToWire(
  transactionId: string,
  verifications: readonly Verification[],
): Schemas["VerificationResults"] {
  return {
    // Before the first attempt the hub knows of no transaction.
    vHubTransaction: verifications.at(-1)?.vhubTransactionId ?? "",
    verificationResults: verifications.map((verification) => ({
      provider: "understudy",
      type: types[verification.name],
      content: JSON.stringify(contentOf(transactionId, verification)),
    })),
  };
}

/** Four parts are known by name, and nothing of what is in them. */
function contentOf(transactionId: string, verification: Verification) {
  const { id, kind, role, attempt, status, score, threshold, findings, document, images, at } = verification;
  return {
    configuration: { check: kind, threshold },
    dossierMetadata: { verificationId: id, role, attempt, created: at.toISOString() },
    evidence: [
      ...(document ? [{ kind: "document", ...document }] : []),
      ...images.map(({ name, fileId }) => ({
        kind: "image",
        name,
        url: sfsUrl({ of: "transaction", transactionId, fileId }),
      })),
    ],
    findings: {
      result: status,
      score,
      checks: findings.map(({ code, passed, message }) => ({ code, passed, message })),
    },
  };
}
