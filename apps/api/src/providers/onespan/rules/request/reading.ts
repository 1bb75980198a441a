import type { Fault } from "@understudy/domain";

/** An object of which nothing is known yet. */
export type Given = Readonly<Record<string, unknown>>;

/** Undefined for what is no object: the spec's schema tells that already. */
export function objectIn(value: unknown): Given | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Given) : undefined;
}

/** A value in a list, with the path by which a fault names it. */
export interface Placed<T> {
  readonly at: string;
  readonly value: T;
}

/** No answer tells of more faults than half as many; looking on would cost time and tell nobody more. */
const most = 100;

/** What stands in a list; nothing where there is none, of which the spec's schema tells. */
export function itemsIn(list: unknown, at: string): readonly Placed<unknown>[] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, most).map((value, index) => ({ at: `${at}.${index}`, value }));
}

export function objectsIn(list: unknown, at: string): readonly Placed<Given>[] {
  return itemsIn(list, at).flatMap((item) => {
    const value = objectIn(item.value);
    return value ? [{ at: item.at, value }] : [];
  });
}

/** A fault for each object whose text under `name` an earlier one has already; `message` says what that would mean. */
export function faultsOfRepeated(objects: readonly Placed<Given>[], name: string, message: string): readonly Fault[] {
  const seen = new Set<string>();
  return objects.flatMap(({ at, value: { [name]: value } }) => {
    if (typeof value !== "string") return [];
    const isRepeated = seen.has(value);
    seen.add(value);
    return isRepeated ? [fault(`${at}.${name}`, name, message)] : [];
  });
}

/** `message` is read after the field's name, and ends without a full stop. */
export function fault(field: string, rule: string, message: string): Fault {
  return { field, rule, message };
}
