import type { Answer } from "../automatic.ts";
import { inventPerson } from "../invented.ts";
import { answerFor } from "./asked.ts";
import { type Company, companyOf } from "./company.ts";

/** `{number}`: the company as its register tells of it; one whose number ends in 9 is in liquidation. */
export function companyRegistry(input: Readonly<Record<string, unknown>>): Answer {
  return answerFor("company-registry", input, ["number"], (number) => {
    const company = companyOf(number);
    const { name, legalForm, address, incorporatedOn, invent } = company;
    return {
      number,
      name,
      status: number.endsWith("9") ? "liquidated" : "active",
      legalForm,
      incorporatedOn,
      address,
      shareCapital: { amount: invent.number("capital", 1, 400) * 500_000, currency: "PLN" },
      industry: invent.pick("industry", industries),
      officers: officersOf(company),
      personsWithSignificantControl: controllersOf(company),
    };
  });
}

function officersOf({ invent, incorporatedOn }: Company) {
  const isSince = Number(incorporatedOn.slice(0, 4));
  return Array.from({ length: invent.number("officers", 1, 3) }, (_, index) => ({
    ...inventPerson(invent, `officer ${index}`),
    role: index === 0 ? "president" : "director",
    appointedOn: index === 0 ? incorporatedOn : invent.day(`appointed ${index}`, isSince + 1, 2023),
  }));
}

/** The first officer owns what the second owner does not. */
function controllersOf({ invent, incorporatedOn }: Company) {
  const share = invent.pick("share", [100, 75, 60, 51] as const);
  const nature = "ownership-of-shares";
  const first = { ...inventPerson(invent, "officer 0"), sharePercent: share, nature, notifiedOn: incorporatedOn };
  if (share === 100) return [first];
  const second = { ...inventPerson(invent, "owner"), sharePercent: 100 - share, nature, notifiedOn: incorporatedOn };
  return [first, second];
}

const industries = [
  { code: "10.71.Z", name: "Manufacture of bread and pastry" },
  { code: "46.90.Z", name: "Non-specialised wholesale trade" },
  { code: "49.41.Z", name: "Freight transport by road" },
  { code: "62.01.Z", name: "Computer programming" },
] as const;
