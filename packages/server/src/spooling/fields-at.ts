/** A field of a parsed body: what holds it, its name there, and its dotted path. */
export interface Field {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly field: string;
}

/** The fields to which a pattern leads: names, and `*` for each item of a list. */
export function fieldsAt(body: unknown, pattern: readonly string[]): Field[] {
  const [step, ...rest] = pattern;
  if (step === undefined || typeof body !== "object" || body === null) return [];
  const holder = body as Record<string, unknown>;
  return keysOf(body, step).flatMap((key) => {
    if (rest.length === 0) return [{ holder, key, field: key }];
    return fieldsAt(holder[key], rest).map((found) => ({ ...found, field: `${key}.${found.field}` }));
  });
}

function keysOf(value: object, step: string): string[] {
  if (Array.isArray(value)) return step === "*" ? Object.keys(value) : [];
  return step !== "*" && Object.hasOwn(value, step) ? [step] : [];
}
