import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { farOff, sessionClaims } from "../access/claims.ts";
import { signToken } from "../access/sign.ts";
import { journeysOf, role } from "./support/journeys.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { begin, cancel, control, triggers } = journeysOf(world);
const own = await begin(world.documentWorkflowId);

/** The link of this transaction with another token. */
const withToken = (token: string, link = own.link) => link.replace(/access_token=.*$/, `access_token=${token}`);
const tokenFor = (transaction_id: string, more: object = {}) =>
  world.token({ session: { role, transaction_id }, ...more });
const opened = async (link: string) => {
  const { status, state, title } = (await visit(link)).shown;
  return [status, state, title];
};

test("21: the link leads to a session of its own, which no cookie has to remember", async () => {
  const answer = await fetch(own.link, { redirect: "manual", headers: { "user-agent": "Ana's browser" } });
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([303, null]);
  expect(answer.headers.get("location")).toMatch(
    new RegExp(`^/pages/onespan/${world.sandboxId}/session/[A-Za-z0-9_-]{32}$`),
  );
  const { events } = got(await world.api.getTransaction({ path: { transaction_id: own.id } }));
  expect(events.find(({ trigger }) => trigger === "session_started")).toMatchObject({
    ...{ role, client_device: { name: "Ana's browser" } },
  });
});

test("the link goes on where the person stopped, in another browser too", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const first = await visit(link);
  await first.send();
  const second = await visit(link);
  expect(second.shown).toMatchObject({ status: 200, step: "document" });
  expect(second.shown.address).not.toBe(first.shown.address);
  expect((await control(id)).open_sessions).toBe(2);
});

test("a token that is none, or somebody else's, opens nothing", async () => {
  const forged = `${own.link.slice(0, -6)}AAAAAA`;
  const elsewhere = await openSandbox(server);
  const foreign = await elsewhere.token({ scope: ["tenant_access"] });
  const other = await begin(world.documentWorkflowId);
  const refused = [403, "forbidden", "This link does not work"];
  for (const link of [
    ...[withToken(""), own.link.replace(/\?.*$/, ""), withToken("abc"), withToken("a.b.c"), forged],
    ...[withToken(foreign), withToken(world.accessToken), withToken(await tokenFor(other.id))],
    withToken(await tokenFor(own.id, { scope: ["session_access"] })),
    own.link.replace(own.id, nobodys),
    own.link.replace(own.id, "not-an-id"),
    own.link.replace(world.sandboxId, elsewhere.sandboxId),
  ])
    expect([link, ...(await opened(link))]).toEqual([link, ...refused]);
  expect(await triggers(other.id)).toEqual(["transaction_created"]);
});

test("a sandbox that is none has no pages", async () => {
  const link = own.link.replace(world.sandboxId, "sbx_01m7z2v0e59t07zf4jvzbe5670");
  expect((await visit(link)).shown).toMatchObject({ status: 404, title: "Page not found" });
});

test("a token that has expired is told as such, as long as the transaction goes on", async () => {
  for (const expires_in of ["-PT1S", "-PT1H", "-P100Y"])
    expect(await opened(withToken(await tokenFor(own.id, { expires_in })))).toEqual([
      ...[410, "linkExpired", "This link has expired"],
    ]);
  const { id, link } = await begin(world.documentWorkflowId);
  const late = withToken(await tokenFor(id, { expires_in: "-PT1H" }), link);
  await cancel(id);
  expect(await opened(late)).toEqual([410, "cancelled", "This request was cancelled"]);
});

test("a new token opens the pages again", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const { token } = got(await world.api.createSessionCreationToken({ path: { transaction_id: id }, body: { role } }));
  expect(await opened(withToken(token, link))).toEqual([200, "step", "Verify who you are"]);
});

test("40: a cancelled transaction's link says so", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  await cancel(id);
  expect(await opened(link)).toEqual([410, "cancelled", "This request was cancelled"]);
  expect(await visitor.reload()).toMatchObject({ status: 410, state: "cancelled" });
});

test("a transaction that is over opens no session, and its link says what came of it", async () => {
  const path = (transactionId: string) => ({ ...world.path, transactionId });
  const [passed, error] = [await begin(world.documentWorkflowId), await begin(world.documentWorkflowId)];
  got(await world.setup.finishTransaction({ path: path(passed.id), body: { outcome: "pass" } }));
  got(await world.setup.finishTransaction({ path: path(error.id), body: { outcome: "error" } }));
  expect(await opened(passed.link)).toEqual([200, "passed", "Your identity is verified"]);
  expect(await opened(error.link)).toEqual([410, "error", "Something went wrong"]);
  expect((await control(passed.id)).open_sessions).toBe(0);
});

test("what was erased has never been", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  const body = { transaction_ids: [id], grace_period: 0 };
  got(await world.api.markTransactionsForErasure({ body }));
  await world.settle();
  expect(await opened(link)).toEqual([404, "unknown", "This page does not exist"]);
  expect(await visitor.reload()).toMatchObject({ status: 404, state: "unknown" });
});

test("an expired transaction says so, by its link and in a session", async () => {
  const fresh = await openSandbox(server);
  const { begin } = journeysOf(fresh);
  const { link } = await begin(fresh.documentWorkflowId, { expiry_period: 1 });
  const visitor = await visit(link);
  await fresh.advance("P1D");
  expect(await visitor.reload()).toMatchObject({ status: 410, state: "expired", title: "This request has expired" });
  expect(await opened(link)).toEqual([410, "expired", "This request has expired"]);
});

/** The control API makes none of a role that takes no part. */
const borrower = (transactionId: string) =>
  signToken(world.signingKey, sessionClaims(world.tenantId, { role: "Borrower", transactionId }, farOff));

test("a role that the transaction does not have opens nothing, and is told so", async () => {
  const link = withToken(await borrower(own.id));
  expect(await opened(link)).toEqual([410, "noPart", "There is nothing for you to do here"]);
  expect(await opened(link.replace(own.id, nobodys))).toEqual([403, "forbidden", "This link does not work"]);
});

test("whoever is not named has a part until somebody is, and whoever has come keeps theirs", async () => {
  const unnamed = async () => {
    const { id } = await begin(world.documentWorkflowId, { users: [], tokens: [] });
    return { id, link: withToken(await tokenFor(id), own.link.replace(own.id, id)) };
  };
  const name = async (transaction_id: string) =>
    got(await world.api.createSessionCreationToken({ path: { transaction_id }, body: { role: "Borrower" } }));
  const [early, late] = [await unnamed(), await unnamed()];
  const inside = await visit(early.link);
  for (const { id, link } of [early, late]) {
    const { token } = await name(id);
    expect(await opened(withToken(token, link))).toEqual([200, "step", "Verify who you are"]);
  }
  expect(await inside.send()).toMatchObject({ status: 200, step: "document" });
  expect(await opened(early.link)).toEqual([200, "step", "Show your document"]);
  expect(await opened(late.link)).toEqual([410, "noPart", "There is nothing for you to do here"]);
});
