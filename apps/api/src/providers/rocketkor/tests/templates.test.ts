import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn, resultIn, withoutTrace } from "./support/send.ts";
import { onboarding, templatesOf } from "./support/templates.ts";

const server = await testServer();
const world = await openSandbox(server);
const { api, send } = world;
const { make, revise, read, readVersion, start } = templatesOf(world);

const templates = "/v2/linx/templates";
const create = (json: unknown) => send("POST", templates, { json });
const update = (id: string, json: unknown = onboarding) => send("PUT", `${templates}/${id}`, { json });
const counts = (allActive: number, all: number, currentActive: number, current: number) => ({
  allVersionsActiveWorkflows: allActive,
  allVersionsWorkflows: all,
  currentVersionActiveWorkflows: currentActive,
  currentVersionWorkflows: current,
});

describe("a new template", () => {
  it("is read as it was given, with the texts of its steps", async () => {
    const preDefined = { solution: "wire", currency: "USD", description: "Rent", memo: "m", priority: "NEXT_DAY" };
    const user = { documents: [{ documentId: "fncl-privacy-policy", documentGroup: "rocket-financial" }] };
    const given = {
      ...{ name: "rent", displayName: "Collect the rent", description: "Monthly" },
      ...{ customerMemo: "Hello", defaultExpiryDays: 3 },
    };
    const steps = [
      { name: "notification" },
      { name: "customer-account" },
      { name: "financial-account", input: { preDefined: { financialAccountSubType: "SAVING" } } },
      { name: "document-acceptance", input: { user } },
      { name: "move-money", input: { preDefined } },
    ];
    const { status, body } = await create({ ...given, definition: { steps }, unknown: 1 });
    expect([status, body]).toEqual([201, { ...body, result: { successful: true } }]);
    const { templateId, templateVersionId } = body;
    const detail = (await send("GET", `${templates}/${templateId}`)).body;
    expect(detail).toEqual({
      ...{ templateId, templateVersionId, version: 1, ...given, state: "ACTIVE", stats: counts(0, 0, 0, 0) },
      steps: [
        { name: "notification", displayName: "Notification", description: "Send notifications." },
        { name: "customer-account", displayName: expect.any(String), description: expect.any(String) },
        { ...steps[2], displayName: expect.any(String), description: expect.any(String) },
        { ...steps[3], displayName: expect.any(String), description: expect.any(String) },
        {
          ...steps[4],
          ...{ displayName: "Transaction Summary", description: "Review and confirm your transaction summary." },
        },
      ],
    });
    expect(Object.keys(detail.steps[4].input.preDefined)).toEqual(Object.keys(preDefined));
  });

  it("43: gets a name of its own where it has none", async () => {
    const made = await Promise.all([make(), make(), make()]);
    const names = await Promise.all(made.map(async ({ templateId }) => (await read(templateId)).name));
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^welcome-a-customer(-[0-9a-f]{8})?$/);
  });

  it("has a name that no other has, also if two ask for it at once", async () => {
    const both = await Promise.all([
      create({ ...onboarding, name: "twice" }),
      create({ ...onboarding, name: "twice" }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const again = await create({ ...onboarding, name: "twice" });
    expect(resultIn(again)).toEqual(["409 RESOURCE_EXISTS", "RESOURCE_EXISTS name"]);
    expect(again.body.result.error.message).toBe("name must be unique; another template has it already.");
    expect((await create({ ...onboarding, name: "Twice" })).status).toBe(201);
  });

  it("42: presets nothing that comes with each workflow", async () => {
    const preDefined = {
      ...{ phoneNumber: "+16475550123", customerId: world.customerId, amount: 1 },
      ...{ baFinancialAccountId: world.businessAccountId, customerFinancialAccountId: world.customerAccountId },
    };
    for (const [name, value] of Object.entries(preDefined)) {
      const steps = onboarding.definition.steps.map((step) => ({ ...step, input: { preDefined: { [name]: value } } }));
      const field = "definition.steps.0.input.preDefined";
      const refused = resultIn(await create({ ...onboarding, definition: { steps: steps.slice(0, 2) } }));
      expect(refused[0]).toBe("400 INVALID_REQUEST");
      expect(refused).toContain(`PARAMETER_NOT_PRESETTABLE ${field}.${name}`);
    }
  });

  it("is refused with all that is wrong with it at once, and is not there then", async () => {
    const before = got(await api.searchLinxTemplates()).totalElements;
    const steps = [{ name: "customer-account" }, { name: "notification", input: { preDefined: { chanel: "SMS" } } }];
    expect(resultIn(await create({ name: "", defaultExpiryDays: 0, definition: { steps } })).toSorted()).toEqual([
      "400 INVALID_REQUEST",
      "FIELD_INVALID defaultExpiryDays",
      "FIELD_INVALID name",
      "FIELD_REQUIRED displayName",
      "FIELD_UNKNOWN definition.steps.1.input.preDefined.chanel",
      expect.stringMatching(/^STEP_ORDER_INVALID definition\.steps\.\d\.name$/),
    ]);
    for (const definition of [undefined, null, [], {}, { steps: null }, { steps: [] }, { steps: [{}] }])
      expect((await create({ ...onboarding, definition })).status).toBe(400);
    expect(got(await api.searchLinxTemplates()).totalElements).toBe(before);
  });

  it("names a payment reason that there is", async () => {
    const steps = [
      ...onboarding.definition.steps,
      { name: "move-money", input: { preDefined: { paymentReasonId: "for-fun" } } },
    ];
    const field = "definition.steps.3.input.preDefined.paymentReasonId";
    const refused = ["422 RESOURCE_NOT_FOUND", `RESOURCE_NOT_FOUND ${field}`];
    expect(resultIn(await create({ ...onboarding, definition: { steps } }))).toEqual(refused);
    const { templateId } = await make();
    expect(resultIn(await update(templateId, { ...onboarding, definition: { steps } }))).toEqual(refused);
  });
});

describe("an update", () => {
  it("41: makes a version with another id and the next number, and leaves the name", async () => {
    const { templateId, templateVersionId } = await make({ name: "stays", description: "First", customerMemo: "Hi" });
    const workflow = await start({ templateId });
    const answer = await update(templateId, { ...onboarding, name: "changes", displayName: "Second" });
    expect([answer.status, answer.body]).toEqual([200, { ...answer.body, templateId, result: { successful: true } }]);
    const next = answer.body.templateVersionId;
    expect(next).not.toBe(templateVersionId);
    const detail = await read(templateId);
    expect(detail).toMatchObject({ templateVersionId: next, version: 2, name: "stays", displayName: "Second" });
    // It says all of the version, so what it does not say is gone.
    for (const field of ["description", "customerMemo"]) expect(detail).not.toHaveProperty(field);
    const earlier = got(await api.getLinxWorkflow({ path: { workflowId: workflow.workflowId } }));
    expect(earlier).toMatchObject({ templateId, templateVersionId });
    expect((await start({ templateId })).templateVersionId).toBe(next);
  });

  it("44: leaves the old version to be read", async () => {
    const { templateId, templateVersionId } = await make({ description: "First" });
    const first = await read(templateId);
    await world.advance("PT1M");
    await revise(templateId, { description: "Second" });
    expect(await readVersion(templateId, templateVersionId)).toEqual(first);
    const second = await read(templateId);
    expect(await readVersion(templateId, second.templateVersionId)).toEqual(second);
    expect([first.version, second.version]).toEqual([1, 2]);
  });

  it("is none the less a new version where it says the same, and where two come at once", async () => {
    const { templateId } = await make();
    const ids = await Promise.all(Array.from({ length: 6 }, async () => (await revise(templateId)).templateVersionId));
    const versions = await Promise.all(ids.map(async (id) => (await readVersion(templateId, id)).version));
    expect(versions.toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
    expect((await read(templateId)).version).toBe(7);
  });

  it("that breaks a rule changes nothing", async () => {
    const { templateId } = await make();
    const before = await read(templateId);
    expect(resultIn(await update(templateId, { displayName: "x" }))).toEqual([
      "400 INVALID_REQUEST",
      "FIELD_REQUIRED definition",
    ]);
    expect(await read(templateId)).toEqual(before);
  });
});

it("51: a template that is not there is a 404, whatever its id, and a stranger's is the same to the byte", async () => {
  const other = await openSandbox(server);
  const { templateId, templateVersionId } = await make();
  for (const id of [nobodys, "x", "%20", "null", "' OR 1=1", "%00", "..%2f", `${templateId}0`])
    for (const behind of ["", `/versions/${templateVersionId}`, `/versions/${id}`]) {
      const path = `${templates}/${id}${behind}`;
      expect(refusalIn(await send("GET", path))).toEqual(["404 RESOURCE_NOT_FOUND"]);
    }
  expect(refusalIn(await send("GET", `${templates}/${templateId}/versions/${nobodys}`))[0]).toBe(
    "404 RESOURCE_NOT_FOUND",
  );
  expect(resultIn(await update(nobodys))).toEqual(["404 RESOURCE_NOT_FOUND"]);
  const authorization = `Bearer ${other.accessToken}`;
  for (const [method, behind] of [
    ["GET", ""],
    ["PUT", ""],
    ["GET", `/versions/${templateVersionId}`],
  ] as const) {
    const json = method === "PUT" ? onboarding : undefined;
    const [theirs, none] = await Promise.all(
      [templateId, nobodys].map((id) => send(method, `${templates}/${id}${behind}`, { authorization, json })),
    );
    if (!theirs || !none) throw new Error("nothing was answered");
    expect(theirs.status).toBe(404);
    expect(withoutTrace(theirs).replaceAll(templateId, "")).toBe(withoutTrace(none).replaceAll(nobodys, ""));
  }
  const state = await other.portal.setTemplateState({
    path: { ...other.path, templateId },
    body: { state: "DELETED" },
  });
  expect(state.response.status).toBe(404);
  expect((await read(templateId)).state).toBe("ACTIVE");
});
