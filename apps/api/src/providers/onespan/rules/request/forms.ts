/**
 * What the spec's patterns ask for, read after the field's name, by the last part of that: nobody should have to read a
 * regular expression.
 */
const forms: Readonly<Record<string, string>> = {
  withVerifications: "must be true or false",
  url: "must be an sfs:// URL, as verification-images answers it",
  document_id: "must have letters, digits, - and _ alone",
  id: "must have letters, digits, - and _ alone",
  tenant_id: "must have letters, digits, - and _ alone",
  dob: "must be a day, such as 1984-02-29, alone or as its midnight in UTC, such as 1984-02-29T00:00:00.000Z",
  country_code: "must be a country's two letters in capitals by ISO 3166-1, such as GB",
};

/** Undefined for a field without a pattern. */
export function formOf(field: string): string | undefined {
  const name = field.slice(field.lastIndexOf(".") + 1);
  return Object.hasOwn(forms, name) ? forms[name] : undefined;
}
