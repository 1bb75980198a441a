import { type InventedAddress, type Invention, inventAddress, inventFor } from "../invented.ts";
import { subjectOf } from "./asked.ts";

/** What all sources agree on about the company behind a number. */
export interface Company {
  readonly name: string;
  readonly legalForm: string;
  readonly address: InventedAddress;
  readonly incorporatedOn: string;
  /** For what one source alone tells. */
  readonly invent: Invention;
}

export function companyOf(number: string): Company {
  const invent = inventFor(`company ${subjectOf(number)}`);
  const words = `${invent.pick("first word", firstWords)} ${invent.pick("second word", secondWords)}`;
  return {
    name: `${words} ${invent.pick("form", legalForms)}`,
    legalForm: invent.pick("form", legalForms),
    address: inventAddress(invent, "seat"),
    incorporatedOn: invent.day("incorporated", 1994, 2021),
    invent,
  };
}

const firstWords = ["Amber", "Baltic", "Copper", "Granite", "Juniper", "Meridian", "Northern", "Silver"] as const;
const secondWords = ["Bakeries", "Bearings", "Cargo", "Foods", "Instruments", "Orchards", "Textiles"] as const;
const legalForms = ["sp. z o.o.", "S.A.", "sp.k."] as const;
