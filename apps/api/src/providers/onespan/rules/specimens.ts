import type { DocumentData, Finding } from "./verification.ts";

export type DocumentSpecimenName =
  | "passport"
  | "id-card"
  | "driving-licence"
  | "passport-expired"
  | "passport-tampered"
  | "id-card-other-person"
  | "passport-blurred";
export type SelfieSpecimenName =
  | "portrait"
  | "portrait-other-person"
  | "portrait-of-a-screen"
  | "portrait-without-face";
export type SpecimenName = DocumentSpecimenName | SelfieSpecimenName;

/** After `fails` nothing more can be shown; after `try_again` another picture can, if attempts are left. */
export type SpecimenOutcome = "passes" | "fails" | "try_again";

/** A built-in document or selfie, of which it is known what a verification makes of it. */
export interface Specimen {
  readonly name: SpecimenName;
  readonly kind: "document" | "selfie";
  readonly title: string;
  readonly outcome: SpecimenOutcome;
  /** Those that fail. */
  readonly findings: readonly Finding[];
  /** Of documents only, as are the sides. */
  readonly documentType?: DocumentData["type"];
  readonly sides?: 1 | 2;
}

type Described = Omit<Specimen, "kind" | "name" | "findings"> & { readonly fails?: Readonly<Record<string, string>> };

const documents: Readonly<Record<DocumentSpecimenName, Described>> = {
  passport: { title: "Passport", outcome: "passes", documentType: "passport", sides: 1 },
  "id-card": { title: "ID card", outcome: "passes", documentType: "id_card", sides: 2 },
  "driving-licence": { title: "Driving licence", outcome: "passes", documentType: "driving_licence", sides: 2 },
  "passport-expired": {
    ...{ title: "Expired passport", outcome: "fails", documentType: "passport", sides: 1 },
    fails: { document_not_expired: "The date of expiry has passed; only a document that is still valid is accepted." },
  },
  "passport-tampered": {
    ...{ title: "Passport with a changed name", outcome: "fails", documentType: "passport", sides: 1 },
    fails: {
      document_authentic:
        "The name field has been pasted over and disagrees with the machine-readable zone; only an unaltered document is accepted.",
    },
  },
  "id-card-other-person": {
    ...{ title: "ID card of another person", outcome: "fails", documentType: "id_card", sides: 2 },
    fails: {
      name_matches: "The name on the document is not the user's in the transaction; it must be the same person's.",
    },
  },
  "passport-blurred": {
    ...{ title: "Blurred passport", outcome: "try_again", documentType: "passport", sides: 1 },
    fails: {
      document_legible: "The picture is too blurred to be read; take it again with a steady hand and enough light.",
    },
  },
};

const selfies: Readonly<Record<SelfieSpecimenName, Described>> = {
  portrait: { title: "Selfie", outcome: "passes" },
  "portrait-other-person": {
    ...{ title: "Selfie of another person", outcome: "fails" },
    fails: { face_matches: "The face is not the one on the document; it must be the same person's." },
  },
  "portrait-of-a-screen": {
    ...{ title: "Picture of a screen", outcome: "fails" },
    fails: { person_is_live: "The picture shows a screen with a face on it; the person must be there in the flesh." },
  },
  "portrait-without-face": {
    ...{ title: "Picture without a face", outcome: "try_again" },
    fails: { face_found: "No face can be seen; take the picture again with the whole face inside the frame." },
  },
};

export const specimens: readonly Specimen[] = [...listed("document", documents), ...listed("selfie", selfies)];
const byName: ReadonlyMap<string, Specimen> = new Map(specimens.map((specimen) => [specimen.name, specimen]));

export function specimenNamed(name: string): Specimen | undefined {
  return byName.get(name);
}

/** Why it does not pass, in a sentence; null where it passes. */
export function reasonOf({ findings }: Specimen): string | null {
  return findings[0]?.message ?? null;
}

/** Whether it is built in to fail at this. */
export function failsAt({ findings }: Specimen, code: string): boolean {
  return findings.some((finding) => finding.code === code);
}

function listed<Name extends SpecimenName>(
  kind: Specimen["kind"],
  described: Readonly<Record<Name, Described>>,
): Specimen[] {
  const entries = Object.entries(described) as [Name, Described][];
  return entries.map(([name, { fails = {}, ...rest }]) => {
    const findings = Object.entries(fails).map(([code, message]) => ({ code, passed: false, message }));
    return { name, kind, ...rest, findings };
  });
}
