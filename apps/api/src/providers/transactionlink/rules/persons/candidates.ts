import type { Field, FieldType } from "../definition.ts";

/** What might stand in a field, the best guess first: undefined lets its default stand. */
export function candidatesFor(field: Field): readonly unknown[] {
  const own = field.default === undefined || field.type === "checkbox" ? [] : [undefined];
  return [...own, ...byType[field.type](field)];
}

const byType: Readonly<Record<FieldType, (field: Field) => readonly unknown[]>> = {
  text: (field) => [...meant(field), ...texts.flatMap((text) => fitted(text, field))],
  textarea: (field) => ["Nothing to add.", ...texts].flatMap((text) => fitted(text, field)),
  email: () => ["anna.nowicka@example.com", "a@b.pl"],
  phone: () => ["+48221234567", "+442079460123", "+33123456789", "+380441234567", "+4930123456", "+34912345678"],
  number: ({ validate: { min, max } = {} }) => [min, 10, 1000, max, 1, 0].filter((value) => value !== undefined),
  date: (field) => [
    ...(/birth/i.test(wordsOf(field)) ? ["1985-04-12"] : []),
    ...["2024-01-15", field.validate?.min, field.validate?.max].filter((value) => value !== undefined),
  ],
  select: ({ options = [] }) => options.map(({ value }) => value),
  multiselect: ({ options = [] }) => options.map(({ value }) => [value]),
  checkbox: ({ validate }) => [validate?.required === true],
};

/** By what a field is called, in its key or in its English label. */
function meant(field: Field): readonly string[] {
  const words = wordsOf(field);
  return guesses.filter(([pattern]) => pattern.test(words)).flatMap(([, guess]) => fitted(guess, field));
}

const guesses: readonly (readonly [RegExp, string])[] = [
  [/first ?name|given ?name/i, "Anna"],
  [/last ?name|surname|family ?name/i, "Nowicka"],
  [/company ?name|business ?name/i, "Juniper Foods sp. z o.o."],
  [/name/i, "Anna Nowicka"],
  [/company ?number|registration|krs/i, "5260250274"],
  [/\bvat\b|\btax\b|\bnip\b/i, "5260250274"],
  [/pesel|personal ?number|identity ?number/i, "44051401359"],
  [/\biban\b|account/i, "PL61109010140000071219812874"],
  [/street|address/i, "ul. Lipowa 12"],
  [/city|town/i, "Warszawa"],
  [/post ?(al)? ?code|\bzip\b/i, "00-950"],
  [/country/i, "PL"],
  [/website|\burl\b/i, "https://www.example.com"],
];

const wordsOf = ({ key, label }: Field) =>
  `${key.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ").replaceAll("_", " ")} ${label.en ?? ""}`;

/** Shapes that patterns are likely to ask for. */
const texts: readonly string[] = [
  ...["Sample", "Sample text", "sample", "SAMPLE", "A", "AB", "ABC", "ABC123456", "AB123456", "PL5260250274"],
  ...["1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "44051401359"],
  ...["00-950", "00950", "SW1A 1AA", "526-025-02-74", "ABC-123", "2024-01-15", "12:30", "+48221234567", "yes", "EUR"],
];

/** The text as it is, and cut or drawn out to the length that the field asks for. */
function fitted(text: string, { validate: { minLength = 0, maxLength = Infinity } = {} }: Field): readonly string[] {
  if (text.length > maxLength) return [text, text.slice(0, maxLength).trim()];
  return text.length < minLength ? [text, text.repeat(Math.ceil(minLength / text.length)).slice(0, minLength)] : [text];
}
