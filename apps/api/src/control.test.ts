import { createControlClient } from "@understudy/client/control";
import { expect, test } from "vitest";
import { got, openWorld } from "./providers/tokeflow/tests/support/world.ts";
import { testHouse } from "./testing/server.ts";

const { database, start } = await testHouse();
const server = await start();
const control = createControlClient({ baseUrl: server.publicUrl });

const post = (path: string, body: unknown) =>
  fetch(`${server.publicUrl}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** How many rows of the sandbox each table has, of the tables whose rows belong to one. */
async function rowsOf(sandboxId: string): Promise<Record<string, number>> {
  const { rows: tables } = await database.pool.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'sandbox_id' ORDER BY table_name`,
  );
  const counts: Record<string, number> = {};
  for (const { table_name: table } of tables) {
    const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM ${table} WHERE sandbox_id = $1`, [
      sandboxId,
    ]);
    counts[table] = rows[0].n;
  }
  return counts;
}

test("a new sandbox has a name, a clock at real time, and credentials that are shown once and work", async () => {
  const made = got(await control.createSandbox({ body: { name: "billing tests" } }));
  expect(made).toMatchObject({ name: "billing tests", clock: { mode: "running" } });
  expect(Math.abs(Date.parse(made.now) - Date.parse(made.created_at))).toBeLessThan(10_000);
  for (const [provider, address] of Object.entries(made.base_urls)) {
    expect(address).toBe(`${server.publicUrl}/${provider}`);
    expect(Object.keys(made.credentials[provider] ?? {}).length).toBeGreaterThan(0);
  }
  const read = got(await control.getSandbox({ path: { sandboxId: made.id } }));
  expect(read).not.toHaveProperty("credentials");
  expect(read).toMatchObject({ id: made.id, name: "billing tests", base_urls: made.base_urls });
  expect(got(await control.createSandbox()).name).toBeNull();
});

test("sandboxes are listed newest first, each on one page, whatever is made meanwhile", async () => {
  const made: string[] = [];
  for (let count = 0; count < 5; count += 1) made.push(got(await control.createSandbox()).id);
  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const page = got(await control.listSandboxes({ query: { limit: 2, ...(cursor && { cursor }) } }));
    expect(page.data.length).toBeLessThanOrEqual(2);
    listed.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
    await control.createSandbox();
  } while (cursor);
  expect(listed.slice(0, 5)).toEqual(made.toReversed());
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed).toContain("sbx_default");
});

test("every table's rows belong to a sandbox", async () => {
  const { rows } = await database.pool.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.tables t
     WHERE table_schema = current_schema() AND NOT EXISTS (
       SELECT FROM information_schema.columns c WHERE c.table_schema = t.table_schema
         AND c.table_name = t.table_name AND c.column_name = 'sandbox_id' AND c.is_nullable = 'NO')`,
  );
  expect(rows.map(({ table_name }) => table_name).sort()).toEqual(["_prisma_migrations", "sandbox"]);
});

test("dropping a sandbox takes every row of every table with it, and no row of another", async () => {
  const [world, other] = [await openWorld(server), await openWorld(server)];
  for (const one of [world, other]) {
    await one.charge();
    await one.charge({ payment_method: "pix" });
    await one.charge({ card_ciphertext_id: await one.token() });
    const { id } = await one.charge();
    got(await one.merchant.createRefund({ body: { transaction_id: id, amount: 100 } }));
    await one.charge({ idempotency_key: "once" });
  }
  const before = await rowsOf(other.sandboxId);
  expect(await rowsOf(world.sandboxId)).toEqual(before);
  expect(Object.values(before).filter((count) => count > 0).length).toBeGreaterThan(10);
  got(await control.dropSandbox({ path: { sandboxId: world.sandboxId } }));
  expect(Object.values(await rowsOf(world.sandboxId)).every((count) => count === 0)).toBe(true);
  expect(await rowsOf(other.sandboxId)).toEqual(before);
});

