import type { components } from "@understudy/contracts/onespan-control";
import type { Context } from "@understudy/engine";
import { specimenAddress } from "../../addresses.ts";
import { reasonOf, type Specimen } from "../../rules/specimens.ts";

export function specimenToWire(ctx: Context, specimen: Specimen): components["schemas"]["Specimen"] {
  const { name, kind, title, outcome } = specimen;
  return { name, kind, title, outcome, reason: reasonOf(specimen), image_url: specimenAddress(ctx, name) };
}
