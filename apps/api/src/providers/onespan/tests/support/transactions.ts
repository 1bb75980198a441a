import type { components } from "@understudy/contracts/onespan";
import type { components as control } from "@understudy/contracts/onespan-control";
import { got, type Opened } from "./sandbox.ts";

type Schemas = components["schemas"];
/** What a request may hold; `workflow_id` is the one of a document and a face where it says nothing. */
export type Asked = Partial<Schemas["CreateTransactionRequest"]> & Readonly<Record<string, unknown>>;

/** All that is named of a person. */
export const jane = {
  ...{ role: "signer1", groups: ["visible"], title: "Ms.", first_name: "Jane", middle_name: "", last_name: "Doe" },
  ...{ birth_surname: "Roe", dob: "1984-02-29T00:00:00.000Z", gender: "f", phone_number: "+15550111" },
  ...{ email: "jane.doe@example.com", emails: ["jane.doe@example.com", "jd@example.com, jd@example.org"] },
  ...{ company: "Example Ltd", bank: { iban: "GB33BUKB20201555555555" } },
  address: {
    ...{ country_code: "GB", county_or_province: "Kent", city: "Canterbury", town: "", street: "Longmarket" },
    ...{ house_name: "", house_number: "12", flat_or_appartment_number: "3b", po_box: "7", post_code: "CT1 2JS" },
  },
} as const;

/** What tests do with transactions, in a sandbox of theirs. */
export function transactionsOf(world: Opened) {
  const { api, setup, path, send, faceWorkflowId, agreementWorkflowId } = world;
  const begin = async (asked: Asked = {}) =>
    got(await api.createTransaction({ body: { workflow_id: faceWorkflowId, ...asked } }));
  const finish = async (transactionId: string, body: control["schemas"]["Finish"] = {}) =>
    got(await setup.finishTransaction({ path: { ...path, transactionId }, body }));
  return {
    /** The id of another workflow, of a document and one person where it does not say otherwise. */
    workflow: async (definition: Partial<control["schemas"]["NewWorkflow"]> = {}) => {
      const usual = { name: "Of a test", kind: "document", roles: ["signer1"] } as const;
      return got(await setup.createWorkflow({ path, body: { ...usual, roles: [...usual.roles], ...definition } })).id;
    },
    /** What is answered to a request that may be wrong; `json` is the whole body. */
    ask: (json: unknown) => send("PUT", "/api/transaction/", { json }),
    begin,
    /** One of agreements for the borrower. */
    beginSigning: (asked: Asked = {}) =>
      begin({ workflow_id: agreementWorkflowId, users: [{ role: "Borrower" }], ...asked }),
    finish,
    /** A transaction that has been gone through, with what came of it. */
    finished: async (asked: Asked = {}, how: control["schemas"]["Finish"] = {}) => {
      const { id } = await begin({ users: [jane], tokens: [{ role: "signer1" }], ...asked });
      await finish(id, how);
      return read(id);
    },
    read,
    /** As the control API shows it. */
    look: async (transactionId: string) => got(await setup.getTransaction({ path: { ...path, transactionId } })),
    send: async (transaction_id: string, trigger: "transaction_cancelled" | "lender_sign") =>
      got(await api.sendTransactionEvent({ path: { transaction_id }, body: { trigger } })),
  };

  async function read(transaction_id: string) {
    return got(await api.getTransaction({ path: { transaction_id }, query: { withVerifications: "true" } }));
  }
}

/** What a token says of itself, whoever has signed it. */
export function claimsOf(token: string) {
  const [head = "", claims = ""] = token.split(".").map((part) => Buffer.from(part, "base64url").toString());
  return { head: JSON.parse(head), claims: JSON.parse(claims) };
}
