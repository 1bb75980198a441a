import { Refusal } from "@understudy/domain";
import { drawSpecimen } from "../pictures/draw.ts";
import { personOf } from "../rules/judging/person.ts";
import { specimenNamed, specimens } from "../rules/specimens.ts";
import type { User } from "../rules/transaction.ts";
import type { Picture } from "./verifying.ts";

/**
 * What is sent where a specimen is chosen: its pictures, made out to the user. Throws a Refusal `out_of_range` that lists
 * the specimens where there is none of the name.
 */
export async function picturesOf(name: string, user: User | undefined, now: Date): Promise<readonly Picture[]> {
  const specimen = specimenNamed(name);
  if (!specimen) throw unknown(name);
  const { kind, sides } = specimen;
  const person = personOf(user);
  const drawn = async (picture: Picture["name"], side: "front" | "back"): Promise<Picture> => {
    const bytes = await drawSpecimen(specimen.name, side, person, now);
    return { name: picture, mediaType: "image/png", bytes, specimen: specimen.name };
  };
  if (kind === "selfie") return [await drawn("selfie", "front")];
  const front = await drawn("document_front", "front");
  return sides === 2 ? [front, await drawn("document_back", "back")] : [front];
}

function unknown(name: string): Refusal {
  return new Refusal("out_of_range", `${name} is no specimen: use ${specimens.map((each) => each.name).join(", ")}.`);
}
