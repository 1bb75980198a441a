import type { Person } from "../rules/judging/person.ts";
import type { SpecimenName } from "../rules/specimens.ts";
import type { Side } from "./png/mark.ts";
import { ask } from "./thread/ask.ts";
import type { Drawing } from "./thread/orders.ts";

/**
 * The picture of a specimen, a PNG with its mark: a document is made out to the person, a selfie shows them. It is the
 * same for the same person in the same year.
 */
export function drawSpecimen(name: SpecimenName, side: Side, person: Person, now: Date): Promise<Buffer> {
  return draw({ name, side, person, now });
}

/** In pixels: as many as the densest screens need for a picture on a card. */
export const thumbnailWidth = 360;

/** The same picture, so small that it takes a third of the time. */
export function drawThumbnail(name: SpecimenName, side: Side, person: Person, now: Date): Promise<Buffer> {
  return draw({ name, side, person, now, width: thumbnailWidth });
}

async function draw(drawing: Drawing): Promise<Buffer> {
  const { buffer, byteOffset, byteLength } = await ask("draw", drawing);
  return Buffer.from(buffer, byteOffset, byteLength);
}
