import { describe, expect, it } from "vitest";
import { isTrue, logicProblems, variablesOf } from "./logic.ts";

const data = {
  parameters: { amount: 250, tags: ["new", "b2b"], owners: [{ share: 60 }, { share: 40 }] },
  steps: { screening: { hits: 0 }, registry: { status: "active", nothing: null } },
  execution: { locale: "pl" },
};
const item = (path: string) => ({ var: path });

describe("isTrue", () => {
  it.each([
    [true],
    [{ "==": [item("steps.registry.status"), "active"] }],
    [{ ">": [item("parameters.amount"), 100] }],
    [{ "<": [0, item("parameters.amount"), 300] }],
    [{ and: [{ "!": item("steps.screening.hits") }, { in: ["b2b", item("parameters.tags")] }] }],
    [{ "!": { var: ["steps.bureau.score"] } }],
    [{ "==": [{ var: ["steps.bureau.score", 7] }, 7] }],
    [{ "==": [{ var: ["steps.registry.nothing", 7] }, 7] }],
    [{ some: [item("parameters.owners"), { ">": [item("share"), 50] }] }],
    [{ all: [item("parameters.tags"), { "!=": [item(""), ""] }] }],
    [
      {
        "==": [{ reduce: [item("parameters.owners"), { "+": [item("accumulator"), item("current.share")] }, 0] }, 100],
      },
    ],
    [{ "==": [item("parameters.owners.1.share"), 40] }],
    [{ missing: ["steps.bureau", "steps.screening"] }],
  ])("%j holds", (logic) => expect(isTrue(logic, data)).toBe(true));

  it.each([
    [false],
    [{ ">": [item("steps.screening.hits"), 0] }],
    [{ ">": [item("steps.bureau.score"), 0] }],
    [item("steps.screening.hits")],
    [{ filter: [item("parameters.owners"), { ">": [item("share"), 90] }] }],
    [{ missing: ["steps.screening.hits"] }],
  ])("%j does not hold", (logic) => expect(isTrue(logic, data)).toBe(false));

  it.each(["constructor", "__proto__", "parameters.constructor.name", "parameters.tags.concat", "execution.locale.at"])(
    "%s reads no prototype",
    (path) => {
      expect(isTrue(item(path), data)).toBe(false);
      expect(isTrue({ missing: [path] }, data)).toBe(true);
    },
  );

  it.each<unknown>([
    { log: "x" },
    { constructor: [1] },
    { "cat.constructor": ["return 1"] },
    { method: [item("parameters.tags"), "pop"] },
  ])("%j is no operation", (logic) => expect(() => isTrue(logic, data)).toThrow());
});

describe("variablesOf", () => {
  it("names each path once, those with a default and those of missing too", () => {
    const logic = {
      or: [
        { "==": [item("parameters.a"), item("parameters.a")] },
        { var: ["steps.x.y", item("execution.id")] },
        { missing: ["values.b"] },
        { missing_some: [1, ["values.c", "values.d"]] },
      ],
    };
    const paths = ["parameters.a", "steps.x.y", "execution.id", "values.b", "values.c", "values.d"];
    expect(variablesOf(logic)).toEqual(paths);
  });

  it("leaves out what is within the items of a list", () => {
    const owners = item("parameters.owners");
    expect(variablesOf({ some: [owners, { ">": [item("share"), 50] }] })).toEqual(["parameters.owners"]);
    const sum = { reduce: [owners, { "+": [item("current.share"), item("accumulator")] }, item("parameters.start")] };
    expect(variablesOf(sum)).toEqual(["parameters.owners", "parameters.start"]);
    expect(variablesOf(item(""))).toEqual([]);
  });
});

describe("logicProblems", () => {
  it.each([
    [true],
    [{ ">": [item("steps.screening.hits"), 0] }],
    [{ "!": item("a") }],
    [{ if: [item("a"), 1, item("b"), 2, 3] }],
    [{ in: [item("a"), ["x", "y"]] }],
    [{ reduce: [item("a"), { max: [item("current"), item("accumulator")] }, 0] }],
    [{ missing: { merge: ["a", { if: [item("b"), "c", []] }] } }],
  ])("%j is one", (logic) => expect(logicProblems(logic)).toEqual([]));

  it.each([
    ["yes", "is no condition"],
    [1, "is no condition"],
    [null, "is no condition"],
    [[item("a")], "is no condition"],
    [{}, "exactly one key"],
    [{ "==": [1, 1], "!=": [1, 2] }, "exactly one key"],
    [{ "=": [1, 1] }, "names `=`, which is no operation"],
    [{ log: "x" }, "names `log`, which is no operation"],
    [{ constructor: [] }, "names `constructor`, which is no operation"],
    [JSON.parse('{"__proto__": [1]}'), "names `__proto__`, which is no operation"],
    [{ "cat.constructor": ["x"] }, "which is no operation"],
    [{ "==": [item("a")] }, "gives `==` 1 values, but it takes 2"],
    [{ "<": [1, 2, 3, 4] }, "gives `<` 4 values, but it takes 2 to 3"],
    [{ and: [] }, "gives `and` 0 values, but it takes at least 1"],
    [{ "==": [{ var: { cat: ["parameters.", "a"] } }, 1] }, "works out the path"],
    [{ missing_some: [1, item("a")] }, "no list"],
    [{ some: [item("a"), { all: [item("b"), item("")] }] }, "one list at a time"],
    [{ reduce: [item("a"), { cat: [item("accumulator"), item("accumulator")] }, "x"] }, "would double"],
    [{ reduce: [item("a"), [item("accumulator"), item("accumulator")], "x"] }, "would double"],
  ])("%j is none", (logic, problem) => {
    expect(logicProblems(logic)).toEqual([expect.stringContaining(problem)]);
  });

  it("one that is too deep or too large is none", () => {
    let deep: unknown = true;
    for (let depth = 0; depth < 60; depth++) deep = { "!": deep };
    expect(logicProblems(deep)).toEqual([expect.stringContaining("too large")]);
    expect(logicProblems({ or: Array.from({ length: 600 }, () => item("a")) })).toEqual([
      expect.stringContaining("too large"),
    ]);
  });
});
