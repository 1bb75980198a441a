import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { inline, pdf } from "./support/papers.ts";
import { openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { send, documentWorkflowId, faceWorkflowId } = world;
const { begin, beginSigning, finish, finished } = transactionsOf(world);
const evidence = (id: string) => send("GET", `/api/transaction/${id}/document/AuditTrailDocument/pdf`);

/** Texts that are hard to write on paper. */
const texts: readonly (readonly [what: string, text: string])[] = [
  ["long ones", "x".repeat(1024)],
  ["long words with spaces", "long words ".repeat(93)],
  ["pictures", "👋🏽👨‍👩‍👧‍👦".repeat(30)],
  ["Arabic and Hebrew", "مرحبا שלום"],
  ["Chinese, Thai and Hindi", "漢字 ไทย हिन्दी"],
  ["combining marks", "a\u0301\u0302\u0303".repeat(50)],
  ["control characters", "\u0001\u001f\u007f\u0085\u2028\n\t\r"],
  ["directions", "\u202eabc\u202c\u200f\u2066"],
  ["private and unassigned characters", "\ue000\u{10ffff}\ufffe"],
  ["what means something elsewhere", "<b>&amp;</b> (\\) %PDF {{userRole}} '; DROP TABLE x; --"],
  ["nothing", ""],
  ["spaces", "   "],
];

/** As much of it as there may be, in whole characters, and something at least. */
function short(text: string, most = 128): string {
  return Array.from(text).slice(0, most).join("") || "x";
}

describe("people whose names are", () => {
  it.each(texts)("%s are verified, and there is evidence of it", async (_what, text) => {
    const users = [{ ...jane, first_name: text, last_name: text, middle_name: text, company: short(text) }];
    const metadata = { note: text, [text || "x"]: [text] };
    const asked = { workflow_id: faceWorkflowId, users, opaque_id: text, brand_id: short(text, 64) };
    const { id, status } = await finished({ ...asked, ...metadata }, { values: { document: "id-card" } });
    expect([status, (await evidence(id)).status]).toEqual(["completed", 200]);
  });
});

describe("agreements whose titles are", () => {
  it.each(texts)("%s are signed, and there is evidence of it", async (_what, text) => {
    const title = short(text, 256);
    const documents = [{ title, description: text || "x", groups: [short(text, 64)], content: inline(pdf("x")) }];
    const users = [{ role: "Borrower", first_name: text, last_name: "" }];
    const { id } = await beginSigning({ documents, users });
    expect([(await finish(id)).status, (await evidence(id)).status]).toEqual(["completed", 200]);
  });
});

it.each(["0001-01-01", "1000-02-28", "1899-12-31"])("somebody who was born on %s is verified", async (dob) => {
  const { status } = await finished({ workflow_id: documentWorkflowId, users: [{ ...jane, dob }] });
  expect(status).toBe("completed");
});

it.each([
  ["0001-06-01T00:00:00Z", "passport-expired"],
  ["1970-01-01T00:00:00Z", "passport"],
  ["2000-02-29T23:59:59.999Z", "passport"],
] as const)("at %s somebody is verified", async (time, document) => {
  const own = await openSandbox({ publicUrl: world.publicUrl });
  await own.goTo(time);
  const users = [{ ...jane, dob: "0001-01-01" }];
  const { id, status } = await transactionsOf(own).finished({ users }, { values: { document } });
  expect(status).toBe("completed");
  const report = await own.send("GET", `/api/transactions/${id}/detailed-verification-report`);
  expect(report.body.stages).toHaveLength(2);
});

it("near the last day that a clock shows, periods that end after it are refused", async () => {
  const own = await openSandbox({ publicUrl: world.publicUrl });
  await own.goTo("9997-06-01T00:00:00Z");
  const authorization = `Bearer ${await own.token({ expires_in: "P1D" })}`;
  const put = (json: object) =>
    own.send("PUT", "/api/transaction/", { json: { workflow_id: own.faceWorkflowId, ...json }, authorization });
  const { status, body } = await put({ users: [{ role: "oss" }] });
  expect(status).toBe(200);
  const tooLate = "must end before the year 9999 by the sandbox's clock; give fewer days.";
  expect(refusalIn(await put({ expiry_period: 3650 }))).toBe(`400 expiry_period ${tooLate}`);
  const json = { grace_period: 36_500, transaction_ids: [body.id] };
  expect(refusalIn(await own.send("POST", "/api/transactions/mark-for-erasure", { json, authorization }))).toBe(
    `400 grace_period ${tooLate}`,
  );
  expect((await own.control("POST", `/transactions/${body.id}/finish`, { json: {} })).body.status).toBe("completed");
  const report = await own.send("GET", `/api/transactions/${body.id}/detailed-verification-report`, { authorization });
  expect(report.body).toMatchObject({ result: "Passed" });
});

it("many people in one transaction are all verified, those that are played at once too", async () => {
  const roles = ["Customer", "Borrower", "signer1", "oss", "unknown"];
  const { id } = await begin({ workflow_id: documentWorkflowId, users: roles.map((role) => ({ ...jane, role })) });
  const done = await Promise.all(roles.map((role) => finish(id, { role })));
  expect(done.map(({ status }) => status)).toContain("completed");
  expect((await evidence(id)).status).toBe(200);
});
