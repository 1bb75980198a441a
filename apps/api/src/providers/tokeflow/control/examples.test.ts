import { createTokeflowControlClient } from "@understudy/client/tokeflow-control";
import document from "@understudy/contracts/tokeflow-control.json" with { type: "json" };
import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import {
  defaultCascade,
  type FailureCategory,
  failureCategories,
  failureCodes,
  failureOf,
  isCascadeTrigger,
} from "../rules/failure.ts";

const { responses, schemas } = document.components;

const codesOf = (...categories: FailureCategory[]) =>
  failureCodes.filter((code) => categories.includes(failureOf(code).category));

test("the spec lists exactly the test cards that there are, with what becomes of them", async () => {
  const { publicUrl } = await testServer();
  const control = createTokeflowControlClient({ baseUrl: publicUrl });
  const { data } = await control.listTestCards({ path: { sandboxId: "sbx_default" } });
  expect(responses.TestCardList.content["application/json"].example).toEqual(data);
});

test("a connector can decline for every reason of the catalogue", () => {
  expect(schemas.DeclineCode.enum).toEqual(codesOf("SOFT_DECLINE", "HARD_DECLINE", "FRAUD"));
});

test("a connector can fail in every technical way of the catalogue", () => {
  expect(schemas.TechnicalCode.enum).toEqual(codesOf("TECHNICAL"));
});

test("a cascade can name every kind of failure and every failure that an attempt can end with", () => {
  expect(schemas.CascadeTrigger.enum).toEqual([...failureCategories, ...failureCodes].filter(isCascadeTrigger));
});

test("a cascade that names nothing goes on after what its description says", () => {
  const { description } = schemas.Cascade.properties.on;
  expect([...description.matchAll(/`(\w+)`/g)].map(([, word]) => word)).toEqual(defaultCascade);
});
