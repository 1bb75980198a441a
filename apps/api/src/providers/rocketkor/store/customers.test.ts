import { randomUUID } from "node:crypto";
import { isUniqueViolation } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import { Refusal } from "@understudy/domain";
import { afterAll, expect, it } from "vitest";
import type { Individual } from "../rules/customer.ts";
import { firstCustomer } from "../rules/founded.ts";
import { foundBusiness, start } from "./business.fixture.ts";
import { createCustomer, getCustomer, saveCustomer } from "./customers.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const ctx = (await foundBusiness(db))();
const stranger = (await foundBusiness(db))();

function customer(externalId: string | null): Individual {
  const accounts = { businessAccountId: "", businessFinancialAccountId: "", businessFinancialAccountIdCad: "" };
  const ids = { ...accounts, customerId: randomUUID(), customerFinancialAccountId: "", customerBankAccountId: "" };
  return { ...firstCustomer(ids, start), externalId };
}

const failure = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined).catch((error) => error);

it("an externalId that another customer has is refused by its name, whoever comes to it later", async () => {
  const [one, other] = [customer("E-1"), customer("E-2")];
  for (const each of [one, other]) await createCustomer(ctx, each);
  for (const work of [
    () => createCustomer(ctx, customer("E-1")),
    () => saveCustomer(ctx, { ...other, externalId: "E-1" }),
  ]) {
    const error = await failure(work());
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ code: "exists", details: { field: "externalId", codes: ["RESOURCE_EXISTS"] } });
  }
  await createCustomer(stranger, customer("E-1"));
  await createCustomer(ctx, customer(null));
  await createCustomer(ctx, customer(null));
  expect((await getCustomer(ctx, other.id)).externalId).toBe("E-2");
});

it("whatever else must be unique and is not is a mistake of ours, and no word about externalId", async () => {
  const first = customer("E-3");
  await createCustomer(ctx, first);
  const error = await failure(createCustomer(ctx, { ...first, externalId: "E-4" }));
  expect(error).not.toBeInstanceOf(Refusal);
  expect(isUniqueViolation(error, "rocketkor_customer_pkey")).toBe(true);
});
