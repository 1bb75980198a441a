import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, expected, inJavascript, narrowly, refused, typed } from "./asking.ts";
import { nobodys, type Sandbox } from "./given.ts";
import { inline } from "./papers.ts";
import { givenUpload } from "./playing.ts";
import {
  agreement,
  agreements,
  document,
  face,
  least,
  type TransactionRequest,
  twoDocuments,
  whole,
} from "./requests.ts";

const given = async (sandbox: Pick<Sandbox, "credential">) => document(sandbox);
const create: Ask<TransactionRequest> = (client, body, header) => client.createTransaction({ body, header });

/** Wrong in the schema alone. */
const malformed = {
  workflow_id: "face",
  brand_id: "",
  users: [{ role: "", dob: "1984-02-29T12:00:00.000Z", address: { country_code: "gb" } }, { first_name: "Jane" }],
  tokens: [{}],
  documents: [{ id: "my agreement", title: "" }],
  expiry_period: 0,
  disable_notifications: "yes",
} as unknown as TransactionRequest;

/** Right in the schema, and wrong in what it says: in days, countries, addresses, redirects, and what is there twice. */
function senseless(sandbox: Pick<Sandbox, "credential">): TransactionRequest {
  const signer = { role: "signer1" };
  return {
    ...document(sandbox),
    users: [
      { ...signer, dob: "1983-02-29", email: "nowhere", address: { country_code: "UK" } },
      { ...signer, dob: "2999-01-01", emails: ["jane.doe@example.com, nowhere"], address: { country_code: "ZZ" } },
    ],
    tokens: [signer, signer],
    documents: [{ id: "AuditTrailDocument" }, { id: "terms", content: "sfs://elsewhere/terms" }, { id: "terms" }],
    configuration: {
      redirects: [
        { id: "REDIRECT_ERROR", url: "https://bank.example/?who={{user}}" },
        { id: "REDIRECT_ERROR", url: "javascript:alert(1)" },
      ],
    },
  };
}

/** Documents that there are not, or that are none. */
async function unusable(sandbox: Sandbox) {
  const upload = await givenUpload(sandbox);
  const contents = [
    upload.replace(/[^/]+$/, nobodys),
    "data:application/pdf;base64,JVBERi0*",
    inline(Buffer.from("<html>")),
    "https://bank.example/terms.pdf",
    // One byte too many, or two.
    `data:application/pdf;base64,JVBERi0x${"A".repeat(13_981_008)}`,
  ];
  return [{ document_template_id: nobodys }, ...contents.map((content) => ({ content }))];
}

export const creation = {
  createTransaction: {
    // Of each kind, twice the same, with everything and with nothing; and agreements from wherever they may be.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const upload = await givenUpload(sandbox);
      const { data = [] } = await done(sandbox.control.listDocumentTemplates({ path: { sandboxId: sandbox.id } }));
      const templates = data.map(({ id: document_template_id }) => ({ document_template_id, groups: ["signer1"] }));
      const bodies = [
        ...[least(sandbox), document(sandbox), document(sandbox), face(sandbox), whole(sandbox), twoDocuments(sandbox)],
        ...[agreement(sandbox), agreements(sandbox, upload), { ...agreement(sandbox), documents: templates }],
      ];
      for (const body of bodies) await done(owner.createTransaction({ body }));
      await typed("text/javascript", owner.createTransaction({ body: least(sandbox), ...inJavascript }));
      return narrowly("transaction_access", given, create)(sandbox);
    },
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      const body = document(sandbox);
      const roles = { users: [{ role: "lender" }], tokens: [{ role: "nobody" }] };
      for (const wrong of [{}, malformed, senseless(sandbox), { workflow_id: nobodys }, { ...body, ...roles }])
        await expected(400, owner.createTransaction({ body: wrong as TransactionRequest }));
      for (const unused of await unusable(sandbox))
        await expected(400, owner.createTransaction({ body: { ...agreement(sandbox), documents: [unused] } }));
      // Neither a body of another type nor one that is too large is anything else.
      await expected(400, owner.createTransaction({ body, headers: { "Content-Type": "text/plain" } }));
      return owner.createTransaction({ body: { ...body, ...{ story: "a".repeat(1_048_576) } } });
    },
    ...refused(given, create, ["evidence_access", "session_access"]),
    403: async (sandbox) => {
      const { 403: forbidden } = refused(given, create, ["evidence_access"]);
      const body = { ...document(sandbox), tenant_id: "tenant-of-somebody-else" };
      await expected(403, sandbox.as("owner").createTransaction({ body }));
      return forbidden(sandbox);
    },
  },
} satisfies Partial<Scenarios<"onespan">>;
