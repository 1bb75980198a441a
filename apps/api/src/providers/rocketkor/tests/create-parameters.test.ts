import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { moneyOf } from "./support/money.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { resultIn } from "./support/send.ts";
import { step } from "./support/workflows.ts";

const server = await testServer();
const world = await openSandbox(server);
const { ask, begin, read } = journeysOf(world);
const { customerId, customerAccountId, customerBankAccountId, businessAccountId, api, portal, path } = world;
const money = moneyOf(world);

/** The usual request with these parameters; undefined takes one away. */
const asking = (changes: object) => ask({ ...payout(world), parameters: { ...payout(world).parameters, ...changes } });
const refusal = async (changes: object) => resultIn(await asking(changes));
const at = (...faults: readonly string[]) => faults.map((each) => each.replace(" ", " parameters."));
const wrong = (...faults: readonly string[]) => ["400 INVALID_REQUEST", ...at(...faults)];
const unusable = (code: string, ...names: readonly string[]) => [
  `422 ${code}`,
  ...at(...names.map((name) => `${code} ${name}`)),
];
const wire = {
  solution: "wire",
  priority: "SAME_DAY",
  description: "Rent",
  customerFinancialAccountId: customerBankAccountId,
};
const ach = { solution: "ach", priority: "NEXT_DAY", customerFinancialAccountId: customerBankAccountId };

/** What a step shows of a workflow that such a request makes. */
async function dataOf(changes: object, stepName = "move-money") {
  const { status, body } = await asking(changes);
  expect([status, body.result]).toEqual([201, { successful: true }]);
  const { steps } = await read(body.workflowId);
  return steps.find((each) => each.stepName === stepName)?.data ?? {};
}

describe("of notification", () => {
  it("20: phoneNumber is a telephone number with its country", async () => {
    expect(await refusal({ phoneNumber: undefined })).toEqual(wrong("FIELD_REQUIRED phoneNumber"));
    for (const phoneNumber of ["", "123", "nobody", "+1 (0)", "+999999999999999999", 16471234567, null])
      expect((await refusal({ phoneNumber }))[1]).toBe("FIELD_INVALID parameters.phoneNumber");
  });

  it("20: as the provider's own samples write it, and shown as it was given", async () => {
    for (const phoneNumber of ["+16471234567", "16471234567", "+1123123412345", "5551231234", "+14151234"])
      expect(await dataOf({ phoneNumber }, "notification")).toMatchObject({ phoneNumber });
  });

  it("21: channel is SMS, given or not", async () => {
    for (const channel of [undefined, "SMS"])
      expect(await dataOf({ channel }, "notification")).toMatchObject({ channel: "SMS" });
    for (const channel of ["EMAIL", "sms", "", null, ["SMS"]])
      expect((await refusal({ channel }))[1]).toBe("FIELD_INVALID parameters.channel");
  });
});

describe("of the look-ups", () => {
  it("22: customerId is that of a customer of the business", async () => {
    expect(await refusal({ customerId: undefined })).toEqual(wrong("FIELD_REQUIRED customerId"));
    expect(await refusal({ customerId: "john" })).toEqual(wrong("FIELD_INVALID customerId"));
    for (const id of [nobodys, businessAccountId, customerAccountId])
      expect(await refusal({ customerId: id })).toEqual(unusable("RESOURCE_NOT_FOUND", "customerId"));
    expect(await dataOf({ customerId: customerId.toUpperCase() }, "lookup-profile")).toMatchObject({
      ...{ email: "john.doe@example.com", phoneNumber: "+16471234567" },
    });
  });

  it("22: and ACTIVE", async () => {
    const other = await openSandbox(server);
    const { ask: askOther } = journeysOf(other);
    got(await other.api.suspendCustomer({ path: { customerId: other.customerId } }));
    expect(resultIn(await askOther(payout(other)))[1]).toBe("RESOURCE_NOT_USABLE parameters.customerId");
  });

  it("24: customerFinancialAccountId is an account of that very customer", async () => {
    expect(await refusal({ customerFinancialAccountId: undefined })).toEqual(
      wrong("FIELD_REQUIRED customerFinancialAccountId"),
    );
    for (const id of [nobodys, businessAccountId, customerId])
      expect(await refusal({ customerFinancialAccountId: id })).toEqual(
        unusable("RESOURCE_NOT_FOUND", "customerFinancialAccountId"),
      );
    const somebody = {
      ...({ type: "INDIVIDUAL", firstName: "Mary", lastName: "Major" } as const),
      ...{ primaryPhoneNumber: { number: "+14165550137", type: "WORK" } as const },
      primaryEmail: { value: "mary@example.com" },
    };
    const { id } = got(await api.createCustomer({ body: somebody }));
    expect(await refusal({ customerId: id })).toEqual(unusable("RESOURCE_NOT_USABLE", "customerFinancialAccountId"));
    expect((await asking({ customerFinancialAccountId: customerAccountId.toUpperCase() })).status).toBe(201);
  });

  it("24: and ACTIVE", async () => {
    const card = await money.addCard("5555555555554444");
    await money.set(card, { state: "SUSPENDED" });
    const refused = unusable("RESOURCE_NOT_USABLE", "customerFinancialAccountId");
    expect(await refusal({ customerFinancialAccountId: card })).toEqual(refused);
    await money.set(card, {});
    expect((await asking({ customerFinancialAccountId: card })).status).toBe(201);
  });
});

