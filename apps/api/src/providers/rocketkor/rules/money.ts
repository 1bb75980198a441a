export const currencies = ["USD", "CAD"] as const;
export type Currency = (typeof currencies)[number];

/**
 * An amount off the wire, a number or a decimal text, in minor units; below zero too. Undefined for what has more than
 * two decimals, is not finite or is above 999,999,999.99. A number is read by its shortest decimal text, which is what
 * its sender wrote, so that no float is ever multiplied.
 */
export function minorUnits(value: number | string): bigint | undefined {
  const [, sign, whole = "", fraction = ""] = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(String(value)) ?? [];
  if (sign === undefined) return undefined;
  const minor = BigInt(whole + fraction.padEnd(2, "0"));
  return sign === "-" ? -minor : minor;
}

/** What an amount that is to be moved must be, said so that it reads on after the field's name; undefined if it is that. */
export function amountProblem(amount: number | string): string | undefined {
  const minor = minorUnits(amount);
  if (minor !== undefined && minor > 0n) return undefined;
  return "must be above 0, at most 999999999.99, and have no more than two decimals";
}

/** `256.25` */
export function decimalText(minor: bigint): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(3, "0");
  return `${minor < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
