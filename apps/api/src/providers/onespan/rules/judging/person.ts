import { birthDay } from "../birth.ts";
import type { User } from "../transaction.ts";

/** Whom a document is about. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  /** `yyyy-mm-dd` */
  readonly birth: string | null;
  /** By ISO 3166-1, two letters. */
  readonly country: string | null;
}

/** A person of whom nothing is known has a document all the same. */
const nobody = { firstName: "Sam", lastName: "Specimen" };
const others = [
  { firstName: "Robin", lastName: "Else", birth: "1984-11-23" },
  { firstName: "Kim", lastName: "Stranger", birth: "1979-06-04" },
];

/** The transaction's user as a document tells of a person. */
export function personOf(user: User | undefined): Person {
  const given = [user?.first_name, user?.middle_name].map((name) => name?.trim()).filter(Boolean);
  const lastName = user?.last_name?.trim() ?? "";
  const names = given.length + lastName.length === 0 ? nobody : { firstName: given.join(" "), lastName };
  const birth = birthDay(user?.dob ?? "") ?? null;
  return { ...names, birth, country: user?.address?.country_code ?? null };
}

/** Somebody else of the same country. */
export function somebodyElse(person: Person): Person {
  const [usual, unusual] = others;
  const isTaken = usual?.lastName.toLowerCase() === person.lastName.toLowerCase();
  return { ...person, ...(isTaken ? unusual : usual) };
}
