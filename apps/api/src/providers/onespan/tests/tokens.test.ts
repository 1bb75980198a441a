import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { claimsOf, jane, transactionsOf } from "./support/transactions.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();
const tokens = [{ role: "signer1" }];
const hour = 3_600_000;

async function opened() {
  const world = await openSandbox(server);
  const { send, documentWorkflowId } = world;
  const transactions = transactionsOf(world);
  return {
    ...{ ...transactions, ...world },
    /** One in which somebody shows a document, with the link of theirs. */
    start: async (asked: object = {}) => {
      const more = { users: [jane], tokens, workflow_id: documentWorkflowId, ...asked };
      const { id, tokens: issued } = await transactions.begin(more);
      return { id, link: issued[0]?.accessUrl ?? "" };
    },
    askFor: (id: string, role: unknown = "signer1") => send("POST", `/api/transaction/${id}/token`, { json: { role } }),
  };
}

const withToken = (link: string, token: string) => link.replace(/access_token=.*$/, `access_token=${token}`);

describe("another token", () => {
  it("opens the pages where the first one has expired, and the journey goes on where it stood", async () => {
    const { start, askFor, advance, look } = await opened();
    const { id, link } = await start();
    const visitor = await visit(link);
    expect(await visitor.send()).toMatchObject({ step: "document" });
    await advance("P1D");
    expect((await visit(link)).shown).toMatchObject({ status: 410, state: "linkExpired" });
    expect(await visitor.reload()).toMatchObject({ state: "timeout" });
    const again = await visit(withToken(link, (await askFor(id)).body.token));
    expect(again.shown).toMatchObject({ status: 200, state: "step", step: "document" });
    expect(await again.send({ specimen: "passport" }, "specimen")).toMatchObject({ state: "passed" });
    expect(await look(id)).toMatchObject({ participants: [{ outcome: "passed" }] });
  });

  it("leaves the earlier ones good until they expire", async () => {
    const { start, askFor, advance } = await opened();
    const { id, link } = await start();
    await advance("PT23H");
    const later = withToken(link, (await askFor(id)).body.token);
    expect((await visit(link)).shown.state).toBe("step");
    await advance("PT1H");
    expect((await visit(link)).shown.state).toBe("linkExpired");
    expect((await visit(later)).shown.state).toBe("step");
    await advance("PT22H59M59S");
    expect((await visit(later)).shown.state).toBe("step");
    await advance("PT1S");
    expect((await visit(later)).shown.state).toBe("linkExpired");
  });

  it("OD-12: is good for 24 hours, or as long as the tenant has it, and never beyond the transaction", async () => {
    const { start, askFor, advance, setup, path, read } = await opened();
    const { id } = await start({ expiry_period: 2 });
    const { created, expiry_timestamp } = await read(id);
    const end = async () => claimsOf((await askFor(id)).body.token).claims.exp * 1000;
    const at = (hours: number) => Math.floor((Date.parse(created) + hours * hour) / 1000) * 1000;
    expect(await end()).toBe(at(24));
    await setup.putTenant({ path, body: { session_token_lifetime: "PT36H" } });
    expect(await end()).toBe(at(36));
    await advance("PT30H");
    expect(await end()).toBe(at(48));
    expect(at(48)).toBeLessThanOrEqual(Date.parse(String(expiry_timestamp)));
    await setup.putTenant({ path, body: { session_token_lifetime: "PT1M" } });
    expect(await end()).toBe(at(30) + 60_000);
  });

  it("says whose it is, signed HS384 with the tenant's key, and opens nothing of the API", async () => {
    const { start, askFor, tenantId, send } = await opened();
    const { id } = await start();
    const { token } = (await askFor(id)).body;
    expect(claimsOf(token)).toEqual({
      head: { alg: "HS384", typ: "JWT" },
      claims: {
        ...{ session: { role: "signer1" }, scope: ["session_creation_authorization_code"], transaction_uuid: id },
        ...{ exp: expect.any(Number), jti: expect.any(String), client_id: tenantId },
      },
    });
    const authorization = `Bearer ${token}`;
    expect(refusalIn(await send("GET", `/api/transaction/${id}`, { authorization }))).toMatch(/^403 /);
    expect(refusalIn(await send("POST", `/api/transaction/${id}/token`, { authorization, json: {} }))).toMatch(
      /^40[03] /,
    );
  });

  it("42: is answered with its role and nothing else", async () => {
    const { start, askFor } = await opened();
    const { id } = await start();
    const { status, body } = await askFor(id);
    expect([status, Object.keys(body), body.role]).toEqual([200, ["token", "role"], "signer1"]);
  });

  it("is the role's one from then on, in its place among the transaction's", async () => {
    const { start, askFor, read } = await opened();
    const { id } = await start({ tokens: [...tokens, { role: "oss" }] });
    const before = await read(id);
    const { token } = (await askFor(id)).body;
    const after = await read(id);
    const [first, second] = before.tokens;
    const accessUrl = withToken(first?.accessUrl ?? "", token);
    expect(after).toMatchObject({ version: Number(before.version) + 1, events: before.events });
    expect(after.tokens).toEqual([{ ...first, token, accessUrl }, second]);
    expect((await visit(accessUrl)).shown).toMatchObject({ state: "step", step: "consent" });
  });

  it("brings in somebody whom the transaction did not know", async () => {
    const { start, askFor, read, look, finish } = await opened();
    const { id, link } = await start();
    const { token } = (await askFor(id, "oss")).body;
    expect((await read(id)).tokens.map(({ role }) => role)).toEqual(["signer1", "oss"]);
    expect(await look(id)).toMatchObject({ participants: [{ role: "signer1" }, { role: "oss", step: "consent" }] });
    expect((await visit(withToken(link, token))).shown).toMatchObject({ state: "step", step: "consent" });
    expect(await finish(id, { role: "signer1" })).toMatchObject({ status: "new", result: "undefined" });
  });
});

