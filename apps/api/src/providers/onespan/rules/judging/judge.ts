import { type SpecimenName, specimenNamed } from "../specimens.ts";
import type { User } from "../transaction.ts";
import type { DocumentData, Finding, Verification } from "../verification.ts";
import type { WorkflowKind } from "../workflow.ts";
import { checkDocument, checkFace, isMendable, isRead, type Picture } from "./checks.ts";
import { documentOf } from "./document.ts";
import { personOf } from "./person.ts";

/** What one attempt is judged by. */
export interface Attempt {
  readonly kind: WorkflowKind;
  readonly pictures: readonly Picture[];
  readonly user: User | undefined;
  readonly now: Date;
}

/** What is made of it. */
export interface Judgement extends Pick<Verification, "status" | "findings" | "score" | "threshold" | "document"> {
  readonly mayTryAgain: boolean;
}

const threshold = 75;
const best = 98;
/** What a picture counts as that no specimen is: nobody reads it here. */
const usual: SpecimenName = "passport";

/**
 * The specimens decide; what no specimen is, passes. The last name FAIL fails whatever is shown, for good
 * (providers/onespan.md 8).
 */
export function judge({ kind, pictures, user, now }: Attempt): Judgement {
  const front = pictureOf(pictures, "document_front");
  if (!front) throw new Error("An attempt without the front of a document cannot be judged.");
  const ofDocument = checkDocument(front, pictureOf(pictures, "document_back"));
  const findings = [...ofDocument, ...faceIn(kind, pictures), ...testValueIn(user)];
  const failed = findings.filter(({ passed }) => !passed);
  return {
    status: failed.length === 0 ? "SUCCESS" : "FAILED",
    mayTryAgain: failed.length > 0 && failed.every(isMendable),
    findings,
    score: scoreOf(failed),
    threshold,
    document: isRead(ofDocument) ? readFrom(front, user, now) : null,
  };
}

function pictureOf(pictures: readonly Picture[], name: Picture["name"]): Picture | undefined {
  return pictures.find((picture) => picture.name === name);
}

function faceIn(kind: WorkflowKind, pictures: readonly Picture[]): readonly Finding[] {
  if (kind !== "document_with_face") return [];
  const selfie = pictureOf(pictures, "selfie");
  if (!selfie) throw new Error("An attempt without a selfie cannot be judged where the face is looked at.");
  return checkFace(selfie);
}

function testValueIn(user: User | undefined): readonly Finding[] {
  if (user?.last_name !== "FAIL") return [];
  const message =
    "last_name is FAIL, which fails every verification; with any other name the pictures decide what becomes of it.";
  return [{ code: "test_value", passed: false, message }];
}

function readFrom({ specimen }: Picture, user: User | undefined, now: Date): DocumentData | null {
  const shown = specimenNamed(specimen ?? usual);
  return shown ? documentOf(shown, personOf(user), now) : null;
}

/** From the best, every finding that fails takes away enough to fall below the threshold. */
function scoreOf(failed: readonly Finding[]): number {
  return failed.reduce((score, finding) => Math.max(0, score - (isMendable(finding) ? 30 : 45)), best);
}
