import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { end, type Step } from "./support/drafts.ts";
import { openWorkflows, outputsOf, runOf, wayOf } from "./support/workflows.ts";

const server = await testServer();
const opened = () => openWorkflows(server);

const amount = { var: "parameters.amount" };
/** By the amount: more than 100 is large, more than 10 is middling, and all else is small. */
const sorting = {
  decide: {
    type: "decision",
    rules: [
      { when: { ">": [amount, 100] }, outcome: "large", next: "big" },
      { when: { ">": [amount, 10] }, next: "middling" },
    ],
    default: "small",
    defaultOutcome: "nothing special",
  },
  big: outputsOf("decide"),
  middling: outputsOf("decide"),
  small: outputsOf("decide"),
} satisfies Readonly<Record<string, Step>>;
const parameters = [{ key: "amount", type: "number" as const, required: false }];

it.each([
  [101, "big", { outcome: "large", ruleIndex: 0 }],
  [100, "middling", { outcome: "middling", ruleIndex: 1 }],
  [10, "small", { outcome: "nothing special", ruleIndex: null }],
  [undefined, "small", { outcome: "nothing special", ruleIndex: null }],
])("the first rule that holds decides: %s goes to %s", async (amount, way, output) => {
  const { run } = await opened();
  const execution = await run(sorting, { parameters: { ...(amount !== undefined && { amount }) } }, { parameters });
  expect(wayOf(execution)).toEqual(["decide COMPLETED", `${way} COMPLETED`]);
  expect(execution.result).toEqual({ decide: output });
  expect(runOf(execution, "decide").output).toEqual(output);
});

it("what no rule catches goes to the step of that name, where no other outcome is named", async () => {
  const { run } = await opened();
  const execution = await run({
    decide: { type: "decision", rules: [], default: "done" },
    done: outputsOf("decide"),
  });
  expect(execution.result).toEqual({ decide: { outcome: "done", ruleIndex: null } });
});

it("decides by what steps put out, by other decisions and by the execution itself", async () => {
  const { run } = await opened();
  const has = (path: string, value: unknown) => ({ "==": [{ var: path }, value] });
  const execution = await run(
    {
      registry: { type: "lookup", source: "company-registry", input: { number: "519" }, next: "one" },
      one: {
        type: "decision",
        rules: [{ when: has("steps.registry.status", "liquidated"), outcome: "gone", next: "two" }],
        default: "two",
      },
      two: {
        type: "decision",
        rules: [
          {
            when: {
              and: [has("steps.one.outcome", "gone"), has("steps.one.ruleIndex", 0), has("execution.locale", "pl")],
            },
            next: "done",
          },
        ],
        default: "other",
      },
      done: end({ way: "done" }),
      other: end({ way: "other" }),
    },
    { locale: "pl" },
  );
  expect(execution.result).toEqual({ way: "done" });
});

it("a step that was not passed has no output to decide by", async () => {
  const { run } = await opened();
  const steps = (number: string): Readonly<Record<string, Step>> => ({
    registry: { type: "lookup", source: "company-registry", input: { number }, next: "screen", onError: "decide" },
    screen: { type: "aml_screening", input: { name: "Jan Sanction" }, next: "decide" },
    decide: { type: "decision", rules: [{ when: { missing: ["steps.screen"] }, next: "unknown" }], default: "known" },
    known: end({ hits: "$.steps.screen.hits" }),
    unknown: end({ hits: "$.steps.screen.hits" }),
  });
  expect((await run(steps("51"))).result).toEqual({ hits: 1 });
  const failed = await run(steps("404"));
  expect(wayOf(failed)).toEqual(["registry FAILED", "decide COMPLETED", "unknown COMPLETED"]);
  expect(failed.result).toEqual({ hits: null });
});
