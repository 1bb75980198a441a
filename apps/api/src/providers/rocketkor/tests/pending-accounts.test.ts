import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const { api, portal, path, customerBankAccountId: financialAccountId } = await openSandbox(await testServer());

it("an account that is PENDING says how it is verified, and no other does", async () => {
  const verification = { verificationStatus: "PENDING", verificationMethod: "PRENOTE" } as const;
  const set = async (state: "ACTIVE" | "SUSPENDED" | "PENDING") =>
    got(
      await portal.setFinancialAccount({ path: { ...path, financialAccountId }, body: { state, outcome: "approve" } }),
    );
  const read = async () => got(await api.getFinancialAccount({ path: { financialAccountId } }));
  await set("PENDING");
  expect(await read()).toMatchObject({ state: "PENDING", ...verification });
  expect(got(await api.listFinancialAccounts({ query: { state: "PENDING" } })).content).toMatchObject([verification]);
  for (const state of ["SUSPENDED", "ACTIVE"] as const) {
    await set(state);
    for (const name of Object.keys(verification)) expect(await read()).not.toHaveProperty(name);
  }
});
