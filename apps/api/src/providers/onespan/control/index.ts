import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Handlers } from "@understudy/server/onespan-control";
import type { ControlContext, ProviderControl } from "../../../provider.ts";
import { allUnlessDropped } from "../unless-dropped.ts";
import * as handlers from "./handlers/index.ts";

/** What a test may do to a OneSpan Identity Verification world. */
export const control = {
  handlers: allUnlessDropped(handlers satisfies Handlers<ControlContext>, absentSandbox),
} satisfies ProviderControl;

function absentSandbox({ sandbox }: Context): Refusal {
  return new Refusal("absent", `There is no sandbox ${sandbox.id}.`);
}
