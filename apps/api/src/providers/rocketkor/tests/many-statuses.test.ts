import { expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { moneyOf, paymentIn, toBank } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
const world = await openSandbox(await start());
const { pay, settleNow, statusesOf } = moneyOf(world);

it("a transaction may have more statuses than a small integer counts", async () => {
  const { id } = await pay({ ...paymentIn(world), ...toBank(world) });
  const { db } = database;
  await db.$executeRaw`UPDATE rocketkor_transaction SET revision = 40000 WHERE id = ${id}::uuid`;
  expect(got(await settleNow(id)).status).toBe("SETTLED");
  const { number } = await db.rocketkorTransactionStatus.findFirstOrThrow({
    where: { transactionId: id },
    orderBy: { number: "desc" },
  });
  expect(number).toBeGreaterThanOrEqual(40_000);
  expect((await statusesOf(id)).at(-1)).toBe("SETTLED");
});
