import document from "@understudy/contracts/rocketkor.json" with { type: "json" };
import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, look, payout } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { consent, rebate, step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
const { api, customerId, customerAccountId } = world;
const { begin, cancel, decline, finish, read } = journeysOf(world);
const phoneNumber = "+16475550123";

const table = document.components.schemas.LinxStep.properties.data.description;
/** The names that the spec lists for a step, from the start and once it is completed. */
function documented(name: string): readonly string[] {
  const row = table.split("\n").find((line) => line.startsWith(`| \`${name}\` |`)) ?? "";
  return [...row.slice(name.length + 6).matchAll(/`([a-zA-Z]+)`/g)].map(([, key]) => String(key));
}

const profile = { personalInfo: ["dateOfBirth" as const], phoneNumber: ["HOME" as const] };
const known = [...look, step.profile(profile), { name: "lookup-financial-account" as const }, step.documents(consent)];
const bodies = [
  {
    title: "A customer who exists",
    steps: [...known, step.money],
    parameters: { phoneNumber, customerId, customerFinancialAccountId: customerAccountId, ...rebate(world) },
  },
  {
    title: "A new one",
    steps: [{ name: "notification" as const }, step.customer, step.account, step.money],
    parameters: { phoneNumber, financialAccountSubType: "DEBIT" as const, ...rebate(world) },
  },
];

it.each(bodies)("the data of each step has the names that the spec lists: $title", async (body) => {
  const id = await begin(body);
  const before = (await read(id)).steps;
  got(await finish(id));
  const { steps, status } = await read(id);
  expect(status).toBe("COMPLETED");
  const parameters = [...Object.keys(rebate(world)), "priority"];
  const asked = Object.keys(profile);
  for (const { stepName, data } of steps) {
    const listed = [
      ...documented(stepName).filter(
        (name) => !["inputs", "user", "id", "documentId", "documentVersion"].includes(name),
      ),
      ...(stepName === "move-money" ? parameters : []),
      ...(stepName === "enhance-profile" ? asked : []),
    ];
    expect([stepName, Object.keys(data).toSorted()]).toEqual([stepName, [...new Set(listed)].toSorted()]);
  }
  for (const { data } of before) expect(data).not.toHaveProperty("transactionId");
});

it("which customer, account, acceptances and transaction have come of a workflow is found there", async () => {
  const [first, second] = [await begin(bodies[0] as never), await begin(bodies[1] as never)];
  const control = [got(await finish(first)), got(await finish(second))];
  const dataOf = async (id: string, name: string) =>
    (await read(id)).steps.find(({ stepName }) => stepName === name)?.data as Record<string, string>;
  for (const [index, id] of [first, second].entries()) {
    const { transactionId = "" } = await dataOf(id, "move-money");
    expect(transactionId).toBe(control[index]?.transaction_id);
    expect(got(await api.getTransaction({ path: { transactionId } })).amount).toBe("256.25");
  }
  expect((await dataOf(second, "customer-account")).customerId).toBe(control[1]?.customer_id);
  const { customerFinancialAccountId = "", maskedAccountNumber } = await dataOf(second, "financial-account");
  const path = { financialAccountId: customerFinancialAccountId };
  expect(got(await api.getFinancialAccount({ path })).maskedAccountNumber).toBe(maskedAccountNumber);
  const acceptances = (await dataOf(first, "document-acceptance")).acceptances as unknown as { id: string }[];
  const listed = got(await api.listAcceptances({ query: { acceptorId: customerId } })).content;
  expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(acceptances.map(({ id }) => id)));
});

it("where a workflow is CANCELLED or EXPIRED, the step at which it ended stays ACTIVE", async () => {
  const ends = {
    CANCELLED: async (id: string) => got(await cancel(id)),
    EXPIRED: async () => world.advance("PT1H"),
    DECLINED: async (id: string) => got(await decline(id)),
  };
  for (const [ended, end] of Object.entries(ends)) {
    const id = await begin({ ...payout(world), expireInHours: 1 });
    await end(id);
    const { status, currentStep, steps } = await read(id);
    const last = ended === "DECLINED" ? "DECLINED" : "ACTIVE";
    expect([status, currentStep, steps.map((each) => each.status)]).toEqual([
      ...[ended, 4, ["COMPLETED", "COMPLETED", "COMPLETED", last]],
    ]);
  }
});
