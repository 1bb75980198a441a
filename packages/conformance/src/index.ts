export { type Breach, BreachError } from "./breach.ts";
export { contract, type Harness } from "./contract.ts";
export { type Exchange, exchangeOf, type JudgeOptions, judge } from "./judge.ts";
export * from "./scenarios.ts";