describe("of financial-account", () => {
  const adding = (parameters: object) =>
    ask({
      ...{ title: "x", steps: [...look, step.account] },
      parameters: { phoneNumber: "+16471234567", customerId, ...parameters },
    });

  it("23: financialAccountSubType is one of four", async () => {
    expect(resultIn(await adding({}))).toEqual(wrong("FIELD_REQUIRED financialAccountSubType"));
    for (const financialAccountSubType of ["PREPAID", "GIFT", "checking", ""])
      expect(resultIn(await adding({ financialAccountSubType }))).toEqual(
        wrong("FIELD_INVALID financialAccountSubType"),
      );
    for (const financialAccountSubType of ["CHECKING", "SAVING", "CREDIT", "DEBIT"])
      expect((await adding({ financialAccountSubType })).status).toBe(201);
  });

  it("23: and fits the solution: cards are pushed to, banks get the rest", async () => {
    const { customerFinancialAccountId: _, ...parameters } = payout(world).parameters;
    const steps = [...look, step.account, step.money];
    const moving = async (financialAccountSubType: string, changes: object) =>
      ask({ title: "x", steps, parameters: { ...parameters, financialAccountSubType, ...changes } });
    const { customerFinancialAccountId: __, ...byAch } = ach;
    for (const subtype of ["CREDIT", "DEBIT"]) {
      expect((await moving(subtype, {})).status).toBe(201);
      expect(resultIn(await moving(subtype, byAch))).toEqual(wrong("SOLUTION_NOT_SUPPORTED solution"));
    }
    for (const subtype of ["CHECKING", "SAVING"]) {
      expect((await moving(subtype, byAch)).status).toBe(201);
      expect(resultIn(await moving(subtype, {}))).toEqual(wrong("SOLUTION_NOT_SUPPORTED solution"));
    }
  });
});

