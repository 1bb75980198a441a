import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, person } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { type Visitor, visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { begin, cancel, standing, control } = journeysOf(world);

const url = (path: string) => `https://shop.example.com/${path}?t={{transactionId}}&o={{opaqueId}}&r={{userRole}}`;
const configuration = {
  redirects: [
    { id: "REDIRECT_DOCID_PASS", url: url("passed") },
    { id: "REDIRECT_DOCID_FAIL", url: url("failed") },
    { id: "REDIRECT_SESSION_TIMEOUT", url: url("late") },
    { id: "REDIRECT_ERROR", url: url("broken") },
  ],
};
const opaque_id = "a&b=c";
const on = "Continue to shop.example.com";

/** Where the page's link out of it leads, by way of the session. */
async function left(visitor: Visitor, way = on) {
  const [, link = ""] = visitor.shown.links.find(([label]) => label === way) ?? [];
  expect(link).toMatch(/\/session\/[^/]+\/leave$/);
  const answer = await fetch(new URL(link, visitor.shown.address), { redirect: "manual" });
  expect(answer.status).toBe(303);
  return answer.headers.get("location");
}

const filled = (path: string, id: string) => `https://shop.example.com/${path}?t=${id}&o=a%26b%3Dc&r=Customer`;
const chosen = async (specimen: string, last_name = "Roe") => {
  const users = [{ ...person, last_name }];
  const { id, link } = await begin(world.documentWorkflowId, { configuration, opaque_id, users });
  const visitor = await visit(link);
  await visitor.send();
  await visitor.send({ specimen }, "specimen");
  return { id, link, visitor };
};

test.each([
  ["passed", "passport", "Roe"],
  ["failed", "passport-expired", "Roe"],
  ["late", "passport", "TIMEOUT"],
  ["broken", "passport", "ERROR"],
])("51: whoever has %s is led where the integrator said, with nothing appended", async (path, specimen, lastName) => {
  const { id, visitor } = await chosen(specimen, lastName);
  expect(await left(visitor)).toBe(filled(path, id));
});

/** When and where the page that is shown leads by itself; null where it does not. */
async function ledBy({ shown }: Visitor) {
  const refresh = (await fetch(shown.address)).headers.get("refresh");
  expect(shown.text.includes("You are led to")).toBe(refresh !== null);
  return refresh;
}

const inSession = ({ shown }: Visitor) => `5; url=${new URL(shown.address).pathname}/leave`;

test.each([
  ["passed", "passport", "Roe"],
  ["failed", "passport-expired", "Roe"],
  ["error", "passport", "ERROR"],
])("51: whoever is at the end with %s is led on by itself, and told so", async (state, specimen, lastName) => {
  const { visitor } = await chosen(specimen, lastName);
  expect(visitor.shown.state).toBe(state);
  expect(visitor.shown.text).toContain("You are led to shop.example.com in 5 seconds.");
  expect(await ledBy(visitor)).toBe(inSession(visitor));
  const { headers } = await fetch(visitor.shown.address);
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("nobody is led on by itself who may choose, whom nobody has led, or who was told something else", async () => {
  const { visitor: late } = await chosen("passport", "TIMEOUT");
  expect([late.shown.state, await ledBy(late)]).toEqual(["timeout", null]);
  const redirects = [{ id: "REDIRECT_DEFAULT_URL", url: "https://shop.example.com/any" }];
  const open = async () => {
    const { id, link } = await begin(world.documentWorkflowId, { configuration: { redirects } });
    return { path: { ...world.path, transactionId: id }, visitor: await visit(link) };
  };
  const [leaving, cancelled] = [await open(), await open()];
  got(await world.setup.finishTransaction({ path: leaving.path, body: { outcome: "abandon" } }));
  await cancel(cancelled.path.transactionId);
  for (const { visitor } of [leaving, cancelled]) {
    expect(await ledBy(visitor)).toBeNull();
    expect((await visitor.reload()).links.map(([label]) => label)).toContain(on);
    expect(await ledBy(visitor)).toBeNull();
  }
  const { link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  expect(await visitor.send({ specimen: "passport" }, "specimen")).toMatchObject({ state: "passed" });
  expect(await ledBy(visitor)).toBeNull();
});

test("whoever waits for others is led on by itself once they are done", async () => {
  const { links } = await begin(world.documentWorkflowId, {
    ...{ configuration, opaque_id, users: [person, { ...person, role: "Borrower" }] },
    tokens: [{ role: "Customer" }, { role: "Borrower" }],
  });
  const [one, other] = [await visit(links.Customer ?? ""), await visit(links.Borrower ?? "")];
  for (const each of [one, other]) {
    expect(await ledBy(one)).toBeNull();
    await each.send();
    await each.send({ specimen: "passport" }, "specimen");
  }
  await one.reload();
  expect([await ledBy(one), await ledBy(other)]).toEqual([inSession(one), inSession(other)]);
});

test("an app of the person's own may be the place, by its scheme", async () => {
  const redirects = [{ id: "REDIRECT_DOCID_PASS", url: "harbour-bank://back/{{userRole}}" }];
  const { link } = await begin(world.documentWorkflowId, { configuration: { redirects } });
  const visitor = await visit(link);
  await visitor.send();
  await visitor.send({ specimen: "passport" }, "specimen");
  expect(visitor.shown.text).toContain("You are led to harbour-bank in 5 seconds.");
  expect(await ledBy(visitor)).toBe(inSession(visitor));
  expect(await left(visitor, "Continue to harbour-bank")).toBe("harbour-bank://back/Customer");
  const again = await visit(link);
  expect(again.shown.links).toEqual([["Continue to harbour-bank", "harbour-bank://back/Customer"]]);
  expect(await ledBy(again)).toBe("5; url=harbour-bank://back/Customer");
});

test("the link leads out too, once the journey is over", async () => {
  const { id, link } = await chosen("passport");
  const again = await visit(link);
  expect(await ledBy(again)).toBe(`5; url=${filled("passed", id)}`);
  expect(again.shown).toMatchObject({ status: 200, state: "passed" });
  expect(again.shown.links).toEqual([[on, filled("passed", id)]]);
});

test("where no other fits, the default leads out; and where there is none, the page can be closed", async () => {
  const redirects = [{ id: "REDIRECT_DEFAULT_URL", url: "https://shop.example.com/any" }];
  const any = await begin(world.documentWorkflowId, { configuration: { redirects } });
  const none = await begin(world.documentWorkflowId);
  const [one, other] = [await visit(any.link), await visit(none.link)];
  await Promise.all([cancel(any.id), cancel(none.id)]);
  await Promise.all([one.reload(), other.reload()]);
  expect(await left(one)).toBe("https://shop.example.com/any");
  expect(other.shown).toMatchObject({ status: 410, links: [] });
  expect(other.shown.text).toContain("You can close this page now.");
});

test("nobody is led out while there is something to do", async () => {
  const { link } = await begin(world.documentWorkflowId, { configuration });
  const visitor = await visit(link);
  expect(await visitor.open(`${visitor.shown.address}/leave`)).toMatchObject({ status: 200, step: "consent" });
});

test("a session times out, and the same link begins another one where the person stopped", async () => {
  const { id, link } = await begin(world.documentWorkflowId, { configuration, opaque_id });
  const visitor = await visit(link);
  await visitor.send();
  const form = visitor.filled("specimen", { specimen: "passport" });
  await world.advance("PT30M");
  const late = await visitor.reload();
  expect(late).toMatchObject({ status: 410, state: "timeout", title: "Your session has timed out" });
  expect(late.links.map(([label]) => label)).toEqual([on, "Start again"]);
  expect(await left(visitor)).toBe(filled("late", id));
  // What is sent too late does nothing, and is told so.
  expect(await visitor.send({}, "", form)).toMatchObject({ status: 410, state: "timeout" });
  expect(await standing(id)).toMatchObject({ status: "new", step: "document", attempts: 0 });
  expect(await visitor.follow("Start again")).toMatchObject({ status: 200, step: "document" });
  expect((await control(id)).open_sessions).toBe(1);
});

test("whoever goes on has all of the session's time again", async () => {
  const { link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  for (const _ of [1, 2, 3]) {
    await world.advance("PT29M");
    expect(await visitor.reload()).toMatchObject({ status: 200, step: "consent" });
  }
  await world.advance("PT29M");
  await visitor.send();
  await world.advance("PT29M");
  expect(await visitor.reload()).toMatchObject({ status: 200, step: "document" });
  await world.advance("PT30M");
  expect(await visitor.reload()).toMatchObject({ status: 410, state: "timeout" });
});

test("where no token is good any more, another one has to be asked for", async () => {
  const { link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  await world.advance("P1DT1S");
  const late = await visitor.reload();
  expect(late).toMatchObject({ status: 410, state: "timeout", links: [] });
  expect(late.text).toContain("ask whoever sent you the link for a new one");
});

test("whoever has left can start again", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  const path = { ...world.path, transactionId: id };
  got(await world.setup.finishTransaction({ path, body: { outcome: "abandon" } }));
  expect(await visitor.reload()).toMatchObject({ status: 410, state: "left", title: "You have left" });
  expect(await visitor.follow("Start again")).toMatchObject({ status: 200, step: "consent" });
});

test("what was finished for somebody is shown in the session that they left open", async () => {
  const { id, link } = await begin(world.documentWorkflowId, { configuration, opaque_id });
  const visitor = await visit(link);
  got(await world.setup.finishTransaction({ path: { ...world.path, transactionId: id }, body: { outcome: "fail" } }));
  expect(await visitor.send()).toMatchObject({ status: 200, state: "failed" });
  expect(await left(visitor)).toBe(filled("failed", id));
});
