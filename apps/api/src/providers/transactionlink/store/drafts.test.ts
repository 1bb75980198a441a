import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import { afterAll, expect, it } from "vitest";
import { handIn } from "../persons.ts";
import { definition } from "../rules/turn.fixture.ts";
import { start } from "../starting.ts";
import { write } from "./definitions.ts";
import { foundWorkspace, start as now } from "./workspace.fixture.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

const expiresAt = new Date(now.getTime() + 3_600_000);
const documents = ["a.pdf", "b.pdf"].map((name) => {
  return { name, type: "application/pdf", size: 3, content: new Uint8Array([1, 2, 3]) };
});

async function asked() {
  const at = await foundWorkspace(db);
  const papers = { type: "document_upload", accept: ["application/pdf"], maxSizeBytes: 10, maxCount: 2, next: "done" };
  const drawn = definition({ papers: papers as never, done: { type: "end", result: {} } }, { id: randomUUID() });
  await write(at(), [drawn]);
  const given = { locale: "en", parameters: {}, recordId: null, expiresAt, expiresAtMicros: 0 };
  const { id: workflowId } = (await start(at(), drawn, given)).execution;
  const files = () => db.transactionlinkFile.findMany({ where: { executionId: workflowId }, orderBy: { name: "asc" } });
  return { at, workflowId, files };
}

it("what is handed in is kept with its content", async () => {
  const { at, workflowId, files } = await asked();
  await handIn(at(), { workflowId }, documents);
  expect(await files()).toMatchObject(documents);
});

it("what is handed in too late is not kept: the execution expires by it", async () => {
  const { at, workflowId, files } = await asked();
  expect((await handIn(at(expiresAt), { workflowId }, documents)).status).toBe("EXPIRED");
  expect(await files()).toEqual([]);
});
