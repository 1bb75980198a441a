import { expect, it } from "vitest";
import { parentFaults } from "./parent.ts";
import { businessAccount, customerAccount } from "./transaction.fixture.ts";

const child = { accountHolderId: "John Doe", currency: "USD" } as const;
const told = (...given: Parameters<typeof parentFaults>) => parentFaults(...given).map(({ message }) => message);

it("an account is below one of its own holder's or the business's that is inside and of its currency", () => {
  expect(parentFaults(businessAccount(), child)).toEqual([]);
  expect(parentFaults(customerAccount({ category: "INTERNAL" }), child)).toEqual([]);
});

it("all that is wrong with another is told", () => {
  const other = customerAccount({ accountHolderId: "Ana Silva", currency: "CAD" });
  expect(told(other, child)).toEqual([
    "names an account of somebody else; it must be the holder's or the business's",
    "names an account outside, which cannot have others below it",
    "names an account in CAD, not in USD",
  ]);
  expect(parentFaults(customerAccount(), child)).toEqual([
    expect.objectContaining({ field: "parentId", rule: "RESOURCE_NOT_USABLE" }),
  ]);
});
