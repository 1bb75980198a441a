/**
 * What a browser may fill into a field, guessed from the name that its author gave it: `firstName`, `last_name`,
 * `contact.email`. Undefined where a guess would be wrong more often than it helps.
 */
export function autocompleteFor(key: string, type: string): string | undefined {
  if (type === "email") return "email";
  if (type === "phone") return "tel";
  const words = key
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ")
    .replace(/[_.-]/g, " ")
    .toLowerCase();
  return guesses.find(([pattern]) => pattern.test(words))?.[1];
}

/** Of a whole name only: `ubo name` is somebody else's, and `company name` nobody's own. */
const guesses: readonly (readonly [RegExp, string])[] = [
  [/^(first|given) ?name$/, "given-name"],
  [/^(middle|additional) ?name$/, "additional-name"],
  [/^(last|family) ?name$|^surname$/, "family-name"],
  [/^(full )?name$/, "name"],
  [/^(date of birth|birth ?date|birthday|dob)$/, "bday"],
  [/^(company|organi[sz]ation|business)( name)?$/, "organization"],
  [/^(job ?title|position)$/, "organization-title"],
  [/^(street( address)?|address( line( ?1)?)?)$/, "street-address"],
  [/^(city|town)$/, "address-level2"],
  [/^(state|province|region|voivodeship)$/, "address-level1"],
  [/^(post(al)? ?code|zip( ?code)?)$/, "postal-code"],
  [/^country( code)?$/, "country"],
  [/^(website|url|home ?page)$/, "url"],
];
