import { judgeWebhook } from "@understudy/conformance";
import document from "@understudy/contracts/onespan.json" with { type: "json" };
import { describe, expect, it, vi } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { scenarios } from "../rules/event.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";

// Much is drawn and written here, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const server = await testServer();
const all = [...scenarios];

async function opened() {
  const world = await openSandbox(server);
  const { platform, path, control } = world;
  const journeys = journeysOf(world);
  const inbox = { ...path, name: "onespan" };
  const { url } = got(await platform.putInbox({ path: inbox }));
  const telling = { roles: [role], lender_signature: true, notifications: [{ url, scenarios: all }] };
  return {
    ...{ ...world, ...journeys, url, inbox },
    workflow: async (kind: "document" | "document_with_face" | "agreement_signing", more: object = {}) =>
      (await journeys.workflow({ kind, ...telling, ...more })).id,
    finish: (id: string, json: object = {}) => control("POST", `/transactions/${id}/finish`, { json }),
    /** All that the inbox has got, oldest first. */
    told: async () => {
      const found: { headers: Record<string, string>; text: string; body: Record<string, unknown> }[] = [];
      let cursor: string | undefined;
      do {
        const page = got(await platform.getInbox({ path: inbox, query: { limit: 100, ...(cursor && { cursor }) } }));
        for (const { headers, body } of page.data)
          found.push({ headers: headers as never, text: body ?? "", body: JSON.parse(body ?? "") });
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return found.toReversed();
    },
    deliveries: async () => got(await platform.listDeliveries({ path, query: { limit: 100 } })).data,
  };
}

type World = Awaited<ReturnType<typeof opened>>;

/** A person agrees, reads, takes the agreement along and signs, whereupon the lender does. */
async function lend({ begin, workflow, send, settle }: World, last_name = "Roe"): Promise<string> {
  const { id, link } = await begin(await workflow("agreement_signing"), { users: [{ ...person, last_name }] });
  const visitor = await visit(link);
  await visitor.send();
  await visitor.follow("Start reading");
  await fetch(`${visitor.shown.address}.pdf`);
  await visitor.send();
  expect(await visitor.send({ name: "Ana Roe", agree: "true" })).toMatchObject({ state: "signed" });
  await send("PUT", `/api/transaction/${id}/event`, { json: { trigger: "lender_sign" } });
  await settle();
  return id;
}

/** All that may happen. */
async function everything(world: World): Promise<readonly string[]> {
  const { begin, workflow, finish, cancel, send, advance } = world;
  const [show, face] = [await workflow("document"), await workflow("document_with_face")];
  const named = (last_name: string) => ({ users: [{ ...person, last_name }] });
  const ids = [await begin(face), await begin(show, named("FAIL")), await begin(face, named("ERROR"))].map(
    ({ id }) => id,
  );
  for (const id of ids) await finish(id);
  const [{ id: cancelled }, { id: late }] = [await begin(show), await begin(show, { expiry_period: 1 })];
  const json = { transaction_ids: [cancelled], grace_period: 5 };
  for (const name of ["mark", "unmark"]) await send("POST", `/api/transactions/${name}-for-erasure`, { json });
  await cancel(cancelled);
  ids.push(await lend(world), await lend(world, "AUDIT_TRAIL_ERROR"), cancelled, late);
  await advance("P1D");
  return ids;
}

describe("everything that the spec names is told", () => {
  it("as the spec has it, and as it stands among the transaction's events", async () => {
    const world = await opened();
    const ids = await everything(world);
    const told = await world.told();
    for (const { headers, text } of told) expect(judgeWebhook(document, { headers, body: text })).toEqual([]);
    const names = told.map(({ body }) => (body.type === "notification" ? body.trigger : body.type));
    expect([...new Set(names)].toSorted()).toEqual(Object.keys(document.webhooks).toSorted());
    expect([...all].toSorted()).toEqual(Object.keys(document.webhooks).toSorted());
    const events = (await Promise.all(ids.map((id) => world.read(id)))).flatMap((each) => each.events);
    expect(told).toHaveLength(events.length);
    for (const { body } of told) {
      const { timestamp = "", ...event } = events.find(({ id }) => id === body.id) ?? {};
      const at =
        body.type === "notification"
          ? { "@timestamp": timestamp.replace("T", " ").replace("Z", " +0000") }
          : { timestamp };
      expect(body).toEqual({ ...event, ...at });
    }
  });

  it("by a POST of JSON, one record for each call, without a signature", async () => {
    const { begin, workflow, settle, told, platform, inbox, start } = await opened();
    const { id } = await begin(await workflow("document"));
    await settle();
    const { data } = got(await platform.getInbox({ path: inbox, query: {} }));
    expect(data).toMatchObject([{ method: "POST", headers: { "content-type": "application/json" } }]);
    const [{ headers, text, body } = { headers: {}, text: "", body: {} }] = await told();
    expect(Object.keys(headers).filter((name) => /signature|authorization|hmac/i.test(name))).toEqual([]);
    expect(text).toBe(JSON.stringify(body));
    expect(Object.entries(body)).toEqual(
      Object.entries({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        "@timestamp": start.toISOString().replace("T", " ").replace("Z", " +0000"),
        ...{ type: "notification", trigger: "transaction_created", transaction_id: id, session_id: null, role },
        ...{ message: "The process has started.", fields: [], document_references: [] },
        ...{ skip_common_ux_components: true, skip_view_state: false, version: 0 },
      }),
    );
  });

  it("a consent by the page that it was given on, with what was agreed to", async () => {
    const { begin, workflow, told, settle, start } = await opened();
    const consent = { mode: "explicit", text: "I agree to all of it." };
    const { link } = await begin(await workflow("document", { consent, notifications: undefined }));
    await visit(link);
    const { link: heard } = await begin(await workflow("document", { consent }));
    const visitor = await visit(heard, "Ana's browser");
    await visitor.send({ consent: "true" });
    await settle();
    const consents = (await told()).filter(({ body }) => body.type === "consent_accepted");
    expect(consents.map(({ body }) => body)).toMatchObject([
      {
        ...{ timestamp: start.toISOString(), trigger: "page_next", role, client_device: { name: "Ana's browser" } },
        fields: [
          { name: "consent_mode", value: "explicit" },
          { name: "consent_text", value: "I agree to all of it." },
        ],
      },
    ]);
    expect(consents[0]?.body).not.toHaveProperty("@timestamp");
  });
});

describe("nobody is told", () => {
  it("of a transaction that disables notifications, though it is kept what happened", async () => {
    const { begin, workflow, finish, settle, told, deliveries, triggers, platform, path } = await opened();
    const { id } = await begin(await workflow("document"), { disable_notifications: true });
    await finish(id);
    await settle();
    expect([await told(), await deliveries()]).toEqual([[], []]);
    expect((await triggers(id)).at(-1)).toBe("transaction_completed");
    const { data } = got(await platform.listEvents({ path, query: { subject: id } }));
    expect(data.map(({ type }) => type)[0]).toBe("transaction_completed");
  });

  it("of what they did not choose, and of other workflows", async () => {
    const { begin, workflow, finish, settle, told, url } = await opened();
    const chosen = ["verification_doc_id", "transaction_completed"];
    const own = await workflow("document", { notifications: [{ url, scenarios: chosen }] });
    const other = await workflow("document", { notifications: [] });
    for (const each of [own, other]) await finish((await begin(each)).id);
    await settle();
    expect((await told()).map(({ body }) => body.trigger)).toEqual(chosen);
  });
});

it("targets that are changed are told from then on, and what was owed to the others is still sent to them", async () => {
  const { workflow, begin, cancel, settle, advance, setup, path } = await opened();
  const [before, after] = [await testReceiver(503), await testReceiver()];
  const settings = (url: string) => ({
    ...{ name: "w", kind: "document" as const, roles: [role] },
    notifications: [{ url, scenarios: all }],
  });
  const workflowId = await workflow("document", settings(before.url));
  const { id } = await begin(workflowId);
  await settle();
  got(await setup.putWorkflow({ path: { ...path, workflowId }, body: settings(after.url) }));
  await cancel(id);
  before.answer(200);
  await advance("PT1M");
  const triggers = (of: typeof before) => of.received.map(({ body }) => body.trigger);
  expect([triggers(before), triggers(after)]).toEqual([
    ["transaction_created", "transaction_created"],
    ["transaction_cancelled"],
  ]);
});
