import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { moneyOf, paymentIn } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
const { askToPay, balanceOf, open, transactionOf } = moneyOf(world);
const { begin, finish, read } = journeysOf(world);
const { customerId, customerAccountId, send } = world;

describe("ids in upper case", () => {
  it("name what they name, and are shown as everybody else shows them", async () => {
    const business = await open("300.00");
    const id = await begin(
      payout(world, {
        customerId: customerId.toUpperCase(),
        customerFinancialAccountId: customerAccountId.toUpperCase(),
        baFinancialAccountId: business.toUpperCase(),
      }),
    );
    const data = new Map((await read(id)).steps.map(({ stepName, data }) => [stepName, data]));
    expect(data.get("lookup-profile")).toMatchObject({ customerId });
    expect(data.get("lookup-financial-account")).toMatchObject({ customerFinancialAccountId: customerAccountId });
    expect(data.get("move-money")).toMatchObject({ baFinancialAccountId: business });
    const { status, transaction_id } = got(await finish(id));
    expect(status).toBe("COMPLETED");
    expect(await transactionOf(String(transaction_id))).toMatchObject({
      ...{ debitFinancialAccountId: business, latestStatus: { status: "SETTLED" } },
    });
    expect(await balanceOf(business)).toBe("43.75 0.00");
  });

  it("do so where a template leaves them open", async () => {
    const steps = [...look, { name: "lookup-financial-account" }, step.money] as const;
    const { templateId } = got(
      await world.api.createLinxTemplate({ body: { displayName: "Rebate", definition: { steps: [...steps] } } }),
    );
    const { parameters } = payout(world, { customerId: customerId.toUpperCase() });
    const id = await begin({ title: "From a template", templateId: String(templateId).toUpperCase(), parameters });
    expect((await read(id)).steps[1]?.data).toMatchObject({ customerId });
  });
});

describe("whoever has a transaction made", () => {
  const initiated = (initiatorAccountHolderId: string) =>
    askToPay({ ...paymentIn(world), initiatorAccountHolderId }, undefined);

  it("is a customer of the business, in any case", async () => {
    const { status, body } = await initiated(customerId.toUpperCase());
    expect([status, body.initiatorAccountHolderId]).toEqual([201, customerId]);
  });

  it("is refused where nobody, or nobody of the business's customers, has that id", async () => {
    const told = ["422 RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND initiatorAccountHolderId"];
    const { customerId: strangers } = await openSandbox({ publicUrl: world.publicUrl });
    const before = await balanceOf(world.businessAccountId);
    for (const id of [strangers, customerAccountId]) expect(refusalIn(await initiated(id))).toEqual(told);
    expect(await balanceOf(world.businessAccountId)).toBe(before);
    expect(
      refusalIn(await askToPay({ ...paymentIn(world), initiatorAccountHolderId: strangers, currency: "CAD" })),
    ).toEqual([
      ...["422 RESOURCE_NOT_USABLE", told[1], "CURRENCY_MISMATCH debitFinancialAccountId"],
      "CURRENCY_MISMATCH creditFinancialAccountId",
    ]);
  });
});

it("one idempotency key fits one request, however its amount and its ids are written", async () => {
  const json = { ...paymentIn(world), initiatorAccountHolderId: customerId, amount: "10.00" };
  const key = "written-in-many-ways";
  const { status, body } = await askToPay(json, key);
  expect(status).toBe(201);
  for (const changes of [
    { amount: 10 },
    { amount: "10" },
    { amount: "10.0" },
    { debitFinancialAccountId: json.debitFinancialAccountId.toUpperCase() },
    { creditFinancialAccountId: json.creditFinancialAccountId.toUpperCase() },
    { initiatorAccountHolderId: customerId.toUpperCase() },
  ])
    expect((await askToPay({ ...json, ...changes }, key)).body.id).toBe(body.id);
  expect(refusalIn(await askToPay({ ...json, amount: 10.01 }, key))[0]).toBe("409 IDEMPOTENCY_KEY_REUSED");
  const { status: read } = await send("GET", `/v1/transactions/${body.id.toUpperCase()}`);
  expect(read).toBe(200);
});
