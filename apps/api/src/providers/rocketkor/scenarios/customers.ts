import { done, type Scenarios, unreachable } from "@understudy/conformance";
import { type Ask, as, inRole, refusedReads, refusedWrites } from "./asking.ts";
import { business, founded, type Sandbox, type Schemas } from "./given.ts";
import { givenFinished } from "./playing.ts";
import { profile, rebate } from "./requests.ts";

type CustomerRequest = Schemas["CustomerRequest"];
type Filters = NonNullable<NonNullable<Parameters<Parameters<Ask>[1]["listCustomers"]>[0]>["query"]>;

const create: Ask = (_, client) => client.createCustomer({ body: plain });
const list: Ask = (_, client) => client.listCustomers({ query: { size: 1 } });
const get: Ask = async (sandbox, client) => client.getCustomer({ path: await givenCustomer(sandbox) });
const update: Ask = async (sandbox, client) =>
  client.updateCustomer({ path: await givenCustomer(sandbox), body: whole });
const suspend: Ask = async (sandbox, client) => client.suspendCustomer({ path: await givenCustomer(sandbox) });

/** A person with what a person needs and no more. */
const plain: CustomerRequest = {
  type: "INDIVIDUAL",
  firstName: "John",
  lastName: "Doe",
  primaryPhoneNumber: { number: "+16471234567", type: "WORK" },
  primaryEmail: { value: "john.doe@example.com" },
};

const toronto = { cityName: "Toronto", stateCode: "ON", countryCode: "CAN", zipCode: "M5H 1J9" };

/** A person with all that can be said of one. */
const whole: CustomerRequest = {
  ...plain,
  ...{ externalId: "EMP-20417", salutation: "Dr", middleName: "Quincy", dateOfBirth: "1984-02-29" },
  phoneNumbers: [
    { number: "+16475550188", type: "HOME" },
    { number: "+16475550189", type: "WORK" },
  ],
  addresses: [
    { type: "MAILING", streetLine1: "120 King Street West", ...toronto },
    { type: "MAILING", streetLine1: "PO Box 7", ...toronto, primary: true },
    {
      ...{ type: "SHIPPING", streetLine1: "1 Front Street", streetLine2: "Gate 2", streetLine3: "Left wing" },
      ...{ streetLine4: "Ring twice", streetLine5: "Mind the dog", apartmentNumber: "1204", ...toronto },
      name: { firstName: "Mary", middleName: "Ann", lastName: "Major" },
    },
    { type: "PHYSICAL", streetLine1: "12 Rue de Rivoli", countryCode: "FRA" },
    { type: "PHYSICAL", streetLine1: "Wherever that is" },
  ],
  metadata: { segment: "retail", region: "east" },
};

const mary = {
  ...{ firstName: "Mary", lastName: "Major" },
  primaryPhoneNumber: { number: "+14165550137", type: "MOBILE" },
  primaryEmail: { value: "mary.major@example.com" },
} as const;

/** A business with two people. */
const company: CustomerRequest = {
  type: "BUSINESS",
  externalId: "NW-1",
  businessName: "Northwind Traders",
  contacts: [
    { ...mary, primary: true },
    { ...mary, middleName: "B", firstName: "Ann", primary: false },
  ],
  addresses: [{ type: "PHYSICAL", streetLine1: "120 King Street West", ...toronto, primary: true }],
};

/** Wrong in the schema, in what its type needs, and in its numbers and addresses. */
const broken = {
  type: "INDIVIDUAL",
  firstName: "",
  primaryPhoneNumber: { number: "12345678", type: "PAGER" },
  primaryEmail: { value: "nowhere" },
  dateOfBirth: "2999-01-01",
  businessName: "Northwind Traders",
  addresses: [
    { type: "SHIPPING", streetLine1: "1 Front Street", countryCode: "CAN" },
    { type: "PHYSICAL", streetLine1: "PO Box 7", countryCode: "Canada" },
  ],
} as unknown as CustomerRequest;

/** Where a new customer is. */
async function givenCustomer(sandbox: Pick<Sandbox, "client" | "credential">, body = plain) {
  const { id: customerId } = await done(business(sandbox).createCustomer({ body }));
  return { customerId };
}

