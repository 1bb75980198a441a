import { done, type Scenarios } from "@understudy/conformance";
import { bankAccount, bankAccounts, card, cards, issued, pot } from "./accounts.ts";
import { type Ask, as, inRole, refusedWrites } from "./asking.ts";
import { founded, nobodys, type Sandbox, type Schemas } from "./given.ts";

const addBankAccount: Ask = (sandbox, client) => client.createExternalBankAccount({ body: bankAccount(sandbox) });
const addCard: Ask = (sandbox, client) => client.createExternalCard({ body: card(sandbox) });
const addPot: Ask = (sandbox, client) => client.createInternalFinancialAccount({ body: pot(sandbox) });
const issue: Ask = (sandbox, client) => client.issueBankAccount({ body: issued(sandbox) });

/** Nobody may add anything for the customer any more. */
async function suspendHolder(sandbox: Sandbox) {
  const path = { sandboxId: sandbox.id, customerId: founded(sandbox).customerId };
  await done(sandbox.control.setCustomerStatus({ path, body: { status: "SUSPENDED" } }));
}

/** Asks when the customer is suspended. */
const ofSuspended = (ask: Ask): Ask => {
  return async (sandbox, client) => {
    await suspendHolder(sandbox);
    return ask(sandbox, client);
  };
};

/** What is wrong with the form of a number is told by the schema; its check digits are not. */
function brokenCard(sandbox: Sandbox, cardNumber: string): Schemas["ExternalCardRequest"] {
  const body = card(sandbox);
  return { ...body, card: { ...body.card, cardNumber, expiry: "2039-13" } };
}

export const newAccounts = {
  createExternalBankAccount: {
    201: async (sandbox) => {
      for (const body of bankAccounts(sandbox)) await done(sandbox.as("owner").createExternalBankAccount({ body }));
      return inRole("admin", addBankAccount)(sandbox);
    },
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      await owner.createExternalBankAccount({ body: {} as Schemas["ExternalBankAccountRequest"] });
      const body = bankAccount(sandbox);
      const { bankAccount: numbers } = body;
      await owner.createExternalBankAccount({ body: { ...body, bankAccount: { ...numbers, accountNumber: "12-34" } } });
      const bankAccounts = { ...numbers, routingNo: "021000022" };
      return owner.createExternalBankAccount({ body: { ...body, bankAccount: bankAccounts } });
    },
    // A customer who is not there; and a recipient, of whom there are none.
    404: async (sandbox) => {
      const body = bankAccount(sandbox);
      await sandbox.as("owner").createExternalBankAccount({ body: { ...body, accountHolderId: nobodys } });
      return sandbox.as("owner").createExternalBankAccount({ body: { ...body, accountHolderType: "RECIPIENT" } });
    },
    422: as("owner", ofSuspended(addBankAccount)),
    ...refusedWrites(addBankAccount),
  },
  createExternalCard: {
    201: async (sandbox) => {
      for (const body of cards(sandbox)) await done(sandbox.as("owner").createExternalCard({ body }));
      return inRole("clerk", addCard)(sandbox);
    },
    400: async (sandbox) => {
      await sandbox.as("owner").createExternalCard({ body: {} as Schemas["ExternalCardRequest"] });
      await sandbox.as("owner").createExternalCard({ body: card(sandbox, "4111111111111112") });
      return sandbox.as("owner").createExternalCard({ body: brokenCard(sandbox, "4111") });
    },
    404: as("stranger", async (sandbox, client) => client.createExternalCard({ body: card(sandbox) })),
    422: as("owner", ofSuspended(addCard)),
    ...refusedWrites(addCard),
  },
  createInternalFinancialAccount: {
    201: async (sandbox) => {
      const { parentId: _, ...alone } = pot(sandbox);
      const body = { ...alone, currency: "CAD", defaultFlag: true } as const;
      await done(sandbox.as("owner").createInternalFinancialAccount({ body }));
      return inRole("admin", addPot)(sandbox);
    },
    400: ({ as }) =>
      as("owner").createInternalFinancialAccount({
        body: { name: "", accountHolderType: "EMPLOYEE" } as unknown as Schemas["InternalFinancialAccountRequest"],
      }),
    404: (sandbox) =>
      sandbox.as("owner").createInternalFinancialAccount({ body: { ...pot(sandbox), parentId: nobodys } }),
    422: as("owner", ofSuspended(addPot)),
    ...refusedWrites(addPot),
  },
  issueBankAccount: {
    201: async (sandbox) => {
      const { operatingAccount: parentId } = founded(sandbox);
      const body = { ...issued(sandbox), parentId, subtype: "SAVING", defaultFlag: true } as const;
      await done(sandbox.as("owner").issueBankAccount({ body }));
      return inRole("admin", issue)(sandbox);
    },
    // Nothing was accepted: there must be something, and it must have been.
    400: async (sandbox) => {
      const body = issued(sandbox);
      await sandbox.as("owner").issueBankAccount({ body: { ...body, acceptanceAgreements: [] } });
      const refused = body.acceptanceAgreements.map((agreement) => ({ ...agreement, accepted: false }));
      return sandbox.as("owner").issueBankAccount({ body: { ...body, acceptanceAgreements: refused } });
    },
    404: (sandbox) => sandbox.as("owner").issueBankAccount({ body: { ...issued(sandbox), accountHolderId: nobodys } }),
    // A version that is over; and a customer who is suspended.
    422: async (sandbox) => {
      const body = issued(sandbox);
      const outdated = body.acceptanceAgreements.map((agreement) => ({ ...agreement, documentVersion: "1.0" }));
      await sandbox.as("owner").issueBankAccount({ body: { ...body, acceptanceAgreements: outdated } });
      return ofSuspended(issue)(sandbox, sandbox.as("owner"));
    },
    ...refusedWrites(issue),
  },
} satisfies Partial<Scenarios<"rocketkor">>;
