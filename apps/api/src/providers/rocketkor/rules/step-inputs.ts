import type { Fault } from "@understudy/domain";
import { acceptanceDocuments, documentOf } from "./documents.ts";
import { fault, type Given, listIn, namesIn, objectIn } from "./reading.ts";
import type { StepName } from "./step.ts";
import { insteadOf, inWords } from "./suggestion.ts";

/** What each step may ask of the customer. A step that is not here asks for nothing that can be chosen. */
const keysOf: Readonly<Partial<Record<StepName, readonly string[]>>> = {
  "enhance-profile": ["personalInfo", "addresses", "phoneNumber"],
  "document-acceptance": ["documents"],
};

/**
 * What a step asks of the customer. `inputs` is as the request has it, `at` where it stands there: a workflow spells it
 * `inputs`, a template `input`.
 */
export function judgeInputs(step: StepName, inputs: unknown, at: string): readonly Fault[] {
  const known = keysOf[step];
  const field = `${at}.user`;
  if (inputs !== undefined && !objectIn(inputs)) return [];
  const { user: given, ...others } = objectIn(inputs) ?? {};
  if (given !== undefined && !objectIn(given)) return [];
  const user = objectIn(given) ?? {};
  const unknown = namesIn(user).filter((key) => !known?.includes(key));
  const strange = unknown.map((key) => notTaken(step, key, known, `${field}.${key}`));
  if (!known) return [...namesIn(others).map((key) => notTaken(step, key, known, `${at}.${key}`)), ...strange];
  if (known.every((key) => isEmpty(user[key]))) return [...strange, nothingAsked(step, known, field)];
  return [...strange, ...judgeLists(user, field), ...judgePhone(user, field), ...judgeDocuments(user, field)];
}

function notTaken(step: StepName, key: string, known: readonly string[] | undefined, field: string): Fault {
  if (known) return fault(field, "FIELD_UNKNOWN", `is not known to ${step}; ${insteadOf(key, known)}`);
  return fault(field, "FIELD_UNKNOWN", `is not known to ${step}, which asks the customer for nothing; leave it out`);
}

function nothingAsked(step: StepName, known: readonly string[], field: string): Fault {
  const wanted = known.length === 1 ? inWords(known, "or") : `at least one of ${inWords(known, "and")}`;
  return fault(field, "FIELD_REQUIRED", `must hold ${wanted} for ${step}`);
}

/** An empty list asks for nothing, as one that is left out. */
const isEmpty = (value: unknown) => value === undefined || listIn(value)?.length === 0;

function judgeLists(user: Given, at: string): readonly Fault[] {
  return ["personalInfo", "addresses"].flatMap((key) => {
    const values = listIn(user[key]) ?? [];
    const repeated = values.find((value, index) => values.indexOf(value) !== index);
    return typeof repeated === "string"
      ? [fault(`${at}.${key}`, "FIELD_INVALID", `must name ${repeated} once only`)]
      : [];
  });
}

function judgePhone(user: Given, at: string): readonly Fault[] {
  const kinds = listIn(user.phoneNumber) ?? [];
  if (kinds.length <= 1) return [];
  return [fault(`${at}.phoneNumber`, "FIELD_INVALID", "must hold one of HOME and WORK, not both")];
}

function judgeDocuments(user: Given, at: string): readonly Fault[] {
  const documents = (listIn(user.documents) ?? []).map((each) => objectIn(each) ?? {});
  const ids = documents.map(({ documentId }) => documentId);
  return documents.flatMap(({ documentId, documentGroup }, index) => {
    const field = `${at}.documents.${index}`;
    if (typeof documentId !== "string" || documentId === "") return [];
    if (ids.indexOf(documentId) !== index)
      return [fault(`${field}.documentId`, "FIELD_INVALID", `repeats ${documentId}; name each document once`)];
    const document = documentOf(documentId);
    if (!document) return [unknownDocument(documentId, `${field}.documentId`)];
    if (typeof documentGroup !== "string" || ["", document.group].includes(documentGroup)) return [];
    const message = `must be ${document.group} for ${documentId}`;
    return [fault(`${field}.documentGroup`, "DOCUMENT_UNKNOWN", message)];
  });
}

function unknownDocument(given: string, field: string): Fault {
  const ids = acceptanceDocuments.map(({ id }) => id);
  return fault(field, "DOCUMENT_UNKNOWN", `is no document that can be accepted; ${insteadOf(given, ids)}`);
}
