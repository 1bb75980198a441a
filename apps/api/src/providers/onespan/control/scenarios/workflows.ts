import { done, type Scenarios } from "@understudy/conformance";
import { expected } from "../../scenarios/asking.ts";
import { type ControlSchemas, nobodys, tenant } from "../../scenarios/given.ts";
import { finish, givenFinished } from "../../scenarios/playing.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

type Settings = ControlSchemas["WorkflowSettings"];

const plain: Settings = { name: "Passport", kind: "document", roles: ["signer1"] };

/** With all that can be said of one. Nobody listens there. */
const whole: Settings = {
  ...{ name: "Loan", kind: "agreement_signing", roles: ["Borrower", "Guarantor"], attempts: 10 },
  consent: { mode: "explicit", text: "I agree to read and sign electronically." },
  ...{ lender_signature: true, expiry_period: 3650, session_timeout: "P1D" },
  redirects: [
    { id: "REDIRECT_DOCID_PASS", url: "https://loans.example.com/back?case={{opaqueId}}&who={{userRole}}" },
    { id: "REDIRECT_DOCID_FAIL", url: "https://loans.example.com/sorry?transaction={{transactionId}}" },
    { id: "REDIRECT_SESSION_TIMEOUT", url: "http://127.0.0.1:9/again" },
    { id: "REDIRECT_ERROR", url: "http://127.0.0.1:9/error" },
    { id: "REDIRECT_DEFAULT_URL", url: "http://127.0.0.1:9/" },
  ],
  notifications: [
    { url: "http://127.0.0.1:9/onespan", scenarios: ["transaction_created", "transaction_completed"] },
    { url: "http://127.0.0.1:9/others", scenarios: ["consent_accepted"] },
  ],
};

/** Wrong in the schema. */
const malformed = {
  ...{ name: "", kind: "selfie", roles: [], attempts: 0, expiry_period: 3651, lender_signature: "yes", colour: "blue" },
  redirects: [{ id: "REDIRECT_HOME", url: "ftp://loans.example.com/" }],
  notifications: [{ url: "http://127.0.0.1:9/", scenarios: ["transaction_lost"] }],
} as unknown as Settings;

/** Wrong in what it says: a case with two addresses, an address that would show a secret, and a day and a bit. */
const senseless: readonly Settings[] = [
  { ...plain, redirects: [1, 2].map((n) => ({ id: "REDIRECT_ERROR", url: `http://127.0.0.1:9/${n}` }) as const) },
  { ...plain, notifications: [{ url: "http://name:password@127.0.0.1:9/", scenarios: ["session_started"] }] },
  { ...plain, session_timeout: "P1DT1S" },
  { ...plain, session_timeout: "PT0S" },
];

const list: Ask = (client, sandboxId) => client.listWorkflows({ path: { sandboxId }, query: { limit: 1 } });
const create: Ask = (client, sandboxId) => client.createWorkflow({ path: { sandboxId }, body: plain });
const get: Ask = async (client, sandboxId, sandbox) => client.getWorkflow({ path: await pathOf(sandboxId, sandbox) });
const put: Ask = async (client, sandboxId, sandbox) =>
  client.putWorkflow({ path: await pathOf(sandboxId, sandbox), body: plain });
const remove: Ask = async (client, sandboxId, sandbox) =>
  client.deleteWorkflow({ path: await pathOf(sandboxId, sandbox) });

/** Where a workflow would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, { id, control }: Sandbox, body = whole) {
  const { id: workflowId } = await done(control.createWorkflow({ path: { sandboxId: id }, body }));
  return { sandboxId, workflowId };
}

export const workflows = {
  listWorkflows: {
    // Those that every sandbox comes with; then a page, and the one behind it.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = { sandboxId: sandbox.id };
      await done(owner.listWorkflows({ path }));
      for (const body of [plain, whole]) await pathOf(sandbox.id, sandbox, body);
      const { next_cursor: cursor } = await done(owner.listWorkflows({ path, query: { limit: 2 } }));
      return owner.listWorkflows({ path, query: { limit: 2, cursor: String(cursor) } });
    },
    400: async ({ as, id }) => {
      await expected(400, as("owner").listWorkflows({ path: { sandboxId: id }, query: { limit: 0 } }));
      return as("owner").listWorkflows({ path: { sandboxId: id }, query: { cursor: "never answered" } });
    },
    ...ofSandbox(list),
  },
  createWorkflow: {
    // Of each kind, and under an id of one's own; transactions can be made of each.
    201: async (sandbox) => {
      const owner = sandbox.as("owner");
      const own = { ...plain, id: nobodys, kind: "document_with_face" } as const;
      for (const body of [plain, whole, own]) {
        const { id: workflow_id } = await done(owner.createWorkflow({ path: { sandboxId: sandbox.id }, body }));
        await givenFinished(sandbox, { workflow_id });
      }
      return asOwner(create)(sandbox);
    },
    400: async ({ as, id }) => {
      for (const body of senseless) await expected(400, as("owner").createWorkflow({ path: { sandboxId: id }, body }));
      return as("owner").createWorkflow({ path: { sandboxId: id }, body: { ...malformed, id: "face" } });
    },
    409: async ({ as, id }) => {
      const [path, body] = [{ sandboxId: id }, { ...plain, id: nobodys }];
      await done(as("owner").createWorkflow({ path, body }));
      return as("owner").createWorkflow({ path, body });
    },
    ...ofSandbox(create),
  },
  getWorkflow: {
    200: async (sandbox) => {
      await done(sandbox.as("owner").getWorkflow({ path: await pathOf(sandbox.id, sandbox, plain) }));
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
  },
  putWorkflow: {
    // What a transaction has begun with stays, and what was read may be put.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = await pathOf(sandbox.id, sandbox, plain);
      const body = { workflow_id: path.workflowId };
      const { id: transaction_id } = await done(tenant(sandbox).createTransaction({ body }));
      const { id: _, created_at: __, ...settings } = await done(owner.putWorkflow({ path, body: whole }));
      await finish(sandbox, { transaction_id }, { values: { document: "id-card" } });
      await done(owner.putWorkflow({ path, body: settings }));
      return asOwner(put)(sandbox);
    },
    400: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      for (const body of senseless) await expected(400, sandbox.as("owner").putWorkflow({ path, body }));
      return sandbox.as("owner").putWorkflow({ path, body: malformed });
    },
    ...ofObject(put),
  },
  deleteWorkflow: {
    // Those that have begun go on; no other begins.
    204: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox, plain);
      const body = { workflow_id: path.workflowId };
      const { id: transaction_id } = await done(tenant(sandbox).createTransaction({ body }));
      const outcome = await sandbox.as("owner").deleteWorkflow({ path });
      await finish(sandbox, { transaction_id });
      await expected(400, tenant(sandbox).createTransaction({ body }));
      await expected(404, sandbox.as("owner").deleteWorkflow({ path }));
      return outcome;
    },
    ...ofObject(remove),
  },
} satisfies Partial<Scenarios<"onespan-control">>;
