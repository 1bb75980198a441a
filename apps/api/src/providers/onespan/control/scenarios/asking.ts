import { type Ask as AskOf, control, type Sandbox as SandboxOf } from "@understudy/conformance";

export type Sandbox = SandboxOf<"onespan-control">;
export type Ask = AskOf<"onespan-control">;

export const { personas, asOwner, ofSandbox, ofObject } = control<"onespan-control">();
