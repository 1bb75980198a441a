import { expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { oneOfEverything } from "./support/everything.ts";
import { rowsOf, tablesIn } from "./support/rows.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
const server = await start();

it("a sandbox that is dropped takes one of everything along, and leaves what is another's", async () => {
  const [gone, kept] = [await openSandbox(server), await openSandbox(server)];
  for (const world of [gone, kept]) await oneOfEverything(world);
  const [tables, before] = [await tablesIn(database), await rowsOf(database, kept.sandboxId)];
  // Whoever adds a table adds one of it there.
  expect(Object.keys(await rowsOf(database, gone.sandboxId))).toEqual(tables);
  got(await gone.platform.dropSandbox({ path: gone.path }));
  expect(await rowsOf(database, gone.sandboxId)).toEqual({});
  expect(await rowsOf(database, kept.sandboxId)).toEqual(before);
  expect((await gone.send("GET", "/v1/customers")).status).toBe(401);
});

it("a new sandbox's money is all accounted for", async () => {
  const { portal, path } = await openSandbox(server);
  const { data } = got(await portal.listPostings({ path }));
  expect(data.map(({ kind }) => kind)).toEqual(["fund", "fund", "opening", "opening"]);
  for (const { entries } of data) expect(entries.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(0);
});
