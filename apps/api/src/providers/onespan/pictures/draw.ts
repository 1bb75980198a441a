import type { Person } from "../rules/judging/person.ts";
import { type SpecimenName, specimenNamed } from "../rules/specimens.ts";
import { encodePng } from "./png/encode.ts";
import { markOf, type Side } from "./png/mark.ts";
import { studio } from "./studio.ts";

/**
 * The picture of a specimen, a PNG with its mark: a document is made out to the person, a selfie shows them. It is the
 * same for the same person in the same year.
 */
export async function drawSpecimen(name: SpecimenName, side: Side, person: Person, now: Date): Promise<Buffer> {
  const specimen = specimenNamed(name);
  if (!specimen) throw new Error(`${name} is no specimen.`);
  // A start must not pay for what is needed at the first picture only.
  const [{ createCanvas }, { works }] = await Promise.all([studio(), import("./works.ts")]);
  const { size, draw } = works[name];
  const sheet = createCanvas(size.width, size.height);
  draw(sheet.getContext("2d"), { createCanvas, specimen, person, now, side });
  return encodePng({ ...size, rgba: sheet.data() }, markOf(name, side));
}
