import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { bankAccountFor, cardFor, company, mailing, person } from "./support/records.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { onboarding, parameters, templatesOf } from "./support/templates.ts";
import { visit } from "./support/visitor.ts";
import { step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
const { customerId, send } = world;
const { begin, look: see, messages, read } = journeysOf(world);
const { make, revise, read: readTemplate } = templatesOf(world);

it("an empty search finds all, as one that is left out", async () => {
  await make();
  await begin(payout(world));
  for (const list of ["/v1/customers", "/v2/linx/workflows", "/v2/linx/templates"])
    for (const query of ["search=", "search=%20%20", "search"]) {
      const { status, body } = await send("GET", `${list}?${query}`);
      expect([list, query, status, body.totalElements]).toEqual([list, query, 200, 1]);
    }
});

it("a memo of nothing is none, and neither is an introduction", async () => {
  const usual = (await messages(await begin(payout(world))))[0]?.body.split("http")[0];
  for (const blank of ["", "   "]) {
    const id = await begin({ ...payout(world, { introductoryMessage: blank }), customerMemo: blank });
    expect((await messages(id))[0]?.body.split("http")[0]).toBe(usual);
    expect((await visit((await see(id)).link)).shown.notices).toEqual([]);
  }
});

it("in a template they are left out, and in a request they leave the template's", async () => {
  const preDefined = { introductoryMessage: "", channel: "SMS" as const };
  const [, ...others] = onboarding.definition.steps;
  const { templateId } = await make({
    ...{ customerMemo: " ", definition: { steps: [{ name: "notification", input: { preDefined } }, ...others] } },
  });
  const template = await readTemplate(templateId);
  expect(template).not.toHaveProperty("customerMemo");
  expect(template.steps[0]?.input?.preDefined).toEqual({ channel: "SMS" });

  await revise(templateId, { customerMemo: "The template's memo" });
  const json = { title: "x", templateId, customerMemo: "", parameters: { ...parameters, introductoryMessage: "" } };
  const { workflowId } = (await send("POST", "/v2/linx/workflows", { json })).body;
  expect((await messages(workflowId))[0]?.body).toMatch(/^Welcome/);
  expect((await visit((await see(workflowId)).link)).shown.html).toContain("The template's memo");
});

/** Each field that names somebody or something, and what is sent with it. */
const named: readonly (readonly [path: string, field: string, json: (name: string) => object])[] = [
  ["/v2/linx/workflows", "title", (title) => ({ ...payout(world), title })],
  ["/v2/linx/workflows", "templateName", (templateName) => ({ title: "x", parameters, templateName })],
  ["/v2/linx/templates", "name", (name) => ({ ...onboarding, name })],
  ["/v2/linx/templates", "displayName", (displayName) => ({ ...onboarding, displayName })],
  ["/v1/customers", "firstName", (firstName) => ({ ...person, firstName })],
  ["/v1/customers", "middleName", (middleName) => ({ ...person, middleName })],
  ["/v1/customers", "lastName", (lastName) => ({ ...person, lastName })],
  ["/v1/customers", "businessName", (businessName) => ({ ...company, businessName })],
  [
    "/v1/customers",
    "contacts.0.lastName",
    (lastName) => ({ ...company, contacts: [{ ...company.contacts[0], lastName }] }),
  ],
  [
    "/v1/customers",
    "addresses.0.name.firstName",
    (firstName) => ({ ...person, addresses: [{ ...mailing, type: "SHIPPING", name: { firstName, lastName: "B" } }] }),
  ],
  ["/v1/external-cards", "name", (name) => ({ ...cardFor(customerId), name })],
  [
    "/v1/external-cards",
    "card.firstName",
    (firstName) => ({ ...cardFor(customerId), card: { ...cardFor(customerId).card, firstName } }),
  ],
  ...(["bankName", "nameOnAccount", "businessName"] as const).map((key) => {
    const json = (name: string) => {
      const { bankAccount, ...head } = bankAccountFor(customerId);
      return { ...head, bankAccount: { ...bankAccount, [key]: name } };
    };
    return ["/v1/external-bank-accounts", `bankAccount.${key}`, json] as const;
  }),
];

it.each(named)("%s refuses blanks as %s, and says so", async (path, field, json) => {
  for (const blank of ["", " ", "\u3000"]) {
    const { status, body } = await send("POST", path, { json: json(blank) });
    const { errors } = body.result?.error ?? body;
    expect([status, errors]).toEqual([
      ...[400, [{ path: field, message: `${field} must not be blank.`, errorCode: "FIELD_INVALID" }]],
    ]);
  }
});

it("a list of nothing asks for nothing, whichever it is", async () => {
  const asked = { personalInfo: ["dateOfBirth" as const], addresses: [], phoneNumber: [] };
  const id = await begin({
    title: "x",
    steps: [...look, step.profile(asked)],
    parameters: { phoneNumber: "+16475550123", customerId },
  });
  got(
    await world.portal.completeStep({
      path: { ...world.path, workflowId: id },
      body: { values: { dateOfBirth: "1984-02-29" } },
    }),
  );
  expect((await read(id)).status).toBe("COMPLETED");

  const user = { personalInfo: [], addresses: [], phoneNumber: [] };
  const json = {
    ...{ title: "x", parameters: { phoneNumber: "+16475550123", customerId } },
    steps: [...look, { name: "enhance-profile", inputs: { user } }],
  };
  const { body } = await send("POST", "/v2/linx/workflows", { json });
  expect(body.result.error.errors).toEqual([
    {
      path: "steps.2.inputs.user",
      message:
        "steps.2.inputs.user must hold at least one of personalInfo, addresses and phoneNumber for enhance-profile.",
      errorCode: "FIELD_REQUIRED",
    },
  ]);
});
