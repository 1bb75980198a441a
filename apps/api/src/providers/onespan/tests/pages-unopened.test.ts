import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { begin, cancel, control, read } = journeysOf(world);

const ahead = { "sec-purpose": "prefetch" };

/** What becomes of an address that is looked at and not opened. */
async function asked(address: string, init: RequestInit) {
  const answer = await fetch(address, { redirect: "manual", ...init });
  return [answer.status, answer.headers.get("cache-control"), await answer.text()];
}

/** All that would tell of a visit. */
async function traces(id: string) {
  const { events, version, last_session_event } = await read(id);
  return { events, version, last_session_event, sessions: (await control(id)).open_sessions };
}

test("a link that is looked at, or fetched in advance, begins no session", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const before = await traces(id);
  expect(await asked(link, { method: "HEAD" })).toEqual([200, "no-store", ""]);
  expect(await asked(link, { headers: ahead })).toEqual([204, "no-store", ""]);
  expect(await traces(id)).toEqual(before);
  expect((await visit(link)).shown).toMatchObject({ status: 200, step: "consent" });
});

test("whoever looks at a link learns whether it works", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  expect(await asked(`${link}x`, { method: "HEAD" })).toEqual([403, "no-store", ""]);
  await cancel(id);
  expect(await asked(link, { method: "HEAD" })).toEqual([410, "no-store", ""]);
});

test("an agreement that is looked at, or fetched in advance, was neither read nor taken along", async () => {
  const { id, link } = await begin(world.agreementWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  const [, path = ""] = visitor.shown.links.find(([label]) => label === "Start reading") ?? [];
  const page = new URL(path, link).href;
  const before = await traces(id);
  for (const address of [page, `${page}.pdf`]) {
    expect(await asked(address, { method: "HEAD" })).toEqual([200, "no-store", ""]);
    expect(await asked(address, { headers: ahead })).toEqual([204, "no-store", ""]);
  }
  expect(await traces(id)).toEqual(before);
  expect((await visitor.reload()).text).toContain("Not read yet");
});

test("a session that is only looked at goes on no longer for it", async () => {
  const { id: workflowId } = got(
    await world.setup.createWorkflow({
      path: world.path,
      body: { name: "Of a test", kind: "document", roles: ["Customer"], session_timeout: "PT10M" },
    }),
  );
  const { link } = await begin(workflowId);
  const visitor = await visit(link);
  await world.advance("PT9M");
  expect(await asked(visitor.shown.address, { method: "HEAD" })).toEqual([200, "no-store", ""]);
  expect(await asked(visitor.shown.address, { headers: ahead })).toEqual([204, "no-store", ""]);
  await world.advance("PT1M");
  expect(await visitor.reload()).toMatchObject({ status: 410, state: "timeout" });
});
