export { type Breach, BreachError } from "./breach.ts";
export { contract, type Harness } from "./contract.ts";
export { type Ask, control, done } from "./control.ts";
export { type Exchange, exchangeOf, type JudgeOptions, judge } from "./judge.ts";
export * from "./scenarios.ts";
export { type DeliveredWebhook, judgeWebhook, type VerifyWebhook } from "./webhook.ts";
