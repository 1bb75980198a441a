import { bankAccountFor, cardFor, person } from "./records.ts";
import { got, openSandbox } from "./sandbox.ts";

/** A sandbox with one more customer, and shortcuts to the accounts of that one, the holder. */
export async function openAccounts(server: Parameters<typeof openSandbox>[0]) {
  const world = await openSandbox(server);
  const { id: holder } = (await world.send("POST", "/v1/customers", { json: person })).body;
  const add = (path: string, json: unknown) => world.send("POST", `/v1/${path}`, { json });
  return {
    ...{ ...world, holder: String(holder), add },
    bank: (changes: object = {}) => add("external-bank-accounts", { ...bankAccountFor(holder), ...changes }),
    card: (changes: object = {}) => add("external-cards", { ...cardFor(holder), ...changes }),
    read: async (id: string, query = "") => (await world.send("GET", `/v1/financial-accounts/${id}${query}`)).body,
    list: async (query: string) => (await world.send("GET", `/v1/financial-accounts?${query}`)).body,
    control: async (id: string) =>
      got(await world.portal.getFinancialAccount({ path: { ...world.path, financialAccountId: id } })),
  };
}

/** An account of the ledger, as it is asked for. */
export const internal = (accountHolderId: string) => ({ name: "Pot", accountHolderId, accountHolderType: "CUSTOMER" });

/** What somebody has accepted to whom an account is issued. */
export const agreed = {
  ...{ documentId: "ebt-communication-consent", documentVersion: "1.1", accepted: true },
  respondedAt: "2026-01-15T12:00:00.000Z",
};

export const issued = (accountHolderId: string) => ({
  ...{ ...internal(accountHolderId), subtype: "CHECKING", acceptanceAgreements: [agreed] },
});
