import { query, sql } from "@understudy/database";
import { expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { untilWaiting } from "../store/waiting.fixture.ts";
import { moneyOf, paymentIn } from "./support/money.ts";
import { openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const { database, start } = await testHouse();
const world = await openSandbox(await start());
const { askToPay, balanceOf } = moneyOf(world);
const { businessAccountId, customerId, path, portal, sandboxId } = world;

it("a payment that waits for the business's money does not go to a customer who is suspended meanwhile", async () => {
  const before = await balanceOf(businessAccountId);
  const paid = await database.db.$transaction(async (db) => {
    await query(
      db,
      sql`SELECT balance FROM rocketkor_ledger_account
        WHERE sandbox_id = ${sandboxId} AND owner_id = ${businessAccountId}::uuid FOR UPDATE`,
    );
    const payment = askToPay(paymentIn(world));
    await untilWaiting(database.db, payment);
    await portal.setCustomerStatus({ path: { ...path, customerId }, body: { status: "SUSPENDED" } });
    return { payment };
  });
  expect(refusalIn(await paid.payment)[0]).toBe("422 RESOURCE_NOT_USABLE");
  expect(await balanceOf(businessAccountId)).toBe(before);
});
