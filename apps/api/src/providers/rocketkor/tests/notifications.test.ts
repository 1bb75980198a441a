import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { linxTime } from "../wire/time.ts";
import { journeysOf, payout } from "./support/journeys.ts";
import { tokenOf } from "./support/records.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();
const hour = 3_600_000;

/** A sandbox of the test's own with a workflow that the customer has not finished. */
async function opened(changes: object = {}) {
  const world = await openSandbox(server);
  const journeys = journeysOf(world);
  const { ask, history, look, messages } = journeys;
  const { status, body } = await ask({ ...payout(world), ...changes });
  expect(status).toBe(201);
  const id = body.workflowId as string;
  const { link } = await look(id);
  return {
    ...{ ...world, ...journeys, id, link },
    at: (hours: number) => linxTime(new Date(world.start.getTime() + hours * hour)),
    /** `<serial> <origin> <hours since the creation> <by whom>` */
    log: async () =>
      (await history(id)).map(({ serial, origin, notifiedAt, notifiedBy }) => {
        const after = (Date.parse(notifiedAt) - world.start.getTime()) / hour;
        return `${serial} ${origin} ${after} ${notifiedBy.type}`;
      }),
    texts: async () => (await messages(id)).map(({ body }) => body),
  };
}

describe("52: the first message", () => {
  it("is in the history under 0, by the service account that made the workflow", async () => {
    const { history, id, at, portal, path } = await opened();
    const [owner] = got(await portal.listServiceAccounts({ path })).data;
    expect(await history(id)).toEqual([
      {
        ...{ serial: 0, channel: "SMS", origin: "INITIAL", notifiedAt: at(0) },
        notifiedBy: { id: owner?.id, type: "service-account" },
      },
    ]);
  });

  it("says what the business says, and the link", async () => {
    const parameters = { introductoryMessage: "Żółw has a rebate: 50 % 👋", phoneNumber: "6475550123" };
    const world = await openSandbox(server);
    const { begin, look, messages } = journeysOf(world);
    const id = await begin(payout(world, parameters));
    const { link } = await look(id);
    expect(await messages(id)).toMatchObject([
      { channel: "SMS", body: `Żółw has a rebate: 50 % 👋 ${link}`, to: "+16475550123", status: "kept" },
    ]);
    expect(link).toMatch(new RegExp(`^${world.publicUrl}/pages/rocketkor/${world.sandboxId}/linx/[\\w-]{24,}$`));
  });

  it("says who asks where the business says nothing, by the name in the settings", async () => {
    const world = await opened();
    const { texts, link, portal, path, begin, messages } = world;
    expect(await texts()).toEqual([`Harbour Trading has a request for you. ${link}`]);
    const settings = got(await portal.getSettings({ path }));
    got(await portal.putSettings({ path, body: { ...settings, business_name: "Quay & Sons" } }));
    const id = await begin(payout(world));
    expect((await messages(id))[0]?.body).toMatch(/^Quay & Sons has a request for you\. http/);
  });
});

describe("56: reminders", () => {
  it("come every 24 hours at the minute of the creation, until it expires", async () => {
    const { log, texts, read, id, at, link, goTo, start, advance } = await opened({ expireInHours: 73 });
    expect((await read(id)).nextNotificationAt).toBe(at(24));
    await goTo(new Date(start.getTime() + 24 * hour - 1).toISOString());
    expect(await log()).toHaveLength(1);
    await goTo(new Date(start.getTime() + 24 * hour).toISOString());
    expect(await log()).toEqual(["0 INITIAL 0 service-account", "1 REMINDER 24 internal"]);
    expect((await read(id)).nextNotificationAt).toBe(at(48));
    await advance("P10D");
    expect(await log()).toEqual([
      "0 INITIAL 0 service-account",
      "1 REMINDER 24 internal",
      "2 REMINDER 48 internal",
      "3 REMINDER 72 internal",
      "4 EXPIRY 73 internal",
    ]);
    const told = await texts();
    expect(told.slice(1, 4)).toEqual(Array(3).fill(`Reminder: Harbour Trading has a request for you. ${link}`));
    expect(told).toHaveLength(5);
    expect(await read(id)).not.toHaveProperty("nextNotificationAt");
  });

  it("do not come at the very end, or after it", async () => {
    const { log, read, id, at, advance } = await opened({ expireInHours: 48 });
    expect((await read(id)).nextNotificationAt).toBe(at(24));
    await advance("PT24H");
    expect(await read(id)).not.toHaveProperty("nextNotificationAt");
    await advance("P5D");
    expect((await log()).slice(1)).toEqual(["1 REMINDER 24 internal", "2 EXPIRY 48 internal"]);
  });

  it("do not come to whoever has finished, declined or was cancelled", async () => {
    for (const end of ["finish", "decline", "cancel"] as const) {
      const world = await opened();
      await world.advance("PT25H");
      expect((await world[end](world.id)).response.status).toBe(200);
      expect(await world.read(world.id)).not.toHaveProperty("nextNotificationAt");
      await world.advance("P200D");
      expect(await world.log()).toEqual(["0 INITIAL 0 service-account", "1 REMINDER 24 internal"]);
      expect(await world.texts()).toHaveLength(2);
    }
  });

  it("come as often as the settings say from the next one on", async () => {
    const { log, portal, path, read, id, at, advance } = await opened({ expireInHours: 40 });
    const settings = got(await portal.getSettings({ path }));
    got(await portal.putSettings({ path, body: { ...settings, reminder_interval_hours: 6 } }));
    expect((await read(id)).nextNotificationAt).toBe(at(24));
    await advance("P2D");
    expect(await log()).toEqual([
      "0 INITIAL 0 service-account",
      ...["1 REMINDER 24 internal", "2 REMINDER 30 internal", "3 REMINDER 36 internal", "4 EXPIRY 40 internal"],
    ]);
  });

  it("are listed by the clock that was moved, at their own times", async () => {
    const { platform, path, id } = await opened({ expireInHours: 50 });
    const { ran } = got(await platform.moveClock({ path, body: { advance: "P3D" } }));
    expect(ran.filter(({ subject }) => subject === id).map(({ kind }) => kind)).toEqual([
      ...["remind_customer", "remind_customer", "expire_workflow"],
    ]);
  });
});