test("the keys of a dropped sandbox open nothing, and the sandbox is absent from then on", async () => {
  const world = await openWorld(server);
  await world.charge();
  const path = { sandboxId: world.sandboxId };
  expect((await control.dropSandbox({ path })).response.status).toBe(204);
  expect((await world.merchant.listTransactions()).response.status).toBe(401);
  for (const outcome of [
    await control.getSandbox({ path }),
    await control.dropSandbox({ path }),
    await control.getClock({ path }),
    await control.moveClock({ path, body: { advance: "PT1H" } }),
    await control.listEvents({ path }),
    await world.dashboard.createCard({ path }),
  ]) {
    expect(outcome.response.status).toBe(404);
    expect(outcome.error).toMatchObject({ type: "absent", detail: `There is no sandbox ${world.sandboxId}.` });
  }
  const { data } = got(await control.listSandboxes({ query: { limit: 100 } }));
  expect(data.map(({ id }) => id)).not.toContain(world.sandboxId);
});

test("an event of another sandbox is as absent as one that never was", async () => {
  const [world, other] = [await openWorld(server), await openWorld(server)];
  await world.charge();
  const [event] = got(await control.listEvents({ path: { sandboxId: world.sandboxId } })).data;
  const eventId = String(event?.id);
  expect(got(await control.getEvent({ path: { sandboxId: world.sandboxId, eventId } }))).toEqual(event);
  const foreign = await control.getEvent({ path: { sandboxId: other.sandboxId, eventId } });
  expect(foreign.response.status).toBe(404);
  expect(foreign.error).toMatchObject({ type: "absent", detail: `There is no event ${eventId} in this sandbox.` });
});

test("many sandboxes may be made and dropped at once", async () => {
  const made = await Promise.all(Array.from({ length: 60 }, async () => got(await control.createSandbox()).id));
  expect(new Set(made).size).toBe(60);
  const dropped = await Promise.all(made.map((sandboxId) => control.dropSandbox({ path: { sandboxId } })));
  expect(dropped.map(({ response }) => response.status)).toEqual(made.map(() => 204));
});

test("the clock is told and moved over HTTP, with the list of what ran", async () => {
  const { sandboxId, charge, start: noon } = await openWorld(server);
  const path = { sandboxId };
  const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000).toISOString();
  expect(got(await control.getClock({ path }))).toEqual({ mode: "frozen", now: noon.toISOString() });
  const { id } = await charge({ payment_method: "pix" });
  expect(got(await control.moveClock({ path, body: { advance: "PT29M59S" } })).ran).toEqual([]);
  const moved = got(await control.moveClock({ path, body: { advance: "PT36H" } }));
  expect(moved.ran).toEqual([{ at: minutesLater(30), kind: "lapse_transaction", subject: id }]);
  expect(got(await control.moveClock({ path, body: { set: "2040-02-29T12:00:00+02:00" } }))).toEqual({
    now: "2040-02-29T10:00:00.000Z",
    mode: "frozen",
    ran: [],
  });
  expect(got(await control.moveClock({ path, body: { set: minutesLater(0) } })).now).toBe(minutesLater(0));
  expect(got(await control.moveClock({ path, body: { run: true } })).mode).toBe("running");
  expect(got(await control.moveClock({ path, body: { advance: "P1D" } })).mode).toBe("running");
  expect(got(await control.getClock({ path })).mode).toBe("running");
});

