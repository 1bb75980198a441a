import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { bomb } from "../papers/tests/bomb.ts";
import { parsed } from "../papers/tests/parsed.ts";
import { journeysOf } from "./support/journeys.ts";
import { inline, pdf } from "./support/papers.ts";
import { type Opened, openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();
const hostile = await bomb();
const unreadable = "The text of this agreement cannot be shown here. Open the PDF to read it.";
/** What inflates to 600 MB does so twice here, on whatever machine. */
const patient = { timeout: 60_000 };

/** Somebody who is about to read their only agreement. */
async function reader(world: Opened, bytes: Uint8Array) {
  const documents = [{ id: "terms", title: "Terms", content: inline(bytes) }];
  const { id, link } = await journeysOf(world).begin(world.agreementWorkflowId, { documents });
  const visitor = await visit(link);
  await visitor.send();
  return { id, visitor };
}

test("an agreement that was made to do harm can be signed, and the copy carries it along", patient, async () => {
  const world = await openSandbox(server);
  const { id, visitor } = await reader(world, hostile);
  expect(await visitor.follow("Start reading")).toMatchObject({ status: 200, notices: [unreadable] });
  expect(await visitor.send()).toMatchObject({ step: "signature" });
  expect(await visitor.send({ name: "Ana Roe", agree: "true" })).toMatchObject({ state: "signed" });
  await world.settle();
  expect(await journeysOf(world).standing(id)).toMatchObject({ status: "completed", outcome: "signed" });

  const copy = await fetch(`${world.baseUrl}/api/transaction/${id}/document/terms/pdf`, {
    headers: { authorization: `Bearer ${world.accessToken}` },
  });
  const { pages, attachments } = await parsed(new Uint8Array(await copy.arrayBuffer()));
  expect([copy.status, pages.length]).toEqual([200, 1]);
  expect(pages[0]).toContain("Ana Roe");
  expect(digest(attachments.get("agreement.pdf"))).toBe(digest(hostile));
});

test("what was read is not shown once its sandbox is dropped", async () => {
  const world = await openSandbox(server);
  const { visitor } = await reader(world, pdf("What only they should know."));
  const { address, text } = await visitor.follow("Start reading");
  expect(text).toContain("What only they should know.");
  await world.drop();
  const after = await visitor.open(address);
  expect([after.status, after.text.includes("What only they should know.")]).toEqual([404, false]);
});

function digest(bytes: Uint8Array = Buffer.alloc(0)): string {
  return createHash("sha256").update(bytes).digest("hex");
}
