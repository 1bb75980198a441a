import { isEmail } from "@understudy/domain";
import { type Address, judgeAddress, nameLimits } from "./address.ts";
import { birthProblem } from "./birth.ts";
import { Entry, type Problems } from "./entry.ts";
import { readPhone } from "./phone.ts";
import { listIn, notAPhone } from "./reading.ts";
import type { AddressType, DocumentReference, ProfilePhone, UserInputs } from "./step.ts";
import { inWords } from "./suggestion.ts";

export interface CustomerAccount {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** As it was entered; null where the workflow's own number is meant. */
  readonly phoneNumber: string | null;
}

/** Who a new customer is. */
export function judgeCustomerAccount(values: unknown): Problems | CustomerAccount {
  const entry = new Entry(values);
  entry.only("firstName", "lastName", "email", "phoneNumber");
  const firstName = entry.text("firstName", { isRequired: true, ...nameLimits });
  const lastName = entry.text("lastName", { isRequired: true, ...nameLimits });
  const email = emailIn(entry);
  const phoneNumber = phoneIn(entry, false);
  if (entry.problems.length > 0 || firstName === null || lastName === null || email === null) return entry.refused();
  return { firstName, lastName, email, phoneNumber };
}

/** What a customer has added to the profile: what the workflow asked for and nothing else. */
export interface Profile {
  readonly salutation: string | null;
  /** `yyyy-MM-dd` */
  readonly dateOfBirth: string | null;
  readonly addresses: readonly Address[];
  readonly phoneNumber: { readonly number: string; readonly type: ProfilePhone } | null;
}

export function judgeProfile(inputs: UserInputs, values: unknown, now: Date): Problems | Profile {
  const { personalInfo = [], addresses: types = [], phoneNumber: [phoneType] = [] } = inputs;
  const entry = new Entry(values);
  const asked = [...personalInfo, ...(types.length > 0 ? ["addresses"] : []), ...(phoneType ? ["phoneNumber"] : [])];
  entry.only(...asked);
  const salutation = personalInfo.includes("salutation")
    ? entry.text("salutation", { isRequired: true, most: 20 })
    : null;
  const dateOfBirth = personalInfo.includes("dateOfBirth") ? birthIn(entry, now) : null;
  const addresses = types.length > 0 ? addressesIn(entry, types) : [];
  const number = phoneType ? phoneIn(entry, true) : null;
  if (entry.problems.length > 0) return entry.refused();
  const phoneNumber = phoneType && number !== null ? { number, type: phoneType } : null;
  return { salutation, dateOfBirth, addresses, phoneNumber };
}

/** All documents have to be accepted: there is no going on with some of them. */
export function judgeAcceptance(
  documents: readonly DocumentReference[],
  values: unknown,
): Problems | { readonly accepted: readonly string[] } {
  const entry = new Entry(values);
  const ids = documents.map(({ documentId }) => documentId);
  const { accepted } = entry.values;
  entry.only("accepted");
  if (accepted !== undefined && !Array.isArray(accepted)) entry.invalid("accepted", "must be a list of document ids");
  const given = listIn(accepted) ?? [];
  const left = ids.filter((id) => !given.includes(id));
  if (left.length > 0 && entry.problems.length === 0) entry.required("accepted", `must hold ${inWords(left, "and")}`);
  if (given.length > ids.length || given.some((id) => !ids.some((each) => each === id)))
    entry.invalid("accepted", `must hold nothing but ${inWords(ids, "and")}, each once`);
  return entry.problems.length > 0 ? entry.refused() : { accepted: ids };
}

/** A payment is confirmed, or it is not made. */
export function judgeConfirmation(values: unknown): Problems | { readonly confirmed: true } {
  const entry = new Entry(values);
  const { confirmed } = entry.values;
  entry.only("confirmed");
  if (confirmed === undefined || confirmed === false) entry.required("confirmed", "must be true");
  else if (confirmed !== true) entry.invalid("confirmed", "must be true");
  return entry.problems.length > 0 ? entry.refused() : { confirmed: true };
}

/** By the check of the API's schema, so that whoever reads the customer over the API can send them back. */
function emailIn(entry: Entry): string | null {
  const text = entry.text("email", { isRequired: true, most: 100 });
  if (text === null || isEmail(text)) return text;
  return entry.invalid("email", "must be an e-mail address, such as john.doe@example.com");
}

function phoneIn(entry: Entry, isRequired: boolean): string | null {
  const text = entry.text("phoneNumber", { isRequired, most: 40 });
  if (text === null || readPhone(text)) return text;
  return entry.invalid("phoneNumber", notAPhone);
}

function birthIn(entry: Entry, now: Date): string | null {
  const text = entry.text("dateOfBirth", { isRequired: true, most: 10 });
  const problem = text === null ? undefined : birthProblem(text, now);
  return problem === undefined ? text : entry.invalid("dateOfBirth", problem);
}

/** One address of each type that is asked for. */
function addressesIn(entry: Entry, types: readonly AddressType[]): readonly Address[] {
  const given = entry.values.addresses;
  if (given !== undefined && !Array.isArray(given)) {
    entry.invalid("addresses", "must be a list of addresses");
    return [];
  }
  if (given !== undefined && given.length > types.length) {
    // Looking at them one by one would take long, and say no more.
    entry.invalid("addresses", `must hold one address of each type that is asked for: ${types.length} in all, no more`);
    return [];
  }
  const list: readonly unknown[] = given ?? [];
  const judged = list.map((each, index) => judgeAddress(each, `addresses.${index}`));
  for (const each of judged) if ("problems" in each) entry.adopt(each);
  const named = list.map((each) => new Entry(each).values.type);
  const left = types.filter((type) => !named.includes(type));
  if (left.length > 0)
    entry.required("addresses", `must hold one address of each type; missing: ${inWords(left, "and")}`);
  named.forEach((type, index) => {
    const isAsked = types.some((each) => each === type);
    if (isAsked && named.indexOf(type) !== index) entry.invalid(`addresses.${index}.type`, `repeats ${type}`);
    if (!isAsked && typeof type === "string")
      entry.invalid(`addresses.${index}.type`, `must be ${inWords(types, "or")}, which are asked for`);
  });
  return judged.flatMap((each) => ("problems" in each ? [] : [each]));
}
