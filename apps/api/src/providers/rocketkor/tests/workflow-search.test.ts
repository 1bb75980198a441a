import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { linxTime } from "../wire/time.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { onboarding, parameters, templatesOf } from "./support/templates.ts";

const server = await testServer();
const world = await openSandbox(server);
const { api, send } = world;
const { make, start, cancel } = templatesOf(world);

type Query = NonNullable<Parameters<typeof api.searchLinxWorkflows>[0]>["query"];
const find = async (query: Query = {}) => got(await api.searchLinxWorkflows({ query }));
const titlesOf = async (query?: Query) => (await find(query)).content.map(({ title }) => title);
const raw = (query: string) => send("GET", `/v2/linx/workflows?${query}`);

/** A customer by the name of their title. */
async function register(firstName: string, lastName: string, phone: string) {
  const body = {
    ...({ type: "INDIVIDUAL", firstName, lastName } as const),
    primaryPhoneNumber: { number: phone, type: "WORK" } as const,
    primaryEmail: { value: `${firstName}.${lastName}@Example.org`.normalize("NFKD").replace(/[^\w.@]/g, "") },
  };
  return got(await api.createCustomer({ body })).id;
}

const lookup = [{ name: "notification" }, { name: "lookup-profile" }] as const;
async function ask(title: string, customerId: string, phoneNumber: string, expireInHours = 48) {
  const body = { title, parameters: { phoneNumber, customerId }, steps: [...lookup], expireInHours };
  return got(await api.createLinxWorkflow({ body })).workflowId;
}

const mary = await register("Mary Ann", "Söderström", "+14165550137");
const john = await register("John", "Major", "+12125550188");
const ids = [await ask("one", mary, "+14165550137", 72), await ask("two", john, "+12125550199", 48)];
await world.advance("PT1S");
ids.push(await ask("three", mary, "+14165550137", 60));
const template = await make();
const fromTemplate = (await start({ templateId: template.templateId })).workflowId;
await cancel(String(ids[1]));

describe("49: a search", () => {
  it("finds what stands in the workflow's id or its customer's names, email and telephone number", async () => {
    for (const search of ["mary", "ANN", "SÖDER", "Mary Ann Söderström", "strö"])
      expect(await titlesOf({ search })).toEqual(["three", "one"]);
    expect(await titlesOf({ search: "maryann.soderstrom@EXAMPLE.org" })).toEqual(["three", "one"]);
    expect(await titlesOf({ search: "4165550137" })).toEqual(["three", "one"]);
    expect(await titlesOf({ search: "john major" })).toEqual(["two"]);
    // The number of the customer, and the one that was written to.
    for (const search of ["+12125550188", "2125550199"]) expect(await titlesOf({ search })).toEqual(["two"]);
    expect(await titlesOf({ search: parameters.phoneNumber })).toEqual(["Welcome"]);
    const id = String(ids[2]);
    for (const search of [id, id.toUpperCase(), id.slice(0, 13), ` ${id} `])
      expect(await titlesOf({ search })).toEqual(["three"]);
  });

  it("takes a text for what it is, whatever stands in it", async () => {
    for (const search of ["%", "_", "mary john", "one", "\\", "'; DROP TABLE x; --", "{}", nobodys, "👋".repeat(100)])
      expect(await titlesOf({ search })).toEqual([]);
    expect(await titlesOf({ search: " " })).toHaveLength(4);
    // A plus that is not encoded is a blank.
    expect((await raw("search=+14165550137")).body.totalElements).toBe(2);
    expect((await raw("search=%00")).status).toBeLessThan(500);
  });

  it("goes together with status and template", async () => {
    expect(await titlesOf({ search: "mary", status: "ACTIVE" })).toEqual(["three", "one"]);
    expect(await titlesOf({ search: "mary", status: "CANCELLED" })).toEqual([]);
    expect(await titlesOf({ status: "CANCELLED" })).toEqual(["two"]);
    expect(await titlesOf({ status: "ARCHIVED" })).toEqual([]);
    const { templateId } = template;
    expect(await titlesOf({ templateId })).toEqual(["Welcome"]);
    expect(await titlesOf({ templateId: templateId.toUpperCase(), status: "ACTIVE" })).toEqual(["Welcome"]);
    expect(await titlesOf({ templateId, status: "CANCELLED" })).toEqual([]);
    expect(await titlesOf({ templateId, search: "mary" })).toEqual([]);
    expect(await titlesOf({ templateId: nobodys })).toEqual([]);
    expect((await raw(`templateId=urn:uuid:${templateId}`)).status).toBeLessThan(500);
  });
});

it("a summary says what the workflow is, and no more", async () => {
  const { content } = await find();
  const at = (seconds: number) => linxTime(new Date(world.start.getTime() + seconds * 1000));
  expect(content.map(({ id }) => id)).toEqual([fromTemplate, ids[2], ids[1], ids[0]]);
  expect(content[1]).toEqual({
    ...{
      id: ids[2],
      status: "ACTIVE",
      title: "three",
      expireAt: at(60 * 3600 + 1),
      nextNotificationAt: at(24 * 3600 + 1),
    },
    ...{ phoneNumber: "+14165550137", email: "MaryAnn.Soderstrom@Example.org" },
  });
  expect(content[0]).toMatchObject({
    templateId: template.templateId,
    templateVersionId: template.templateVersionId,
    phoneNumber: parameters.phoneNumber,
  });
  expect(content[0]).not.toHaveProperty("email");
  // Nobody is reminded of what has ended.
  for (const field of ["nextNotificationAt", "templateId"]) expect(content[2]).not.toHaveProperty(field);
});

