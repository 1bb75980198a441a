import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { roles, scopesOf } from "../roles.ts";
import { bankAccountFor, person, tokenOf } from "./support/records.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);

const reads = [
  "/v1/customers",
  `/v1/customers/${world.customerId}`,
  "/v1/financial-accounts",
  `/v1/financial-accounts/${world.businessAccountId}?embed=balances`,
  "/v1/payment-reasons",
  "/v1/acceptances",
  "/v2/linx/workflows",
  "/v2/linx/templates",
];

/** Each is refused for another reason, if the role is not. */
const writes: readonly (readonly [scope: string, method: string, path: string, json: unknown, status: number])[] = [
  ["customers:write", "POST", "/v1/customers", person, 201],
  ["customers:write", "PUT", `/v1/customers/${nobodys}`, person, 404],
  ["customers:write", "PUT", `/v1/customers/${nobodys}/suspend`, undefined, 404],
  ["customers:write", "POST", "/v1/external-bank-accounts", bankAccountFor(world.customerId), 201],
  ["customers:write", "POST", "/v1/external-cards", {}, 400],
  ["customers:write", "POST", "/v1/internal-financial-accounts", {}, 400],
  ["customers:write", "POST", "/v1/integrated-bank-accounts", {}, 400],
  ["transactions:write", "POST", "/v2/linx/workflows", {}, 400],
  ["transactions:write", "PUT", `/v2/linx/workflows/${nobodys}/cancel`, undefined, 404],
  ["transactions:write", "POST", "/v2/linx/templates", {}, 400],
  ["transactions:write", "PUT", `/v2/linx/templates/${nobodys}`, {}, 400],
  ["transactions:write", "POST", "/v1/transactions", {}, 400],
  ["transactions:write", "DELETE", `/v1/transactions/${nobodys}`, undefined, 404],
];

describe.each(roles)("the role %s", (role) => {
  it("may read everything", async () => {
    const { authorization } = await tokenOf(world, role);
    for (const path of reads)
      expect([path, (await world.send("GET", path, { authorization })).status]).toEqual([path, 200]);
  });

  it("may write what it has the right for, and is told of any other", async () => {
    const { authorization } = await tokenOf(world, role);
    for (const [scope, method, path, json, status] of writes) {
      const answer = await world.send(method, path, { authorization, json });
      if (scopesOf(role).some((own) => own === scope)) {
        expect([path, answer.status]).toEqual([path, status]);
        continue;
      }
      expect([path, ...refusalIn(answer)]).toEqual([path, "403 FORBIDDEN"]);
      expect(answer.body.message).toContain(scope);
      expect(answer.body.message).toContain("owner");
    }
  });

  it("is written down by its service account's id", async () => {
    const { authorization, id } = await tokenOf(world, role);
    const { status, body } = await world.send("POST", "/v1/customers", { authorization, json: person });
    if (status === 201) expect(body.createdBy).toEqual({ id, type: "service-account" });
    expect(status).toBe(role === "view-only" ? 403 : 201);
  });
});

it("a body that is wrong is not looked at before the role", async () => {
  const { authorization } = await tokenOf(world, "view-only");
  const answer = await world.send("POST", "/v1/customers", { authorization, body: "{" });
  expect(refusalIn(answer)).toEqual(["403 FORBIDDEN"]);
});
