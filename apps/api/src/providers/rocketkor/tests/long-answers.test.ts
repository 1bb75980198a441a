import { Refusal } from "@understudy/domain";
import type { Moment } from "@understudy/server";
import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { present as presentControl } from "../../control/errors.ts";
import { present } from "../errors.ts";
import { profile } from "./support/profile.ts";
import { openSandbox } from "./support/sandbox.ts";
import { consent, privacy, startWorkflow, step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
const { control } = world;

test.each([
  ["addresses", step.profile({ addresses: profile.addresses }), Array.from({ length: 70_000 }, () => ({}))],
  ["addresses", step.profile({ addresses: profile.addresses }), Array.from({ length: 40_000 }, () => ({ type: "X" }))],
  ["accepted", step.documents(consent, privacy), Array.from({ length: 70_000 }, (_, index) => `${index}`)],
])("a list of far too many %s is refused in a few words, and soon", async (name, asked, list) => {
  const { workflowId } = await startWorkflow(world, [asked]);
  const json = { values: { [name]: list } };
  await control("POST", `/workflows/${workflowId}/step/complete`, { json: { values: {} } });
  const begun = performance.now();
  const { status, text, body } = await control("POST", `/workflows/${workflowId}/step/complete`, { json });
  expect(performance.now() - begun).toBeLessThan(500);
  expect([status, text.length < 2_000]).toEqual([400, true]);
  expect(body.errors.map(({ field }: { field: string }) => field)).toContain(`values.${name}`);
});

test("no answer tells of more than 50 problems", () => {
  const problems = Array.from({ length: 70_000 }, (_, index) => {
    return { field: `steps.${index}`, rule: "FIELD_INVALID", message: "must not be there" };
  });
  const at = { now: new Date("2027-01-14T15:00:00.000Z"), requestId: "r", operationId: "createTransaction" };
  for (const code of ["invalid", "out_of_range"] as const) {
    const refusal = new Refusal(code, "No.", { problems });
    const answers = [present, presentControl].map((each) => each.refusal(refusal, at as Moment));
    for (const { body } of answers) expect((body as { readonly errors: readonly unknown[] }).errors).toHaveLength(50);
  }
  const linx = present.refusal(new Refusal("invalid", "No.", { problems }), {
    ...(at as Moment),
    operationId: "createLinxWorkflow",
  });
  expect(linx.body).toHaveProperty("result.fieldErrors.length", 50);
  expect(linx.body).toHaveProperty("result.error.errors.length", 50);
});
