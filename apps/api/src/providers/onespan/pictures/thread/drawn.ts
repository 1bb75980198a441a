import { specimenNamed } from "../../rules/specimens.ts";
import { encodePng } from "../png/encode.ts";
import { markOf } from "../png/mark.ts";
import { studio } from "../studio.ts";
import { sheetOf, works } from "../works.ts";
import type { Drawing } from "./orders.ts";

/** A PNG of it, in a buffer of its own. */
export async function drawn({ name, side, person, now, width }: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  const specimen = specimenNamed(name);
  if (!specimen) throw new Error(`${name} is no specimen.`);
  const { createCanvas } = await studio();
  const { size, draw } = works[name];
  const order = { createCanvas, specimen, person, now, side, scale: width === undefined ? 1 : width / size.width };
  const sheet = sheetOf(order, size, (pen) => draw(pen, order));
  return encodePng({ width: sheet.width, height: sheet.height, rgba: sheet.data() }, markOf(name, side));
}
