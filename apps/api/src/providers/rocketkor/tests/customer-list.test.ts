import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { company, person } from "./support/records.ts";
import { openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();

const opened = async () => {
  const world = await openSandbox(server);
  const create = (json: unknown) => world.send("POST", "/v1/customers", { json });
  const list = async (query: string) => (await world.send("GET", `/v1/customers?${query}`)).body;
  return { ...world, create, list };
};

describe("the list", () => {
  const names = (page: { content: readonly { firstName?: string; businessName?: string }[] }) =>
    page.content.map(({ firstName, businessName }) => firstName ?? businessName);

  const filled = async () => {
    const world = await opened();
    for (const firstName of ["Ann", "Bob", "Cyd"]) {
      await world.create({
        ...person,
        firstName,
        externalId: `E-${firstName}`,
        primaryEmail: { value: `${firstName}@x.org` },
      });
      await world.advance("PT1H");
    }
    await world.create(company);
    return world;
  };

  it("is newest first, page by page from 0", async () => {
    const { list } = await filled();
    expect(names(await list(""))).toEqual(["Northwind Traders", "Cyd", "Bob", "Ann", "John"]);
    const page = await list("size=2&page=1");
    expect([names(page), page.number, page.totalPages, page.hasNext]).toEqual([["Bob", "Ann"], 1, 3, true]);
    expect(await list("size=2&page=7")).toMatchObject({
      content: [],
      totalElements: 5,
      numberOfElements: 0,
      hasNext: false,
    });
  });

  it("is sorted as it is asked", async () => {
    const { list } = await filled();
    expect(names(await list("sort=createdAt,ASC&size=2"))).toEqual(["John", "Ann"]);
    expect(names(await list("sort=lastName,DESC&sort=firstName,DESC"))).toEqual([
      ...["Northwind Traders", "Cyd", "Bob", "Ann", "John"],
    ]);
  });

  it("is narrowed by each filter, and by all at once", async () => {
    const { list, portal, path } = await filled();
    const { id: customerId } = (await list("name=bob")).content[0];
    await portal.setCustomerStatus({ path: { ...path, customerId }, body: { status: "SUSPENDED" } });
    expect(names(await list("search=BOB%40X.org"))).toEqual(["Bob"]);
    expect(names(await list(`search=${customerId}`))).toEqual(["Bob"]);
    expect(names(await list("search=%2B14165550137"))).toEqual(["Cyd", "Bob", "Ann"]);
    expect(names(await list("name=ann%20major"))).toEqual(["Ann"]);
    expect(names(await list("name=north"))).toEqual(["Northwind Traders"]);
    expect(names(await list("primaryEmail=ann@X.ORG"))).toEqual(["Ann"]);
    expect(names(await list("primaryPhoneNumber=%2B14165550199"))).toEqual(["Northwind Traders"]);
    expect(names(await list("externalId=E-Ann"))).toEqual(["Ann"]);
    expect(names(await list("type=BUSINESS"))).toEqual(["Northwind Traders"]);
    expect(names(await list("status=SUSPENDED"))).toEqual(["Bob"]);
    expect(names(await list("status=SUSPENDED&externalId=E-Ann"))).toEqual([]);
    expect(names(await list("name=%25"))).toEqual([]);
  });

  it("takes the days of a zone", async () => {
    const world = await opened();
    await world.platform.moveClock({ path: world.path, body: { set: "2030-06-01T02:00:00Z" } });
    await world.create({ ...person, firstName: "Late" });
    const { list } = world;
    expect(names(await list("createdAtFrom=2030-06-01"))).toEqual(["Late"]);
    expect(names(await list("createdAtFrom=2030-06-01&timeZone=America/Toronto"))).toEqual([]);
    expect(names(await list("createdAtFrom=2030-05-31&createdAtTo=2030-05-31&timeZone=America/Toronto"))).toEqual([
      "Late",
    ]);
    expect(names(await list("createdAtFrom=2030-06-01&createdAtTo=2030-05-01"))).toEqual([]);
    expect(names(await list("createdAtFrom=0001-01-01&createdAtTo=9999-12-31&timeZone=Asia/Tokyo"))).toEqual([
      "Late",
      "John",
    ]);
  });

  it.each([
    ["page=-1", "page"],
    ["size=0", "size"],
    ["size=101", "size"],
    ["sort=age,ASC", "sort"],
    ["sort=createdAt,UP", "sort"],
    ["status=NEW", "status"],
    ["createdAtFrom=yesterday", "createdAtFrom"],
    ["timeZone=Mars/Base", "timeZone"],
  ])("refuses %s", async (query, field) => {
    const { send } = await opened();
    const answer = await send("GET", `/v1/customers?${query}`);
    expect(refusalIn(answer)).toEqual(["400 INVALID_REQUEST", `FIELD_INVALID ${field}`]);
  });
});
