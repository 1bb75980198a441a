import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { linxTime } from "../wire/time.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { templatesOf } from "./support/templates.ts";

const server = await testServer();
const world = await openSandbox(server);
const { make, revise, set, start } = templatesOf(world);

type Query = NonNullable<Parameters<typeof world.api.searchLinxTemplates>[0]>["query"];
const find = async (query: Query = {}) => got(await world.api.searchLinxTemplates({ query }));
const namesOf = async (query?: Query) => (await find(query)).content.map(({ name }) => name);

const first = await make({ name: "rent", displayName: "Collect the rent" });
await world.advance("PT1M");
const second = await make({ name: "alpha", displayName: "Send a rebate", description: "For cards" });
const third = await make({ name: "Zulu", displayName: "Ärzte bezahlen" });
await set(third.templateId, "SUSPENDED");
const gone = await make({ name: "gone", displayName: "Send nothing" });
await set(gone.templateId, "DELETED");

it("lists all but the deleted ones, the newest first, in the newest version of each", async () => {
  const { templateVersionId } = await revise(first.templateId, {
    displayName: "Collect rents",
    description: "Monthly",
  });
  const { workflowId } = await start({ templateId: first.templateId });
  expect(workflowId).toBeDefined();
  const page = await find();
  expect(page).toMatchObject({ totalElements: 3, totalPages: 1, number: 1, numberOfElements: 3, hasNext: false });
  expect(page.content.map(({ name }) => name)).toEqual(["Zulu", "alpha", "rent"]);
  const at = linxTime(new Date(world.start.getTime() + 60_000));
  expect(page.content.at(-1)).toEqual({
    ...{ templateId: first.templateId, templateVersionId, name: "rent", displayName: "Collect rents" },
    ...{ description: "Monthly", numberOfSteps: 3, createdAt: linxTime(world.start) },
    stats: {
      ...{ allVersionsActiveWorkflows: 1, allVersionsWorkflows: 1, allVersionsLastExecutedAt: at },
      ...{ currentVersionActiveWorkflows: 1, currentVersionWorkflows: 1, currentVersionLastExecutedAt: at },
    },
  });
  expect(page.content[0]).not.toHaveProperty("description");
});

it("finds words of its id and of what it is called, in either case, and what has the state too", async () => {
  expect(await namesOf({ search: "REBATE" })).toEqual(["alpha"]);
  expect(await namesOf({ search: "alph" })).toEqual(["alpha"]);
  expect(await namesOf({ search: "rebate send" })).toEqual(["alpha"]);
  expect(await namesOf({ search: "ÄRZTE" })).toEqual(["Zulu"]);
  expect(await namesOf({ search: second.templateId })).toEqual(["alpha"]);
  expect(await namesOf({ search: second.templateId.slice(3, 20).toUpperCase() })).toEqual(["alpha"]);
  for (const search of ["cards", "%", "_", "alpha rent", gone.templateId])
    expect(await namesOf({ search })).toEqual([]);
  expect(await namesOf({ status: "SUSPENDED" })).toEqual(["Zulu"]);
  expect(await namesOf({ status: "ARCHIVED" })).toEqual([]);
  expect(await namesOf({ status: "DELETED" })).toEqual(["gone"]);
  expect(await namesOf({ status: "ACTIVE", search: "zulu" })).toEqual([]);
  expect(await namesOf({ status: "DELETED", search: "send" })).toEqual(["gone"]);
});

it("is ordered as it is asked, page by page", async () => {
  const orders = [
    ["name,ASC"],
    ["name,DESC"],
    ["createdAt,ASC"],
    ["createdAt,DESC", "name,DESC"],
    ["displayName,DESC"],
  ];
  const expected = ["Zulu alpha rent", "rent alpha Zulu", "rent alpha Zulu", "alpha Zulu rent", "Zulu alpha rent"];
  for (const [index, sort] of orders.entries()) {
    const pages: string[] = [];
    for (const page of [1, 2, 3]) pages.push(...(await namesOf({ sort, page, size: 1 })));
    expect(pages.join(" ")).toBe(expected[index]);
  }
  expect((await world.send("GET", "/v2/linx/templates?sort=title,ASC")).status).toBe(400);
});

it("lists no stranger's, whose names may be the same", async () => {
  const other = await openSandbox(server);
  const { templateId } = await templatesOf(other).make({ name: "rent" });
  const theirs = got(await other.api.searchLinxTemplates());
  expect(theirs.content.map((each) => each.templateId)).toEqual([templateId]);
  expect(await namesOf({ search: templateId })).toEqual([]);
});
