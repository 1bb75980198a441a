import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { sample } from "./support/seed.ts";
import { resultIn } from "./support/send.ts";
import { consent, privacy, step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
const { ask } = journeysOf(world);
const { customerId, customerAccountId, customerBankAccountId } = world;

const own = payout(world).parameters;
const notified = { phoneNumber: "+16471234567" };
const looked = { ...notified, customerId };

/** What the request is refused with: its status and code first, then each field at fault. */
const refusal = async (json: unknown) => resultIn(await ask(json));
/** The faults of a request that is a 400. */
async function faults(json: unknown): Promise<readonly string[]> {
  const [first, ...rest] = await refusal(json);
  expect(first).toBe("400 INVALID_REQUEST");
  return rest.toSorted();
}
/** The same of steps that have all the parameters that they need. */
const ofSteps = (...steps: readonly object[]) => faults({ title: "x", parameters: own, steps });
const named = (...names: readonly string[]) => names.map((name) => ({ name }));
const taken = async (parameters: object, ...steps: readonly object[]) =>
  (await ask({ title: "x", parameters, steps })).status;
/** The seed's sample in this sandbox, with other parameters. */
const withParameters = (changes: object) => ({ ...sample, parameters: { ...own, ...changes } });

describe("what must be there", () => {
  it("3: the title, a text of 1 to 255 characters", async () => {
    const { title: _, ...untitled } = { ...sample, parameters: own };
    expect(await faults(untitled)).toEqual(["FIELD_REQUIRED title"]);
    for (const title of ["", "x".repeat(256), 1, null, ["x"]])
      expect(await faults({ ...untitled, title })).toEqual(["FIELD_INVALID title"]);
    expect((await ask({ ...untitled, title: "👋".repeat(255) })).status).toBe(201);
  });

  it("4: the steps, where no template has them", async () => {
    const { steps: _, ...stepless } = { ...sample, parameters: own };
    expect(await faults(stepless)).toEqual(["TEMPLATE_REFERENCE_MISSING steps"]);
    expect(await faults({ ...stepless, steps: [] })).toContain("STEP_DEPENDENCY_MISSING steps");
    for (const steps of [null, {}, "notification", [1], [[]], [null], ["notification"]])
      expect((await faults({ ...stepless, steps })).length).toBeGreaterThan(0);
  });

  it("5: the parameters", async () => {
    const { parameters: _, ...rest } = sample;
    expect(await faults(rest)).toEqual(["FIELD_REQUIRED parameters"]);
    for (const parameters of [null, [], "x", 1])
      expect(await faults({ ...rest, parameters })).toContain("FIELD_INVALID parameters");
  });

  it("no body that is an object with all of that is told as such", async () => {
    for (const json of [[], "x", 1, null, true]) expect((await ask(json)).status).toBe(400);
    for (const body of ["", "{", '{"title":"x",}', "// comment"]) {
      const answer = await world.send("POST", "/v2/linx/workflows", { body });
      expect([answer.status, answer.body.result.successful]).toEqual([400, false]);
    }
  });
});

describe("which steps there are, and in which order", () => {
  it("6: a name that no step has", async () => {
    const steps = [...look, { name: "move_money" }];
    expect(await faults({ title: "x", parameters: looked, steps })).toEqual(["FIELD_INVALID steps.2.name"]);
    for (const name of ["", "Notification", "toString", null, 1, {}])
      expect((await faults({ title: "x", parameters: looked, steps: [...look, { name }] }))[0]).toBe(
        "FIELD_INVALID steps.2.name",
      );
    expect(await faults({ title: "x", parameters: looked, steps: [...look, {}] })).toEqual([
      "FIELD_REQUIRED steps.2.name",
    ]);
  });

  it("7: the first is notification", async () => {
    const steps = named("lookup-profile", "notification");
    expect(await faults({ title: "x", parameters: looked, steps })).toEqual([
      expect.stringMatching(/^STEP_ORDER_INVALID steps\.[01]\.name$/),
    ]);
    const alone = await faults({ title: "x", parameters: { customerId }, steps: named("lookup-profile") });
    expect(alone).toEqual(["STEP_DEPENDENCY_MISSING steps"]);
  });

  it("8: the second is customer-account or lookup-profile", async () => {
    const without = { title: "x", parameters: notified };
    expect(await faults({ ...without, steps: named("notification") })).toEqual(["STEP_DEPENDENCY_MISSING steps"]);
    const profile = step.profile({ personalInfo: ["dateOfBirth"] });
    expect(await faults({ ...without, steps: [{ name: "notification" }, profile] })).toEqual([
      "STEP_DEPENDENCY_MISSING steps",
    ]);
    const late = [{ name: "notification" }, profile, { name: "lookup-profile" }];
    expect(await faults({ title: "x", parameters: looked, steps: late })).toEqual([
      expect.stringMatching(/^STEP_ORDER_INVALID steps\.[12]\.name$/),
    ]);
  });

  it("9: and not both of these", async () => {
    const steps = named("notification", "customer-account", "lookup-profile");
    expect(await faults({ title: "x", parameters: looked, steps })).toEqual(["STEPS_MUTUALLY_EXCLUSIVE steps.2.name"]);
  });

  it("10: nor both financial-account and lookup-financial-account", async () => {
    const parameters = { ...own, financialAccountSubType: "DEBIT" };
    const steps = [...look, ...named("financial-account", "lookup-financial-account", "move-money")];
    expect(await faults({ title: "x", parameters, steps })).toEqual(["STEPS_MUTUALLY_EXCLUSIVE steps.3.name"]);
  });

  it("11: move-money needs one of these two", async () => {
    const { customerFinancialAccountId: _, ...parameters } = own;
    expect(await faults({ title: "x", parameters, steps: [...look, step.money] })).toEqual([
      "STEP_DEPENDENCY_MISSING steps.2.name",
    ]);
  });

  it("12: lookup-financial-account needs a customer who has accounts already", async () => {
    const steps = named("notification", "customer-account", "lookup-financial-account");
    const parameters = { ...notified, customerFinancialAccountId: customerAccountId };
    expect(await faults({ title: "x", parameters, steps })).toEqual(["STEP_DEPENDENCY_MISSING steps.2.name"]);
  });

  it("13: any other order is wrong, and so is a step that is there twice", async () => {
    const documents = step.documents(consent);
    const account = { name: "lookup-financial-account" };
    const profile = step.profile({ personalInfo: ["dateOfBirth"] });
    for (const rest of [
      [documents, account, step.money],
      [account, profile, step.money],
      [step.money, account],
      [account, step.money, documents],
      [documents, profile, account, step.money],
    ])
      for (const fault of await ofSteps(...look, ...rest))
        expect(fault).toMatch(/^STEP_ORDER_INVALID steps\.\d\.name$/);
    const twice = await ofSteps(...look, account, step.money, step.money);
    expect(twice).toEqual(["STEP_DUPLICATED steps.4.name"]);
  });

  it("14: notification and lookup-profile alone are enough", async () => {
    expect(await taken(looked, ...look)).toBe(201);
    expect(await taken(notified, ...named("notification", "customer-account"))).toBe(201);
  });
});

describe("what the customer is asked for", () => {
  const profile = (inputs?: unknown) => faults({ title: "x", parameters: looked, steps: [...look, asking(inputs)] });
  const asking = (inputs: unknown) => ({ name: "enhance-profile", ...(inputs !== undefined && { inputs }) });
  const documents = (user?: unknown) =>
    faults({ title: "x", parameters: looked, steps: [...look, { name: "document-acceptance", inputs: { user } }] });
  const at = "steps.2.inputs.user";

  it("15: something at least in enhance-profile", async () => {
    for (const inputs of [undefined, {}, { user: {} }, { user: { personalInfo: [] } }])
      expect(await profile(inputs)).toEqual([`FIELD_REQUIRED ${at}`]);
    for (const inputs of [null, [], "x"]) expect((await profile(inputs)).length).toBeGreaterThan(0);
    for (const user of [{ personalInfo: ["name"] }, { addresses: ["HOME"] }, { phoneNumber: ["MOBILE"] }])
      expect((await profile({ user }))[0]).toMatch(/^FIELD_INVALID steps\.2\.inputs\.user\.\w+\.0$/);
    expect(await profile({ user: { address: ["MAILING"] } })).toContain(`FIELD_UNKNOWN ${at}.address`);
  });

  it("16: any one of these is enough", async () => {
    for (const user of [
      { personalInfo: ["dateOfBirth"] },
      { personalInfo: ["salutation"] },
      { addresses: ["MAILING"] },
      { phoneNumber: ["WORK"] },
    ])
      expect(await taken(looked, ...look, asking({ user }))).toBe(201);
  });

  it("17: one phone number and not two", async () => {
    expect(await profile({ user: { phoneNumber: ["HOME", "WORK"] } })).toEqual([`FIELD_INVALID ${at}.phoneNumber`]);
  });

  it("18: the documents of document-acceptance, each with its group", async () => {
    for (const user of [undefined, {}, { documents: [] }])
      expect(await documents(user)).toEqual([`FIELD_REQUIRED ${at}`]);
    expect(await documents({ documents: [{ documentId: consent.documentId }] })).toEqual([
      `FIELD_REQUIRED ${at}.documents.0.documentGroup`,
    ]);
    expect(await documents({ documents: [consent, { documentGroup: privacy.documentGroup }] })).toEqual([
      `FIELD_REQUIRED ${at}.documents.1.documentId`,
    ]);
  });

  it("19: documents that there are, in the groups that they are in", async () => {
    const unknown = { documentId: "terms", documentGroup: "bank-accounts" };
    expect(await documents({ documents: [unknown] })).toEqual([`DOCUMENT_UNKNOWN ${at}.documents.0.documentId`]);
    const crossed = { ...consent, documentGroup: privacy.documentGroup };
    expect(await documents({ documents: [privacy, crossed] })).toEqual([
      `DOCUMENT_UNKNOWN ${at}.documents.1.documentGroup`,
    ]);
    expect(await taken(looked, ...look, step.documents(consent, privacy))).toBe(201);
  });

  it("15: nothing where a step asks for nothing, and nothing that another asks for", async () => {
    const steps = [{ name: "notification", inputs: { user: { personalInfo: ["salutation"] } } }, look[1]];
    expect(await faults({ title: "x", parameters: looked, steps })).toEqual([
      "FIELD_UNKNOWN steps.0.inputs.user.personalInfo",
    ]);
    expect(await profile({ user: { documents: [consent], personalInfo: ["salutation"] } })).toEqual([
      `FIELD_UNKNOWN ${at}.documents`,
    ]);
    // As a template spells it.
    const input = [...look, { name: "enhance-profile", input: { user: { personalInfo: ["salutation"] } } }];
    expect(await faults({ title: "x", parameters: looked, steps: input })).toEqual(["FIELD_UNKNOWN steps.2.input"]);
  });
});

describe("the answer", () => {
  it("33: is the LinX Result and nothing else, told in two ways", async () => {
    const { status, body, headers } = await ask({ ...sample, parameters: { ...own, phoneNumber: undefined } });
    expect([status, headers.get("content-type")]).toEqual([400, "application/json"]);
    const message = expect.any(String);
    expect(body).toEqual({
      result: {
        successful: false,
        error: {
          timestamp: world.start.toISOString(),
          traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
          message,
          errorCode: "INVALID_REQUEST",
          errors: [{ path: "parameters.phoneNumber", message, errorCode: "FIELD_REQUIRED" }],
        },
        fieldErrors: [{ fieldName: "phoneNumber", fieldCategory: "parameters", code: "FIELD_REQUIRED", message }],
      },
    });
  });

  it("35: names all that is wrong at once, each by its dotted path", async () => {
    const json = {
      expireInHours: 0,
      customerMemo: "x".repeat(256),
      steps: [
        { name: "lookup-profile" },
        { name: "notification" },
        { name: "enhance-profile", inputs: { user: { phoneNumber: ["HOME", "WORK"], documents: [consent] } } },
        { name: "document-acceptance", inputs: { user: { documents: [{ ...consent, documentGroup: "x" }] } } },
        { name: "move-money" },
        { name: "enhance-profile" },
      ],
      parameters: {
        ...{ channel: "EMAIL", phoneNumer: "+16471234567", customerId: "01ac41f3", amount: 0, currency: "EUR" },
        ...{ solution: "wire", transactionType: "SEND", baFinancialAccountId: world.businessAccountId },
        ...{ financialAccountSubType: "PREPAID", memo: "" },
      },
    };
    const found = await faults(json);
    expect(found).toEqual(found.toSorted());
    expect(found).toEqual(
      [
        "AMOUNT_INVALID parameters.amount",
        "DOCUMENT_UNKNOWN steps.3.inputs.user.documents.0.documentGroup",
        "FIELD_INVALID customerMemo",
        "FIELD_INVALID expireInHours",
        "FIELD_INVALID parameters.channel",
        "FIELD_INVALID parameters.currency",
        "FIELD_INVALID parameters.customerId",
        "FIELD_INVALID parameters.financialAccountSubType",
        "FIELD_INVALID parameters.memo",
        "FIELD_INVALID steps.2.inputs.user.phoneNumber",
        "FIELD_REQUIRED parameters.description",
        "FIELD_REQUIRED parameters.paymentReasonId",
        "FIELD_REQUIRED parameters.phoneNumber",
        "FIELD_REQUIRED parameters.priority",
        "FIELD_REQUIRED steps.5.inputs.user",
        "FIELD_REQUIRED title",
        "FIELD_UNKNOWN parameters.phoneNumer",
        "FIELD_UNKNOWN steps.2.inputs.user.documents",
        "STEP_DEPENDENCY_MISSING steps.4.name",
        "STEP_DUPLICATED steps.5.name",
        expect.stringMatching(/^STEP_ORDER_INVALID steps\.[01]\.name$/),
      ].toSorted(),
    );
  });

  it("33: says where a field stands by its category", async () => {
    const { body } = await ask({
      ...{ title: "", parameters: { phoneNumber: "x", customerId } },
      steps: [...look, { name: "enhance-profile", inputs: { user: { phoneNumber: ["HOME", "WORK"] } } }],
    });
    const told = body.result.fieldErrors.map(
      ({ fieldCategory, fieldName }: Readonly<Record<string, string>>) => `${fieldCategory} ${fieldName}`,
    );
    expect(told.toSorted()).toEqual(["parameters phoneNumber", "request title", "user phoneNumber"]);
  });

  it("36: is all that there is: nothing is stored, sent or told", async () => {
    const counts = async () => {
      const { totalElements } = got(await world.api.searchLinxWorkflows());
      const messages = got(await world.platform.listMessages({ path: world.path })).data;
      const events = got(await world.platform.listEvents({ path: world.path })).data;
      return [totalElements, messages.length, events[0]?.id];
    };
    const before = await counts();
    await refusal(withParameters({ amount: 0 }));
    await refusal(withParameters({ customerFinancialAccountId: customerBankAccountId }));
    await refusal({});
    expect(await counts()).toEqual(before);
  });
});
