import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { send, start, tenantId, faceWorkflowId, agreementWorkflowId } = world;
const { ask, begin } = transactionsOf(world);
const least = { workflow_id: faceWorkflowId };
const roles = "Customer, Borrower, signer1, oss and unknown";

/** What a request is refused with. */
const refusal = async (json: unknown) => refusalIn(await ask(json));
const refusals = async (cases: readonly (readonly [change: object, message: string])[]) => {
  for (const [change, message] of cases)
    expect([change, await refusal({ ...least, ...change })]).toEqual([change, `400 ${message}`]);
};
const user = (change: object) => ({ users: [{ role: "signer1", ...change }] });

describe("who takes part", () => {
  it("33: roles are the workflow's, in users, in tokens and where a token is asked for", async () => {
    const must = `must be a role of the workflow, which has ${roles}.`;
    await refusals([
      [{ users: [{ role: "nobody" }] }, `users.0.role ${must}`],
      [{ tokens: [{ role: "oss" }, { role: "Signer1" }] }, `tokens.1.role ${must}`],
      [{ users: [{ role: "lender" }], tokens: [{ role: "x" }] }, `users.0.role ${must} tokens.0.role ${must}`],
      [{ users: [{ role: "constructor" }] }, `users.0.role ${must}`],
    ]);
    const { id } = await begin();
    for (const role of ["nobody", "Signer1", " signer1", "__proto__"])
      expect(refusalIn(await send("POST", `/api/transaction/${id}/token`, { json: { role } }))).toBe(
        `400 role ${must}`,
      );
  });

  it("33: a role has 1 to 32 characters, and is one person's", async () => {
    await refusals([
      [{ users: [{}] }, "users.0.role is required."],
      [{ users: [{ role: "" }] }, "users.0.role must not be empty."],
      [{ tokens: [{ role: "x".repeat(33) }] }, "tokens.0.role must have at most 32 characters."],
      [
        { users: [{ role: "oss" }, { role: "oss" }] },
        "users.1.role is the role of another user too; a role is one person's.",
      ],
      [
        { tokens: [{ role: "oss" }, { role: "oss" }] },
        "tokens.1.role is the role of another token too; ask for one of each.",
      ],
    ]);
    expect(await refusal({ ...least, users: Array.from({ length: 17 }, () => ({ role: "oss" })) })).toMatch(
      /^400 users must have at most 16 items\. users\.1\.role is the role of another user too/,
    );
  });
});

describe("who a person is", () => {
  it("27: a day of birth is a midnight in UTC, or a plain day, that has been", async () => {
    const form =
      "must be a day, such as 1984-02-29, alone or as its midnight in UTC, such as 1984-02-29T00:00:00.000Z.";
    for (const dob of [
      ...["1984-02-29T00:00:00.001Z", "1984-02-29T12:00:00.000Z", "1984-02-29T00:00:00Z", "1984-02-29T00:00:00.000"],
      ...["1984-02-29T00:00:00.000+01:00", "29.02.1984", "1984-2-29", "19840229", " 1984-02-29", "", "1984-02-29\n"],
    ])
      expect([dob, await refusal({ ...least, ...user({ dob }) })]).toEqual([dob, `400 users.0.dob ${form}`]);
    for (const day of [
      "1983-02-29",
      "1984-02-30",
      "1984-13-01",
      "1984-00-10",
      "1984-01-00",
      "9999-99-99",
      "0000-01-01",
    ])
      expect(await refusal({ ...least, ...user({ dob: `${day}T00:00:00.000Z` }) })).toBe(
        `400 users.0.dob must be a day that the calendar has, which ${day} is not.`,
      );
    const tomorrow = new Date(start.getTime() + 86_400_000).toISOString().slice(0, 10);
    expect(await refusal({ ...least, ...user({ dob: tomorrow }) })).toBe("400 users.0.dob must not be in the future.");
  });

  it("28: a country is one of ISO 3166-1, GB and not UK", async () => {
    const of = (country_code: unknown) => user({ address: { country_code } });
    const at = "users.0.address.country_code";
    await refusals([
      [of("UK"), `${at} must be GB for the United Kingdom; UK is no code of ISO 3166-1.`],
      [of("XX"), `${at} must be a country's two letters by ISO 3166-1, such as GB.`],
      [of("gb"), `${at} must be a country's two letters in capitals by ISO 3166-1, such as GB.`],
      [of("GBR"), `${at} must be a country's two letters in capitals by ISO 3166-1, such as GB.`],
      [of(44), `${at} must be string.`],
    ]);
  });

  it("an e-mail address may be any that there could be, several of them, and none at all", async () => {
    const emails = ["ü@ü.de", "a@b.org,", "", "anna@localhost, jane@example.com"];
    const { users } = await begin({
      users: [
        { role: "signer1", email: "ü@ü.de", emails },
        { role: "oss", email: "" },
      ],
    });
    expect(users).toMatchObject([{ email: "ü@ü.de", emails }, { email: "" }]);
  });

  it("addresses are texts, and e-mail addresses are some", async () => {
    const mail = "must be an e-mail address, such as anna@example.com, or be left out.";
    await refusals([
      [user({ email: "jane" }), `users.0.email ${mail}`],
      [user({ emails: ["jane@example.com", "a@example.com, b"] }), `users.0.emails.1 ${mail}`],
      [user({ emails: "jane@example.com" }), "users.0.emails must be array."],
      [user({ address: { house_number: 12 } }), "users.0.address.house_number must be string."],
      [user({ address: "Longmarket 12" }), "users.0.address must be object."],
      [user({ company: "" }), "users.0.company must not be empty."],
      [user({ birth_surname: "x".repeat(1025) }), "users.0.birth_surname must have at most 1024 characters."],
      [user({ bank: [] }), "users.0.bank must be object."],
      [user({ first_name: null }), "users.0.first_name must be string."],
    ]);
    expect((await ask({ ...least, ...user({ birth_surname: "👋".repeat(1024) }) })).status).toBe(200);
  });
});

