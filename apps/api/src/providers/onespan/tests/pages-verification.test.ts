import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { openSandbox } from "./support/sandbox.ts";
import { type Visitor, visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { begin, standing, triggers, workflow, control } = journeysOf(world);

const choose = (visitor: Visitor, specimen: string) => visitor.send({ specimen }, "specimen");

test("a document is chosen and passes, and the person is led on", async () => {
  const { id, link } = await begin(world.documentWorkflowId, { brand_id: "Harbour Bank" });
  const visitor = await visit(link);
  expect(visitor.shown).toMatchObject({
    ...{ status: 200, state: "step", step: "consent", title: "Verify who you are", name: "Harbour Bank" },
    ...{ progress: "Step 1 of 2", documentTitle: "Verify who you are – Harbour Bank", buttons: ["Continue"] },
  });
  expect(visitor.shown.text).toContain("I agree that my document is used to verify who I am.");
  expect(visitor.shown.text).toContain("By choosing “Continue” you say:");

  expect(await visitor.send()).toMatchObject({ status: 200, step: "document", progress: "Step 2 of 2", notices: [] });
  expect(visitor.shown.labels).toEqual([
    ...["Passport One picture Passes", "ID card Front and back Passes", "Driving licence Front and back Passes"],
    ...["Expired passport Passport, one picture Fails", "Passport with a changed name Passport, one picture Fails"],
    ...["ID card of another person ID card, front and back Fails"],
    ...["Blurred passport Passport, one picture Asks to try again", "Front", "Back (not for a passport)"],
  ]);
  expect(visitor.shown.text).toContain("The last name TIMEOUT lets the session time out");

  expect(await choose(visitor, "driving-licence")).toMatchObject({
    ...{ status: 200, state: "passed", step: "done", title: "Your identity is verified", links: [] },
    progress: "All 2 steps done",
  });
  expect(visitor.shown.text).toContain("Harbour Bank has been told. You can close this page now.");
  await world.settle();
  expect(await standing(id)).toEqual({ status: "completed", step: "done", outcome: "passed", attempts: 1 });
  expect((await visitor.reload()).state).toBe("passed");
  const happened = await triggers(id);
  expect(happened).toEqual(expect.arrayContaining(["session_started", "page_next", "document_selected"]));
  expect(happened.filter((trigger) => trigger === "session_ended")).toHaveLength(1);
});

test("with a face there is one step more, and a way back before it is sent", async () => {
  const { id, link } = await begin(world.faceWorkflowId);
  const visitor = await visit(link);
  expect(visitor.shown.progress).toBe("Step 1 of 3");
  await visitor.send();
  expect(await choose(visitor, "passport-expired")).toMatchObject({ step: "selfie", progress: "Step 3 of 3" });
  expect(visitor.shown.labels).toEqual([
    ...["Selfie Passes", "Selfie of another person Fails", "Picture of a screen Fails"],
    ...["Picture without a face Asks to try again", "Picture of yourself"],
  ]);
  expect(await visitor.send({}, "again")).toMatchObject({ step: "document", notices: [] });
  await choose(visitor, "passport");
  expect(await choose(visitor, "portrait")).toMatchObject({ state: "passed", progress: "All 3 steps done" });
  expect(await standing(id)).toMatchObject({ outcome: "passed", attempts: 1 });
});

test("what fails for good is told with its reasons", async () => {
  const { id, link } = await begin(world.faceWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  await choose(visitor, "passport-tampered");
  const failed = await choose(visitor, "portrait-of-a-screen");
  expect(failed).toMatchObject({ status: 200, state: "failed", title: "Your identity could not be verified" });
  expect(failed.text).toMatch(/What was found .*pasted over.* in the flesh\./);
  expect(failed.text).toContain("Whoever asked you for this has been told");
  expect(await standing(id)).toMatchObject({ outcome: "failed", attempts: 1 });
});

test("after a picture that cannot be judged there is another attempt, until there is none", async () => {
  const { id: workflow_id } = await workflow({ kind: "document", attempts: 2 });
  const { id, link } = await begin(workflow_id);
  const visitor = await visit(link);
  await visitor.send();
  const again = await choose(visitor, "passport-blurred");
  expect(again).toMatchObject({ status: 200, step: "document", title: "Show your document" });
  expect(again.notices).toEqual([
    expect.stringMatching(/^That did not work The picture is too blurred .* You have one more attempt\.$/),
  ]);
  expect(await choose(visitor, "passport-blurred")).toMatchObject({ state: "failed" });
  expect(await standing(id)).toMatchObject({ outcome: "failed", attempts: 2 });
});

test("whoever does not want another attempt stops, having been asked", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  expect(visitor.shown.links).toEqual([]);
  const early = await visitor.open("?stop");
  expect([early.state, early.title]).toEqual(["step", "Show your document"]);
  await choose(visitor, "passport-blurred");
  const asked = await visitor.follow("Stop here");
  expect(asked).toMatchObject({ status: 200, state: "stop", title: "Stop here?", buttons: ["Stop"] });
  expect(await visitor.follow("Go back and try again")).toMatchObject({ state: "step" });
  await visitor.follow("Stop here");
  expect(await visitor.send({}, "stop")).toMatchObject({ state: "failed" });
  expect(visitor.shown.text).toContain("too blurred");
  expect(await standing(id)).toMatchObject({ outcome: "failed", attempts: 1 });
});

test.each([
  ["nothing", {}],
  ["no specimen", { specimen: "library-card" }],
  ["a selfie", { specimen: "portrait" }],
])("a form that names %s is sent back", async (_, answers) => {
  const visitor = await visit((await begin(world.documentWorkflowId)).link);
  await visitor.send();
  const text = "Choose one of the documents, or send a picture of your own.";
  expect(await visitor.send(answers, "specimen")).toMatchObject({
    ...{ status: 422, step: "document", summary: [["specimen", text]], errors: { specimen: text } },
    documentTitle: "Error: Show your document – Identity verification",
  });
});

test("5.2: explicit consent wants a tick, whoever asks for it", async () => {
  const { id: workflow_id } = await workflow({ kind: "document", consent: { mode: "explicit", text: "I do." } });
  const configuration = { consent: { mode: "explicit" } };
  const visitor = await visit((await begin(workflow_id)).link);
  const other = await visit((await begin(world.documentWorkflowId, { configuration })).link);
  expect(visitor.shown.labels).toEqual(["I do."]);
  for (const each of [visitor, other]) {
    const text = "Tick the box to go on: without your consent nothing can be done here.";
    expect(await each.send()).toMatchObject({ status: 422, step: "consent", errors: { consent: text } });
    expect(await each.send({ consent: "yes" })).toMatchObject({ status: 422 });
    expect(await each.send({ consent: "true" })).toMatchObject({ status: 200, step: "document" });
  }
});

test("8: the last names that testers use have their way", async () => {
  const named = async (last_name: string) => {
    const { id, link } = await begin(world.documentWorkflowId, { users: [{ ...person, last_name }] });
    const visitor = await visit(link);
    await visitor.send();
    return { id, shown: await choose(visitor, "passport") };
  };
  const [fail, error, timeout] = [await named("FAIL"), await named("ERROR"), await named("TIMEOUT")];
  expect(fail.shown).toMatchObject({ status: 200, state: "failed" });
  expect(fail.shown.text).toContain("last_name is FAIL");
  expect(error.shown).toMatchObject({ status: 410, state: "error", title: "Something went wrong" });
  expect(timeout.shown).toMatchObject({ status: 410, state: "timeout", title: "Your session has timed out" });
  expect(await standing(error.id)).toMatchObject({ status: "error" });
  expect(await standing(timeout.id)).toMatchObject({ status: "new", step: "document" });
});

test("each person has a way of their own, and is told whom it waits for", async () => {
  const { id, links } = await begin(world.documentWorkflowId, {
    users: [person, { ...person, role: "Borrower" }],
    tokens: [{ role }, { role: "Borrower" }],
  });
  const [one, other] = [await visit(links[role] ?? ""), await visit(links.Borrower ?? "")];
  await one.send();
  expect(await choose(one, "passport")).toMatchObject({ state: "passed" });
  expect(one.shown.text).toContain("Somebody else still has to do their part.");
  expect((await other.reload()).step).toBe("consent");
  expect((await control(id)).status).toBe("new");
});

test("what somebody is called is text on the page, and stands in no title or address", async () => {
  const evil = `<img src=x onerror=alert(1)> & "co"`;
  const { link } = await begin(world.documentWorkflowId, {
    ...{ brand_id: evil.slice(0, 40), users: [{ ...person, first_name: evil, last_name: "Łoś" }] },
  });
  const visitor = await visit(link);
  expect(visitor.shown.html).not.toContain("<img src=x");
  expect(visitor.shown.name).toBe(evil.slice(0, 40));
  await visitor.send();
  const picture = await fetch(new URL(visitor.shown.pictures[0] ?? "", visitor.shown.address));
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(visitor.shown.documentTitle + visitor.shown.address).not.toContain("Łoś");
});

test("a page loads what is ours only, runs no script of its own, and is kept nowhere", async () => {
  const visitor = await visit((await begin(world.documentWorkflowId)).link);
  await visitor.send();
  const answer = await fetch(visitor.shown.address);
  expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const html = await answer.text();
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
  const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(files).toContain("/pages/onespan/esign.css");
  for (const path of files) expect([path, (await fetch(new URL(path, answer.url))).status]).toEqual([path, 200]);
});
