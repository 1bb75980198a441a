import type { Fault } from "@understudy/domain";
import type { IdVerificationStep } from "../definition.ts";
import { inventFor, inventPerson } from "../invented.ts";

export const documentTypes = ["passport", "id_card", "driving_licence", "residence_permit"] as const;
export type DocumentType = (typeof documentTypes)[number];

/** What a person, or the control API, says of the document. */
type IdValues = Readonly<Record<string, unknown>>;

/** The two values that decide; whatever else is given is refused. */
export function idProblems(values: IdValues): readonly (Fault & { readonly limit: null })[] {
  const { documentType, documentNumber, ...others } = values;
  const problems: Fault[] = [];
  if (!isDocumentType(documentType))
    problems.push({
      field: "documentType",
      rule: "option",
      message: `documentType must be one of ${documentTypes.join(", ")}.`,
    });
  if (spelled(documentNumber) === "")
    problems.push({
      field: "documentNumber",
      rule: "required",
      message: "documentNumber is required: give it a value.",
    });
  else if (!/^[A-Z0-9]{3,20}$/.test(spelled(documentNumber)))
    problems.push({
      field: "documentNumber",
      rule: "pattern",
      message: "documentNumber must be 3 to 20 letters and figures.",
    });
  for (const field of Object.keys(others))
    problems.push({ field, rule: "unknown", message: `The check knows no ${field}: leave it out.` });
  return problems.map((problem) => ({ ...problem, limit: null }));
}

/**
 * The outcome (providers/transactionlink.md 4.4) by the number's end: 000 is refused, 001 passes with remarks, and every
 * other passes. The person is whom the step was told of, and else one that belongs to the number.
 */
export function idOutput(
  step: IdVerificationStep,
  values: IdValues,
  input: unknown,
): Readonly<Record<string, unknown>> {
  const number = spelled(values.documentNumber);
  const state = number.endsWith("000") ? "FAILED" : number.endsWith("001") ? "COMPLETED_WITH_ERRORS" : "COMPLETED";
  const result = { FAILED: "rejected", COMPLETED_WITH_ERRORS: "passed_with_remarks", COMPLETED: "passed" }[state];
  const invent = inventFor(`document ${number}`);
  const told = typeof input === "object" && input !== null ? (input as Readonly<Record<string, unknown>>) : {};
  const invented = inventPerson(invent, "holder");
  const identityVerification = {
    documentType: values.documentType,
    documentNumber: number,
    issuingCountry: text(told.countryCode) ?? "PL",
    firstName: text(told.firstName) ?? invented.firstName,
    lastName: text(told.lastName) ?? invented.lastName,
    dateOfBirth: text(told.dateOfBirth) ?? invented.dateOfBirth,
    issuedOn: invent.day("issued", 2019, 2023),
    expiresOn: invent.day("expires", 2035, 2038),
  };
  const checks = step.checks.map((check, index) => ({ check, result: index === 0 ? result : rest(state) }));
  const kycVerification = { status: kycStatuses[state], checks, remarks: remarks[state] };
  return { state, ...(state === "FAILED" && { code: "document.rejected" }), identityVerification, kycVerification };
}

const rest = (state: keyof typeof remarks) => (state === "FAILED" ? "not_done" : "passed");
const kycStatuses = {
  FAILED: "REJECTED",
  COMPLETED_WITH_ERRORS: "APPROVED_WITH_REMARKS",
  COMPLETED: "APPROVED",
} as const;
const remarks = {
  FAILED: ["The document could not be verified."],
  COMPLETED_WITH_ERRORS: ["The photo of the document is of poor quality."],
  COMPLETED: [],
} as const;

function isDocumentType(value: unknown): value is DocumentType {
  return (documentTypes as readonly unknown[]).includes(value);
}

function spelled(value: unknown): string {
  return typeof value === "string" ? value.replace(/[\s-]/g, "").toUpperCase() : "";
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
