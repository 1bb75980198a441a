const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const atoms = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const email = new RegExp(`^${atoms}(?:\\.${atoms})*@${label}(?:\\.${label})+$`, "i");

/** Whether a text is an e-mail address that goes over the internet: with a dot behind the `@`, and of ASCII alone. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && email.test(text);
}
