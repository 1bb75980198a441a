import { type Ask as AskOf, control, type Sandbox as SandboxOf } from "@understudy/conformance";

export type Sandbox = SandboxOf<"checkout-control">;
export type Ask = AskOf<"checkout-control">;

export const { personas, asOwner, ofSandbox, ofObject } = control<"checkout-control">();
