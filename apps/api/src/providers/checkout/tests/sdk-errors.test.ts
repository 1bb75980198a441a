import {
  ActionNotAllowed,
  AuthenticationError,
  NotFoundError,
  ValidationError,
} from "checkout-sdk-node/dist/services/errors.js";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { httpClients, type SdkWorkflows, sdkWithClient, sdkWithKey } from "./support/node-sdk.ts";
import { nobodys, ok, openSandbox, plain, webhook } from "./support/sandbox.ts";

const opened = await openSandbox(await testServer());

const [wf, wfa, wfc, evt, pay] = ["wf", "wfa", "wfc", "evt", "pay"].map(nobodys) as [
  string,
  string,
  string,
  string,
  string,
];

type Call = (workflows: SdkWorkflows) => Promise<unknown>;

/** A call of every method but one; what its ids name does not exist. */
const calls: Partial<Record<keyof SdkWorkflows, Call>> = {
  getAll: (workflows) => workflows.getAll(),
  add: (workflows) => workflows.add(plain),
  getEventTypes: (workflows) => workflows.getEventTypes(),
  get: (workflows) => workflows.get(wf),
  patch: (workflows) => workflows.patch(wf, { name: "testing" }),
  remove: (workflows) => workflows.remove(wf),
  addAction: (workflows) => workflows.addAction(wf, webhook),
  updateAction: (workflows) => workflows.updateAction(wf, wfa, webhook),
  removeAction: (workflows) => workflows.removeAction(wf, wfa),
  addCondition: (workflows) => workflows.addCondition(wf, plain.conditions[0]),
  updateCondition: (workflows) => workflows.updateCondition(wf, wfc, plain.conditions[0]),
  removeCondition: (workflows) => workflows.removeCondition(wf, wfc),
  test: (workflows) => workflows.test(wf, { event_types: { gateway: ["payment_approved"] } }),
  getEvent: (workflows) => workflows.getEvent(evt),
  getActionInvocations: (workflows) => workflows.getActionInvocations(evt, wfa),
  getSubjectEvents: (workflows) => workflows.getSubjectEvents(pay),
  reflowByEvent: (workflows) => workflows.reflowByEvent(evt),
  reflowByEventAndWorkflow: (workflows) => workflows.reflowByEventAndWorkflow(evt, wf),
  reflowBySubject: (workflows) => workflows.reflowBySubject(pay),
  reflowBySubjectAndWorkflow: (workflows) => workflows.reflowBySubjectAndWorkflow(pay, wf),
  reflowEventsByEventAndWorkflowIds: (workflows) => workflows.reflowEventsByEventAndWorkflowIds([evt], [wf]),
  reflowEventsBySubjectAndWorkflowIds: (workflows) => workflows.reflowEventsBySubjectAndWorkflowIds([pay], [wf]),
};

/** What a call was refused with. */
async function refusal(call: Promise<unknown>): Promise<Error & { readonly body?: unknown }> {
  const outcome = await call.then(
    () => undefined,
    (error: Error) => error,
  );
  if (!outcome) throw new Error("It was not refused.");
  return outcome;
}

