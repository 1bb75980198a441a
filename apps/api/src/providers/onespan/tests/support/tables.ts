import type { TestDatabase } from "@understudy/database/testing";

interface Table {
  readonly place: string;
  /** What is asked for: every column, as text, or as bytes where it holds these. */
  readonly columns: string;
}

/** All that is kept in any table of any schema. What the database keeps about itself is not looked at. */
export function tablesOf({ pool }: Pick<TestDatabase, "pool">) {
  /** What a table holds, in one text; bytes stand in it as they are. */
  async function contentOf({ place, columns }: Table): Promise<string> {
    const { rows } = await pool.query<unknown[]>({ text: `SELECT ${columns} FROM ${place}`, rowMode: "array" });
    const texts = rows.flat().map((value) => (Buffer.isBuffer(value) ? value.toString("latin1") : String(value)));
    return texts.join("\n").toLowerCase();
  }
  return {
    /** The tables that have a text somewhere, by the text. Capital letters are as good as small ones. */
    async find(texts: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
      const { rows: tables } = await pool.query<Table>(
        `SELECT format('%I.%I', table_schema, table_name) AS place,
            string_agg(format('%I', column_name) || CASE data_type WHEN 'bytea' THEN '' ELSE '::text' END, ', ') AS columns
          FROM information_schema.tables JOIN information_schema.columns USING (table_schema, table_name)
          WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
          GROUP BY table_schema, table_name ORDER BY place`,
      );
      const found = new Map<string, readonly string[]>();
      for (const table of tables) {
        const content = await contentOf(table);
        const hits = texts.filter((text) => content.includes(text.toLowerCase()));
        for (const text of hits) found.set(text, [...(found.get(text) ?? []), table.place]);
      }
      return found;
    },
  };
}
