import type { Html } from "../../../../pages/html.ts";
import { type FileField, fileField } from "../../../../pages/kit/files.ts";
import type { Picture } from "../../journeys/verifying.ts";
import { specimenIn } from "../../pictures/png/mark.ts";
import { readPicture } from "../../pictures/reading/read.ts";
import { type Problem, problemAt, type Trouble } from "../steps/screen.ts";
import { stepTexts } from "../steps/texts.ts";

const words = stepTexts.pictures;
const mostBytes = 10 * 1024 ** 2;
/** In pixels: nothing can be told of what is smaller. */
const leastSide = 200;

/** A picture that a form takes. */
export interface Slot {
  readonly field: string;
  /** What a verification takes it for. */
  readonly name: Picture["name"];
  readonly label: string;
  /** What it shows, as a part of a sentence. */
  readonly what: string;
  readonly hint: string;
  /** What stands behind the label of one that may be left out. */
  readonly optional?: string;
}

export function slotField({ field, label, hint, optional }: Slot, trouble: Trouble | undefined): Html {
  const asked: FileField = {
    ...{ name: field, label, hint, accept: ["image/jpeg", "image/png"], error: problemAt(trouble, field) },
    ...(optional !== undefined && { optional }),
    check: { mostBytes, ...words.file, locale: "en" },
  };
  return fileField(asked);
}

/** The pictures of a form, or all that is wrong with them. */
export async function picturesIn(
  form: FormData,
  slots: readonly Slot[],
): Promise<{ readonly pictures: readonly Picture[] } | { readonly problems: readonly Problem[] }> {
  const read = await Promise.all(slots.map((slot) => pictureIn(form, slot)));
  const problems = read.flatMap((each) => (each && "text" in each ? [each] : []));
  if (problems.length > 0) return { problems };
  return { pictures: read.flatMap((each) => (each && "bytes" in each ? [each] : [])) };
}

async function pictureIn(form: FormData, slot: Slot): Promise<Picture | Problem | undefined> {
  const { field, name, what, optional } = slot;
  const file = form.get(field);
  // A browser sends an empty one where none was chosen.
  if (file === null || typeof file === "string" || (file.size === 0 && file.name === ""))
    return optional === undefined ? { name: field, text: words.missing(what) } : undefined;
  if (file.size > mostBytes) return { name: field, text: words.tooLarge(what) };
  const picture = await readPicture(file);
  if (!picture) return { name: field, text: words.unreadable(what) };
  if (Math.min(picture.width, picture.height) < leastSide) return { name: field, text: words.tooSmall(what) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return { name, mediaType: picture.mediaType, bytes, specimen: specimenIn(bytes) };
}
