import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn, resultIn } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send } = world;

const parameters = { phoneNumber: "+16471234567", customerId: world.customerId };
const steps = [{ name: "notification" }, { name: "lookup-profile" }];
const workflow = { title: "t", parameters, steps };

describe("33: a LinX Result tells", () => {
  it("of a body that breaks the schema and the rules, all at once", async () => {
    const json = {
      parameters: { ...parameters, phoneNumber: 5, own: 1 },
      steps: [...steps].reverse(),
      expireInHours: 0,
    };
    const [whole, ...errors] = resultIn(await send("POST", "/v2/linx/workflows", { json }));
    expect(whole).toBe("400 INVALID_REQUEST");
    for (const told of [
      "FIELD_REQUIRED title",
      "FIELD_INVALID parameters.phoneNumber",
      "FIELD_UNKNOWN parameters.own",
      "FIELD_INVALID expireInHours",
    ])
      expect(errors).toContain(told);
    expect(errors.filter((told) => told.startsWith("STEP_ORDER_INVALID steps."))).not.toEqual([]);
  });

  it("of JSON that cannot be read", async () => {
    const answer = await send("POST", "/v2/linx/workflows", { body: "{" });
    expect(resultIn(answer)).toEqual(["400 INVALID_REQUEST"]);
    expect(answer.body.result.fieldErrors).toEqual([]);
  });

  it("of a body that is none as a whole, and of no field then", async () => {
    for (const [body, message] of [
      [undefined, "The request is not valid: The body is required."],
      ["[]", "The request is not valid: The body must be a JSON object."],
      ["7", "The request is not valid: The body must be a JSON object."],
    ] as const) {
      const { status, body: told } = await send("POST", "/v2/linx/workflows", body === undefined ? {} : { body });
      expect([status, told.result.error.message, told.result.fieldErrors]).toEqual([400, message, []]);
    }
  });

  it("7: of a step that is missing, without telling to leave out what is for that step", async () => {
    const json = { ...workflow, steps: steps.slice(1) };
    expect(resultIn(await send("POST", "/v2/linx/workflows", { json }))).toEqual([
      ...["400 INVALID_REQUEST", "STEP_DEPENDENCY_MISSING steps"],
    ]);
  });

  it("of inputs where nothing is asked", async () => {
    const judged = async (inputs: object) =>
      send("POST", "/v2/linx/workflows", { json: { ...workflow, steps: [steps[0], { ...steps[1], inputs }] } });
    expect(resultIn(await judged({ own: 1 }))).toEqual([
      ...["400 INVALID_REQUEST", "FIELD_UNKNOWN steps.1.inputs.own"],
    ]);
    expect((await judged({})).status).toBe(201);
  });

  it("35: of what is named and not there, by its path, its name and its place", async () => {
    const json = { ...workflow, parameters: { ...parameters, customerId: nobodys } };
    const answer = await send("POST", "/v2/linx/workflows", { json });
    expect(resultIn(answer)).toEqual(["422 RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND parameters.customerId"]);
    expect(answer.body.result.fieldErrors[0]).toMatchObject({ fieldName: "customerId", fieldCategory: "parameters" });
  });

  it("30: of a business account that is suspended, somebody else's or none", async () => {
    const other = await openSandbox(server);
    const money = {
      ...{ ...parameters, customerFinancialAccountId: world.customerAccountId, transactionType: "SEND" },
      ...{ solution: "push-to-card", currency: "USD", amount: 1, paymentReasonId: "refunds" },
    };
    const paying = async (baFinancialAccountId: string) => {
      const all = [...steps, { name: "lookup-financial-account" }, { name: "move-money" }];
      const json = { ...workflow, steps: all, parameters: { ...money, baFinancialAccountId } };
      return send("POST", "/v2/linx/workflows", { json });
    };
    const told = (code: string) => [`422 ${code}`, `${code} parameters.baFinancialAccountId`];
    expect((await paying(world.businessAccountId)).status).toBe(201);
    expect(resultIn(await paying(nobodys))).toEqual(told("RESOURCE_NOT_FOUND"));
    expect(resultIn(await paying(other.businessAccountId))).toEqual(told("RESOURCE_NOT_FOUND"));
    const json = { state: "SUSPENDED", outcome: "approve" };
    await world.control("PUT", `/financial-accounts/${world.businessAccountId}`, { json });
    expect(resultIn(await paying(world.businessAccountId))).toEqual(told("RESOURCE_NOT_USABLE"));
  });

  it("of a template that is not there to be updated", async () => {
    const definition = { steps: [{ name: "notification" }, { name: "customer-account" }] };
    const answer = await send("PUT", `/v2/linx/templates/${nobodys}`, { json: { displayName: "d", definition } });
    expect(resultIn(answer)).toEqual(["404 RESOURCE_NOT_FOUND"]);
  });
});

