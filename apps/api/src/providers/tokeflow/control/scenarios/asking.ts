import { type Ask as AskOf, control, type Sandbox as SandboxOf } from "@understudy/conformance";

export type Sandbox = SandboxOf<"tokeflow-control">;
export type Ask = AskOf<"tokeflow-control">;

export const { personas, asOwner, ofSandbox, ofObject } = control<"tokeflow-control">();
