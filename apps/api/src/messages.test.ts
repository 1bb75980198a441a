import { createControlClient } from "@understudy/client/control";
import { expect, test } from "vitest";
import { got } from "./providers/tokeflow/tests/support/world.ts";
import { testHouse } from "./testing/server.ts";

const { database, start } = await testHouse();
const server = await start();
const control = createControlClient({ baseUrl: server.publicUrl });

const at = new Date("2026-01-15T12:45:00.000Z");
const john = "+16471234567";
const anna = "+15185550142";

/** A sandbox to whose phones so much was sent, the oldest first: ids of the messages, and whom they are for. */
async function sandboxWith(sent: readonly (readonly [id: string, to: string, subject: string])[]) {
  const { id: sandboxId } = got(await control.createSandbox());
  const common = { sandboxId, provider: "acme", channel: "SMS", status: "kept", at };
  for (const [id, to, subject] of sent)
    await database.db.message.create({
      data: { ...common, id: `${sandboxId}_${id}`, to, subject, body: `About ${subject}` },
    });
  return { sandboxId, idOf: (id: string) => `${sandboxId}_${id}` };
}

const sent = [
  ["1", john, "pay_1"],
  ["2", anna, "pay_2"],
  ["3", john, "pay_2"],
] as const;

test("messages are listed newest first, as they were sent, each on one page", async () => {
  const { sandboxId, idOf } = await sandboxWith(sent);
  const first = got(await control.listMessages({ path: { sandboxId }, query: { limit: 2 } }));
  expect(first.data.map(({ id }) => id)).toEqual([idOf("3"), idOf("2")]);
  const cursor = String(first.next_cursor);
  const second = got(await control.listMessages({ path: { sandboxId }, query: { limit: 2, cursor } }));
  expect(second).toEqual({
    data: [
      {
        ...{ id: idOf("1"), at: "2026-01-15T12:45:00.000Z", channel: "SMS", to: john, body: "About pay_1" },
        ...{ provider: "acme", subject: "pay_1", status: "kept", error: null },
      },
    ],
    next_cursor: null,
  });
});

test("messages are found by their number and by what they are about", async () => {
  const { sandboxId, idOf } = await sandboxWith(sent);
  const found = async (query: { to?: string; subject?: string }) =>
    got(await control.listMessages({ path: { sandboxId }, query })).data.map(({ id }) => id);
  expect(await found({ to: john })).toEqual([idOf("3"), idOf("1")]);
  expect(await found({ subject: "pay_2" })).toEqual([idOf("3"), idOf("2")]);
  expect(await found({ to: anna, subject: "pay_2" })).toEqual([idOf("2")]);
  expect(await found({ to: anna, subject: "pay_1" })).toEqual([]);
});

test("a sandbox's messages are nobody else's, and go with it", async () => {
  const { sandboxId } = await sandboxWith(sent);
  const other = await sandboxWith([]);
  expect(got(await control.listMessages({ path: { sandboxId: other.sandboxId } })).data).toEqual([]);
  await control.dropSandbox({ path: { sandboxId } });
  expect(await database.db.message.count({ where: { sandboxId } })).toBe(0);
});
