import document from "@understudy/contracts/rocketkor.json" with { type: "json" };
import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { present } from "../errors.ts";
import { payout } from "./support/journeys.ts";
import { moneyOf, paymentIn } from "./support/money.ts";
import { cardFor, mailing, person, tokenOf } from "./support/records.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import type { Received } from "./support/send.ts";
import { onboarding } from "./support/templates.ts";

const server = await testServer();
const world = await openSandbox(server);
const { api, send, customerId } = world;
const { adjust, askToPay, pay } = moneyOf(world);
/** Of the examples' own cast, which nothing has in a new sandbox. */
const ids = { workflow: "b6c0d73e-bd7b-4447-a30f-971ecad5fa8b", template: "0d5c7e52-9f1b-4a86-b3d7-6e2f8a1c4b90" };

const templates = "/v2/linx/templates";
const workflow = (parameters: object, ...steps: string[]) =>
  send("POST", "/v2/linx/workflows", {
    json: {
      title: "x",
      parameters: { phoneNumber: "+16475550123", ...parameters },
      steps: steps.map((name) => ({ name })),
    },
  });
const move = { transactionType: "SEND", baFinancialAccountId: world.businessAccountId, currency: "USD", amount: 1 };
const wire = { ...move, solution: "wire", paymentReasonId: "rent-payments", financialAccountSubType: "CHECKING" };
const preset = (step: string, preDefined: object) => ({ name: step, input: { preDefined } });
const customer = (changes: object) => send("POST", "/v1/customers", { json: { ...person, ...changes } });
const card = (json: object) => send("POST", "/v1/external-cards", { json: { ...cardFor(customerId), ...json } });

/** What provokes each error of the spec that anybody can provoke, by the names of its answer and of its example. */
const provoked: Readonly<Record<string, () => Promise<Received>>> = {
  "InvalidLinxWorkflow parameters": () =>
    workflow(wire, "notification", "customer-account", "financial-account", "move-money"),
  "InvalidLinxWorkflow steps": () => workflow({ customerId }, "notification", "customer-account", "lookup-profile"),
  UnusableInLinxWorkflow: () => workflow({ customerId: ids.template }, "notification", "lookup-profile"),
  InvalidLinxTemplate: () => {
    const [, ...others] = onboarding.definition.steps;
    const steps = [preset("notification", { phoneNumber: "+16475550123" }), ...others];
    return send("POST", templates, { json: { ...onboarding, definition: { steps } } });
  },
  UnusableInLinxTemplate: () => {
    const steps = ["notification", "lookup-profile", "enhance-profile", "lookup-financial-account"].map((name) => ({
      name,
      ...(name === "enhance-profile" && { input: { user: { phoneNumber: ["HOME"] } } }),
    }));
    const paying = preset("move-money", { paymentReasonId: "no-reason" });
    return send("POST", templates, { json: { displayName: "x", definition: { steps: [...steps, paying] } } });
  },
  LinxTemplateExists: async () => {
    const json = { ...onboarding, name: "send-rebate" };
    await send("POST", templates, { json });
    return send("POST", templates, { json });
  },
  LinxTemplateNotFound: () => send("PUT", `${templates}/${ids.template}`, { json: onboarding }),
  InvalidQuery: () => send("GET", "/v2/linx/workflows?size=500"),
  InvalidExtension: async () => {
    const { workflowId } = got(await api.createLinxWorkflow({ body: payout(world) }));
    return send("PUT", `/v2/linx/workflows/${workflowId}/extend`, { json: {} });
  },
  InvalidCustomer: () => {
    const { primaryEmail: _, ...rest } = person;
    return send("POST", "/v1/customers", { json: { ...rest, addresses: [{ ...mailing, stateCode: undefined }] } });
  },
  CustomerExists: async () => {
    await customer({ externalId: "EMP-20417" });
    return customer({ externalId: "EMP-20417" });
  },
  InvalidFinancialAccount: () => card({ card: { ...cardFor(customerId).card, cardNumber: "4111111111111112" } }),
  AccountHolderNotFound: () => card({ accountHolderId: ids.template }),
  AccountHolderNotUsable: async () => {
    const { id } = (await customer({})).body;
    await send("PUT", `/v1/customers/${id}/suspend`);
    return card({ accountHolderId: id });
  },
  InvalidTransaction: () => askToPay({ ...paymentIn(world), amount: -1 }),
  TransactionRefused: async () => {
    const { balances } = got(
      await world.portal.getFinancialAccount({
        path: { ...world.path, financialAccountId: world.businessAccountId },
      }),
    );
    await adjust(world.businessAccountId, `${(98743.75 - Number(balances.available)).toFixed(2)}`);
    return askToPay(paymentIn(world, { amount: "98743.76" }));
  },
  TransactionNotCancellable: async () => send("DELETE", `/v1/transactions/${(await pay(paymentIn(world))).id}`),
  IdempotencyKeyReused: async () => {
    await askToPay(paymentIn(world), "the-same-key");
    return askToPay(paymentIn(world, { amount: "10.01" }), "the-same-key");
  },
  WorkflowNotActive: async () => {
    const { workflowId } = got(await api.createLinxWorkflow({ body: { ...payout(world), expireInHours: 1 } }));
    await world.advance("PT1H");
    return send("PUT", `/v2/linx/workflows/${workflowId}/cancel`);
  },
  NotFound: () => send("GET", `/v2/linx/workflows/${ids.workflow}`),
  Unauthorized: () => send("GET", "/v2/linx/workflows", { authorization: null }),
  WrongApiKey: () => send("POST", "/v1/api-keys/exchange", { authorization: null }),
  Forbidden: async () => {
    const { authorization } = await tokenOf(world, "admin");
    return send("PUT", `/v2/linx/workflows/${ids.workflow}/cancel`, { authorization });
  },
};

/** Nothing here is ever refused so. */
const unreachable = ["CustomerRefused", "RateLimited", "ServiceUnavailable"];

interface Content {
  readonly schema: { readonly $ref?: string };
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

const responses = Object.entries(
  document.components.responses as Record<string, { content?: Record<string, Content> }>,
);
const examples = responses.flatMap(([name, { content }]): readonly (readonly [name: string, example: unknown])[] => {
  const { schema, example, examples = {} } = content?.["application/json"] ?? { schema: {} };
  if (!/\/(ErrorResponse|LinxFailureResponse)$/.test(schema.$ref ?? "")) return [];
  const named = Object.entries(examples).map(([key, { value }]) => [`${name} ${key}`, value] as const);
  return example === undefined ? named : [[name, example] as const];
});

/** All but what is another one each time: the trace, the time, and the ids of what a test has made. */
function timeless(body: unknown): unknown {
  const text = JSON.stringify(body, (key, value) => (key === "timestamp" || key === "traceId" ? "…" : value));
  return JSON.parse(text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>"));
}

it("every error of the spec is provoked, or cannot be", () => {
  const known = [...Object.keys(provoked), ...unreachable, "InternalError"];
  expect(examples.map(([name]) => name).toSorted()).toEqual(known.toSorted());
});

it.each(examples.filter(([name]) => name in provoked))(
  "the example of %s is what the server says",
  async (name, example) => {
    const answer = await (provoked[name] as () => Promise<Received>)();
    expect(timeless(answer.body)).toEqual(timeless(example));
  },
);

it("so is that of a bug", () => {
  const [, example] = examples.find(([name]) => name === "InternalError") ?? [];
  const { traceId: requestId } = example as { traceId: string };
  const { body } = present.bug({ requestId, now: world.start, operationId: undefined });
  expect(timeless(body)).toEqual(timeless(example));
});
