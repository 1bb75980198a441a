import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import { afterAll, expect, it } from "vitest";
import type { Template, TemplateContent } from "../rules/template.ts";
import { foundBusiness } from "./business.fixture.ts";
import { inTransaction } from "./in-transaction.ts";
import { create, get, setState, update } from "./templates.ts";
import { untilWaiting } from "./waiting.fixture.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const ctx = (await foundBusiness(db))();
const by = { id: randomUUID(), type: "service-account" } as const;
const content: TemplateContent = {
  ...{ displayName: "Send a rebate", description: null, customerMemo: null, defaultExpiryDays: null },
  steps: [{ name: "notification", user: null, preDefined: null }],
};

it("a template whose state is set while it is updated is answered in the version that it then has", async () => {
  const { id } = await create(ctx, null, content, by);
  const setting: Promise<Template>[] = [];
  const updated = await inTransaction(ctx, async (held) => {
    const next = await update(held, id, { ...content, displayName: "newer" }, by);
    const work = setState(ctx, id, "SUSPENDED");
    setting.push(work);
    await untilWaiting(db, work);
    return next;
  });
  const [set] = await Promise.all(setting);
  expect(set).toEqual({ ...updated, state: "SUSPENDED" });
  expect((await get(ctx, id)).template).toEqual(set);
});

it("an update that comes upon a suspension is refused, and one that was faster stays", async () => {
  for (let round = 0; round < 10; round++) {
    const { id } = await create(ctx, null, content, by);
    const updating = Array.from({ length: 4 }, () =>
      update(ctx, id, content, by).then(
        () => "updated",
        (error) => error.code,
      ),
    );
    const [set, ...told] = await Promise.all([setState(ctx, id, "SUSPENDED"), ...updating]);
    expect(told.filter((each) => each !== "updated" && each !== "wrong_state")).toEqual([]);
    const updates = told.filter((each) => each === "updated").length;
    expect((await get(ctx, id)).template).toMatchObject({ state: "SUSPENDED", version: updates + 1 });
    expect(set.state).toBe("SUSPENDED");
  }
});
