import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { linxTime } from "../wire/time.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { moneyOf } from "./support/money.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { consent, step } from "./support/workflows.ts";

const server = await testServer();
const hour = 3_600_000;

async function opened(changes: object = {}) {
  const world = await openSandbox(server);
  const journeys = journeysOf(world);
  const { body } = await journeys.ask({ ...payout(world), ...changes });
  return {
    ...{ ...world, ...journeys, id: body.workflowId as string },
    at: (hours: number) => linxTime(new Date(world.start.getTime() + hours * hour)),
  };
}

type Started = Awaited<ReturnType<typeof opened>>;

/** Two steps that need the customer, none of which moves money. */
const twoSteps = ({ customerId }: { readonly customerId: string }) => ({
  title: "x",
  steps: [...look, step.profile({ personalInfo: ["salutation"] }), step.documents(consent)],
  parameters: { phoneNumber: "+16475550123", customerId },
});

describe("55: at its end", () => {
  it("a workflow is EXPIRED, and ACTIVE a millisecond before", async () => {
    const { id, read, look: see, goTo, start } = await opened({ expireInHours: 48 });
    await goTo(new Date(start.getTime() + 48 * hour - 1).toISOString());
    expect((await read(id)).status).toBe("ACTIVE");
    await goTo(new Date(start.getTime() + 48 * hour).toISOString());
    const detail = await read(id);
    expect([detail.status, detail.steps.at(-1)?.status]).toEqual(["EXPIRED", "ACTIVE"]);
    for (const absent of ["completedAt", "nextNotificationAt", "declineReason"])
      expect(detail).not.toHaveProperty(absent);
    expect(await see(id)).toMatchObject({ current_step: null, transaction_id: null });
  });

  it("its link is dead", async () => {
    const { id, look: see, advance } = await opened({ expireInHours: 1 });
    const { link } = await see(id);
    expect((await fetch(link)).status).toBe(200);
    await advance("PT1H");
    const dead = await fetch(link);
    expect(dead.status).toBe(410);
    expect(await dead.text()).not.toContain("<form");
  });

  it("stays so when the clock is set back", async () => {
    const { id, read, goTo, start, advance } = await opened({ expireInHours: 2 });
    await advance("PT3H");
    await goTo(start.toISOString());
    expect((await read(id)).status).toBe("EXPIRED");
  });

  it("comes by one word of a test, whatever its time", async () => {
    const { id, finish, history, read } = await opened();
    expect(got(await finish(id, { outcome: "abandon" })).status).toBe("EXPIRED");
    expect((await history(id)).map(({ origin }) => origin)).toEqual(["INITIAL", "EXPIRY"]);
    expect((await read(id)).status).toBe("EXPIRED");
  });
});

describe("54: an extension", () => {
  it("adds hours to what was left, and reminders with them", async () => {
    const { id, extend, at, advance, history, read } = await opened({ expireInHours: 20 });
    await advance("PT10H");
    const detail = got(await extend(id, 30));
    expect(detail).toMatchObject({ id, status: "ACTIVE", expireAt: at(50), nextNotificationAt: at(24) });
    expect(await read(id)).toEqual(detail);
    await advance("PT39H");
    expect((await read(id)).status).toBe("ACTIVE");
    await advance("PT1H");
    expect((await read(id)).status).toBe("EXPIRED");
    expect((await history(id)).map(({ origin, notifiedAt }) => `${origin} ${notifiedAt}`)).toEqual([
      ...[`INITIAL ${at(0)}`, `REMINDER ${at(24)}`, `REMINDER ${at(48)}`, `EXPIRY ${at(50)}`],
    ]);
  });

  it("is by whole hours from 1 to 87600", async () => {
    const { id, send, read } = await opened();
    const before = await read(id);
    for (const json of [{}, { expireInHours: 0 }, { expireInHours: 1.5 }, { expireInHours: 87_601 }, [], null])
      expect(refusalIn(await send("PUT", `/v2/linx/workflows/${id}/extend`, { json }))[0]).toBe("400 INVALID_REQUEST");
    expect(refusalIn(await send("PUT", `/v2/linx/workflows/${id}/extend`, { json: { expireInHours: "5" } }))).toEqual([
      ...["400 INVALID_REQUEST", "FIELD_INVALID expireInHours"],
    ]);
    expect(await read(id)).toEqual(before);
  });

  it("leaves no more than 87600 hours from now on", async () => {
    const { id, send, read, at } = await opened({ expireInHours: 2 });
    const path = `/v2/linx/workflows/${id}/extend`;
    expect(refusalIn(await send("PUT", path, { json: { expireInHours: 87_599 } }))).toEqual([
      ...["400 INVALID_REQUEST", "FIELD_INVALID expireInHours"],
    ]);
    expect((await send("PUT", path, { json: { expireInHours: 87_598 } })).status).toBe(200);
    expect((await read(id)).expireAt).toBe(at(87_600));
  });

  it("adds up, however many come at once", async () => {
    const { id, extend, read, at } = await opened({ expireInHours: 10 });
    await Promise.all(Array.from({ length: 8 }, async () => got(await extend(id, 1))));
    expect((await read(id)).expireAt).toBe(at(18));
  });
});

