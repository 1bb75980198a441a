import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);

const create = (json: object, key?: string) => world.send("POST", "/customers", { json, ...(key && { key }) });

it("65: a known e-mail address in any case answers 200 with the same customer, left as it is", async () => {
  const first = await create({ email: "Ana@Example.com", name: "Ana Souza", metadata: { tier: "gold" } });
  expect(first).toMatchObject({ status: 201, body: { data: { email: "ana@example.com", name: "Ana Souza" } } });
  for (const email of ["ana@example.com", "ANA@EXAMPLE.COM", "Ana@Example.com"]) {
    const again = await create({ email, name: "Somebody else", phone: "+5511999990000" });
    expect(again).toMatchObject({ status: 200, body: { data: first.body.data } });
  }
});

it("65: of many at once with one address one is new", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => create({ email: n % 2 ? "rush@example.com" : "RUSH@example.com" })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
  expect(new Set(answers.map(({ body }) => body.data.id)).size).toBe(1);
});

it("65: document number and billing address are taken and never come back", async () => {
  const sent = {
    email: "secret@example.com",
    document_type: "cpf",
    document_number: "12345678909",
    billing_address: { street: "Rua Secreta", number: "1000" },
  };
  const created = await create(sent);
  const { id } = created.body.data;
  const answers = [
    created,
    await create(sent),
    await world.send("GET", `/customers/${id}`),
    await world.send("GET", "/customers?email=secret@example.com"),
    await world.send("PATCH", `/customers/${id}`, { json: { document_number: "98765432100" } }),
  ];
  for (const { status, text } of answers) {
    expect(status).toBeLessThan(300);
    expect(text).not.toMatch(/document_number|billing_address|12345678909|98765432100|Secreta/);
    expect(text).toContain('"document_type":"cpf"');
  }
});

it("65: without an address every customer is new", async () => {
  const [one, other] = [await create({ name: "Ana" }), await create({ name: "Ana" })];
  expect([one.status, other.status]).toEqual([201, 201]);
  expect(one.body.data).toMatchObject({ email: null, phone: null, document_type: null, metadata: {} });
  expect(one.body.data.id).not.toBe(other.body.data.id);
  expect((await create({})).status).toBe(201);
});

it("65: an address is one merchant's", async () => {
  const { merchant_key } = await world.anotherMerchant();
  const ours = await create({ email: "both@example.com" });
  const theirs = await create({ email: "both@example.com" }, merchant_key);
  expect([ours.status, theirs.status]).toEqual([201, 201]);
  expect((await world.send("GET", `/customers/${ours.body.data.id}`, { key: merchant_key })).status).toBe(404);
  const patch = { key: merchant_key, json: { name: "x" } };
  expect((await world.send("PATCH", `/customers/${ours.body.data.id}`, patch)).status).toBe(404);
});

it("changes what is sent, clears what is null, leaves the rest", async () => {
  const own = await openWorld(server);
  const sent = { email: "change@example.com", name: "Ana", phone: "+5511999990000", metadata: { a: 1 } };
  const { id, ...created } = got(await own.merchant.createCustomer({ body: sent })).data;
  await own.advance("PT1H");
  const body = { name: "Ana Lima", phone: null };
  const changed = got(await own.merchant.updateCustomer({ path: { id }, body })).data;
  const updated_at = new Date(own.start.getTime() + 3_600_000).toISOString();
  expect(changed).toEqual({ id, ...created, ...body, updated_at });
  expect(got(await own.merchant.getCustomer({ path: { id } })).data).toEqual(changed);
});

it("does not take another customer's address: 409", async () => {
  await create({ email: "taken@example.com" });
  const { body } = await create({ email: "free@example.com" });
  const answer = await world.send("PATCH", `/customers/${body.data.id}`, { json: { email: "TAKEN@example.com" } });
  expect(answer).toMatchObject({ status: 409, body: { error: { code: "RESOURCE_ALREADY_EXISTS" } } });
  const same = await world.send("PATCH", `/customers/${body.data.id}`, { json: { email: "FREE@example.com" } });
  expect(same.status).toBe(200);
});

it.each([
  ["email", "not an address"],
  ["email", `${"a".repeat(250)}@example.com`],
  ["email", 1],
  ["phone", "11999990000"],
  ["phone", "+55 11 99999"],
  ["document_type", "rg"],
  ["name", "x".repeat(256)],
  ["name", ["Ana"]],
  ["billing_address", "Rua"],
  ["metadata", { long: "x".repeat(5_200) }],
  ["metadata", null],
] as const)("%s is not %.40j", async (field, value) => {
  const { status, body } = await create({ [field]: value });
  expect({ status, fields: Object.keys(body.error?.details ?? {}) }).toEqual({ status: 400, fields: [field] });
});

it("lists newest first and by address in any case", async () => {
  const own = await openWorld(server);
  const ids: string[] = [];
  for (const email of ["a@example.com", "b@example.com"])
    ids.push(got(await own.merchant.createCustomer({ body: { email } })).data.id);
  const list = async (query: string) => (await own.send("GET", `/customers${query}`)).body;
  expect((await list("")).data.map(({ id }: { id: string }) => id)).toEqual([...ids.toReversed(), "cust_123"]);
  expect((await list("?email=B@EXAMPLE.COM")).data).toMatchObject([{ id: ids[1] }]);
  expect((await list("?limit=1")).meta.pagination).toMatchObject({ total: 3, total_pages: 3, has_next: true });
});
