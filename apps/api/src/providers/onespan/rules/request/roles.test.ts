import { expect, it } from "vitest";
import { faultsOfRole, faultsOfRoles } from "./roles.ts";

const workflow = { roles: ["Borrower", "Guarantor", "oss"] };

it("33: a role that the workflow does not have is told with those that it has, of users and of tokens", () => {
  const message = "must be a role of the workflow, which has Borrower, Guarantor and oss";
  expect(
    faultsOfRoles(workflow, [{ role: "Borrower" }, { role: "borrower" }], [{ role: "x" }, { role: "oss" }]),
  ).toEqual([
    { field: "users.1.role", rule: "role", message },
    { field: "tokens.0.role", rule: "role", message },
  ]);
  expect(faultsOfRoles(workflow, [{ role: "oss" }], [{ role: "Guarantor" }])).toEqual([]);
});

it("33: so is the role of a single token", () => {
  expect(faultsOfRole({ roles: ["oss"] }, "unknown")).toEqual([
    { field: "role", rule: "role", message: "must be a role of the workflow, which has oss" },
  ]);
  expect(faultsOfRole(workflow, "oss")).toEqual([]);
});
