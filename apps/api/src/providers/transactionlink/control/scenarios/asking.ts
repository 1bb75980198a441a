import { type Ask as AskOf, control, type Sandbox as SandboxOf } from "@understudy/conformance";

export type Sandbox = SandboxOf<"transactionlink-control">;
export type Ask = AskOf<"transactionlink-control">;

export const { personas, asOwner, ofSandbox, ofObject } = control<"transactionlink-control">();
