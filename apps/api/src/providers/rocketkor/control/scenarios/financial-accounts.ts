import { done, type Scenarios } from "@understudy/conformance";
import { givenAccounts } from "../../scenarios/accounts.ts";
import { type ControlSchemas, stopClock } from "../../scenarios/given.ts";
import { givenPayment } from "../../scenarios/payments.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

const create: Ask = (client, sandboxId) =>
  client.createBusinessFinancialAccount({ path: { sandboxId }, body: { name: "Rebates", currency: "USD" } });
const get: Ask = (client, sandboxId, sandbox) => client.getFinancialAccount({ path: pathOf(sandboxId, sandbox) });
const put: Ask = (client, sandboxId, sandbox) =>
  client.setFinancialAccount({
    path: pathOf(sandboxId, sandbox),
    body: { state: "SUSPENDED", outcome: "insufficient_funds" },
  });
const adjust: Ask = (client, sandboxId, sandbox) =>
  client.adjustBalance({ path: pathOf(sandboxId, sandbox), body: { amount: "-12.5" } });

/** Where the business's account would be in the sandbox with that id; it is in `sandbox`. */
function pathOf(sandboxId: string, { credential }: Sandbox) {
  return { sandboxId, financialAccountId: credential("business_financial_account_id") };
}

export const financialAccounts = {
  createBusinessFinancialAccount: {
    201: async (sandbox) => {
      const body = { name: "Rebates in Canada", currency: "CAD", opening_balance: "1000.5" } as const;
      await done(sandbox.as("owner").createBusinessFinancialAccount({ path: { sandboxId: sandbox.id }, body }));
      return asOwner(create)(sandbox);
    },
    400: ({ as, id }) =>
      as("owner").createBusinessFinancialAccount({
        path: { sandboxId: id },
        body: { name: "", currency: "EUR" as "USD", opening_balance: "-1" },
      }),
    ...ofSandbox(create),
  },
  getFinancialAccount: {
    // Of each kind, and one from which money is on its way.
    200: async (sandbox) => {
      await stopClock(sandbox);
      await givenPayment(sandbox);
      for (const financialAccountId of Object.values(await givenAccounts(sandbox)))
        await done(sandbox.as("owner").getFinancialAccount({ path: { sandboxId: sandbox.id, financialAccountId } }));
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
  },
  setFinancialAccount: {
    200: async (sandbox) => {
      const settings: ControlSchemas["FinancialAccountSettings"][] = [
        { state: "ACTIVE", outcome: "approve" },
        { state: "PENDING", outcome: "decline" },
        { state: "ACTIVE", outcome: "error" },
      ];
      const path = { sandboxId: sandbox.id, financialAccountId: sandbox.credential("customer_bank_account_id") };
      for (const body of settings) await done(sandbox.as("owner").setFinancialAccount({ path, body }));
      return asOwner(put)(sandbox);
    },
    400: (sandbox) =>
      sandbox.as("owner").setFinancialAccount({
        path: pathOf(sandbox.id, sandbox),
        body: { state: "LOST", outcome: "lottery" } as unknown as ControlSchemas["FinancialAccountSettings"],
      }),
    ...ofObject(put),
  },
  adjustBalance: {
    200: async (sandbox) => {
      const path = { sandboxId: sandbox.id, financialAccountId: sandbox.credential("customer_financial_account_id") };
      for (const amount of ["500", "-10500.00"])
        await done(sandbox.as("owner").adjustBalance({ path, body: { amount } }));
      return asOwner(adjust)(sandbox);
    },
    400: async (sandbox) => {
      const path = pathOf(sandbox.id, sandbox);
      await sandbox.as("owner").adjustBalance({ path, body: { amount: "0.001" } });
      return sandbox.as("owner").adjustBalance({ path, body: { amount: "-0.00" } });
    },
    409: (sandbox) =>
      sandbox.as("owner").adjustBalance({ path: pathOf(sandbox.id, sandbox), body: { amount: "-999999999.99" } }),
    ...ofObject(adjust),
  },
} satisfies Partial<Scenarios<"rocketkor-control">>;
