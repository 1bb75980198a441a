import type { components } from "@understudy/contracts/onespan";
import type { Report, Stage } from "../../rules/report.ts";
import { sfsUrl } from "../../rules/sfs.ts";
import type { DocumentData, Verification } from "../../rules/verification.ts";
import { time } from "../time.ts";
import { personToWire } from "./person.ts";

type Schemas = components["schemas"];

const results = { undefined: "Undefined", passed: "Passed", failed: "Failed" } as const;

/** `InProgress` alone is in a source (providers/onespan.md 4.4). */
const statuses = {
  in_progress: "InProgress",
  completed: "Completed",
  cancelled: "Cancelled",
  expired: "Expired",
  error: "Error",
} as const;

const titles = { doc_id: "DocumentVerification", doc_face: "DocumentFaceVerification" } as const;

export function reportToWire({
  transactionId,
  verdict,
  progress,
  stages,
}: Report): Schemas["DetailedVerificationReport"] {
  return { id: transactionId, result: results[verdict], status: statuses[progress], stages: stages.map(stageToWire) };
}

function stageToWire(stage: Stage): Schemas["ReportStage"] {
  const { number, attempt, verdict, at } = stage;
  return {
    stageId: number,
    stageType: { title: "verification" in stage ? titles[stage.verification.name] : "CreateVerification" },
    ...{ attemptNumber: attempt, result: results[verdict], created: time(at) },
    details:
      "verification" in stage
        ? outcomeToWire(stage.verification, stage.transactionId)
        : { personalInformation: personToWire(stage.user) },
  };
}

function outcomeToWire(verification: Verification, transactionId: string): Schemas["StageDetails"] {
  const { document, images, score, threshold, findings } = verification;
  const [front] = images;
  return {
    ...(document && { documentInformation: documentToWire(document) }),
    ...(front && { imageUrl: sfsUrl({ of: "transaction", transactionId, fileId: front.fileId }) }),
    ...{ score, threshold },
    findings: findings.map(({ code, passed, message }) => ({ code, passed, message })),
  };
}

function documentToWire(document: DocumentData): Schemas["DocumentInformation"] {
  return {
    ...{ documentType: document.type, documentNumber: document.number, issuingCountry: document.issuingCountry },
    ...{ forename: document.firstName, surname: document.lastName },
    ...{ dateOfBirth: document.dateOfBirth, dateOfExpiry: document.dateOfExpiry },
  };
}
