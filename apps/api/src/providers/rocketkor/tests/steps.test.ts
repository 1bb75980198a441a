import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { linxTime } from "../wire/time.ts";
import { journeysOf, look } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { consent, type Parameters, privacy, type Steps, step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
await world.goTo("2027-01-14T15:00:00Z");
const { begin, complete, finish, read, look: see } = journeysOf(world);
const { api, control, customerId } = world;

const parameters = { phoneNumber: "+16475550123" };
const notification = { name: "notification" } as const;

/** A workflow of a new customer, who is at the first of these steps. */
const welcome = (more: Steps = [], changes: Partial<Parameters> = {}) =>
  begin({ title: "x", steps: [notification, step.customer, ...more], parameters: { ...parameters, ...changes } });
/** The same of the sandbox's own customer. */
const visit = (more: Steps, changes: Partial<Parameters> = {}) =>
  begin({ title: "x", steps: [...look, ...more], parameters: { ...parameters, customerId, ...changes } });
/** `<rule> <field>` of each problem with values, all of which are told at once. */
async function problems(workflowId: string, values: object): Promise<readonly string[]> {
  const { status, body } = await control("POST", `/workflows/${workflowId}/step/complete`, { json: { values } });
  expect(status).toBe(400);
  return body.errors
    .map(
      ({ rule, field }: { readonly rule: string; readonly field: string }) =>
        `${rule} ${field.replace(/^values\./, "")}`,
    )
    .toSorted();
}
const person = { firstName: "Anna", lastName: "Smith", email: "anna.smith@example.com" };

describe("59: customer-account", () => {
  it("makes a customer of who answers, and makes the workflow's email known", async () => {
    const id = await welcome([step.documents(consent)]);
    expect(await read(id)).not.toHaveProperty("email");
    const seen = got(await complete(id, { ...person, phoneNumber: "+15185550142" }));
    const customer = got(await api.getCustomer({ path: { customerId: String(seen.customer_id) } }));
    expect(customer).toMatchObject({
      ...{ type: "INDIVIDUAL", status: "ACTIVE", firstName: "Anna", lastName: "Smith" },
      ...{ primaryEmail: { value: "anna.smith@example.com" }, primaryPhoneNumber: { number: "+15185550142" } },
      createdBy: { id: "", type: "internal" },
    });
    const detail = await read(id);
    expect(detail).toMatchObject({ email: "anna.smith@example.com", currentStep: 3, phoneNumber: "+16475550123" });
    expect(detail.steps[1]).toMatchObject({
      status: "COMPLETED",
      data: { customerId: customer.id, firstName: "Anna" },
    });
    const found = got(await api.searchLinxWorkflows({ query: { search: "anna.smith@example.com" } })).content;
    expect(found.map((each) => each.id)).toContain(id);
  });

  it("takes the workflow's number where no other is given", async () => {
    const seen = got(await complete(await welcome(), person));
    const customer = got(await api.getCustomer({ path: { customerId: String(seen.customer_id) } }));
    expect(customer.primaryPhoneNumber?.number).toBe("+16475550123");
    expect(seen.status).toBe("COMPLETED");
  });

  it("needs names and an email, and nothing that it does not know", async () => {
    const id = await welcome();
    expect(await problems(id, {})).toEqual(
      ["email", "firstName", "lastName"].map((field) => expect.stringMatching(new RegExp(` ${field}$`))),
    );
    const wrong = { firstName: " ", lastName: "x".repeat(41), email: "anna", phoneNumber: "1", middleName: "B" };
    expect((await problems(id, wrong)).map((each) => each.split(" ")[1])).toEqual(
      expect.arrayContaining(["email", "firstName", "lastName", "middleName", "phoneNumber"]),
    );
    expect((await see(id)).customer_id).toBeNull();
    expect((await see(id)).current_step?.name).toBe("customer-account");
  });

  it("makes two customers of two who are alike", async () => {
    const seen = await Promise.all(
      [await welcome(), await welcome()].map(async (id) => got(await complete(id, person))),
    );
    expect(new Set(seen.map(({ customer_id }) => customer_id)).size).toBe(2);
  });
});

describe("16: enhance-profile", () => {
  const address = {
    ...{ streetLine1: "1 Harbour Street", cityName: "Albany", stateCode: "NY", countryCode: "USA", zipCode: "12207" },
  };

  it("keeps with the customer what was asked for, and nothing else", async () => {
    const asked = {
      personalInfo: ["salutation", "dateOfBirth"],
      addresses: ["MAILING"],
      phoneNumber: ["WORK"],
    } as const;
    const user = {
      personalInfo: [...asked.personalInfo],
      addresses: [...asked.addresses],
      phoneNumber: [...asked.phoneNumber],
    };
    const id = await welcome([step.profile(user), step.documents(consent)]);
    const { customer_id } = got(await complete(id, person));
    const values = {
      ...{ salutation: "Dr", dateOfBirth: "1984-05-17", phoneNumber: "+15185550142" },
      addresses: [{ type: "MAILING", ...address }],
    };
    got(await complete(id, values));
    const customer = got(await api.getCustomer({ path: { customerId: String(customer_id) } }));
    expect(customer).toMatchObject({
      ...{ firstName: "Anna", salutation: "Dr", dateOfBirth: "1984-05-17" },
      addresses: [{ type: "MAILING", primary: true, streetLine1: "1 Harbour Street", cityName: "Albany" }],
    });
    expect(JSON.stringify(customer)).toContain("+15185550142");
    const entered = { ...values, phoneNumber: { type: "WORK", number: "+15185550142" } };
    expect((await read(id)).steps[2]).toMatchObject({ status: "COMPLETED", data: { ...user, entered } });
  });

  it("demands all of what was asked for, in its form", async () => {
    const user = { personalInfo: ["dateOfBirth"], addresses: ["SHIPPING", "PHYSICAL"] } as const;
    const id = await visit([step.profile({ personalInfo: [...user.personalInfo], addresses: [...user.addresses] })]);
    expect((await problems(id, {})).map((each) => each.split(" ")[1])).toEqual(["addresses", "dateOfBirth"]);
    for (const dateOfBirth of ["", "1984-5-17", "17.05.1984", "1984-02-30", "2999-01-01"])
      expect((await problems(id, { dateOfBirth })).map((each) => each.split(" ")[1])).toContain("dateOfBirth");
    const addresses = [
      { type: "SHIPPING", ...address },
      { type: "MAILING", ...address, countryCode: "US" },
    ];
    const fields = (await problems(id, { dateOfBirth: "1984-05-17", addresses, salutation: "Dr" })).map(
      (each) => each.split(" ")[1],
    );
    expect(fields).toEqual(
      expect.arrayContaining([
        ...["addresses", "addresses.0.name.firstName", "addresses.1.countryCode", "addresses.1.type", "salutation"],
      ]),
    );
  });

  it("puts the new address of a type before those that were there", async () => {
    const profile = step.profile({ addresses: ["MAILING"] });
    for (const streetLine1 of ["1 First Street", "2 Second Street"])
      got(await complete(await visit([profile]), { addresses: [{ type: "MAILING", ...address, streetLine1 }] }));
    const { addresses = [] } = got(await api.getCustomer({ path: { customerId } }));
    const primary = addresses.filter((each) => each.type === "MAILING" && each.primary);
    expect(primary).toHaveLength(1);
  });
});

describe("23: financial-account", () => {
  const card = { cardNumber: "4111111111111111", expiry: "2030-12", firstName: "Anna", lastName: "Smith" };
  const bank = {
    ...{ bankName: "Harbour Bank", routingNo: "011000015", accountNumber: "000123456789", nameOnAccount: "Anna Smith" },
  };
  const adding = (financialAccountSubType: "CHECKING" | "SAVING" | "CREDIT" | "DEBIT") =>
    visit([step.account], { financialAccountSubType });

  it("adds an account outside, of the kind that was asked for", async () => {
    for (const [subtype, values, type, masked] of [
      ["DEBIT", card, "CARD", "******1111"],
      ["CREDIT", card, "CARD", "******1111"],
      ["CHECKING", bank, "BANK", "******6789"],
      ["SAVING", bank, "BANK", "******6789"],
    ] as const) {
      const id = await adding(subtype);
      const { financial_account_id } = got(await complete(id, values));
      const financialAccountId = String(financial_account_id);
      const account = got(await api.getFinancialAccount({ path: { financialAccountId } }));
      expect(account).toMatchObject({
        ...{ category: "EXTERNAL", type, subtype, currency: "USD", state: "ACTIVE", maskedAccountNumber: masked },
        ...{ accountHolderId: customerId, accountHolderType: "CUSTOMER" },
      });
      const data = (await read(id)).steps[2]?.data;
      expect(data).toMatchObject({ customerFinancialAccountId: financialAccountId, financialAccountSubType: subtype });
      for (const secret of [card.cardNumber, bank.accountNumber]) {
        expect(JSON.stringify([account, data, await see(id)])).not.toContain(secret);
      }
    }
  });

  it("refuses numbers that no card or bank has", async () => {
    const [asCard, asBank] = [await adding("DEBIT"), await adding("CHECKING")];
    const fieldsOf = async (id: string, values: object) =>
      (await problems(id, values)).map((each) => each.split(" ")[1]);
    expect(await fieldsOf(asCard, {})).toEqual(["cardNumber", "expiry", "firstName", "lastName"]);
    expect(await fieldsOf(asCard, { ...card, cardNumber: "4111111111111112" })).toEqual(["cardNumber"]);
    for (const expiry of ["2020-12", "12/30", "2030-13", ""])
      expect(await fieldsOf(asCard, { ...card, expiry })).toEqual(["expiry"]);
    expect(await fieldsOf(asCard, bank)).toEqual(expect.arrayContaining(["accountNumber", "cardNumber", "routingNo"]));
    expect(await fieldsOf(asBank, {})).toEqual(["accountNumber", "bankName", "nameOnAccount", "routingNo"]);
    for (const routingNo of ["011000016", "01100001", "abcdefghi", "000000000"])
      expect(await fieldsOf(asBank, { ...bank, routingNo })).toEqual(["routingNo"]);
    for (const accountNumber of ["123", "1".repeat(21), "12-34567"])
      expect(await fieldsOf(asBank, { ...bank, accountNumber })).toEqual(["accountNumber"]);
    expect((await see(asCard)).financial_account_id).toBeNull();
  });
});

describe("19: document-acceptance", () => {
  it("keeps that the customer has accepted, which version and when, and about which account", async () => {
    await world.advance("PT1H");
    const now = await world.settle();
    const id = await visit([step.account, step.documents(privacy, consent)], { financialAccountSubType: "DEBIT" });
    const seen = got(
      await finish(id, {
        values: { "document-acceptance": { accepted: [consent, privacy].map(({ documentId }) => documentId) } },
      }),
    );
    const financialAccountId = String(seen.financial_account_id);
    const { content } = got(await api.listAcceptances({ query: { financialAccountId } }));
    expect(content.map(({ documentId }) => documentId).toSorted()).toEqual([consent.documentId, privacy.documentId]);
    for (const acceptance of content)
      expect(acceptance).toMatchObject({
        ...{ acceptorType: "CUSTOMER", acceptorId: customerId, accepted: true, respondedAt: now.toISOString() },
        scopes: { FINANCIAL_ACCOUNT_ID: financialAccountId },
      });
    const [first] = content;
    const file = await world.send("GET", new URL(String(first?.downloadUrl)).pathname.replace(/^\/rocketkor/, ""));
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect((await read(id)).completedAt).toBe(linxTime(now));
  });

  it("is all or nothing", async () => {
    const id = await visit([step.documents(privacy, consent)]);
    for (const accepted of [undefined, [], [consent.documentId], "all", [consent.documentId, "x"]])
      expect((await problems(id, accepted === undefined ? {} : { accepted }))[0]).toMatch(/ accepted/);
    const { totalElements } = got(
      await api.listAcceptances({ query: { acceptorId: customerId, documentId: privacy.documentId } }),
    );
    expect((await see(id)).status).toBe("ACTIVE");
    got(await complete(id, { accepted: [privacy.documentId, consent.documentId] }));
    const after = got(await api.listAcceptances({ query: { acceptorId: customerId, documentId: privacy.documentId } }));
    expect(after.totalElements).toBe(totalElements + 1);
  });
});

describe("finish", () => {
  it("says of which step values do not fit, and leaves what was done before", async () => {
    const id = await welcome([step.account], { financialAccountSubType: "DEBIT" });
    const { status, body } = await control("POST", `/workflows/${id}/finish`, {
      json: { values: { "customer-account": person, "financial-account": { cardNumber: "1" } } },
    });
    expect([status, body.errors[0].field]).toEqual([400, expect.stringMatching(/^values\.financial-account\./)]);
    expect(await see(id)).toMatchObject({
      ...{ status: "ACTIVE", current_step: { name: "financial-account", number: 3 } },
      customer_id: expect.any(String),
    });
    expect(got(await finish(id)).status).toBe("COMPLETED");
  });

  it("goes through every kind of step without being told anything", async () => {
    const user = { personalInfo: ["salutation"], addresses: ["SHIPPING"], phoneNumber: ["HOME"] } as const;
    const profile = { name: "enhance-profile", inputs: { user: structuredClone(user) } } as unknown as Steps[number];
    for (const financialAccountSubType of ["CHECKING", "CREDIT"] as const) {
      const id = await welcome([profile, step.account, step.documents(consent)], { financialAccountSubType });
      expect(got(await finish(id))).toMatchObject({ status: "COMPLETED", opened: true });
    }
  });

  it("takes no word that it does not know", async () => {
    const id = await welcome();
    for (const json of [{ outcome: "pas" }, { values: { notification: {} } }, { values: [] }, { step: "x" }, []])
      expect((await control("POST", `/workflows/${id}/finish`, { json })).status).toBe(400);
    expect((await see(id)).status).toBe("ACTIVE");
  });
});
