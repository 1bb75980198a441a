import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import { Refusal } from "@understudy/domain";
import { afterAll, expect, it } from "vitest";
import type { TemplateContent } from "../rules/template.ts";
import { foundBusiness, start } from "./business.fixture.ts";
import { create, find, get, setState, update } from "./templates.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const at = await foundBusiness(db);
const ctx = at();
const stranger = (await foundBusiness(db))();
const by = { id: randomUUID(), type: "service-account" } as const;

const content: TemplateContent = {
  ...{ displayName: "Send a rebate", description: null, customerMemo: null, defaultExpiryDays: null },
  steps: [{ name: "notification", user: null, preDefined: { introductoryMessage: "b", channel: "SMS" } }],
};
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(() => undefined).catch((reason: unknown) => reason);
  if (!(error instanceof Refusal)) throw new Error(`It was not refused: ${error}`);
  return [error.code, ...(error.details.problems ?? []).map(({ field, rule }) => `${rule} ${field}`)];
};

it("keeps a template as it was given, in the order in which it was given", async () => {
  const full: TemplateContent = {
    ...{ displayName: "Ünïcode", description: "What for", customerMemo: "Hi", defaultExpiryDays: 3650 },
    steps: [
      { name: "notification", user: null, preDefined: { introductoryMessage: "b", channel: "SMS" } },
      { name: "enhance-profile", user: { phoneNumber: ["HOME"], addresses: ["SHIPPING"] }, preDefined: null },
      { name: "customer-account", user: null, preDefined: {} },
    ],
  };
  const made = await create(ctx, "full", full, by);
  expect(made).toEqual({
    ...full,
    ...{ id: made.id, versionId: made.versionId, version: 1 },
    name: "full",
    state: "ACTIVE",
    createdAt: start,
  });
  const none = { workflows: 0, activeWorkflows: 0, lastExecutedAt: null };
  const { template, stats } = await get(ctx, made.id);
  expect(JSON.stringify(template.steps)).toBe(
    JSON.stringify(full.steps.map(({ name, user, preDefined }) => ({ name, preDefined, user }))),
  );
  expect([template, stats]).toEqual([made, { allVersions: none, currentVersion: none }]);
  expect(await find(ctx, { id: made.id.toUpperCase() })).toEqual(made);
  expect(await find(ctx, { name: "full" })).toEqual(made);
});

it("of many updates at once each makes a version of its own, one after the other, and the last one is the newest", async () => {
  const { id } = await create(ctx, null, content, by);
  const updates = Array.from({ length: 12 }, (_, index) =>
    update(ctx, id, { ...content, displayName: `${index}` }, by),
  );
  const versions = await Promise.all(updates);
  const inOrder = versions.toSorted((one, other) => one.version - other.version);
  expect(inOrder.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 2));
  expect(new Set(versions.map(({ versionId }) => versionId)).size).toBe(12);
  expect((await get(ctx, id)).template).toEqual(inOrder.at(-1));
  for (const each of versions) expect((await get(ctx, id, each.versionId)).template).toEqual(each);
});

it("an update that says the same makes a new version nonetheless", async () => {
  const { id, versionId } = await create(ctx, null, content, by);
  const again = await update(ctx, id, content, by);
  expect([again.version, again.versionId === versionId]).toEqual([2, false]);
});

it("many templates without a name have one each, made of what they are called", async () => {
  const named = (displayName: string) => create(ctx, null, { ...content, displayName }, by);
  const made = await Promise.all(Array.from({ length: 8 }, () => named("Collect the RENT (again)!")));
  const names = made.map(({ name }) => name).toSorted();
  expect(names[0]).toBe("collect-the-rent-again");
  for (const [index, name] of names.slice(1).entries()) {
    expect(name).toMatch(/^collect-the-rent-again-[0-9a-f]{8}$/);
    expect(name).not.toBe(names[index]);
  }
  expect((await named("…")).name).toBe("template");
  expect((await named("𝒜".repeat(255))).name).toBe("a".repeat(100));
  expect((await named("𠮷".repeat(255))).name).toBe("𠮷".repeat(100));
});

it("a name is given once, be it asked for by many at once, and stays taken when its template is deleted", async () => {
  const all = await Promise.allSettled(Array.from({ length: 8 }, () => create(ctx, "once", content, by)));
  const made = all.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  expect(made).toHaveLength(1);
  expect(await refused(create(ctx, "once", content, by))).toEqual(["exists", "RESOURCE_EXISTS name"]);
  await setState(ctx, String(made[0]?.id), "DELETED");
  expect(await refused(create(ctx, "once", content, by))).toEqual(["exists", "RESOURCE_EXISTS name"]);
  expect((await create(stranger, "once", content, by)).name).toBe("once");
});

it("a template that is not active is read and not updated, and a deleted one is absent until it is put back", async () => {
  const { id, versionId, name } = await create(ctx, null, content, by);
  for (const state of ["SUSPENDED", "ARCHIVED"] as const) {
    expect(await setState(ctx, id, state)).toMatchObject({ id, versionId, version: 1, state });
    expect((await get(ctx, id)).template.state).toBe(state);
    expect(await refused(update(ctx, id, content, by))).toEqual(["wrong_state", "TEMPLATE_NOT_ACTIVE templateId"]);
  }
  await setState(ctx, id, "DELETED");
  for (const work of [() => get(ctx, id), () => get(ctx, id, versionId), () => update(ctx, id, content, by)])
    expect(await refused(work())).toEqual(["absent"]);
  expect(await find(ctx, { name })).toBeUndefined();
  await setState(ctx, id, "ACTIVE");
  expect((await update(ctx, id, content, by)).version).toBe(2);
});

it("nobody reads, updates or sets what is a stranger's, or a version of another template", async () => {
  const [one, other] = await Promise.all([create(ctx, null, content, by), create(ctx, null, content, by)]);
  const works = [
    get(stranger, one.id),
    get(stranger, one.id, one.versionId),
    get(ctx, one.id, other.versionId),
    get(ctx, one.id, one.id),
    update(stranger, one.id, content, by),
    setState(stranger, one.id, "SUSPENDED"),
    ...["x", "", "'", `urn:uuid:${one.id}`, `{${one.id}}`].flatMap((id) => [
      get(ctx, id),
      get(ctx, one.id, id),
      update(ctx, id, content, by),
      setState(ctx, id, "ACTIVE"),
    ]),
  ];
  for (const codes of await Promise.all(works.map(refused))) expect(codes).toEqual(["absent"]);
  expect(await find(stranger, { id: one.id })).toBeUndefined();
  expect(await find(stranger, { name: one.name })).toBeUndefined();
  expect(await find(ctx, { id: "x" })).toBeUndefined();
});
