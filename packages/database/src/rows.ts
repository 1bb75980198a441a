/** A row as PostgreSQL's JSON functions take and give it: column names, times as text. */
export type Columns = Readonly<Record<string, unknown>>;

/**
 * An object with the field names of a Prisma model, as JSON with the column names of its table: what
 * `jsonb_populate_record(NULL::table, …)` makes a row of. Bytes become PostgreSQL's hex form.
 */
export function toColumns(row: object): Columns {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [columnOf(field), toJson(value)]));
}

/** The reverse, for what `to_jsonb(row)` answered: `times` names the fields (not columns) that hold a time. */
export function fromColumns<T>(columns: Columns, times: ReadonlySet<string>): T {
  const row: Record<string, unknown> = {};
  for (const column in columns) {
    const field = fieldOf(column);
    const value = columns[column];
    row[field] = typeof value === "string" && times.has(field) ? new Date(value) : value;
  }
  // The caller names the model whose table the columns come from.
  return row as T;
}

const columnNames = new Map<string, string>();
const fieldNames = new Map<string, string>();

function columnOf(field: string): string {
  return remembered(columnNames, field, () => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

function fieldOf(column: string): string {
  return remembered(fieldNames, column, () => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
}

function remembered(names: Map<string, string>, name: string, make: () => string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const made = make();
  names.set(name, made);
  return made;
}

function toJson(value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : value;
}
