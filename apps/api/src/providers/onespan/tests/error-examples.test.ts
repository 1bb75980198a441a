import document from "@understudy/contracts/onespan.json" with { type: "json" };
import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { present } from "../answers/errors.ts";
import { inline, megabyte, paperOf, pdf } from "./support/papers.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import type { Received } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, tenantId, token, documentWorkflowId } = world;
const { ask, begin, finish, finished, send: trigger, workflow } = transactionsOf(world);

const workflow_id = await workflow();
const { id } = await begin({ workflow_id });

const at = `/api/transaction/${id}`;
const get = (address: string, authorization?: string) =>
  send("GET", address, authorization === undefined ? {} : { authorization: `Bearer ${authorization}` });
const event = (of: string, name: string) => send("PUT", `/api/transaction/${of}/event`, { json: { trigger: name } });
const askFor = (of: string, role: string) => send("POST", `/api/transaction/${of}/token`, { json: { role } });
const images = (of: string, verification: string) =>
  `/api/transactions/${of}/verifications/${verification}/verification-images`;
const mark = (json: object) => send("POST", "/api/transactions/mark-for-erasure", { json });
const sfs = (of: string) => `sfs://understudy/default/onespan/transaction/${of}/${nobodys}`;

/** A transaction in which one person has been verified and another one is left. */
async function halfDone(outcome: "pass" | "fail") {
  const users = [jane, { role: "oss" }];
  const { id: half } = await begin({ workflow_id: documentWorkflowId, users });
  await finish(half, { role: "signer1", outcome });
  const { body } = await get(`/api/transaction/${half}?withVerifications=true`);
  return { half, verification: body.verifications[0].vhub_verification_id };
}

/** What provokes each error of the spec that anybody can provoke, by the names of its answer and of its example. */
const provoked: Readonly<Record<string, () => Promise<Received>>> = {
  "InvalidTransaction fields": () =>
    ask({ workflow_id, users: [{ role: "signer1", dob: "1983-02-29", address: { country_code: "UK" } }] }),
  "InvalidTransaction workflow": () => ask({ workflow_id: nobodys }),
  "InvalidTransaction role": () => ask({ workflow_id, users: [{ role: "oss" }] }),
  "InvalidTransaction size": () => {
    const documents = [pdf("x"), paperOf(10 * megabyte + 1)].map((bytes) => ({ content: inline(bytes) }));
    return ask({ workflow_id, documents });
  },
  "InvalidTransaction json": () => send("PUT", "/api/transaction/", { body: "{" }),
  "InvalidQuery query": () => get(`${at}?withVerifications=yes`),
  "InvalidQuery id": () => get("/api/transaction/x"),
  "InvalidEvent trigger": () => event(id, "transaction_completed"),
  "InvalidEvent over": async () => event((await finished()).id, "transaction_cancelled"),
  "InvalidEvent lender": () => event(id, "lender_sign"),
  "InvalidEvent id": () => event("x", "lender_sign"),
  "InvalidTokenRequest role": () => askFor(id, "oss"),
  "InvalidTokenRequest over": async () => {
    const { id: over } = await begin();
    await trigger(over, "transaction_cancelled");
    return askFor(over, "oss");
  },
  "InvalidTokenRequest id": () => askFor("x", "oss"),
  "NoImages early": async () => {
    const { half, verification } = await halfDone("pass");
    return get(images(half, verification));
  },
  "NoImages failed": async () => {
    const { half, verification } = await halfDone("fail");
    await finish(half);
    return get(images(half, verification));
  },
  "NoImages id": () => get(images("x", nobodys)),
  "InvalidImageUrl url": () => get("/api/sfs"),
  "InvalidImageUrl early": async () => {
    const { half } = await halfDone("pass");
    const { text } = await get(`/api/transactions/${half}/detailed-verification-report`);
    return get(`/api/sfs?url=${/sfs:[^"]+/.exec(text)?.[0]}`);
  },
  "NoEvidence early": () => get(`${at}/document/AuditTrailDocument/pdf`),
  "NoEvidence id": () => get("/api/transaction/x/document/AuditTrailDocument/pdf"),
  "InvalidDocumentId document": () => get(`${at}/document/a.b/pdf`),
  "InvalidDocumentId id": () => get("/api/transaction/x/document/a/pdf"),
  "InvalidErasure ids": () => mark({ grace_period: 25, transaction_ids: [] }),
  "InvalidErasure period": () => mark({ grace_period: -1, transaction_ids: [id] }),
  InvalidId: () => get("/api/transaction/x/verification"),
  "Unauthorized missing": () => send("GET", at, { authorization: null }),
  "Unauthorized expired": async () => get(at, await token({ expires_in: "-PT1H" })),
  "Forbidden scope": async () =>
    get(`${at}/document/AuditTrailDocument/pdf`, await token({ scope: ["transaction_access"] })),
  "Forbidden session": async () => get(at, await token({ session: { role: "signer1", transaction_id: id } })),
  "Forbidden tenant": () => send("GET", at, { headers: { "X-Tenant": "dealflo" } }),
  NotFound: () => get(`/api/transaction/${nobodys}`),
  "DocumentNotFound document": () => get(`${at}/document/credit-agreement/pdf`),
  "DocumentNotFound transaction": () => get(`/api/transaction/${nobodys}/document/credit-agreement/pdf`),
  "VerificationNotFound verification": () => get(images(id, nobodys)),
  "VerificationNotFound transaction": () => get(images(nobodys, nobodys)),
  ImageNotFound: () => get(`/api/sfs?url=${sfs(id)}`),
};

interface Content {
  readonly schema: { readonly $ref?: string };
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

const responses = Object.entries(
  document.components.responses as Record<string, object> as Record<string, { content?: Record<string, Content> }>,
);
const examples = responses.flatMap(([name, { content }]): readonly (readonly [name: string, example: unknown])[] => {
  const { schema, example, examples: several = {} } = content?.["application/json"] ?? { schema: {} };
  if (!schema.$ref?.endsWith("/ErrorBody")) return [];
  const named = Object.entries(several).map(([key, { value }]) => [`${name} ${key}`, value] as const);
  return example === undefined ? named : [[name, example] as const];
});

/** All but what is another one each time: ids, the tenant, the clock, and whose store bytes lie in. */
function timeless(body: unknown): unknown {
  const text = JSON.stringify(body)
    .replaceAll(tenantId, "<tenant>")
    .replaceAll("5e52d7b8-8b18-41a4-9187-d4ce75af681,", "<tenant>,")
    .replace(/sfs:\/\/\S+?\/transaction\//g, "sfs://<store>/transaction/")
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>");
  return JSON.parse(text);
}

it("every error of the spec is provoked", () => {
  expect(examples.map(([name]) => name).toSorted()).toEqual([...Object.keys(provoked), "InternalError"].toSorted());
});

it.each(examples.filter(([name]) => name in provoked))(
  "the example of %s is what the server says",
  async (name, example) => {
    const answer = await (provoked[name] as () => Promise<Received>)();
    expect(timeless(answer.body)).toEqual(timeless(example));
    expect(answer.status).toBe((example as { status: number }).status);
  },
);

it("so is that of a bug", () => {
  const [, example] = examples.find(([name]) => name === "InternalError") ?? [];
  const { body } = present.bug({ requestId: nobodys, now: world.start, operationId: undefined });
  expect(timeless(body)).toEqual(timeless(example));
});
