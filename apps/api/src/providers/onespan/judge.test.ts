import { expect, it } from "vitest";
import { judge } from "./judge.ts";

const now = new Date("2030-06-01T12:00:00.000Z");
const told = (body: unknown, operationId = "createTransaction") =>
  judge(operationId, body, now).map(({ rule, field }) => `${rule} ${field}`);

it("all that is wrong with a new transaction is told at once", () => {
  const body = {
    users: [{ role: "a", dob: "2031-01-01" }, { role: "a" }],
    tokens: [{ role: "a" }, { role: "a" }],
    documents: [{ id: "terms" }],
    configuration: { redirects: [{ id: "REDIRECT_ERROR", url: "nowhere" }] },
  };
  expect(told(body)).toEqual([
    ...["role users.1.role", "date users.0.dob", "role tokens.1.role", "required documents.0.content"],
    "url configuration.redirects.0.url",
  ]);
});

it("no other operation has rules of its own", () => {
  for (const operation of ["sendTransactionEvent", "markTransactionsForErasure", "createSessionCreationToken"])
    expect(told({ users: [{ role: "a" }, { role: "a" }] }, operation)).toEqual([]);
});

it("is ready for anything, of which the schema tells", () => {
  const odd = [null, 0, "x", [], [null, 5, "x", []], {}, { role: 5, id: null, url: [], content: {} }];
  for (const value of [null, 5, "x", [], {}])
    expect(judge("createTransaction", value, now).every(({ message }) => !/undefined|\[object/.test(message))).toBe(
      true,
    );
  for (const value of odd) {
    for (const name of ["users", "tokens", "documents", "configuration"])
      expect(told({ [name]: value }).filter((text) => !text.startsWith("required documents."))).toEqual([]);
    expect(told({ configuration: { redirects: value, consent: value } })).toEqual([]);
    expect(told({ users: [{ role: "a", dob: value, email: null, emails: [null, 5], address: value }] })).toEqual([]);
  }
});

it("a list of a million costs no more than one of a hundred", () => {
  const users = Array.from({ length: 1_000_000 }, () => ({ role: "a" }));
  expect(told({ users }).length).toBe(99);
});
