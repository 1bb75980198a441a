import { done, type Scenarios } from "@understudy/conformance";
import { givenAccounts } from "./accounts.ts";
import { type Ask, as, refusedReads } from "./asking.ts";
import { business, founded, nobodys, type Sandbox, type Schemas, stopClock } from "./given.ts";
import { ach, moneyBack } from "./payments.ts";

type Filters = NonNullable<NonNullable<Parameters<Parameters<Ask>[1]["listFinancialAccounts"]>[0]>["query"]>;

const list: Ask = (_, client) => client.listFinancialAccounts({ query: { size: 1 } });
const get: Ask = (sandbox, client) =>
  client.getFinancialAccount({
    path: { financialAccountId: founded(sandbox).operatingAccount },
    query: { embed: "balances" },
  });
const listReasons: Ask = (_, client) => client.listPaymentReasons();

function setState(
  { id: sandboxId, control }: Sandbox,
  financialAccountId: string,
  state: Schemas["FinancialAccount"]["state"],
) {
  return done(
    control.setFinancialAccount({ path: { sandboxId, financialAccountId }, body: { state, outcome: "approve" } }),
  );
}

export const financialAccounts = {
  listFinancialAccounts: {
    // By pages and by each filter.
    200: async (sandbox) => {
      await givenAccounts(sandbox);
      const { customerId, operatingAccount, card, bankAccount } = founded(sandbox);
      await setState(sandbox, card, "SUSPENDED");
      await setState(sandbox, bankAccount, "PENDING");
      const queries: Filters[] = [
        { accountHolderTypes: ["BUSINESS_ACCOUNT"], categories: ["INTERNAL", "INTEGRATED"], type: "BANK" },
        { accountHolderTypes: ["CUSTOMER", "RECIPIENT"], accountHolderId: customerId, defaultFlag: true },
        { state: "SUSPENDED", type: "CARD", name: "DEBIT" },
        { parentId: operatingAccount },
        { accountHolderId: nobodys },
        { size: 2, page: 1, sort: ["name,ASC", "updatedAt,DESC"] },
      ];
      for (const query of queries) await done(sandbox.as("owner").listFinancialAccounts({ query }));
      return sandbox.as("reader").listFinancialAccounts();
    },
    400: async ({ as }) => {
      await as("owner").listFinancialAccounts({ query: { sort: ["balance,ASC"] } });
      const query = { page: -1, size: 101, state: "LOST", categories: ["LOST"], parentId: "none" };
      return as("owner").listFinancialAccounts({ query: query as unknown as Filters });
    },
    ...refusedReads(list),
  },
  getFinancialAccount: {
    // Each kind with its balances and without, while money is on its way to it or from it.
    200: async (sandbox) => {
      await stopClock(sandbox);
      const { bank, card, internal, integrated } = await givenAccounts(sandbox);
      const { operatingAccount } = founded(sandbox);
      const owner = business(sandbox);
      for (const creditFinancialAccountId of [bank, internal, integrated])
        await done(owner.createTransaction({ body: { ...ach(sandbox), creditFinancialAccountId } }));
      await done(owner.createTransaction({ body: moneyBack(sandbox) }));
      for (const financialAccountId of [operatingAccount, bank, card, internal, integrated]) {
        const path = { financialAccountId };
        await done(sandbox.as("reader").getFinancialAccount({ path }));
        await done(sandbox.as("reader").getFinancialAccount({ path, query: { embed: "balances" } }));
      }
      return get(sandbox, sandbox.as("reader"));
    },
    400: (sandbox) =>
      sandbox.as("owner").getFinancialAccount({
        path: { financialAccountId: founded(sandbox).card },
        query: { embed: "secrets" as "balances" },
      }),
    404: as("stranger", get),
    ...refusedReads(get),
  },
  listPaymentReasons: { 200: as("reader", listReasons), ...refusedReads(listReasons) },
} satisfies Partial<Scenarios<"rocketkor">>;
