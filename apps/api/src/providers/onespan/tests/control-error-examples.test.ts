import document from "@understudy/contracts/onespan-control.json" with { type: "json" };
import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { megabyte, paperOf, pdf } from "./support/papers.ts";
import { openSandbox } from "./support/sandbox.ts";
import type { Received } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { control, documentWorkflowId } = world;
const { begin, finish, send: trigger } = transactionsOf(world);

const headers = { "Content-Type": "application/pdf" };
const upload = (body: string | Uint8Array<ArrayBuffer>) => control("POST", "/files", { body, headers });
const end = (id: string, json: object) => control("POST", `/transactions/${id}/finish`, { json });

/** What provokes each error of this provider's own part, by the names of its answer and of its example. */
const provoked: Readonly<Record<string, () => Promise<Received>>> = {
  WorkflowExists: () =>
    control("POST", "/workflows", { json: { id: documentWorkflowId, name: "x", kind: "document", roles: ["a"] } }),
  "NoPdf other": () => upload("<html></html>"),
  "NoPdf empty": () => upload(""),
  FileInUse: async () => {
    const { id, url } = (await upload(pdf("x"))).body;
    await control("POST", "/document-templates", { json: { title: "x", content: url } });
    return control("DELETE", `/files/${id}`);
  },
  FileTooLarge: () => upload(paperOf(10 * megabyte + 1)),
  "Conflict over": async () => {
    const { id } = await begin();
    await trigger(id, "transaction_cancelled");
    return end(id, {});
  },
  "Conflict done": async () => {
    const { id } = await begin({ users: [jane, { role: "oss" }] });
    await finish(id, { role: "signer1" });
    return end(id, { role: "signer1" });
  },
};

interface Content {
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

const responses = Object.entries(
  document.components.responses as Record<string, object> as Record<string, { content?: Record<string, Content> }>,
);
/** What the platform answers is tried with the platform. */
const own = responses.filter(([name]) => !["Absent", "Invalid", "Unauthenticated"].includes(name));
const examples = own.flatMap(([name, { content }]): readonly (readonly [name: string, example: unknown])[] => {
  const { example, examples: several = {} } = content?.["application/problem+json"] ?? {};
  const named = Object.entries(several).map(([key, { value }]) => [`${name} ${key}`, value] as const);
  return example === undefined ? named : [[name, example] as const];
});

/** All but what is another one each time: the ids of the request, and of what a test has made. */
function timeless(body: unknown): unknown {
  const text = JSON.stringify(body, (key, value) => (key === "request_id" ? "…" : value));
  return JSON.parse(text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>"));
}

it("every error of the spec is provoked", () => {
  expect(examples.map(([name]) => name).toSorted()).toEqual(Object.keys(provoked).toSorted());
});

it.each(examples)("the example of %s is what the server says", async (name, example) => {
  const answer = await (provoked[name] as () => Promise<Received>)();
  expect(timeless(answer.body)).toEqual(timeless(example));
  expect(answer.status).toBe((example as { status: number }).status);
});
