import type { Sql } from "@understudy/database";
import { beforeAll, expect, test } from "vitest";
import { testBed } from "../testing.ts";
import { candidates, due, only, type Trade, waiting } from "./candidates.ts";

const bed = await testBed();

const handler = { together: 64, run: async () => [] };
const tradeOf = (kind: string): Trade => ({ provider: "acme", kind, handler, isTrusted: false });
const trade = tradeOf("work");
/** Of which those come first that nobody may take yet. */
const [held, crowded, postponed] = [tradeOf("held"), tradeOf("crowded"), tradeOf("postponed")];

beforeAll(async () => {
  // Sandboxes come to stay, so that what is known of them is true; of tasks it may have been found out at any time.
  await bed.pool.query(`
    INSERT INTO sandbox (id, created_at, clock_held_mode)
    SELECT 'sbx_' || n, now(), CASE WHEN n = 1 THEN 'frozen' END FROM generate_series(1, 1000) AS n;
    -- Ten tasks in each of 500 sandboxes, ten thousand in one, and as many of another kind before all of them.
    INSERT INTO task (sandbox_id, provider, kind, subject)
    SELECT 'sbx_' || n % 500 + 500, 'acme', 'other', n::text FROM generate_series(1, 10000) AS n;
    INSERT INTO task (sandbox_id, provider, kind, subject)
    SELECT 'sbx_' || n % 500 + 2, 'acme', 'work', n::text FROM generate_series(1, 5000) AS n;
    INSERT INTO task (sandbox_id, provider, kind, subject)
    SELECT 'sbx_700', 'acme', 'work', n::text FROM generate_series(1, 10000) AS n;
    -- Twenty thousand of one sandbox before all others: its clock is held, it has calls enough, or they are put off.
    INSERT INTO task (sandbox_id, provider, kind, subject, retry_at)
    SELECT CASE kind WHEN 'held' THEN 'sbx_1' ELSE 'sbx_2' END, 'acme', kind, n::text,
      CASE kind WHEN 'postponed' THEN now() + n * interval '1 hour' END
    FROM generate_series(1, 20000) AS n, unnest('{held,crowded,postponed}'::text[]) AS kind;
    INSERT INTO task (sandbox_id, provider, kind, subject)
    SELECT 'sbx_' || n % 500 + 3, 'acme', kind, 'later ' || n
    FROM generate_series(1, 5000) AS n, unnest('{held,crowded,postponed}'::text[]) AS kind;
    INSERT INTO task (sandbox_id, provider, kind, subject, retry_at)
    SELECT 'sbx_1', 'acme', 'held', 'due ' || n, now() - interval '1 hour' FROM generate_series(1, 20000) AS n`);
  await bed.pool.query("VACUUM ANALYZE sandbox");
});

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Plan[];
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** How a statement goes about it: how many rows it looks at, and by what. */
async function explain({ text, values }: Sql, mode: string) {
  const client = await bed.pool.connect();
  try {
    await client.query(`SET plan_cache_mode = ${mode}; BEGIN`);
    const answer = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
    const all = nodes(answer.rows[0]["QUERY PLAN"][0].Plan);
    const rows = all.filter((node) => node["Relation Name"] !== undefined);
    return {
      types: all.map((node) => node["Node Type"]),
      looked: Math.max(
        ...rows.map((node) => (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"]),
      ),
    };
  } finally {
    client.release(true);
  }
}

const inOne = { sandboxId: "sbx_700", isHeldToo: true };

const statements: readonly (readonly [string, Sql, number])[] = [
  ["the oldest of all", candidates(trade, {}), 64],
  ["the oldest but for some sandboxes", candidates(trade, { without: ["sbx_3", "sbx_4"] }), 64],
  ["the oldest of one sandbox", candidates(trade, inOne), 64],
  ["the oldest but for a sandbox that is held", candidates(held, {}), 64],
  ["the same from a sandbox on", candidates(held, { after: "sbx_3" }), 64],
  ["the same at the end of all sandboxes", candidates(held, { after: "sbx_999" }), 64],
  ["the oldest but for a sandbox that has enough", candidates(crowded, { without: ["sbx_2", "sbx_3"] }), 64],
  ["the oldest but for those that are put off", candidates(postponed, {}), 64],
  ["the oldest of a sandbox where all are put off", candidates(postponed, { ...inOne, sandboxId: "sbx_2" }), 64],
  ["one that is due, where none is", due(postponed, {}), 100],
  ["one that is due in a sandbox where none is", due(postponed, { ...inOne, sandboxId: "sbx_2" }), 100],
  ["one that is due, where a held sandbox has many", due(held, {}), 100],
  ["one that is due in that sandbox", due(held, { ...inOne, sandboxId: "sbx_1" }), 100],
  ["one object's", only(trade, "sbx_700", "9999"), 1],
  ["whether a sandbox has some where all are put off", waiting([postponed], "sbx_2"), 1],
  ["whether an object has one", waiting([trade], "sbx_700", ["9999"]), 1],
  ["whether some objects have one", waiting([trade], "sbx_700", ["1", "5", "9999"]), 3],
];

test.each(["force_custom_plan", "force_generic_plan"])(
  "however many tasks there are, no more are looked at than are taken, and none are sorted (%s)",
  async (mode) => {
    for (const prepare of ["SELECT", "VACUUM ANALYZE"]) {
      await bed.pool.query(prepare);
      for (const [what, statement, most] of statements) {
        const { looked, types } = await explain(statement, mode);
        expect(looked, `${what}, ${prepare}`).toBeLessThanOrEqual(most + 2);
        if (most === 64 && !what.includes("due")) expect(types, `${what}, ${prepare}`).not.toContain("Sort");
        expect(types, `${what}, ${prepare}`).not.toContain("Seq Scan");
      }
    }
  },
);