test.each([
  [{}, ""],
  [{ advance: "soon" }, "advance"],
  [{ advance: "-PT1H" }, "advance"],
  [{ advance: "P" }, "advance"],
  [{ advance: 5 }, "advance"],
  [{ advance: "P9000Y" }, "advance"],
  [{ advance: "P99999999999999Y" }, "advance"],
  [{ set: "tomorrow" }, "set"],
  [{ set: "2030-01-01T00:00:00" }, "set"],
  [{ set: "2030-02-30T00:00:00Z" }, "set"],
  [{ set: "2016-12-31T23:59:60Z" }, "set"],
  [{ set: "0000-01-01T00:00:00Z" }, "set"],
  [{ set: "9999-12-31T23:59:59-01:00" }, "set"],
  [{ set: null }, "set"],
  [{ run: false }, "run"],
  [{ run: true, advance: "PT1H" }, ""],
])("a clock does not take %j and stands as before", async (body, field) => {
  const { sandboxId, start: noon } = await openWorld(server);
  const answer = await post(`/control/sandboxes/${sandboxId}/clock`, body);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  const { errors, ...problem } = (await answer.json()) as { errors: { field: string; rule: string; fix: string }[] };
  expect(problem).toMatchObject({ title: "Invalid request", status: 400, request_id: expect.stringMatching(/^req_/) });
  expect(errors.map((error) => error.field)).toContain(field);
  for (const { rule, fix } of errors) expect(rule.length * fix.length).toBeGreaterThan(0);
  expect(got(await control.getClock({ path: { sandboxId } })).now).toBe(noon.toISOString());
});

test("events of one instant are paged in the order in which they were written, each once", async () => {
  const { sandboxId, charge } = await openWorld(server);
  const path = { sandboxId };
  const subjects: string[] = [];
  for (let count = 0; count < 7; count += 1) subjects.push((await charge()).id);
  const all = got(await control.listEvents({ path, query: { limit: 100 } }));
  expect(all.next_cursor).toBeNull();
  expect(new Set(all.data.map(({ at }) => at)).size).toBe(1);
  expect([...new Set(all.data.map(({ subject }) => subject))]).toEqual(subjects.toReversed());
  const paged: typeof all.data = [];
  let cursor: string | undefined;
  do {
    const page = got(await control.listEvents({ path, query: { limit: 3, ...(cursor && { cursor }) } }));
    paged.push(...page.data);
    cursor = page.next_cursor ?? undefined;
    await charge(); // what is newer than the first page does not move the others
  } while (cursor);
  expect(paged).toEqual(all.data);
});

test("events are filtered by type, subject and provider", async () => {
  const { sandboxId, charge } = await openWorld(server);
  const path = { sandboxId };
  const [one, other] = [await charge(), await charge({ payment_method: "pix" })];
  const subjectsOf = async (query: object) =>
    got(await control.listEvents({ path, query })).data.map(({ subject }) => subject);
  const [{ type = "" } = {}] = got(await control.listEvents({ path, query: { subject: one.id } })).data;
  expect(new Set(await subjectsOf({ subject: other.id }))).toEqual(new Set([other.id]));
  expect(await subjectsOf({ type, subject: one.id })).toEqual([one.id]);
  expect(await subjectsOf({ provider: "tokeflow" })).toContain(one.id);
  expect(await subjectsOf({ provider: "nobody" })).toEqual([]);
});

test.each([
  ["/control/sandboxes", { nane: "x" }, "nane", "Leave nane out: it is not known here."],
  ["/control/sandboxes", { name: "" }, "name", "name must not be empty."],
  ["/control/sandboxes", [], "", "The body must be object."],
])("a body at %s that breaks the spec, %j, is told by field with what would do", async (path, body, field, fix) => {
  const answer = await post(path, body);
  expect(answer.status).toBe(400);
  const { errors, type, detail } = (await answer.json()) as { errors: object[]; type: string; detail: string };
  expect(type).toBe("invalid");
  expect(detail).toBe("The request breaks a rule of its operation.");
  expect(errors).toEqual([{ field, rule: expect.any(String), fix }]);
});

test("an unknown query parameter is told and a cursor of another list is refused", async () => {
  const { sandboxId } = await openWorld(server);
  const list = (query: string) => fetch(`${server.publicUrl}/control/sandboxes/${sandboxId}/events?${query}`);
  expect(await (await list("limits=3")).json()).toMatchObject({ errors: [{ field: "query limits" }] });
  expect(await (await list("limit=0")).json()).toMatchObject({ errors: [{ field: "query limit" }] });
  expect(await (await list("cursor=c2J4X2RlZmF1bHQ")).json()).toMatchObject({ errors: [{ field: "query cursor" }] });
});