describe("of move-money", () => {
  it("25: none of the six may be missing", async () => {
    for (const name of ["transactionType", "solution", "baFinancialAccountId", "currency", "amount", "paymentReasonId"])
      expect(await refusal({ [name]: undefined })).toEqual(wrong(`FIELD_REQUIRED ${name}`));
    expect(await refusal({ transactionType: "REVERSAL" })).toEqual(wrong("FIELD_INVALID transactionType"));
    expect(await refusal({ solution: "interac" })).toEqual(wrong("FIELD_INVALID solution"));
  });

  it("25: paymentReasonId is one of those that are listed", async () => {
    const reasons = got(await api.listPaymentReasons()).map(({ reason }) => reason);
    expect(reasons).toContain("payment-of-rebates");
    for (const paymentReasonId of reasons) expect((await asking({ paymentReasonId })).status).toBe(201);
    for (const paymentReasonId of ["for-fun", "toString"])
      expect(await refusal({ paymentReasonId })).toEqual(unusable("RESOURCE_NOT_FOUND", "paymentReasonId"));
  });

  it("26: priority is needed for ach and wire, and IMMEDIATE for push-to-card whatever is given", async () => {
    for (const changes of [ach, wire])
      expect(await refusal({ ...changes, priority: undefined })).toEqual(wrong("FIELD_REQUIRED priority"));
    for (const priority of [undefined, "IMMEDIATE", "NEXT_DAY"])
      expect(await dataOf({ priority })).toMatchObject({ priority: "IMMEDIATE" });
    for (const priority of ["IMMEDIATE", "SAME_DAY", "NEXT_DAY"])
      expect(await dataOf({ ...ach, priority })).toMatchObject({ priority });
    for (const priority of ["SCHEDULED", "", null])
      expect((await refusal({ ...ach, priority }))[1]).toBe("FIELD_INVALID parameters.priority");
  });

  it("27: description is needed for wire", async () => {
    expect(await refusal({ ...wire, description: undefined })).toEqual(wrong("FIELD_REQUIRED description"));
    expect(await refusal({ ...wire, description: "" })).toEqual(wrong("FIELD_INVALID description"));
    expect(await dataOf(wire)).toMatchObject({ description: "Rent" });
  });

  it("28: memo goes with wire alone", async () => {
    expect(await dataOf({ ...wire, memo: "Flat 4" })).toMatchObject({ memo: "Flat 4" });
    for (const changes of [ach, {}]) expect(await dataOf({ ...changes, memo: "Flat 4" })).not.toHaveProperty("memo");
  });

  it("29: amount is a number above zero with two decimals at most, shown as a text with two", async () => {
    for (const amount of [0, -0, -1, -256.25, 0.001, 1.005, 256.255, 1e-7, 1_000_000_000, 1e21])
      expect(await refusal({ amount })).toEqual(wrong("AMOUNT_INVALID amount"));
    for (const amount of ["256.25", null, true, [1]])
      expect(await refusal({ amount })).toEqual(wrong("FIELD_INVALID amount"));
    const shown = {
      0.01: "0.01",
      0.29: "0.29",
      256.25: "256.25",
      28.5: "28.50",
      1e3: "1000.00",
      999999999.99: "999999999.99",
    };
    for (const [amount, text] of Object.entries(shown))
      expect(await dataOf({ amount: Number(amount) })).toMatchObject({ amount: text });
  });

  it("30: baFinancialAccountId is an ACTIVE account of the business", async () => {
    for (const id of [nobodys, customerAccountId, customerId])
      expect(await refusal({ baFinancialAccountId: id })).toEqual(
        unusable("RESOURCE_NOT_FOUND", "baFinancialAccountId"),
      );
    const other = await money.open("100.00");
    expect((await asking({ baFinancialAccountId: other })).status).toBe(201);
    for (const state of ["SUSPENDED", "PENDING"] as const) {
      await money.set(other, { state });
      expect(await refusal({ baFinancialAccountId: other })).toEqual(
        unusable("RESOURCE_NOT_USABLE", "baFinancialAccountId"),
      );
    }
  });

  it("25: currency is that of both accounts", async () => {
    expect(await refusal({ currency: "CAD" })).toEqual(
      unusable("CURRENCY_MISMATCH", "baFinancialAccountId", "customerFinancialAccountId"),
    );
    const canadian = await money.open("100.00", "CAD");
    expect(await refusal({ baFinancialAccountId: canadian })).toEqual(
      unusable("CURRENCY_MISMATCH", "baFinancialAccountId"),
    );
    for (const currency of ["EUR", "usd", ""])
      expect(await refusal({ currency })).toEqual(wrong("FIELD_INVALID currency"));
  });

  it("25: the customer's account is one that the solution reaches", async () => {
    const name = "customerFinancialAccountId";
    expect(await refusal({ [name]: customerBankAccountId })).toEqual(unusable("SOLUTION_NOT_SUPPORTED", name));
    for (const changes of [ach, wire])
      expect(await refusal({ ...changes, [name]: customerAccountId })).toEqual(
        unusable("SOLUTION_NOT_SUPPORTED", name),
      );
  });

  it("33: what is named and cannot be used is told at once too", async () => {
    const nowhere = { customerId: nobodys, customerFinancialAccountId: nobodys, baFinancialAccountId: nobodys };
    const [code, ...faults] = await refusal({ ...nowhere, paymentReasonId: "x" });
    const [, ...all] = unusable("RESOURCE_NOT_FOUND", ...Object.keys(nowhere), "paymentReasonId");
    expect([code, ...faults.toSorted()]).toEqual(["422 RESOURCE_NOT_FOUND", ...all.toSorted()]);
  });
});

describe("all of them", () => {
  it("are known to a step that is there", async () => {
    const parameters = { ...payout(world).parameters, financialAccountSubType: "DEBIT", amonut: 1, toString: "x" };
    const { status, body } = await ask({ ...payout(world), parameters });
    const told = body.result.error.errors.map(
      ({ errorCode, path: where }: Readonly<Record<string, string>>) => `${errorCode} ${where}`,
    );
    expect([status, ...told.toSorted()]).toEqual([
      400,
      ...at("FIELD_UNKNOWN amonut", "FIELD_UNKNOWN toString", "PARAMETER_NOT_APPLICABLE financialAccountSubType"),
    ]);
    expect(resultIn(await ask({ title: "x", steps: [...look], parameters }))).toContain(
      "PARAMETER_NOT_APPLICABLE parameters.amount",
    );
  });

  it("31: expireInHours is whole hours from 1 to 87600, to the millisecond from the creation", async () => {
    for (const expireInHours of [0, -1, 1.5, 87_601, "48", null])
      expect((await ask({ ...payout(world), expireInHours })).status).toBe(400);
    for (const [hours, expireAt] of [
      [48, world.start.getTime() + 48 * 3_600_000],
      [1, world.start.getTime() + 3_600_000],
      [87_600, world.start.getTime() + 87_600 * 3_600_000],
      [undefined, world.start.getTime() + 2160 * 3_600_000],
    ] as const) {
      const workflowId = await begin({ ...payout(world), ...(hours && { expireInHours: hours }) });
      const detail = await read(workflowId);
      expect(detail.expireAt).toBe(new Date(expireAt).toISOString().replace("Z", "000Z"));
      // An hour is too short for a reminder.
      expect(Object.hasOwn(detail, "nextNotificationAt")).toBe(hours !== 1);
    }
  });

  it("31: or what the settings say", async () => {
    const settings = got(await portal.getSettings({ path }));
    got(await portal.putSettings({ path, body: { ...settings, default_expire_hours: 72 } }));
    const { expireAt } = await read(await begin(payout(world)));
    expect(new Date(expireAt).getTime() - world.start.getTime()).toBe(72 * 3_600_000);
  });
});
