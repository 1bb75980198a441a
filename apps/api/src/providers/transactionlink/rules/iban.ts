/** An account number with its check digits by ISO 7064, as anybody would verify it. */
export function ibanOf(country: string, account: string): string {
  const digits = [...`${account}${country}00`].map((character) => String(Number.parseInt(character, 36))).join("");
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, "0")}${account}`;
}
