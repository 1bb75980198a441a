import { done, exchangeOf, type Scenarios } from "@understudy/conformance";
import { type Answer, type Ask, expected, inJavascript, narrowly, refusedOf, typed } from "./asking.ts";
import { advance, type Sandbox, tenant } from "./given.ts";
import {
  finish,
  givenAgreements,
  givenCompleted,
  givenEach,
  givenFinished,
  givenLoan,
  type TransactionPath,
} from "./playing.ts";
import { agreement, face, whole } from "./requests.ts";

interface DocumentPath extends TransactionPath {
  readonly document_id: string;
}

const getEvidence: Ask<TransactionPath> = (client, path, header) => client.getEvidence({ path, header });
const getDocument: Ask<DocumentPath> = (client, path, header) => client.getDocument({ path, header });

const malformed: TransactionPath = { transaction_id: "dcaad720" };

/** Where the agreements are of a transaction of two people; nobody has signed them. */
async function givenDocuments(sandbox: Sandbox): Promise<readonly DocumentPath[]> {
  return documentsOf(sandbox, await givenAgreements(sandbox));
}

async function givenDocument(sandbox: Sandbox): Promise<DocumentPath> {
  const [path] = await givenDocuments(sandbox);
  if (!path) throw new Error("A transaction that was made with agreements has none.");
  return path;
}

async function documentsOf(sandbox: Sandbox, path: TransactionPath): Promise<readonly DocumentPath[]> {
  const { documents } = await done(tenant(sandbox).getTransaction({ path }));
  return documents.map(({ id: document_id }) => ({ ...path, document_id }));
}

/** Where a loan is that the lender has signed last. */
async function givenPaidOut(sandbox: Sandbox): Promise<TransactionPath> {
  const path = await givenLoan(sandbox);
  await finish(sandbox, path);
  await done(tenant(sandbox).sendTransactionEvent({ path, body: { trigger: "lender_sign" } }));
  await advance(sandbox, "PT0S");
  return path;
}

const bodyOf = async (asked: Promise<Answer>) => exchangeOf((await typed("application/pdf", asked)).response)?.body;

export const documents = {
  getEvidence: {
    // Of each kind, whoever passed or failed or signed; twice, which makes no difference.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const failed = await givenFinished(sandbox, face(sandbox), { outcome: "fail" });
      const known = await givenFinished(sandbox, whole(sandbox));
      const signed = await givenAgreements(sandbox);
      await finish(sandbox, signed);
      for (const path of [failed, known, await givenPaidOut(sandbox)])
        await typed("application/pdf", getEvidence(owner, path, {}));
      const [first, second] = [
        await bodyOf(getEvidence(owner, signed, {})),
        await bodyOf(getEvidence(owner, signed, {})),
      ];
      if (first !== second) throw new Error("The evidence was another one the second time.");
      await typed("application/pdf", owner.getEvidence({ path: signed, headers: { Accept: "application/json" } }));
      return narrowly("evidence_access", givenCompleted, getEvidence)(sandbox);
    },
    // Too early, and of what ended otherwise.
    400: async (sandbox) => {
      const { completed: _, ...rest } = await givenEach(sandbox);
      for (const path of Object.values(rest)) await expected(400, getEvidence(sandbox.as("owner"), path, {}));
      return getEvidence(sandbox.as("owner"), malformed, {});
    },
    ...refusedOf(givenCompleted, getEvidence, ["transaction_access", "session_access"]),
  },
  getDocument: {
    // Before anybody has signed and after everybody has; as a PDF, and as what is known of it.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const paths = await givenDocuments(sandbox);
      const before = [];
      for (const path of paths) before.push(await bodyOf(getDocument(owner, path, {})));
      for (const path of paths.slice(0, 1)) await finish(sandbox, path);
      for (const [index, path] of paths.entries())
        if ((await bodyOf(getDocument(owner, path, {}))) === before[index])
          throw new Error(`The document ${path.document_id} does not show that it was signed.`);
      const own = await givenFinished(sandbox, agreement(sandbox));
      for (const path of [...paths, ...(await documentsOf(sandbox, own))]) {
        const accepting = (Accept: string) => owner.getDocument({ path, headers: { Accept } });
        for (const accept of ["application/pdf", "application/json, application/pdf;q=0.1", "image/png"])
          await typed("application/pdf", accepting(accept));
        await typed("application/json", accepting("application/json"));
        await typed("text/javascript", owner.getDocument({ path, ...inJavascript }));
      }
      return narrowly("transaction_access", givenDocument, getDocument)(sandbox);
    },
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      const { transaction_id } = await givenDocument(sandbox);
      await expected(400, getDocument(owner, { transaction_id, document_id: "my agreement" }, {}));
      return getDocument(owner, { ...malformed, document_id: "terms" }, {});
    },
    ...refusedOf(givenDocument, getDocument, ["evidence_access", "session_access"]),
    // There is no such transaction, and there is no such document in one.
    404: async (sandbox) => {
      const { 404: absent } = refusedOf(givenDocument, getDocument, []);
      await absent(sandbox);
      const { transaction_id } = await givenDocument(sandbox);
      return getDocument(sandbox.as("owner"), { transaction_id, document_id: "mortgage" }, {});
    },
  },
} satisfies Partial<Scenarios<"onespan">>;
