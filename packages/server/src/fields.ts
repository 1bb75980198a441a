import { formOf } from "./forms.ts";
import { isNode, type Node } from "./lean.ts";

/** The schema of a `multipart/form-data` body, put so that it can judge the fields that arrive. */
export interface FieldsSchema {
  readonly schema: Node;
  /** The fields that are lists, even where one value came. */
  readonly lists: ReadonlySet<string>;
}

/**
 * A spec writes a file as a `string` of the format `binary`; what arrives is a `File`, which to a validator is an object,
 * and the only one that a form can hold. `resolve` follows references.
 */
export function fieldsSchema(schema: unknown, resolve: (value: unknown) => Node): FieldsSchema {
  const form = resolve(schema);
  const own = Object.entries(isNode(form.properties) ? form.properties : {});
  const fields = own.map(([name, field]) => [name, resolve(field)] as const);
  const properties = fields.map(([name, field]) => [name, arriving(field, resolve)]);
  return {
    schema: { ...form, properties: Object.fromEntries(properties) },
    lists: new Set(fields.filter(([, field]) => isList(field)).map(([name]) => name)),
  };
}

function arriving(field: Node, resolve: (value: unknown) => Node): Node {
  if (isList(field)) return { ...field, items: arriving(resolve(field.items), resolve) };
  return field.format === "binary" ? { type: "object" } : field;
}

function isList({ type }: Node): boolean {
  return [type].flat().includes("array");
}

/** The fields of a form by name: text, files, or lists of them where a field is one or came more than once. */
export async function readFields(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string,
  lists: ReadonlySet<string> = new Set(),
): Promise<Record<string, unknown>> {
  const form = await formOf(bytes, contentType);
  const byName = Map.groupBy(form, ([name]) => name);
  const fields = [...byName].map(([name, entries]) => {
    const values = entries.map(([, value]) => value);
    return [name, values.length > 1 || lists.has(name) ? values : values[0]] as const;
  });
  return Object.fromEntries(fields);
}
