import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look } from "./support/journeys.ts";
import { person } from "./support/records.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";
import { startWorkflow, step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
const { api, control, send } = world;
const { begin, complete, read } = journeysOf(world);

const emails = [
  ...["a@b.co", "first.last+tag@sub.example.com", "o'neil@example.com", "A_B-c@EXAMPLE.org", "x@xn--bcher-kva.example"],
  ...["a..b@c.co", ".a@b.co", "a.@b.co", "a@b", "a@-b.co", "a@b..co", "jürgen@example.com", "a@bücher.example"],
  ...["a,b@c.co", '"a b"@c.co', "a@b.co,c@d.co", "<a@b.co>", "a@[127.0.0.1]", "a@b_c.co", "a@b@c.co", "a", "@b.co"],
  ...[`${"a".repeat(92)}@bcd.co`, `${"a".repeat(94)}@bcd.co`],
];

/** Whether the API takes it of a new customer. */
const isTaken = async (value: string) =>
  (await send("POST", "/v1/customers", { json: { ...person, primaryEmail: { value } } })).status === 201;

const welcome = () =>
  begin({
    title: "x",
    steps: [{ name: "notification" }, step.customer],
    parameters: { phoneNumber: "+16475550123" },
  });

it("the control API takes the e-mail addresses that the API takes, and no others", async () => {
  const workflowId = await welcome();
  const takes = async (email: string) => {
    // A name that is too long keeps the step from being completed, whatever the address.
    const values = { firstName: "x".repeat(41), lastName: "Doe", email };
    const { body } = await control("POST", `/workflows/${workflowId}/step/complete`, { json: { values } });
    return !body.errors.some(({ field }: { field: string }) => field.endsWith("email"));
  };
  for (const email of emails) expect([email, await takes(email)]).toEqual([email, await isTaken(email)]);
});

it("so does the page, which says what is wrong beside the field", async () => {
  const { workflowId, link } = await startWorkflow(world, [step.customer]);
  const visitor = await visit(link);
  await visitor.send();
  const values = { firstName: "John", lastName: "Doe", phoneNumber: "+16475550123" };
  for (const email of ["jürgen@example.com", "a..b@c.co", '"a b"@c.co']) {
    const { state, step: at, html } = await visitor.send({ ...values, email });
    expect([state, at, html.includes("Enter an email address of no more than")]).toEqual([
      ...[visitor.shown.state, "customer-account", true],
    ]);
  }
  await visitor.send({ ...values, email: "o'neil@example.com" });
  expect((await read(workflowId)).status).toBe("COMPLETED");
});

it("whatever a customer has entered can be sent back as it is read, and to make another customer", async () => {
  const people = [
    { firstName: " Ana ", lastName: "de la Cruz-O'Neil", email: "o'neil@example.com", phoneNumber: "6475550123" },
    { firstName: "愛", lastName: "🎉", email: "A_B-c@EXAMPLE.org", phoneNumber: "+442071838750" },
    { firstName: "x".repeat(40), lastName: ".", email: `${"a".repeat(92)}@bcd.co` },
  ];
  for (const person of people) {
    const { customer_id } = got(await complete(await welcome(), person));
    const customerId = String(customer_id);
    const shipping = { type: "SHIPPING", name: { firstName: "Ana", lastName: "." }, streetLine1: "PO Box 1" };
    const region = { cityName: "Wien", countryCode: "aut", zipCode: "1010" };
    const profile = step.profile({ addresses: ["SHIPPING", "MAILING"], personalInfo: ["salutation", "dateOfBirth"] });
    const asked = await begin({
      title: "x",
      steps: [...look, profile],
      parameters: { phoneNumber: "+16475550123", customerId },
    });
    const addresses = [
      { ...shipping, ...region },
      { type: "MAILING", streetLine1: "-", streetLine3: "c/o", cityName: "N", countryCode: "GBR", stateCode: "lnd" },
    ].map((address) => ({ zipCode: "0", ...address }));
    got(await complete(asked, { salutation: "Dr.", dateOfBirth: "1940-02-29", addresses }));
    const { id: _, externalId: __, ...customer } = got(await api.getCustomer({ path: { customerId } }));
    for (const [method, path] of [
      ["PUT", `/v1/customers/${customerId}`],
      ["POST", "/v1/customers"],
    ] as const) {
      const { status, body } = await send(method, path, { json: customer });
      expect([method, status, body.errors]).toEqual([method, method === "PUT" ? 200 : 201, undefined]);
      expect(body).toMatchObject({ primaryEmail: customer.primaryEmail, addresses: customer.addresses });
    }
  }
});
