import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf } from "./support/journeys.ts";
import { openSandbox } from "./support/sandbox.ts";
import { type Filled, type Visitor, visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { begin, standing, triggers, cancel } = journeysOf(world);
const moved = expect.stringContaining("sent already");

/** The same form twice at once: where that leads, in no order. */
async function twice(visitor: Visitor, form: Filled): Promise<readonly (string | null)[]> {
  const answers = await Promise.all([visitor.post(form), visitor.post(form)]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  return answers.map((answer) => answer.headers.get("location"));
}

const isMoved = (location: string | null) => location?.endsWith("?notice=moved");
const count = async (id: string, trigger: string) => (await triggers(id)).filter((each) => each === trigger).length;

test("a form that is sent twice at once counts once, and whoever sent it sees where the journey stands", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  const consent = visitor.filled("");
  expect((await twice(visitor, consent)).filter(isMoved)).toHaveLength(1);
  expect(await count(id, "page_next")).toBe(1);
  expect(await visitor.send({}, "", consent)).toMatchObject({ status: 200, step: "document", notices: [moved] });
  expect((await visitor.open("?")).notices).toEqual([]);
});

test("an attempt is one, however often its form is sent", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  const form = visitor.filled("specimen", { specimen: "passport-blurred" });
  expect((await twice(visitor, form)).filter(isMoved)).toHaveLength(1);
  expect(await visitor.send({}, "", form)).toMatchObject({ step: "document", notices: [moved, expect.any(String)] });
  expect(await standing(id)).toMatchObject({ step: "document", attempts: 1 });
  expect(await count(id, "verification_doc_id")).toBe(1);
});

test("two sessions of one person do not do the same twice", async () => {
  const { id, link } = await begin(world.faceWorkflowId);
  const [one, other] = [await visit(link), await visit(link)];
  await one.send();
  expect(await other.send()).toMatchObject({ status: 200, step: "document", notices: [moved] });
  await one.send({ specimen: "passport" }, "specimen");
  expect(await other.send({ specimen: "id-card" }, "specimen")).toMatchObject({ step: "selfie", notices: [moved] });
  const late = other.filled("specimen", { specimen: "portrait-other-person" });
  expect(await one.send({ specimen: "portrait" }, "specimen")).toMatchObject({ state: "passed" });
  expect(await other.send({}, "", late)).toMatchObject({ status: 200, state: "passed", notices: [moved] });
  expect(await standing(id)).toMatchObject({ outcome: "passed", attempts: 1 });
});

test("an agreement is accepted once, and signed once", async () => {
  const { id, link } = await begin(world.agreementWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  await visitor.follow("Start reading");
  const accept = visitor.filled("");
  expect((await twice(visitor, accept)).filter(isMoved)).toHaveLength(1);
  expect(await visitor.send({}, "", accept)).toMatchObject({ step: "signature", notices: [moved] });
  const sign = visitor.filled("", { name: "Ana Roe", agree: "true" });
  expect((await twice(visitor, sign)).filter(isMoved)).toHaveLength(1);
  expect(await visitor.send({}, "", sign)).toMatchObject({ state: "signed", notices: [moved] });
  expect(await count(id, "document_accepted")).toBe(1);
  expect(await count(id, "signature_accepted")).toBe(1);
});

test("a form that says nothing of itself, or nothing that is known, does nothing", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  const { address } = visitor.filled("specimen");
  const said = (fields: Record<string, string>) => ({ address, body: new URLSearchParams(fields) });
  for (const form of [
    said({}),
    said({ _step: "document" }),
    said({ _step: "document", _attempt: "0" }),
    said({ _step: "document", _attempt: "0", _action: "stop" }),
    said({ _step: "document", _attempt: "1", _action: "specimen", specimen: "passport" }),
    said({ _step: "selfie", _attempt: "0", _action: "specimen", specimen: "portrait" }),
  ])
    expect(await visitor.send({}, "", form)).toMatchObject({ status: 200, step: "document", notices: [moved] });
  expect(await standing(id)).toMatchObject({ step: "document", attempts: 0 });
});

test("40: what is sent after a cancel does nothing, and is told so", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  const form = visitor.filled("");
  await cancel(id);
  expect(await visitor.send({}, "", form)).toMatchObject({ status: 410, state: "cancelled" });
});

test("what is sent while the transaction ends is answered as a page, whoever was faster", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  const form = visitor.filled("");
  const [answer] = await Promise.all([visitor.post(form), cancel(id)]);
  expect([303, 410]).toContain(answer.status);
  expect(await visitor.reload()).toMatchObject({ status: 410, state: "cancelled" });
});

test("the key of a session opens it in its own sandbox alone", async () => {
  const { link } = await begin(world.agreementWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  const other = await openSandbox(server);
  const page = visitor.shown.address;
  const elsewhere = page.replace(world.sandboxId, other.sandboxId);
  const wrong = page.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  for (const address of [elsewhere, wrong]) {
    for (const below of ["", "/leave", "/documents/x", "/documents/x.pdf", "/specimens/passport.png"]) {
      const answer = await fetch(`${address}${below}`, { redirect: "manual" });
      expect([address + below, answer.status]).toEqual([address + below, 404]);
    }
    for (const below of ["", "/documents/x"])
      expect((await visitor.post({ address: `${address}${below}`, body: new URLSearchParams() })).status).toBe(404);
  }
});

test("a sandbox that is dropped takes its pages with it", async () => {
  const other = await openSandbox(server);
  const { link } = await journeysOf(other).begin(other.documentWorkflowId);
  const visitor = await visit(link);
  const form = visitor.filled("");
  const [answer] = await Promise.all([visitor.post(form), other.platform.dropSandbox({ path: other.path })]);
  expect([303, 404]).toContain(answer.status);
  expect(await visitor.reload()).toMatchObject({ status: 404 });
});

test("only the pages that take forms take them", async () => {
  const { link } = await begin(world.documentWorkflowId);
  const { shown, post } = await visit(link);
  for (const address of [link, `${shown.address}/leave`])
    expect((await post({ address, body: new URLSearchParams() })).status).toBe(405);
});
