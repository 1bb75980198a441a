import { specimenNamed } from "../specimens.ts";
import type { Capture } from "../transaction.ts";
import type { Finding } from "../verification.ts";

/** A picture as far as it is judged by: a specimen has its outcome, any other (null) passes. */
export type Picture = Pick<Capture, "name" | "specimen">;

/** In the order in which they are looked at, with what is said of them where all is well. */
const ofDocument = {
  document_found: "The picture shows an identity document.",
  document_legible: "The document can be read.",
  document_authentic: "The document shows no sign of an alteration.",
  document_not_expired: "The document has not expired.",
  name_matches: "The name on the document is the user's in the transaction.",
};
const ofSides = { sides_match: "Both pictures are of the same document." };
const ofFace = {
  face_found: "The picture shows a face.",
  person_is_live: "The person was there in the flesh.",
  face_matches: "The face is the one on the document.",
};

/** After these nothing more can be told of a picture, and another picture may mend it. */
const hindrances: ReadonlySet<string> = new Set(["document_found", "document_legible", "face_found"]);

/** Whether another picture may mend what was found. */
export function isMendable({ code }: Finding): boolean {
  return hindrances.has(code) || code === "sides_match";
}

/** Whether nothing was in the way of reading the document. */
export function isRead(findings: readonly Finding[]): boolean {
  return !findings.some(({ code, passed }) => !passed && code.startsWith("document_") && hindrances.has(code));
}

export function checkDocument(front: Picture, back: Picture | undefined): readonly Finding[] {
  const found = checked(ofDocument, failuresOf(front, "document"));
  if (!back || !isRead(found)) return found;
  const isAnother = back.specimen !== null && front.specimen !== null && back.specimen !== front.specimen;
  const message = "The back is another document's than the front; take both pictures of the same document.";
  return [...found, ...checked(ofSides, isAnother ? [{ code: "sides_match", passed: false, message }] : [])];
}

export function checkFace(selfie: Picture): readonly Finding[] {
  return checked(ofFace, failuresOf(selfie, "selfie"));
}

function failuresOf({ specimen }: Picture, kind: "document" | "selfie"): readonly Finding[] {
  const known = specimen === null ? undefined : specimenNamed(specimen);
  if (!known || known.kind === kind) return known?.findings ?? [];
  if (kind === "document")
    return [failure("document_found", "The picture shows no identity document; take one of the document itself.")];
  return [
    failure("face_found", "The picture shows a document and nobody who holds it; take one of the person's face."),
  ];
}

function failure(code: string, message: string): Finding {
  return { code, passed: false, message };
}

function checked(checks: Readonly<Record<string, string>>, failures: readonly Finding[]): readonly Finding[] {
  const all = Object.entries(checks).map(
    ([code, message]) => failures.find((failed) => failed.code === code) ?? { code, passed: true, message },
  );
  const end = all.findIndex(({ code, passed }) => !passed && hindrances.has(code));
  return end === -1 ? all : all.slice(0, end + 1);
}
