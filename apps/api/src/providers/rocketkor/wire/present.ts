type Present<T> = { [Name in keyof T]?: NonNullable<T[Name]> };

/** What is not known is left out. */
export function present<T extends Readonly<Record<string, unknown>>>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Present<T>;
}
