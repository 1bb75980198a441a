import { type Ask as AskOf, control, type Sandbox as SandboxOf } from "@understudy/conformance";

export type Sandbox = SandboxOf<"rocketkor-control">;
export type Ask = AskOf<"rocketkor-control">;

export const { personas, asOwner, ofSandbox, ofObject } = control<"rocketkor-control">();