describe("57: who declines", () => {
  it("ends it at the step, with a reason and without money", async () => {
    const { id, decline, read, businessAccountId, api } = await opened();
    const seen = got(await decline(id, "INCORRECT_AMOUNT"));
    expect(seen).toMatchObject({ status: "DECLINED", decline_reason: "INCORRECT_AMOUNT", transaction_id: null });
    const detail = await read(id);
    expect(detail).toMatchObject({ status: "DECLINED", declineReason: "INCORRECT_AMOUNT", currentStep: 4 });
    expect(detail.steps.map(({ status }) => status)).toEqual([...Array(3).fill("COMPLETED"), "DECLINED"]);
    expect(detail).not.toHaveProperty("completedAt");
    const query = { embed: "balances" } as const;
    const account = got(await api.getFinancialAccount({ path: { financialAccountId: businessAccountId }, query }));
    expect(account._embedded?.balances.USD?.accountBalance).toBe("100000.00");
  });

  it("gives the one reason that is known unless told another, which is upper snake case", async () => {
    const { id, control, read } = await opened();
    const decline = (json: unknown) => control("POST", `/workflows/${id}/decline`, { json });
    for (const reason of ["", "no", "NO REASON", "_", "A__B", 1, null])
      expect((await decline({ reason })).status).toBe(400);
    expect((await decline({ why: "X" })).status).toBe(400);
    expect((await decline(undefined)).status).toBe(200);
    expect((await read(id)).declineReason).toBe("DONT_KNOW_BUSINESS_SENDER");
  });

  it("leaves what was done before", async () => {
    const world = await openSandbox(server);
    const { begin, complete, decline, read } = journeysOf(world);
    const id = await begin(twoSteps(world));
    got(await complete(id, { salutation: "Dame" }));
    got(await decline(id));
    const { steps } = await read(id);
    expect(steps.map(({ status }) => status)).toEqual([...Array(3).fill("COMPLETED"), "DECLINED"]);
    const { api, customerId } = world;
    expect(got(await api.getCustomer({ path: { customerId } })).salutation).toBe("Dame");
  });
});

