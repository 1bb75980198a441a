import { expect, test } from "vitest";
import { defaultSandboxId } from "./providers/control/store/sandboxes.ts";
import { providers } from "./services.ts";
import { testHouse } from "./testing/server.ts";

const { database, start } = await testHouse();
const newcomer = "checkout";
const where = { sandboxId: defaultSandboxId };

/** As a database is that was made before the newcomer was among the providers. */
async function forgetNewcomer(): Promise<void> {
  await database.db.credential.deleteMany({ where: { ...where, provider: newcomer } });
  await database.db.checkoutAccount.deleteMany({ where });
}

/** Every credential of the default sandbox, by its provider and its first characters. */
async function credentials(): Promise<string[]> {
  const rows = await database.db.credential.findMany({ where, orderBy: [{ provider: "asc" }, { hint: "asc" }] });
  return rows.map(({ id, provider, hint }) => `${provider} ${hint} ${id}`);
}

const withoutIds = (lines: readonly string[]) => lines.map((line) => line.replace(/ \S+$/, ""));

test("a provider that is newer than the default sandbox is founded in it at the next start, and nothing else changes", async () => {
  await start();
  const first = await credentials();
  expect(new Set(first.map((line) => line.split(" ")[0]))).toEqual(new Set(providers.map(({ name }) => name)));
  await forgetNewcomer();
  const { publicUrl } = await start();
  const second = await credentials();
  expect(withoutIds(second)).toEqual(withoutIds(first));
  const isOlder = (line: string) => !line.startsWith(newcomer);
  expect(second.filter(isOlder)).toEqual(first.filter(isOlder));
  const headers = { authorization: "Bearer sk_sbox_understudydefaultsandboxaaa" };
  const answer = await fetch(`${publicUrl}/checkout/workflows`, { headers });
  expect([answer.status, await answer.json()]).toEqual([200, { data: [] }]);
  await start();
  expect(await credentials()).toEqual(second);
});

test("of servers that start at once one founds it, in the time of the sandbox's own clock", async () => {
  await forgetNewcomer();
  const frozenAt = new Date("2030-06-01T12:00:00.000Z");
  await database.db.sandbox.update({ where: { id: defaultSandboxId }, data: { clockFrozenAt: frozenAt } });
  await Promise.all([start(), start(), start()]);
  const found = await database.db.checkoutAccount.findMany({ where });
  expect(found.map(({ createdAt }) => createdAt)).toEqual([frozenAt]);
  expect(withoutIds(await credentials()).filter((line) => line.startsWith(newcomer))).toHaveLength(3);
});