describe("a token is refused", () => {
  it("43: for what is over, whatever it came to", async () => {
    const { start, askFor, finish, send, read, advance } = await opened();
    const [cancelled, completed, broken, late] = [await start(), await start(), await start(), await start()];
    const { id: failed } = await start({ users: [{ ...jane, last_name: "FAIL" }] });
    await send("PUT", `/api/transaction/${cancelled.id}/event`, { json: { trigger: "transaction_cancelled" } });
    await finish(completed.id);
    await finish(failed);
    await finish(broken.id, { outcome: "error" });
    await advance("P90D");
    const statuses: string[] = [];
    for (const id of [cancelled.id, completed.id, failed, broken.id, late.id]) {
      const { status, version } = await read(id);
      statuses.push(status);
      const message = `400 The transaction ${id} is ${status}: nothing more can be done in it.`;
      expect(refusalIn(await askFor(id))).toBe(message);
      expect((await read(id)).version).toBe(version);
    }
    expect(statuses).toEqual(["cancelled", "completed", "completed", "error", "expired"]);
  });

  it("for a role that the workflow does not have, with those that it has", async () => {
    const { start, askFor } = await opened();
    const { id } = await start();
    for (const role of ["lender", "SIGNER1", " signer1"])
      expect(refusalIn(await askFor(id, role))).toMatch(/^400 role must be a role of the workflow.*signer1/);
    for (const role of ["", "x".repeat(33), 5, null, ["signer1"]])
      expect(refusalIn(await askFor(id, role))).toMatch(/^400 role /);
  });

  it("without a role, and without a body", async () => {
    const { start, send } = await opened();
    const { id } = await start();
    expect(refusalIn(await send("POST", `/api/transaction/${id}/token`, { json: {} }))).toMatch(
      /^400 role is required/,
    );
    expect(refusalIn(await send("POST", `/api/transaction/${id}/token`))).toMatch(/^400 /);
  });

  it("for a transaction that there is not here", async () => {
    const [{ askFor }, elsewhere] = [await opened(), await opened()];
    const { id } = await elsewhere.start();
    for (const unknown of [nobodys, id])
      expect(refusalIn(await askFor(unknown))).toBe(`404 There is no transaction ${unknown}.`);
    expect(refusalIn(await askFor("dcaad720"))).toMatch(/^400 transaction_id /);
  });
});
