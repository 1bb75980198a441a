import type { Person } from "../../rules/judging/person.ts";
import type { SpecimenName } from "../../rules/specimens.ts";
import type { Side } from "../png/mark.ts";
import type { Picture } from "../reading/read.ts";

/** What is to be drawn, for whom and when. */
export interface Drawing {
  readonly name: SpecimenName;
  readonly side: Side;
  readonly person: Person;
  readonly now: Date;
  /** In pixels: the same picture made smaller. Its own width if absent. */
  readonly width?: number;
}

/** What the thread is asked for, from what, and what it answers. */
export interface Orders {
  readonly draw: { readonly from: Drawing; readonly to: Uint8Array<ArrayBuffer> };
  readonly read: { readonly from: Blob; readonly to: Picture | null };
}

export type Order = { [Kind in keyof Orders]: { kind: Kind; from: Orders[Kind]["from"] } }[keyof Orders];

export type Answer<Kind extends keyof Orders = keyof Orders> = { readonly to: Orders[Kind]["to"] } | { error: unknown };
