import { parsePhoneNumberFromString } from "libphonenumber-js/min";

interface Phone {
  /** As it is kept and shown. */
  readonly given: string;
  /** As messages are addressed. */
  readonly e164: string;
}

/**
 * A phone number whose country can be told; without a `+` it is one of the US and Canada. Its length is not held
 * against it: the provider's own samples are too short or too long for their country (providers/rocketkor.md OD-23).
 */
export function readPhone(text: string): Phone | undefined {
  if (!/^\+?\d{8,15}$/.test(text)) return undefined;
  const number = parsePhoneNumberFromString(text, { defaultCountry: "US", extract: false });
  if (number === undefined) return undefined;
  // What comes with its country is taken as it is: the library would mend digits that it thinks are one too many.
  const e164 = text.startsWith("+") ? text : number.number;
  return e164.length > 16 ? undefined : { given: text, e164 };
}
