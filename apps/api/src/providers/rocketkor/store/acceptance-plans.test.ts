import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import type { Context } from "@understudy/engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pagingFrom } from "../paging.ts";
import { type AcceptanceFilter, searchAcceptances, sortable } from "./acceptance-search.ts";
import { foundBusiness, rowsRead, start } from "./business.fixture.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const ctx = (await foundBusiness(db))();
const stranger = (await foundBusiness(db))();
const many = 3000;
const [acceptorId, documentId] = [randomUUID(), "rare-document"];

/** Three are by one customer, and three others of one document. */
async function fill({ sandbox }: Context): Promise<void> {
  await db.$executeRaw`
    INSERT INTO rocketkor_acceptance (
      sandbox_id, id, document_id, document_version, acceptor_type, acceptor_id, acceptor_name, accepted, responded_at,
      created_by_type, created_by_id, created_at)
    SELECT ${sandbox.id}, gen_random_uuid(), CASE WHEN n BETWEEN 4 AND 6 THEN ${documentId} ELSE 'common' END, '1',
      'CUSTOMER', CASE WHEN n <= 3 THEN ${acceptorId}::uuid ELSE gen_random_uuid() END, 'x', true, ${start}, '', '',
      ${start}::timestamptz - n * interval '1 second'
    FROM generate_series(1, ${many}) AS n`;
}

beforeAll(async () => {
  for (const each of [ctx, stranger]) await fill(each);
  await db.$executeRaw`VACUUM ANALYZE rocketkor_acceptance`;
});

it.each<[string, AcceptanceFilter]>([
  ["by a customer", { acceptorId }],
  ["of a document", { documentId }],
])("acceptances %s are found without the others", async (_, filter) => {
  const paging = pagingFrom({ page: 0, size: 20 }, 0, sortable);
  expect((await searchAcceptances(ctx, filter, paging)).total).toBe(3);
  // As often as it takes PostgreSQL to plan a statement once and for all.
  const times = 8;
  const read = await rowsRead(ctx, "rocketkor_acceptance", async (held) => {
    for (let time = 0; time < times; time++) await searchAcceptances(held, filter, paging);
  });
  expect(read / times).toBeLessThanOrEqual(30);
});
