import { expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { bankAccountFor, cardFor, company, mailing, person } from "./support/records.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
const server = await start();

/** How many rows of each table of this provider belong to the sandbox, where there are any. */
async function rowsOf(sandboxId: string): Promise<Record<string, number>> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND (tablename LIKE 'rocketkor%' OR tablename = 'credential')",
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await database.pool.query(`SELECT count(*)::int AS n FROM "${name}" WHERE sandbox_id = $1`, [
      sandboxId,
    ]);
    if (rows[0].n > 0) counts[name] = rows[0].n;
  }
  return counts;
}

it("a sandbox that is dropped takes its records, its money and its tokens along, and leaves those of others", async () => {
  const [gone, kept] = [await openSandbox(server), await openSandbox(server)];
  const before = await rowsOf(kept.sandboxId);
  const { send, portal, path, customerId } = gone;
  await send("POST", "/v1/customers", { json: { ...person, addresses: [mailing] } });
  await send("POST", "/v1/customers", { json: company });
  await send("POST", "/v1/external-bank-accounts", { json: bankAccountFor(customerId) });
  await send("POST", "/v1/external-cards", { json: cardFor(customerId) });
  const receiver_url = "http://127.0.0.1:9/";
  got(await portal.createSubscription({ path, body: { event_types: ["customer.status-updated"], receiver_url } }));
  expect(Object.keys(await rowsOf(gone.sandboxId))).toEqual(
    expect.arrayContaining([
      "rocketkor_address",
      "rocketkor_posting",
      "rocketkor_ledger_entry",
      "rocketkor_subscription",
    ]),
  );
  await gone.platform.dropSandbox({ path });
  expect(await rowsOf(gone.sandboxId)).toEqual({});
  expect(await rowsOf(kept.sandboxId)).toEqual(before);
  expect((await send("GET", "/v1/customers")).status).toBe(401);
});

it("a new sandbox's money is all accounted for", async () => {
  const { portal, path } = await openSandbox(server);
  const { data } = got(await portal.listPostings({ path }));
  expect(data.map(({ kind }) => kind)).toEqual(["fund", "fund", "opening", "opening"]);
  for (const { entries } of data) expect(entries.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(0);
});
