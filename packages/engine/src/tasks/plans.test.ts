import type { Sql } from "@understudy/database";
import { beforeAll, expect, test } from "vitest";
import { testBed } from "../testing.ts";
import { candidates, type Trade, waiting } from "./candidates.ts";

const bed = await testBed();

const trade: Trade = { provider: "acme", kind: "work", handler: { together: 64, run: async () => [] } };

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
    SELECT 'sbx_700', 'acme', 'work', n::text FROM generate_series(1, 10000) AS n`);
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
  ["one object's", candidates(trade, { ...inOne, subject: "9999" }), 1],
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
        if (most === 64) expect(types, `${what}, ${prepare}`).not.toContain("Sort");
        expect(types, `${what}, ${prepare}`).not.toContain("Seq Scan");
      }
    }
  },
);
