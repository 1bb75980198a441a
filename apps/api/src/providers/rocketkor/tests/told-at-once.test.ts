import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { paymentIn } from "./support/money.ts";
import { cardFor, company, person } from "./support/records.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const world = await openSandbox(await testServer());
const { customerId, send } = world;
await world.goTo("2030-06-15T12:00:00Z");
const told = async (method: string, path: string, json: object) => {
  const [whole, ...errors] = refusalIn(await send(method, path, { json }));
  return [whole, ...errors.toSorted()];
};

describe("what must lie in the past or not is told with all the rest, by the sandbox's clock", () => {
  it.each([
    ["POST", "/v1/customers"],
    ["PUT", `/v1/customers/${customerId}`],
  ])("a day of birth: %s", async (method, path) => {
    expect(await told(method, path, { ...person, firstName: "", dateOfBirth: "2030-06-15" })).toEqual([
      ...["400 INVALID_REQUEST", "FIELD_INVALID dateOfBirth", "FIELD_INVALID firstName"],
    ]);
    expect(await told(method, path, { ...company, dateOfBirth: "2031-01-01" })).toEqual([
      ...["400 INVALID_REQUEST", "FIELD_UNKNOWN dateOfBirth"],
    ]);
    const born = await send(method, path, { json: { ...person, dateOfBirth: "2030-06-14" } });
    expect(born.status).toBeLessThan(300);
  });

  it("the expiry of a card", async () => {
    const { card, ...head } = cardFor(customerId);
    const wrong = { ...head, name: "", card: { ...card, cardNumber: "4111111111111112", expiry: "2030-05" } };
    expect(await told("POST", "/v1/external-cards", wrong)).toEqual([
      ...["400 INVALID_REQUEST", "FIELD_INVALID card.cardNumber", "FIELD_INVALID card.expiry", "FIELD_INVALID name"],
    ]);
    // Nobody is looked for as long as something is wrong.
    const nobodysCard = { ...head, accountHolderId: nobodys, card: { ...card, expiry: "2030-05" } };
    expect(await told("POST", "/v1/external-cards", nobodysCard)).toEqual([
      ...["400 INVALID_REQUEST", "FIELD_INVALID card.expiry"],
    ]);
    const good = { ...head, card: { ...card, expiry: "2030-06" } };
    expect((await send("POST", "/v1/external-cards", { json: good })).status).toBe(201);
  });

  it("what was accepted", async () => {
    const agreement = (changes: object) => ({
      ...{ documentId: "ebt-communication-consent", documentVersion: "1.1", accepted: true },
      ...{ respondedAt: "2030-06-15T12:00:00Z", ...changes },
    });
    const issue = (...acceptanceAgreements: object[]) => ({
      ...{ accountHolderId: customerId, accountHolderType: "CUSTOMER", subtype: "CHECKING", acceptanceAgreements },
    });
    const agreements = [
      agreement({ accepted: false, respondedAt: "2030-06-15T12:00:00.001Z" }),
      agreement({ accepted: "yes", respondedAt: "tomorrow" }),
    ];
    expect(await told("POST", "/v1/integrated-bank-accounts", issue(...agreements))).toEqual([
      ...["400 INVALID_REQUEST", "FIELD_INVALID acceptanceAgreements.0.accepted"],
      ...["FIELD_INVALID acceptanceAgreements.0.respondedAt", "FIELD_INVALID acceptanceAgreements.1.accepted"],
      ...["FIELD_INVALID acceptanceAgreements.1.respondedAt", "FIELD_REQUIRED name"],
    ]);
    const json = { ...issue(agreement({})), name: "x" };
    expect((await send("POST", "/v1/integrated-bank-accounts", { json })).status).toBe(201);
  });
});

describe("metadata has no name __proto__", () => {
  const kept = '"metadata":{"__proto__":"x","constructor":"y"}';
  const bodies = [
    ["POST", "/v1/customers", person],
    ["PUT", `/v1/customers/${customerId}`, person],
    ["POST", "/v1/transactions", paymentIn(world)],
  ] as const;

  it.each(bodies)("%s %s", async (method, path, json) => {
    const body = `${JSON.stringify(json).slice(0, -1)},${kept}}`;
    const answer = await send(method, path, { body });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [
        {
          path: "metadata.__proto__",
          message: "metadata.__proto__ cannot be a name; take another one.",
          errorCode: "FIELD_INVALID",
        },
      ],
    ]);
  });

  it("but any other", async () => {
    const metadata = { constructor: "a", toString: "b", hasOwnProperty: "c", prototype: "d", proto__: "e" };
    const { status, body } = await send("POST", "/v1/customers", { json: { ...person, metadata } });
    expect([status, body.metadata]).toEqual([201, metadata]);
    expect((await send("GET", `/v1/customers/${body.id}`)).body.metadata).toEqual(metadata);
  });
});