describe("34: the bare envelope tells", () => {
  it("of who may not ask, even of these operations", async () => {
    const answer = await send("POST", "/v2/linx/workflows", { json: workflow, authorization: null });
    expect(refusalIn(answer)).toEqual(["401 UNAUTHORIZED"]);
  });

  it("of bodies that are of another type, or too large", async () => {
    const headers = { "Content-Type": "text/plain" };
    expect(refusalIn(await send("POST", "/v2/linx/workflows", { body: "x", headers }))).toEqual([
      "415 MEDIA_TYPE_NOT_SUPPORTED",
    ]);
    const large = JSON.stringify({ ...workflow, title: "x".repeat(2_000_000) });
    expect(refusalIn(await send("POST", "/v2/linx/workflows", { body: large }))).toEqual(["413 PAYLOAD_TOO_LARGE"]);
  });

  it("of paths and methods that are none", async () => {
    expect(refusalIn(await send("GET", "/v2/linx"))).toEqual(["404 RESOURCE_NOT_FOUND"]);
    expect(refusalIn(await send("DELETE", "/v2/linx/workflows"))).toEqual(["405 METHOD_NOT_ALLOWED"]);
    expect(refusalIn(await send("GET", "/v2/linx/%ff"))).toEqual(["404 RESOURCE_NOT_FOUND"]);
  });

  it.each([
    `/v2/linx/workflows/${nobodys}`,
    `/v2/linx/workflows/${nobodys}/notifications/history`,
    `/v2/linx/templates/${nobodys}`,
    `/v2/linx/templates/${nobodys}/versions/${nobodys}`,
    `/v1/customers/${nobodys}`,
    `/v1/financial-accounts/${nobodys}`,
    `/v1/transactions/${nobodys}`,
    `/v1/transactions/${nobodys}/statuses`,
  ])("of what is absent at %s", async (path) => {
    expect(refusalIn(await send("GET", path))).toEqual(["404 RESOURCE_NOT_FOUND"]);
    expect(refusalIn(await send("GET", path.replaceAll(nobodys, "not-an-id")))).toEqual(["404 RESOURCE_NOT_FOUND"]);
    expect(refusalIn(await send("GET", path.replaceAll(nobodys, "%00")))).toEqual(["404 RESOURCE_NOT_FOUND"]);
  });

  it("by the sandbox's clock, with a trace that is another each time", async () => {
    const at = await world.advance("P400D");
    const [one, other] = [await send("GET", `/v1/customers/${nobodys}`), await send("GET", `/v1/customers/${nobodys}`)];
    expect(one.body.timestamp).toBe(at.toISOString());
    expect(one.body.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(one.body.traceId).not.toBe(other.body.traceId);
  });
});

it("payment reasons are a bare list with each reason once", async () => {
  const { status, body } = await send("GET", "/v1/payment-reasons");
  const reasons: readonly string[] = body.map(({ reason }: { reason: string }) => reason);
  expect([status, new Set(reasons).size === reasons.length]).toEqual([200, true]);
  for (const known of ["payment-of-rebates", "healthcare-disbursements", "loan-payouts", "bill-payment"])
    expect(reasons).toContain(known);
});
