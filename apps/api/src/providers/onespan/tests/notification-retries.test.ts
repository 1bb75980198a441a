import { describe, expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, role } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const server = await testServer();

async function opened() {
  const world = await openSandbox(server);
  const { platform, path } = world;
  const journeys = journeysOf(world);
  return {
    ...{ ...world, ...journeys },
    /** A workflow that tells these of what is chosen, or of its beginning and its end. */
    telling: async (urls: readonly string[], scenarios = ["transaction_created", "transaction_cancelled"]) => {
      const notifications = urls.map((url) => ({ url, scenarios: scenarios as "transaction_created"[] }));
      return (await journeys.workflow({ kind: "document", roles: [role], notifications })).id;
    },
    /** `<status> <attempts>` of each delivery, oldest first. */
    deliveries: async () => {
      const { data } = got(await platform.listDeliveries({ path, query: { limit: 100 } }));
      return data.map(({ status, attempts }) => `${status} ${attempts}`).toReversed();
    },
  };
}

describe("what does not arrive", () => {
  it.each([301, 400, 404, 410, 500, 503])("is tried three times in all where the answer is %d", async (status) => {
    const { telling, begin, settle, advance, deliveries, platform, path, start } = await opened();
    const receiver = await testReceiver({ status, headers: { Location: "/elsewhere" } });
    await begin(await telling([receiver.url]));
    await settle();
    const seen = [await deliveries()];
    for (const pause of ["PT59S", "PT1S", "PT4M59S", "PT1S"]) {
      await advance(pause);
      seen.push(await deliveries());
    }
    expect(seen).toEqual([["pending 1"], ["pending 1"], ["pending 2"], ["pending 2"], ["failed 3"]]);
    await advance("P30D");
    expect(receiver.received.map(({ path: at }) => at)).toEqual(Array(3).fill("/hooks"));
    expect(new Set(receiver.received.map(({ rawBody }) => rawBody.toString())).size).toBe(1);
    const [{ id = "" } = {}] = got(await platform.listDeliveries({ path, query: {} })).data;
    const { history } = got(await platform.getDelivery({ path: { ...path, deliveryId: id } }));
    expect(history.map(({ at }) => (Date.parse(at) - start.getTime()) / 1000)).toEqual([0, 60, 360]);
  });

  it.each([200, 201, 202, 204, 299])("is not tried again where the answer is %d", async (status) => {
    const { telling, begin, advance, deliveries } = await opened();
    const receiver = await testReceiver(status);
    await begin(await telling([receiver.url]));
    await advance("P1D");
    expect([await deliveries(), receiver.received.length]).toEqual([["successful 1"], 1]);
  });

  it("arrives by a later attempt, once whoever is told is well again", async () => {
    const { telling, begin, settle, advance, deliveries } = await opened();
    for (const failures of [1, 2]) {
      const receiver = await testReceiver(() => (receiver.received.length > failures ? 200 : 500));
      await begin(await telling([receiver.url]));
      await settle();
      await advance("P1D");
      expect((await deliveries()).at(-1)).toBe(`successful ${failures + 1}`);
      expect(receiver.received).toHaveLength(failures + 1);
    }
  });

  it("where nobody listens is given up too, and may be sent once more by hand", async () => {
    const { telling, begin, advance, deliveries, platform, path } = await opened();
    await begin(await telling(["http://127.0.0.1:9/"]));
    await advance("PT6M");
    expect(await deliveries()).toEqual(["failed 3"]);
    const [{ id = "" } = {}] = got(await platform.listDeliveries({ path, query: {} })).data;
    got(await platform.resendDelivery({ path: { ...path, deliveryId: id } }));
    await advance("PT0S");
    expect(await deliveries()).toEqual(["failed 3", "pending 1"]);
  });
});

it("one who fails keeps nobody else waiting, and no transaction", async () => {
  const { telling, begin, cancel, settle, advance, read } = await opened();
  const [failing, well] = [await testReceiver(500), await testReceiver()];
  const { id } = await begin(await telling([failing.url, well.url]));
  await settle();
  await cancel(id);
  await settle();
  const triggers = (of: typeof well) => of.received.map(({ body }) => body.trigger);
  expect(triggers(well)).toEqual(["transaction_created", "transaction_cancelled"]);
  expect(triggers(failing)).toEqual(["transaction_created", "transaction_cancelled"]);
  await advance("PT6M");
  expect(triggers(failing)).toEqual(Array(3).fill(["transaction_created", "transaction_cancelled"]).flat());
  expect(triggers(well)).toHaveLength(2);
  expect((await read(id)).status).toBe("cancelled");
});
