import type { Field } from "./field.ts";

/** What was sent, by the names of fields. */
export type Entered = (name: string) => string;

/** The text of each field; empty where it was not sent. */
export function enteredIn(form: FormData): Entered {
  return (name) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
}

/** The values of all fields, each at the place that its name tells: `addresses.0.cityName`. */
export function valuesOf(fields: readonly Field[], entered: Entered): Readonly<Record<string, unknown>> {
  const values: Tree = {};
  for (const { name, look, read = asItIs } of fields) {
    const text = look.kind === "fixed" ? look.value : read(entered(name));
    plant(values, name.split("."), text);
  }
  return values;
}

const asItIs = (text: string) => text;

type Tree = { [key: string]: Tree | string };

/** A place below a number is one of a list. */
function plant(tree: Tree, [key = "", ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) {
    tree[key] = text;
    return;
  }
  const known = tree[key];
  const inner = typeof known === "object" ? known : emptyFor(rest[0]);
  tree[key] = inner;
  plant(inner, rest, text);
}

function emptyFor(first: string | undefined): Tree {
  return /^\d+$/.test(first ?? "") ? ([] as unknown as Tree) : {};
}
