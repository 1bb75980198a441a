import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { given } from "./support/given.ts";
import { got, openWorld, type Transaction } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);

/** Made at one standing moment each second, some at the same one. */
const made: Transaction[] = [];
made.push(await given(world, "authorized"), await given(world, "refunded"));
await world.advance("PT1S");
made.push(await given(world, "partially_refunded"), await given(world, "failed"), await given(world, "pending"));
await world.advance("PT1S");
const { id: customer_id } = got(await world.merchant.createCustomer({ body: { email: "ana@example.com" } })).data;
const card_ciphertext_id = await world.token();
made.push(await world.charge({ currency: "USD", customer_id, card_ciphertext_id }));
made.push(await given(world, "capture_pending"));

const at = (seconds: number, ms = 0) => new Date(world.start.getTime() + seconds * 1000 + ms).toISOString();
const list = (query: string, key?: string) => world.send("GET", `/transactions${query}`, key ? { key } : {});
const idsOf = ({ body }: { body: { data: Transaction[] } }) => body.data.map(({ id }) => id);
const named = (...places: number[]) => places.map((place) => made[place]?.id);

it("39: statuses are separated by commas, repeated, or both", async () => {
  const wanted = named(2, 1);
  for (const query of [
    "?status=refunded,partially_refunded",
    "?status=refunded&status=partially_refunded",
    "?status=partially_refunded&status=refunded",
    "?status=refunded%2Cpartially_refunded",
    "?status=refunded,partially_refunded&status=refunded",
  ])
    expect({ query, ids: idsOf(await list(query)) }).toEqual({ query, ids: wanted });
  expect(idsOf(await list("?status=refunded,failed&status=partially_refunded"))).toEqual(named(3, 2, 1));
  expect(idsOf(await list("?status=voided"))).toEqual([]);
  const typed = await world.merchant.listTransactions({ query: { status: ["refunded", "partially_refunded"] } });
  expect(got(typed).data.map(({ id }) => id)).toEqual(wanted);
});

it.each(["?status=paid", "?status=", "?status=refunded,", "?status=refunded,,failed", "?status=REFUNDED"])(
  "39: an unknown status is 400: %s",
  async (query) => {
    const { status, body } = await list(query);
    expect({ status, type: body.error.type, fields: Object.keys(body.error.details) }).toEqual({
      status: 400,
      type: "validation_error",
      fields: [expect.stringMatching(/^status/)],
    });
  },
);

it.each([
  "limit=101",
  "limit=0",
  "limit=-1",
  "limit=ten",
  "limit=1.5",
  "limit=",
  "page=0",
  "page=-1",
  "page=x",
  "page=1e9",
])("40: %s is 400, not clamped", async (query) => {
  const { status, body } = await list(`?${query}`);
  expect(status).toBe(400);
  expect(body.error).toMatchObject({
    type: "validation_error",
    details: { [query.split("=")[0] ?? ""]: [expect.any(String)] },
  });
});

it("40: limit 1 and 100 are taken", async () => {
  expect((await list("?limit=1")).body.data).toHaveLength(1);
  expect((await list("?limit=100")).body.meta.pagination.limit).toBe(100);
});

it("41: every page tells truly where it stands", async () => {
  const all = idsOf(await list(""));
  for (const limit of [1, 2, 3, 7, 20]) {
    const pages = Math.ceil(made.length / limit);
    const seen: string[] = [];
    for (let page = 1; page <= pages + 1; page++) {
      const answer = await list(`?limit=${limit}&page=${page}`);
      expect(answer.body.meta).toEqual({
        pagination: {
          ...{ page, limit, total: made.length, total_pages: pages },
          ...{ has_next: page < pages, has_prev: page > 1 },
        },
      });
      seen.push(...idsOf(answer));
    }
    expect(seen).toEqual(all);
  }
});

it("41: page 1 and 20 a page are the defaults, and a page past the end is empty", async () => {
  const { pagination } = (await list("")).body.meta;
  expect(pagination).toMatchObject({ page: 1, limit: 20, has_prev: false });
  expect(await list("?page=1000000")).toMatchObject({ status: 200, body: { data: [] } });
});

it("41: nothing found is no page at all", async () => {
  expect((await list("?status=expired")).body.meta.pagination).toEqual({
    ...{ page: 1, limit: 20, total: 0, total_pages: 0, has_next: false, has_prev: false },
  });
});