describe("a page", () => {
  it("50: is the first one by number 1, and begins with the newest", async () => {
    const newestFirst = ["Welcome", "three", "two", "one"];
    expect(await titlesOf()).toEqual(newestFirst);
    expect(await find({ page: 1 })).toEqual(await find());
    expect(await find()).toMatchObject({
      ...{ totalElements: 4, totalPages: 1, number: 1, numberOfElements: 4, hasNext: false },
    });
    const pages = [await find({ page: 1, size: 3 }), await find({ page: 2, size: 3 })];
    expect(pages.flatMap(({ content }) => content.map(({ title }) => title))).toEqual(newestFirst);
    expect(pages.map(({ content: _, ...rest }) => rest)).toEqual([
      { totalElements: 4, totalPages: 2, number: 1, numberOfElements: 3, hasNext: true },
      { totalElements: 4, totalPages: 2, number: 2, numberOfElements: 1, hasNext: false },
    ]);
  });

  it("behind the last one is empty, with the numbers of all", async () => {
    for (const page of [2, 3, 1_000_000])
      expect(await find({ page })).toEqual({
        ...{ totalElements: 4, totalPages: 1, number: page, numberOfElements: 0, hasNext: false, content: [] },
      });
    expect(await find({ search: "nobody" })).toEqual({
      ...{ totalElements: 0, totalPages: 0, number: 1, numberOfElements: 0, hasNext: false, content: [] },
    });
    expect((await find({ page: 2, size: 2 })).hasNext).toBe(false);
  });

  it("is asked for as the documentation has it, or refused", async () => {
    const wrong = [
      ...["page=0", "page=-1", "page=x", "page=1.5", "page=", "page=1000001", "page=1&page=2"],
      ...["size=0", "size=101", "size=-1", "size=x"],
      ...["status=DONE", "status=active", "status=ACTIVE&status=EXPIRED", "templateId=x"],
    ];
    for (const query of wrong) {
      const name = query.split("=")[0];
      for (const list of name === "templateId" ? ["workflows"] : ["workflows", "templates"]) {
        const refused = refusalIn(await send("GET", `/v2/linx/${list}?${query}`));
        expect([query, ...new Set(refused)]).toEqual([query, "400 INVALID_REQUEST", `FIELD_INVALID ${name}`]);
      }
    }
    for (const query of ["size=1", "size=100", "page=1", "other=1"]) expect((await raw(query)).status).toBe(200);
    expect(refusalIn(await raw("page=0&size=0&sort=x"))).toEqual([
      "400 INVALID_REQUEST",
      "FIELD_INVALID page",
      "FIELD_INVALID size",
    ]);
    expect(refusalIn(await raw("sort=x,ASC&sort=title,UP"))).toHaveLength(3);
  });
});

describe("an order", () => {
  it("is by one field or by several, and where they are equal by time in the same direction", async () => {
    expect(await titlesOf({ sort: ["title,ASC"] })).toEqual(["one", "three", "two", "Welcome"].toSorted());
    expect(await titlesOf({ sort: ["createdAt,ASC"] })).toEqual(["one", "two", "three", "Welcome"]);
    expect(await titlesOf({ sort: ["expireAt,ASC"] })).toEqual(["two", "three", "one", "Welcome"]);
    expect(await titlesOf({ sort: ["status,ASC"] })).toEqual(["one", "three", "Welcome", "two"]);
    expect(await titlesOf({ sort: ["status,DESC"] })).toEqual(["two", "Welcome", "three", "one"]);
    expect(await titlesOf({ sort: ["status,DESC", "title,ASC"] })).toEqual(["two", "Welcome", "one", "three"]);
    expect((await raw("sort=status,DESC&sort=title,DESC")).body.content[1].title).toBe("three");
    expect((await raw("sort=status%2CDESC")).body.content[0].title).toBe("two");
  });

  it("is by fields that the list knows", async () => {
    for (const sort of [
      "titel,ASC",
      "phoneNumber,ASC",
      "Title",
      "title,UP",
      "title,ASC,DESC",
      ",ASC",
      "sequence,ASC",
    ]) {
      const [first, ...others] = refusalIn(await raw(`sort=${sort}`));
      expect([sort, first, others]).toEqual([
        sort,
        "400 INVALID_REQUEST",
        [expect.stringMatching(/^FIELD_INVALID sort/)],
      ]);
    }
    expect((await raw("sort=title,ASC&sort=x,ASC")).status).toBe(400);
    expect((await raw(Array(11).fill("sort=title,ASC").join("&"))).status).toBe(400);
  });
});

it("51: what is a stranger's is on no list, and nothing of it is found", async () => {
  const other = await openSandbox(server);
  const theirs = templatesOf(other);
  const { templateId } = await theirs.make(onboarding);
  await theirs.start({ templateId });
  const list = async (query: Query) => got(await other.api.searchLinxWorkflows({ query })).totalElements;
  expect(await list({})).toBe(1);
  expect(await list({ templateId: template.templateId })).toBe(0);
  for (const search of ["mary", String(ids[0])]) expect(await list({ search })).toBe(0);
  expect((await find()).totalElements).toBe(4);
});