describe("55: the last message", () => {
  it("says that the time is up, by nobody in particular", async () => {
    const { history, texts, messages, id, at, advance } = await opened({ expireInHours: 5 });
    await advance("PT5H");
    expect((await history(id))[1]).toEqual({
      ...{ serial: 1, channel: "SMS", origin: "EXPIRY", notifiedAt: at(5), notifiedBy: { id: "", type: "internal" } },
    });
    const [, last] = await texts();
    expect(last).toMatch(/^Harbour Trading: your request has expired/);
    expect(last).not.toContain("http");
    expect((await messages(id))[1]?.at).toBe(at(5).replace("000Z", "Z"));
  });
});

describe("53: sent again", () => {
  it("is the first message once more, by whoever asked for it", async () => {
    const world = await opened();
    await world.advance("PT1H");
    const { authorization, id: by } = await tokenOf(world, "clerk");
    const path = `/v2/linx/workflows/${world.id}/notifications/resend`;
    const { status, body } = await world.send("POST", path, { authorization });
    const entry = {
      ...{ serial: 1, channel: "SMS", origin: "MANUAL", notifiedAt: world.at(1) },
      notifiedBy: { id: by, type: "service-account" },
    };
    expect([status, body]).toEqual([200, entry]);
    expect((await world.history(world.id))[1]).toEqual(entry);
    const [first, again] = await world.texts();
    expect(again).toBe(first);
  });

  it("leaves reminders and expiry as they were", async () => {
    const { resend, id, read, log, advance } = await opened({ expireInHours: 30 });
    await advance("PT23H");
    const before = await read(id);
    got(await resend(id));
    const { nextNotificationAt, expireAt } = await read(id);
    expect({ nextNotificationAt, expireAt }).toEqual({
      ...{ nextNotificationAt: before.nextNotificationAt, expireAt: before.expireAt },
    });
    await advance("PT10H");
    expect((await log()).slice(1)).toEqual([
      ...["1 MANUAL 23 service-account", "2 REMINDER 24 internal", "3 EXPIRY 30 internal"],
    ]);
  });

  it("is counted on, however many ask at once", async () => {
    const { resend, id, history } = await opened();
    const answers = await Promise.all(Array.from({ length: 12 }, () => resend(id)));
    expect(answers.map(({ response }) => response.status)).toEqual(answers.map(() => 200));
    expect((await history(id)).map(({ serial }) => serial)).toEqual(Array.from({ length: 13 }, (_, index) => index));
  });

  it("is refused where it has ended, and where there is nothing", async () => {
    const { cancel, id, send, texts } = await opened();
    got(await cancel(id));
    const resend = (workflowId: string) =>
      send("POST", `/v2/linx/workflows/${workflowId}/notifications/resend`).then(refusalIn);
    expect(await resend(id)).toEqual(["422 WORKFLOW_NOT_ACTIVE"]);
    for (const none of [nobodys, "x", "%20"]) expect(await resend(none)).toEqual(["404 RESOURCE_NOT_FOUND"]);
    expect(await texts()).toHaveLength(1);
  });
});