describe.each(httpClients)("by %s, the Node SDK throws its", (httpClient) => {
  // An empty body.
  const nothing = httpClient === "axios" ? "" : {};

  it("2. AuthenticationError at every method for a key that nobody has", async () => {
    const { workflows } = sdkWithKey(opened, httpClient, `sk_sbox_${"a".repeat(27)}`);
    for (const call of Object.values(calls)) {
      const error = await refusal(call(workflows));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({ name: "AuthenticationError", http_code: 401, body: nothing });
    }
  });

  it("2. AuthenticationError for a key of another platform, which it sends without Bearer (2.1, 9.16)", async () => {
    const { workflows } = sdkWithKey(opened, httpClient, "sk_test_0b9b5db6-f223-49d0-b68f-f6643dd4f808");
    expect(await refusal(workflows.getAll())).toBeInstanceOf(AuthenticationError);
  });

  it("ActionNotAllowed for a token without the scope", async () => {
    const { workflows } = sdkWithClient(opened, httpClient, { scope: ["gateway"] });
    for (const call of Object.values(calls)) {
      const error = await refusal(call(workflows));
      expect(error).toBeInstanceOf(ActionNotAllowed);
      expect(error).toMatchObject({ name: "ActionNotAllowed", http_code: 403, body: nothing });
    }
  });

  it("NotFoundError for what does not exist", async () => {
    const { workflows } = sdkWithKey(opened, httpClient);
    const { getAll, add, getEventTypes, ...others } = calls;
    for (const call of Object.values(others)) {
      const error = await refusal(call(workflows));
      expect(error).toBeInstanceOf(NotFoundError);
      expect(error).toMatchObject({ name: "NotFoundError", http_code: 404, body: nothing });
    }
  });

  it("ValidationError with the codes of what is wrong", async () => {
    const { workflows } = sdkWithKey(opened, httpClient);
    const { id } = await workflows.add(plain);
    const { conditions, actions } = await workflows.get(id);
    const refused: [() => Promise<unknown>, string[]][] = [
      [() => workflows.add({}), ["conditions_required", "actions_required"]],
      [() => workflows.addAction(id, { type: "webhook" }), ["action_url_required"]],
      [() => workflows.updateAction(id, String(actions[0]?.id), { type: "webhook" }), ["action_url_required"]],
      [() => workflows.removeAction(id, String(actions[0]?.id)), ["actions_required"]],
      [() => workflows.addCondition(id, plain.conditions[0]), ["condition_type_duplicated"]],
      [() => workflows.updateCondition(id, String(conditions[0]?.id), { type: "event" }), ["events_required"]],
      [() => workflows.removeCondition(id, String(conditions[0]?.id)), ["conditions_required"]],
      // The body of older documentation, and of the helpers of other SDKs (9.10).
      [() => workflows.test(id, { event_types: ["payment_approved"] }), ["event_types_invalid"]],
      [
        () => workflows.reflowEventsByEventAndWorkflowIds(["evt_1"], ["wf_1"]),
        ["event_ids_invalid", "workflow_ids_invalid"],
      ],
    ];
    for (const [call, error_codes] of refused) {
      const error = await refusal(call());
      expect(error).toBeInstanceOf(ValidationError);
      const body = { request_id: expect.stringMatching(/^0H\w{11}/), error_type: "request_invalid", error_codes };
      expect(error).toMatchObject({ name: "ValidationError", http_code: 422, body });
    }
  });

  it("55. AuthenticationError for headers of an action, which it sends as its own", async () => {
    const { workflows } = sdkWithKey(opened, httpClient);
    const { id } = await workflows.add(plain);
    const { actions } = await workflows.get(id);
    const body = { ...webhook, headers: { Authorization: "123" } };
    expect(await refusal(workflows.addAction(id, body))).toBeInstanceOf(AuthenticationError);
    expect(await refusal(workflows.updateAction(id, String(actions[0]?.id), body))).toBeInstanceOf(AuthenticationError);
    expect((await workflows.get(id)).actions).toEqual(actions);
    // Within a workflow they stay where they are, and other names do no harm.
    const nested = await workflows.add({ ...plain, actions: [body] });
    expect((await workflows.get(nested.id)).actions).toMatchObject([{ headers: body.headers }]);
    const added = await workflows.addAction(id, { ...webhook, headers: { "X-Trace": "a" } });
    expect((await workflows.get(id)).actions).toMatchObject([{}, { id: added.id, headers: { "X-Trace": "a" } }]);
  });
});

it("an account's key finds nothing of another account", async () => {
  const other = await openSandbox(opened);
  const { id } = ok(await other.send("POST", "/workflows", { json: plain })).body;
  expect(await refusal(sdkWithKey(opened, "fetch").workflows.get(id))).toBeInstanceOf(NotFoundError);
});
