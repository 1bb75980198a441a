export { goneFrom } from "./arrival.ts";
export { bodyJudge } from "./body-judge.ts";
export { Aborted } from "./bytes.ts";
export { formReader } from "./forms.ts";
export type { MountOptions } from "./house.ts";
export { type Mounted, mount } from "./mount.ts";
export { mostProblems } from "./problems.ts";
export * from "./provider.ts";
export type { Log, Trace } from "./trace.ts";
