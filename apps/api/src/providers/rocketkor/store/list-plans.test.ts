import { query, sql } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import type { Context } from "@understudy/engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pagingFrom } from "../paging.ts";
import { foundBusiness, rowsRead, start } from "./business.fixture.ts";
import * as templates from "./template-search.ts";
import { get } from "./templates.ts";
import { searchWorkflows, sortable, type WorkflowFilter } from "./workflow-search.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const ctx = (await foundBusiness(db))();
const stranger = (await foundBusiness(db))();

const many = 3000;
const [rare, common] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"] as const;

/** Each with a customer; three in a hundred are of the rare template, as many are declined. */
async function fill({ sandbox }: Context): Promise<void> {
  await db.$executeRaw`
    INSERT INTO rocketkor_customer (
      sandbox_id, id, type, status, status_at, first_name, last_name, primary_email, primary_phone_number,
      primary_phone_type, created_by_type, created_by_id, created_at, updated_by_type, updated_by_id, updated_at)
    SELECT ${sandbox.id}, gen_random_uuid(), 'INDIVIDUAL', 'ACTIVE', ${start}, 'First' || n, 'Last' || n,
      'c' || n || '@example.com', '+1647' || (1000000 + n), 'HOME', '', '', ${start}, '', '', ${start}
    FROM generate_series(1, ${many}) AS n`;
  await db.$executeRaw`
    INSERT INTO rocketkor_workflow (
      sandbox_id, id, template_id, template_version_id, status, title, parameters, phone_number, token, current_step,
      customer_id, expire_at, notifications, created_by_type, created_by_id, created_at, updated_at)
    SELECT ${sandbox.id}, gen_random_uuid(), t.id, t.id, CASE WHEN n % 100 < 3 THEN 'DECLINED' ELSE 'ACTIVE' END,
      'Title', '{}', c.primary_phone_number, 'token' || n, 1, c.id, ${start}, 1, '', '',
      ${start}::timestamptz - n * interval '1 second', ${start}
    FROM (SELECT *, row_number() OVER () AS n FROM rocketkor_customer WHERE sandbox_id = ${sandbox.id}) AS c,
      LATERAL (SELECT CASE WHEN n % 100 < 3 THEN ${rare}::uuid ELSE ${common}::uuid END AS id) AS t`;
  await db.$executeRaw`
    WITH t AS (
      INSERT INTO rocketkor_template (sandbox_id, id, name, state, version_id, created_at)
      SELECT ${sandbox.id}, gen_random_uuid(), 'template-' || n, 'ACTIVE', gen_random_uuid(),
        ${start}::timestamptz - n * interval '1 second'
      FROM generate_series(1, ${many}) AS n
      RETURNING *)
    INSERT INTO rocketkor_template_version (
      sandbox_id, id, template_id, version, display_name, steps, created_by_type, created_by_id, created_at)
    SELECT sandbox_id, version_id, id, 1, 'Template', '[]', '', '', ${start} FROM t`;
}

beforeAll(async () => {
  await fill(ctx);
  await fill(stranger);
  await db.$executeRaw`VACUUM ANALYZE rocketkor_workflow`;
  await db.$executeRaw`VACUUM ANALYZE rocketkor_template`;
  await db.$executeRaw`VACUUM ANALYZE rocketkor_template_version`;
  await db.$executeRaw`VACUUM ANALYZE rocketkor_customer`;
});

const page = (number: number, sort?: string[]) => pagingFrom({ page: number, size: 20, sort }, 1, sortable);
/** As often as it takes PostgreSQL to plan a statement once and for all. */
const times = 8;
const reading = async (table: string, work: (held: Context) => Promise<unknown>) =>
  (await rowsRead(ctx, table, async (held) => {
    for (let time = 0; time < times; time++) await work(held);
  })) / times;
const workflowsRead = (filter: WorkflowFilter, paging = page(1)) =>
  reading("rocketkor_workflow", (held) => searchWorkflows(held, filter, paging));

it("a page of the newest workflows, or the oldest, reads itself and nothing else beside the count", async () => {
  expect(await workflowsRead({})).toBeLessThanOrEqual(many + 20);
  expect(await workflowsRead({}, page(1, ["createdAt,ASC"]))).toBeLessThanOrEqual(many + 20);
  expect(await workflowsRead({}, page(3))).toBeLessThanOrEqual(many + 60);
});

it("customers are looked up for the page alone", async () => {
  const read = (filter: WorkflowFilter) =>
    reading("rocketkor_customer", (held) => searchWorkflows(held, filter, page(1)));
  expect(await read({})).toBeLessThanOrEqual(40);
  expect(await read({ status: "DECLINED" })).toBeLessThanOrEqual(40);
});

it.each<[string, WorkflowFilter]>([
  ["status", { status: "DECLINED" }],
  ["template", { templateId: rare }],
  ["template and status", { templateId: rare, status: "DECLINED" }],
])("workflows of a rare %s are found without the others, and so they are counted", async (_, filter) => {
  const { total } = await searchWorkflows(ctx, filter, page(1));
  expect(total).toBe(90);
  expect(await workflowsRead(filter)).toBeLessThanOrEqual(90 + 90);
});

it("a workflow is found by its whole id without a look at any other", async () => {
  const { rows } = await searchWorkflows(ctx, {}, page(7));
  const id = String(rows[0]?.id);
  const search = id.toUpperCase();
  expect((await searchWorkflows(ctx, { search }, page(1))).rows.map((row) => row.id)).toEqual([id]);
  expect(await workflowsRead({ search })).toBeLessThanOrEqual(2);
});

it("a search looks at this sandbox's workflows twice and at no others", async () => {
  expect(await workflowsRead({ search: "last2999" })).toBeLessThanOrEqual(2 * many);
});

it("a page of templates reads itself beside the count, and counts the workflows of its own", async () => {
  const first = pagingFrom({ size: 20 }, 1, templates.sortable);
  const list = (held: Context) => templates.searchTemplates(held, {}, first);
  expect(await reading("rocketkor_template", list)).toBeLessThanOrEqual(many + 20);
  expect(await reading("rocketkor_template_version", list)).toBeLessThanOrEqual(40);
  expect(await reading("rocketkor_workflow", list)).toBe(0);
});

it("a template's numbers are counted from its own workflows' index entries alone", async () => {
  await db.$executeRaw`
    WITH t AS (
      INSERT INTO rocketkor_template (sandbox_id, id, name, state, version_id, created_at)
      VALUES (${ctx.sandbox.id}, ${rare}::uuid, 'rare', 'ACTIVE', ${rare}::uuid, ${start})
      RETURNING *)
    INSERT INTO rocketkor_template_version (
      sandbox_id, id, template_id, version, display_name, steps, created_by_type, created_by_id, created_at)
    SELECT sandbox_id, version_id, id, 1, 'Rare', '[]', '', '', created_at FROM t`;
  expect((await get(ctx, rare)).stats).toMatchObject({ allVersions: { workflows: 90, activeWorkflows: 0 } });
  expect(await reading("rocketkor_workflow", (held) => get(held, rare))).toBeLessThanOrEqual(90);
});

it("every foreign key has an index that begins with its columns, for what goes to find what refers to it", async () => {
  const bare = await query<{ name: string }>(
    db,
    sql`SELECT k.conname AS name FROM pg_constraint k
      WHERE k.contype = 'f' AND k.conrelid::regclass::text LIKE 'rocketkor%' AND NOT EXISTS (
        SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
          AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  );
  expect(bare).toEqual([]);
});
