import { type SpecimenName, specimenNamed } from "../../rules/specimens.ts";
import { chunk, chunksOf } from "./chunk.ts";

export type Side = "front" | "back";

const head = "Understudy-Specimen\0";

/** Notes for a PNG that tell what it shows. */
export function markOf(name: SpecimenName, side: Side): Buffer {
  const texts = [head + name, `Understudy-Side\0${side}`];
  return Buffer.concat(texts.map((text) => chunk("tEXt", Buffer.from(text, "latin1"))));
}

/** Which specimen a picture is by its mark; null for any other picture. */
export function specimenIn(bytes: Uint8Array): SpecimenName | null {
  for (const { type, content } of chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    if (type === "tEXt" && content.toString("latin1", 0, head.length) === head)
      return specimenNamed(content.toString("latin1", head.length))?.name ?? null;
  return null;
}