describe("the workflow and the tenant", () => {
  it("the workflow is one of the tenant's", async () => {
    const must = "workflow_id must be a workflow of the tenant; the control API lists them.";
    await refusals([[{ workflow_id: nobodys }, must]]);
    for (const workflow_id of ["", "x", null, 5, faceWorkflowId.replaceAll("-", ""), ` ${faceWorkflowId}`])
      expect(await refusal({ workflow_id })).toMatch(/^400 workflow_id must be (a UUID|string)/);
    expect(await refusal({})).toBe("400 workflow_id is required.");
  });

  it("34, OD-14: another tenant is a 403, whatever else is wrong, and never a 400", async () => {
    const own = `403 tenant_id must be ${tenantId}, the token's client_id, or be left out.`;
    for (const tenant_id of ["dealflo", "", `${tenantId} `, tenantId.toUpperCase(), "a.b"])
      for (const json of [
        { ...least, tenant_id },
        { tenant_id, users: [{ role: 5, dob: "x" }] },
        { ...least, tenant_id, opaque_id: "\0" },
      ])
        expect([tenant_id, await refusal(json)]).toEqual([tenant_id, own]);
    const { id } = await begin();
    const json = { trigger: "unknown", tenant_id: "dealflo" };
    expect(refusalIn(await send("PUT", `/api/transaction/${id}/event`, { json }))).toBe(own);
    await refusals([[{ tenant_id: 5 }, "tenant_id must be string."]]);
    expect(await refusal({ ...least, tenant_id: tenantId, expiry_period: 0 })).toMatch(/^400 expiry_period/);
  });
});

describe("the agreements", () => {
  const of = (...documents: readonly unknown[]) => ({ workflow_id: agreementWorkflowId, documents });
  const content = "data:application/pdf;base64,JVBERi0xLjQKJSVFT0YK";

  it("each have an id of their own, and come from somewhere", async () => {
    const either = "must be given, or document_template_id in its place.";
    await refusals([
      [of({}), `documents.0.content ${either}`],
      [of({ content }, { title: "Terms" }), `documents.1.content ${either}`],
      [
        of({ id: "a", content }, { id: "a", content }),
        "documents.1.id is the id of another document too; give it one of its own.",
      ],
      [
        of({ id: "AuditTrailDocument", content }),
        "documents.0.id cannot be AuditTrailDocument, which is the evidence; give it another one.",
      ],
      [of({ id: "a b", content }), "documents.0.id must have letters, digits, - and _ alone."],
      [of({ id: "x".repeat(65), content }), "documents.0.id must have at most 64 characters."],
      [of({ id: "", content }), "documents.0.id must not be empty."],
      [of({ title: "", content }), "documents.0.title must not be empty."],
      [of({ version: 0, content }), "documents.0.version must be at least 1."],
      [of({ groups: Array(9).fill("oss"), content }), "documents.0.groups must have at most 8 items."],
      [
        of({ document_template_id: nobodys }),
        "documents.0.document_template_id must be a document template of the tenant; the control API lists them.",
      ],
    ]);
  });
});

it("all that is wrong is told at once, up to fifty things", async () => {
  const { body } = await ask({
    ...{ expiry_period: 0, users: [{ ...jane, dob: "1983-02-29", email: "x", address: { country_code: "UK" } }] },
    ...{ tokens: [{ role: "oss" }, { role: "oss" }], documents: [{ title: "" }] },
    configuration: { redirects: [{ id: "REDIRECT_ERROR", url: "x" }] },
  });
  for (const named of [
    ...[
      "workflow_id is required",
      "expiry_period must be at least 1",
      "users.0.dob must be a day",
      "users.0.email must",
    ],
    ...["users.0.address.country_code must be GB", "tokens.1.role is the role", "documents.0.title must not be empty"],
    ...["documents.0.content must be given", "configuration.redirects.0.url must be"],
  ])
    expect(body.message).toContain(named);
  const { body: many } = await ask({ ...least, documents: Array.from({ length: 100 }, () => ({ title: 5 })) });
  expect(many.message.match(/documents\.\d+\./g)).toHaveLength(50);
});