describe("58: the last step", () => {
  it("completes the workflow, at the time of the clock", async () => {
    const { id, finish, read, advance, at } = await opened();
    await advance("PT5H");
    got(await finish(id));
    const detail = await read(id);
    expect(detail).toMatchObject({ status: "COMPLETED", completedAt: at(5), currentStep: 4 });
    expect(detail).not.toHaveProperty("nextNotificationAt");
    await advance("P100D");
    expect(await read(id)).toEqual(detail);
  });

  it("is a confirmation where no step needs anything", async () => {
    const world = await openSandbox(server);
    const { begin, complete, read } = journeysOf(world);
    const parameters = { phoneNumber: "+16475550123", customerId: world.customerId };
    const id = await begin({ title: "x", steps: [...look], parameters });
    expect((await complete(id, { confirmed: true })).response.status).toBe(400);
    expect(got(await complete(id))).toMatchObject({ status: "COMPLETED", opened: true });
    expect((await read(id)).steps.map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED"]);
  });
});

describe("a cancellation", () => {
  it("ends it for good, and the customer is not told", async () => {
    const { id, cancel, read, messages, advance } = await opened();
    const detail = got(await cancel(id));
    expect(detail).toMatchObject({ id, status: "CANCELLED", currentStep: 4 });
    await advance("P100D");
    expect(await read(id)).toEqual(detail);
    expect(await messages(id)).toHaveLength(1);
  });
});

const ends: Readonly<Record<string, (world: Started) => Promise<unknown>>> = {
  COMPLETED: ({ finish, id }) => finish(id),
  DECLINED: ({ decline, id }) => decline(id),
  CANCELLED: ({ cancel, id }) => cancel(id),
  EXPIRED: ({ advance }) => advance("P91D"),
};

describe.for(Object.entries(ends))("once it is %s", ([status, end]) => {
  it("53, 54: nothing can be done to it any more", async () => {
    const world = await opened();
    const { id, send, complete, finish, decline, read, messages, events, settle } = world;
    await end(world);
    await settle();
    const facts = async () => [await read(id), (await messages(id)).length, (await events(id)).length];
    const before = await facts();
    expect(before[0]).toMatchObject({ status });
    for (const [method, behind, json] of [
      ["PUT", "cancel", undefined],
      ["PUT", "extend", { expireInHours: 5 }],
      ["POST", "notifications/resend", undefined],
    ] as const)
      expect(refusalIn(await send(method, `/v2/linx/workflows/${id}/${behind}`, { json }))).toEqual([
        "422 WORKFLOW_NOT_ACTIVE",
      ]);
    const played = [complete(id), finish(id), finish(id, { outcome: "fail" }), finish(id, { outcome: "abandon" })];
    for (const { response } of await Promise.all([...played, decline(id)])) expect(response.status).toBe(409);
    expect(await facts()).toEqual(before);
  });
});

describe("at once", () => {
  it("of two completions of one step exactly one wins", async () => {
    const world = await openSandbox(server);
    const { begin, complete, look: see } = journeysOf(world);
    const { balanceOf } = moneyOf(world);
    const ids = await Promise.all(Array.from({ length: 10 }, () => begin(payout(world, { amount: 1 }))));
    const answers = await Promise.all(ids.flatMap((id) => [complete(id), complete(id)]));
    const statuses = answers.map(({ response }) => response.status);
    const pairs = ids.map((_, index) => statuses.slice(2 * index, 2 * index + 2).toSorted());
    expect(pairs).toEqual(ids.map(() => [200, 409]));
    for (const id of ids) expect((await see(id)).status).toBe("COMPLETED");
    expect(await balanceOf(world.businessAccountId)).toBe("99990.00 0.00");
  });

  it("what was meant for one step is never taken for the next", async () => {
    const world = await openSandbox(server);
    const { begin, complete, look: see } = journeysOf(world);
    const ids = await Promise.all(Array.from({ length: 10 }, () => begin(twoSteps(world))));
    const answers = await Promise.all(
      ids.flatMap((id) => Array.from({ length: 3 }, () => complete(id, { salutation: "Dame" }))),
    );
    ids.forEach((_, index) => {
      const three = answers.slice(3 * index, 3 * index + 3).map(({ response }) => response.status);
      expect(three.filter((status) => status === 200)).toHaveLength(1);
      // Whoever comes when the step has changed already is told that the values do not fit that one.
      for (const status of three) expect([200, 400, 409]).toContain(status);
    });
    for (const id of ids) expect((await see(id)).current_step?.name).toBe("document-acceptance");
  });

  it("of an end and another end exactly one wins", async () => {
    const worlds = await Promise.all(Array.from({ length: 6 }, () => opened()));
    for (const { id, finish, decline, cancel, read, history } of worlds) {
      const results = await Promise.all([finish(id), decline(id), cancel(id), finish(id, { outcome: "abandon" })]);
      const [won, ...others] = results.map(({ response }) => response.status).toSorted();
      expect([won, ...others]).toEqual([200, ...others.map((status) => (status === 422 ? 422 : 409))]);
      const { status } = await read(id);
      const place = results.findIndex(({ response }) => response.ok);
      expect(status).toBe(["COMPLETED", "DECLINED", "CANCELLED", "EXPIRED"][place]);
      expect(await history(id)).toHaveLength(status === "EXPIRED" ? 2 : 1);
    }
  });
});

it("51: a workflow that is not there is a 404, whatever its id", async () => {
  const { send, control } = await opened();
  for (const id of [nobodys, "x", "%20", "' OR 1=1", "null"]) {
    for (const [method, behind, json] of [
      ["GET", "", undefined],
      ["GET", "/notifications/history", undefined],
      ["POST", "/notifications/resend", undefined],
      ["PUT", "/cancel", undefined],
      ["PUT", "/extend", { expireInHours: 1 }],
    ] as const)
      expect(refusalIn(await send(method, `/v2/linx/workflows/${id}${behind}`, { json }))).toEqual([
        "404 RESOURCE_NOT_FOUND",
      ]);
    for (const [method, behind] of [
      ["GET", ""],
      ["POST", "/step/complete"],
      ["POST", "/decline"],
      ["POST", "/finish"],
    ] as const)
      expect((await control(method, `/workflows/${id}${behind}`)).status).toBe(404);
  }
});
