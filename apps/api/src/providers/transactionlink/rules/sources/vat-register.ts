import type { Answer } from "../automatic.ts";
import { ibanOf } from "../iban.ts";
import { answerFor } from "./asked.ts";
import { companyOf } from "./company.ts";

/** `{number}`: whether the company is registered for VAT; one whose number ends in 0 no longer is. */
export function vatRegister(input: Readonly<Record<string, unknown>>): Answer {
  return answerFor("vat-register", input, ["number"], (number) => {
    const { name, address, incorporatedOn, invent } = companyOf(number);
    const isActive = !number.endsWith("0");
    return {
      number,
      name,
      address,
      isActive,
      status: isActive ? "active" : "inactive",
      registeredOn: incorporatedOn,
      removedOn: isActive ? null : invent.day("removed", 2022, 2024),
      bankAccounts: isActive ? [ibanOf("PL", invent.digits("account", 24))] : [],
    };
  });
}
