import type { Scenarios } from "@understudy/conformance";
import { cards as testCards, tokenOf } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofSandbox } from "./asking.ts";

const createCard: Ask = (client, sandboxId) =>
  client.createCard({
    path: { sandboxId },
    body: { number: testCards.declined, expiry_month: 12, expiry_year: 2030, cvc: "123", holder: "ANA SOUZA" },
  });
const listTestCards: Ask = (client, sandboxId) => client.listTestCards({ path: { sandboxId } });
const createSession: Ask = (client, sandboxId) =>
  client.createCheckoutSession({ path: { sandboxId }, body: { amount: 15_000, currency: "BRL" } });

export const cards = {
  createCard: {
    201: asOwner(createCard),
    // A number that no test card has.
    400: ({ as, id }) => as("owner").createCard({ path: { sandboxId: id }, body: { number: "4000000000000000" } }),
    ...ofSandbox(createCard),
  },
  listTestCards: { 200: asOwner(listTestCards), ...ofSandbox(listTestCards) },
  createCheckoutSession: {
    201: async (sandbox) => {
      const body = { amount: 15_000, currency: "BRL", customer_id: "cust_123" };
      const card_ciphertext_id = await tokenOf(sandbox);
      const expires_at = "2099-01-01T00:00:00Z";
      return sandbox.as("owner").createCheckoutSession({
        path: { sandboxId: sandbox.id },
        body: { ...body, card_ciphertext_id, expires_at },
      });
    },
    400: ({ as, id }) =>
      as("owner").createCheckoutSession({
        path: { sandboxId: id },
        body: { amount: 15_000, currency: "BRL", customer_id: "cust_nowhere" },
      }),
    ...ofSandbox(createSession),
  },
} satisfies Partial<Scenarios<"tokeflow-control">>;