it("42: both ends of a range belong to it, to the millisecond", async () => {
  const encoded = (from: string, to: string) =>
    `?date_from=${encodeURIComponent(from)}&date_to=${encodeURIComponent(to)}`;
  expect(idsOf(await list(encoded(at(1), at(1))))).toHaveLength(3);
  expect(idsOf(await list(encoded(at(0, 1), at(0, 999))))).toEqual([]);
  expect(idsOf(await list(encoded(at(0), at(1))))).toHaveLength(5);
  expect(idsOf(await list(`?date_from=${at(2)}`))).toHaveLength(2);
  expect(idsOf(await list(`?date_to=${at(0)}`))).toHaveLength(2);
  const offset = at(1).replace("Z", "+00:00");
  expect(idsOf(await list(encoded(offset, offset)))).toHaveLength(3);
  expect(idsOf(await list(encoded(at(2), at(0))))).toEqual([]);
});

it.each(["yesterday", "2026-01-01", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "1767225600", ""])(
  "42: a range does not begin at %j",
  async (from) => {
    const { status, body } = await list(`?date_from=${encodeURIComponent(from)}`);
    expect(status).toBe(400);
    expect(body.error.details).toHaveProperty("date_from");
  },
);

it("43: the newest stands first, and what was made at one moment keeps its order", async () => {
  const newestFirst = made.map(({ id }) => id).toReversed();
  for (let time = 0; time < 3; time++) expect(idsOf(await list(""))).toEqual(newestFirst);
});

it("43: 60 transactions of one moment come in the same order whatever the pages", async () => {
  const own = await openWorld(server);
  const ids = await Promise.all(Array.from({ length: 60 }, async () => (await own.charge()).id));
  const walk = async (limit: number) => {
    const seen: string[] = [];
    for (let page = 1; page <= Math.ceil(60 / limit); page++)
      seen.push(...idsOf(await own.send("GET", `/transactions?limit=${limit}&page=${page}`)));
    return seen;
  };
  const [small, large] = [await walk(7), await walk(60)];
  expect(small).toEqual(large);
  expect(small.toSorted()).toEqual(ids.toSorted());
});

describe("filters", () => {
  it("by order, method and currency", async () => {
    expect(idsOf(await list(`?order_id=${made[3]?.order_id}`))).toEqual(named(3));
    expect(idsOf(await list("?payment_method=pix"))).toEqual(named(4));
    expect(idsOf(await list("?currency=USD"))).toEqual(named(5));
    expect(idsOf(await list("?currency=BRL&payment_method=pix&status=pending"))).toEqual(named(4));
    expect(idsOf(await list("?currency=USD&payment_method=pix"))).toEqual([]);
    for (const query of ["?payment_method=cash", "?currency=usd"]) expect((await list(query)).status).toBe(400);
  });

  it("by a customer's id or e-mail address in any case", async () => {
    for (const reference of [customer_id, "ana@example.com", "ANA@Example.COM"])
      expect(idsOf(await list(`?customer_reference=${encodeURIComponent(reference)}`))).toEqual(named(5));
    expect(idsOf(await list("?customer_reference=ana@example.com"))).toEqual(named(5));
    for (const reference of ["cust_absent", "joao@example.com", customer_id.toUpperCase(), "%"])
      expect(idsOf(await list(`?customer_reference=${encodeURIComponent(reference)}`))).toEqual([]);
  });

  it("show a merchant's own only, under an organization's key, too", async () => {
    const { id, merchant_key } = await world.anotherMerchant();
    expect(idsOf(await list("", merchant_key))).toEqual([]);
    const theirs = `?merchant_id=${id}`;
    expect(idsOf(await list(theirs, world.organizationKey))).toEqual([]);
    expect(idsOf(await list(`${theirs}&order_id=${made[3]?.order_id}`, world.organizationKey))).toEqual([]);
    expect(idsOf(await list(`?merchant_id=${world.merchantId}`, world.organizationKey))).toHaveLength(made.length);
  });

  it("that nobody knows are passed over", async () => {
    expect(idsOf(await list("?colour=blue"))).toHaveLength(made.length);
  });

  it.each(["page", "limit", "currency", "order_id", "date_from", "payment_method"])(
    "%s is given once",
    async (name) => {
      const value = { page: "1", limit: "5", currency: "BRL", order_id: "ord_1", payment_method: "pix" }[name] ?? at(0);
      expect((await list(`?${name}=${value}&${name}=${value}`)).status).toBe(400);
    },
  );
});
