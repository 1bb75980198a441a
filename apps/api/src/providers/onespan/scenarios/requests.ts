import { founded, type Sandbox, type Schemas } from "./given.ts";
import { inline, pdf } from "./papers.ts";

export type TransactionRequest = Schemas["CreateTransactionRequest"];
type Given = Pick<Sandbox, "credential">;
type User = Schemas["User"];

const tokens = [{ role: "signer1" }];

const jane: User = { role: "signer1", first_name: "Jane", last_name: "Doe", email: "jane.doe@example.com" };

/** A person with all that can be said of one, and what nobody knows. */
const wholeJane: User & { readonly shoe_size: number } = {
  ...jane,
  ...{ groups: ["visible"], title: "Ms.", middle_name: "", birth_surname: "Roe", dob: "1984-02-29T00:00:00.000Z" },
  ...{ gender: "female", phone_number: "+15550111", company: "Northwind Traders", bank: { sort_code: "20-00-00" } },
  emails: ["jane.doe@example.com", "jane@example.com, j.doe@example.com"],
  address: {
    ...{ country_code: "GB", county_or_province: "Kent", city: "Canterbury", town: "Wincheap", street: "Longmarket" },
    ...{ house_name: "Abbey", house_number: "12", flat_or_appartment_number: "3b", po_box: "7", post_code: "CT1 2JS" },
  },
  shoe_size: 39,
};

/** As little as there must be: nobody is named, so that the workflow's first role takes part, without a token. */
export function least(sandbox: Given): TransactionRequest {
  return { workflow_id: founded(sandbox).face };
}

/** A person who shows a document. */
export function document(sandbox: Given, lastName = "Doe"): TransactionRequest {
  return { workflow_id: founded(sandbox).document, users: [{ ...jane, last_name: lastName }], tokens };
}

/** A person who shows a document and their face. */
export function face(sandbox: Given, lastName?: string): TransactionRequest {
  return { ...document(sandbox, lastName), workflow_id: founded(sandbox).face };
}

/** The same with all that can be said of a transaction, its server's own fields and unknown ones among it. */
export function whole(sandbox: Given): TransactionRequest {
  const { face: workflow_id, tenantId: tenant_id } = founded(sandbox);
  const query = "?user={{userRole}}&transaction={{transactionId}}&opaqueId={{opaqueId}}";
  const ids = ["PASS", "FAIL"].map((outcome) => `REDIRECT_DOCID_${outcome}`);
  const redirects = [...ids, "REDIRECT_SESSION_TIMEOUT", "REDIRECT_ERROR", "REDIRECT_DEFAULT_URL", "OF_MY_OWN"];
  return {
    ...{ workflow_id, tenant_id, urlSetKey: "default", brand_id: "a089f718-f12d-4b13-b82e-e1d8b324337d" },
    ...{ language: "english", opaque_id: "WorkflowExternalMitAtPwd=1234", expiry_period: 3650 },
    ...{ disable_notifications: true, disable_recording: true, users: [wholeJane], tokens },
    configuration: {
      redirects: redirects.map((id) => ({ id, url: `https://bank.example/${id}${query}` })),
      consent: { type: "explicit", clause: 7 },
    },
    ...{ id: "dcaad720-d1e9-47ba-a76b-a6370ef0373b", status: "completed", version: 9, branch: "Canterbury" },
  };
}

/** Two people, each of whom shows a document; the second one is known by a token alone. */
export function twoDocuments(sandbox: Given): TransactionRequest {
  return { ...document(sandbox), tokens: [{ role: "Customer" }, ...tokens], language: "en", brand_id: "onespan" };
}

/** A person who reads and signs the tenant's own agreement. */
export function agreement(sandbox: Given): TransactionRequest {
  return { ...document(sandbox), workflow_id: founded(sandbox).agreement };
}

/** Agreements for two people: one for both, that comes with the request, and one for each. */
export function agreements(sandbox: Given, content: string): TransactionRequest {
  return {
    ...agreement(sandbox),
    users: [{ ...jane, role: "Borrower" }, { role: "Customer" }],
    tokens: [{ role: "Customer" }, { role: "Borrower" }],
    documents: [
      { id: "terms", content: inline(pdf("What holds for a loan")) },
      {
        ...{ id: "credit-agreement", version: 3, title: "Credit agreement", content, groups: ["Borrower", "signed"] },
        description: "What is lent, and how it is paid back.",
      },
      {
        id: "guarantee",
        title: "Guarantee",
        content: inline(pdf("What is guaranteed", 100_000)),
        groups: ["Customer"],
      },
    ],
  };
}
