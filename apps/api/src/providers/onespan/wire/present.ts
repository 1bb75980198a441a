type Present<T> = { [Name in keyof T]?: NonNullable<T[Name]> };

/** What is not known is left out (providers/onespan.md OD-17). */
export function present<T extends Readonly<Record<string, unknown>>>(fields: T): Present<T> {
  const known = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known) as Present<T>;
}