export const customers = {
  createCustomer: {
    201: async (sandbox) => {
      for (const body of [plain, whole]) await done(sandbox.as("owner").createCustomer({ body }));
      await inRole("admin", create)(sandbox);
      return sandbox.as("owner").createCustomer({ body: company });
    },
    400: async ({ as }) => {
      await as("owner").createCustomer({ body: {} as CustomerRequest });
      await as("owner").createCustomer({ body: { type: "BUSINESS", contacts: [mary] } });
      return as("owner").createCustomer({ body: broken });
    },
    409: async (sandbox) => {
      await givenCustomer(sandbox, whole);
      return sandbox.as("owner").createCustomer({ body: whole });
    },
    422: unreachable("no rule of the provider's is known that would refuse it"),
    ...refusedWrites(create),
  },
  listCustomers: {
    // By pages and by each filter.
    200: async (sandbox) => {
      for (const body of [plain, whole, company]) await givenCustomer(sandbox, body);
      await done(sandbox.as("owner").suspendCustomer({ path: await givenCustomer(sandbox) }));
      const queries: Filters[] = [
        { type: "BUSINESS", status: "ACTIVE", search: "NORTHWIND", name: "traders" },
        { status: "SUSPENDED", primaryEmail: "John.Doe@example.com", primaryPhoneNumber: "+16471234567" },
        { externalId: "EMP-20417" },
        { createdAtFrom: "2020-01-01", createdAtTo: "2999-12-31", timeZone: "America/Toronto" },
        { size: 2, page: 1, sort: ["lastName,ASC", "firstName,DESC", "updatedAt,ASC"] },
        { page: 1_000_000 },
      ];
      for (const query of queries) await done(sandbox.as("owner").listCustomers({ query }));
      return sandbox.as("reader").listCustomers();
    },
    400: async ({ as }) => {
      await as("owner").listCustomers({ query: { sort: ["shoeSize,ASC"] } });
      await as("owner").listCustomers({ query: { timeZone: "Mars/Olympus" } });
      return as("owner").listCustomers({ query: { page: -1, size: 0, createdAtFrom: "yesterday" } });
    },
    ...refusedReads(list),
  },
  getCustomer: {
    // Each as it was made here, and as workflows make them and add to them.
    200: async (sandbox) => {
      const reader = sandbox.as("reader");
      for (const body of [whole, company]) await done(reader.getCustomer({ path: await givenCustomer(sandbox, body) }));
      const { customerId } = founded(sandbox);
      await done(reader.getCustomer({ path: { customerId } }));
      for (const body of [rebate(sandbox), profile]) {
        const { workflowId } = await givenFinished(sandbox, body);
        const path = { sandboxId: sandbox.id, workflowId };
        const { customer_id } = await done(sandbox.control.getWorkflow({ path }));
        await done(reader.getCustomer({ path: { customerId: String(customer_id) } }));
      }
      return get(sandbox, reader);
    },
    404: as("stranger", get),
    ...refusedReads(get),
  },
  updateCustomer: {
    200: async (sandbox) => {
      const path = await givenCustomer(sandbox, company);
      await done(sandbox.as("owner").updateCustomer({ path, body: { ...company, addresses: [], metadata: {} } }));
      const other = await givenCustomer(sandbox, whole);
      await done(sandbox.as("owner").updateCustomer({ path: other, body: whole }));
      await done(sandbox.as("owner").updateCustomer({ path: other, body: plain }));
      return inRole("admin", update)(sandbox);
    },
    // Its type cannot change.
    400: async (sandbox) => {
      const path = await givenCustomer(sandbox);
      await sandbox.as("owner").updateCustomer({ path, body: broken });
      return sandbox.as("owner").updateCustomer({ path, body: company });
    },
    404: as("stranger", update),
    409: async (sandbox) => {
      await givenCustomer(sandbox, whole);
      return update(sandbox, sandbox.as("owner"));
    },
    ...refusedWrites(update),
  },
  suspendCustomer: {
    200: async (sandbox) => {
      const path = await givenCustomer(sandbox, company);
      for (const _ of ["suspends", "changes nothing"]) await done(sandbox.as("owner").suspendCustomer({ path }));
      return inRole("admin", suspend)(sandbox);
    },
    404: as("stranger", suspend),
    ...refusedWrites(suspend),
  },
} satisfies Partial<Scenarios<"rocketkor">>;
