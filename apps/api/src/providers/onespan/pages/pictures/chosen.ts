import { type Specimen, specimenNamed } from "../../rules/specimens.ts";
import { textIn } from "../steps/screen.ts";
import { specimenField } from "./cards.ts";

/** The specimen that a form names; undefined where it names none of this kind. */
export function chosenIn(form: FormData, kind: Specimen["kind"]): string | undefined {
  const specimen = specimenNamed(textIn(form, specimenField));
  return specimen?.kind === kind ? specimen.name : undefined;
}
