import { randomUUID } from "node:crypto";
import { query, sql } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { afterAll, expect, it } from "vitest";
import { internal } from "../rules/actor.ts";
import { firstCustomer } from "../rules/founded.ts";
import { remind, resend } from "../rules/journey.ts";
import type { Change, Scene } from "../rules/workflow.ts";
import { foundBusiness, start } from "./business.fixture.ts";
import { createCustomer } from "./customers.ts";
import { change } from "./transitions.ts";
import { begun } from "./workflow.fixture.ts";
import { findByToken, get, getDetail, notificationsOf } from "./workflows.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const at = await foundBusiness(db);
const ctx = at();
const stranger = (await foundBusiness(db))();
const none: Omit<Change, "workflow"> = { steps: [], told: [], notification: null };

/** A customer with an email of its own. */
async function addCustomer(primaryEmail: string): Promise<string> {
  const customerId = randomUUID();
  const nothing = { businessAccountId: "", businessFinancialAccountId: "", businessFinancialAccountIdCad: "" };
  const ids = { ...nothing, customerId, customerFinancialAccountId: "", customerBankAccountId: "" };
  await createCustomer(ctx, { ...firstCustomer(ids, start), primaryEmail });
  return customerId;
}

it("a workflow is read with its steps in their order, as they were written", async () => {
  const names = ["notification", "customer-account", "financial-account", "document-acceptance"] as const;
  const id = await begun(ctx, names);
  const data = { b: 1, a: { z: "ü", y: [1, null] }, "10": true };
  const after = await change(ctx, id, ({ workflow, steps }) => {
    return { ...none, workflow, steps: steps.slice(1, 2).map((step) => ({ ...step, data })) };
  });
  const { email, notification, ...scene } = after;
  const read = await get(ctx, id.toUpperCase());
  expect(read).toEqual(scene);
  expect(read.steps.map(({ name, number }) => `${number} ${name}`)).toEqual(names.map((name, i) => `${i + 1} ${name}`));
  expect(JSON.stringify(read.steps[1]?.data)).toBe(JSON.stringify(data));
  expect(read.steps.map(({ updatedAt }) => updatedAt)).toEqual(names.map(() => start));
  expect(await findByToken(ctx, read.workflow.token)).toEqual(read);
  expect(await getDetail(ctx, id)).toEqual({ ...read, email: null });
});

it("with the email that its customer has by now, be it from the change itself", async () => {
  const id = await begun(ctx);
  const first = await addCustomer("first@example.com");
  const known = await change(ctx, id, ({ workflow }) => ({ ...none, workflow: { ...workflow, customerId: first } }));
  expect(known.email).toBe("first@example.com");
  await query(
    ctx.db,
    sql`UPDATE rocketkor_customer SET primary_email = 'second@example.com' WHERE id = ${first}::uuid`,
  );
  expect((await getDetail(ctx, id)).email).toBe("second@example.com");
  expect((await change(ctx, id, ({ workflow }) => ({ ...none, workflow }))).email).toBe("second@example.com");
});

it("whoever reads a workflow while it changes sees it before or after, and nothing between", async () => {
  const id = await begun(ctx);
  const mark = (data: { mark: string }) =>
    change(ctx, id, ({ workflow, steps }) => {
      return {
        ...none,
        workflow: { ...workflow, declineReason: data.mark },
        steps: steps.map((s) => ({ ...s, data })),
      };
    });
  const marksOf = ({ workflow, steps }: Scene) =>
    new Set([workflow.declineReason, ...steps.map(({ data }) => data.mark)]);
  const { token } = (await mark({ mark: "0" })).workflow;
  let isWritten = false;
  const write = async () => {
    for (let number = 1; number <= 150; number++) await mark({ mark: `${number}` });
    isWritten = true;
  };
  const seen: string[] = [];
  const read = async () => {
    while (!isWritten)
      for (const scene of [await get(ctx, id), await getDetail(ctx, id), await findByToken(ctx, token)])
        seen.push(scene ? [...marksOf(scene)].join(" and ") : "nothing");
  };
  await Promise.all([write(), read()]);
  expect(seen.filter((marks) => !/^\d+$/.test(marks))).toEqual([]);
  expect(new Set(seen).size).toBeGreaterThan(3);
});

it("nobody reads what is a stranger's, or what cannot be an id", async () => {
  const id = await begun(ctx);
  const { token } = (await get(ctx, id)).workflow;
  expect(await findByToken(stranger, token)).toBeUndefined();
  const touch = (context: Context, each: string) => change(context, each, ({ workflow }) => ({ ...none, workflow }));
  for (const [context, each] of [[stranger, id] as const, ...["x", "", `{${id}}`].map((each) => [ctx, each] as const)])
    for (const read of [get, getDetail, touch]) await expect(read(context, each)).rejects.toBeInstanceOf(Refusal);
});

it("a customer may be reminded more often than 32767 times", async () => {
  const id = await begun(ctx);
  await query(ctx.db, sql`UPDATE rocketkor_workflow SET notifications = 32767 WHERE id = ${id}::uuid`);
  const { notification } = await change(ctx, id, (scene) => resend(scene, internal, start));
  expect(notification?.serial).toBe(32767);
  await change(ctx, id, (scene) => remind(scene, 24, start));
  expect((await notificationsOf(ctx, id)).map(({ serial }) => serial)).toEqual([0, 32767, 32768]);
});
