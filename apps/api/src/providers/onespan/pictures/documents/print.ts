import { documentOf } from "../../rules/judging/document.ts";
import type { Person } from "../../rules/judging/person.ts";
import { failsAt, type Specimen } from "../../rules/specimens.ts";
import type { DocumentData } from "../../rules/verification.ts";
import { type Traits, traitsOf, unlike } from "../face/traits.ts";
import { printable } from "../paint/text.ts";

/** All that is on a document. */
export interface Print {
  readonly data: DocumentData;
  readonly firstName: string;
  readonly lastName: string;
  /** `yyyy-mm-dd` */
  readonly issued: string;
  readonly traits: Traits;
}

export function printOf(specimen: Specimen, person: Person, now: Date): Print {
  const data = documentOf(specimen, person, now);
  const own = faceOf(person);
  return {
    data,
    firstName: printable(data.firstName),
    lastName: printable(data.lastName),
    issued: issuedBefore(data),
    traits: failsAt(specimen, "name_matches") ? unlike(own, "card") : own,
  };
}

/** A person has the same face on every document and in the selfie. */
export function faceOf({ firstName, lastName, birth }: Person): Traits {
  return traitsOf([firstName, lastName, birth].join("\n"));
}

/** Ten years before it expires, and not before its holder was born. */
function issuedBefore({ dateOfExpiry, dateOfBirth }: DocumentData): string {
  const issued = String(Number(dateOfExpiry.slice(0, 4)) - 10).padStart(4, "0") + dateOfExpiry.slice(4);
  return issued > dateOfBirth ? issued : dateOfBirth;
}
