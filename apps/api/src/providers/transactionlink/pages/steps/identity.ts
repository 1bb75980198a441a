import type { Html } from "../../../../pages/html.ts";
import { type Choice, radios, textField } from "../../../../pages/kit/fields.ts";
import { fileField } from "../../../../pages/kit/files.ts";
import { behindTheScenes } from "../../../../pages/kit/notice.ts";
import { completeStep } from "../../rules/acting.ts";
import type { DocumentUploadStep, IdVerificationStep } from "../../rules/definition.ts";
import { answerOf } from "../../rules/persons/answer.ts";
import { readDocuments } from "../../rules/persons/documents.ts";
import { documentTypes } from "../../rules/persons/id-verification.ts";
import type { Voice } from "../voice.ts";
import { checkFor, fileProblemText } from "./file-texts.ts";
import { stepForm } from "./step-form.ts";
import { type Problem, problemAt, type StepPage, type Trouble } from "./step-page.ts";
import { uploadsIn } from "./uploads.ts";

type Check = IdVerificationStep["checks"][number];

export const identityPage: StepPage<"id_verification"> = {
  view(asking, trouble) {
    const { step, voice } = asking;
    const { identity: words } = voice.texts;
    const photos = step.checks.map((check) => photoField(check, trouble, voice));
    const scenes = behindTheScenes(words.scenes.title, words.scenes.lines);
    return {
      usualLead: words.lead,
      body: [
        stepForm(asking, { hasFiles: true }, [...documentFields(trouble, voice), ...photos].flat()),
        scenes,
      ].flat(),
    };
  },

  async receive(asking, form) {
    const { scene, step, visit, voice } = asking;
    const { now } = visit.ctx;
    const values = { documentType: textAt(form, "documentType"), documentNumber: textAt(form, "documentNumber") };
    const answer = answerOf(step, values, scene, now);
    const faults = "problems" in answer ? answer.problems : [];
    const problems = [...faults.map((fault) => worded(fault, voice)), ...(await photoProblems(step, form, voice))];
    if ("problems" in answer || problems.length > 0) return { trouble: { values, problems } };
    return { decide: (current) => completeStep(current, answer.output, now) };
  },
};

function documentFields(trouble: Trouble | undefined, voice: Voice): Html[] {
  const { identity: words } = voice.texts;
  const { documentType, documentNumber } = trouble?.values ?? {};
  const choices: readonly Choice[] = documentTypes.map((value) => {
    return { value, label: words.types[value], isChosen: documentType === value };
  });
  const type = radios({ name: "documentType", label: words.type, choices, error: problemAt(trouble, "documentType") });
  const number = textField({
    ...{ name: "documentNumber", label: words.number, hint: words.numberHint, type: "text", isCode: true },
    value: typeof documentNumber === "string" ? documentNumber : "",
    error: problemAt(trouble, "documentNumber"),
    autocomplete: "off",
  });
  return [type, number].flat();
}

/** The picture is a part of the play: it is looked at as an upload is, and then let go. */
function photoField(check: Check, trouble: Trouble | undefined, voice: Voice): Html {
  const { identity: words, optional } = voice.texts;
  return fileField({
    ...{ name: check, label: words.photos[check], hint: words.photoHint, optional },
    accept: acceptedFor(check),
    ...(check !== "proof_of_address" && { capture: check === "selfie" ? "user" : "environment" }),
    check: checkFor(rulesFor(check), voice),
    error: problemAt(trouble, check),
  });
}

async function photoProblems({ checks }: IdVerificationStep, form: FormData, voice: Voice): Promise<Problem[]> {
  const found = checks.map(async (check) => {
    const rules = rulesFor(check);
    const { problems } = await readDocuments(rules, await uploadsIn(form, check));
    const label = voice.texts.identity.photos[check];
    return problems.map((problem) => ({ name: check, label, text: fileProblemText(problem, rules, voice) }));
  });
  return (await Promise.all(found)).flat();
}

function rulesFor(check: Check): DocumentUploadStep {
  return { type: "document_upload", accept: acceptedFor(check), maxSizeBytes: mostBytes, minCount: 0, next: "" };
}

const mostBytes = 5 * 1024 ** 2;
const pictures = ["image/jpeg", "image/png", "image/webp", "image/heic"];

function acceptedFor(check: Check): readonly string[] {
  return check === "selfie" ? pictures : [...pictures, "application/pdf"];
}

function worded({ field, rule }: { readonly field: string; readonly rule: string }, { texts }: Voice): Problem {
  const { identity: words, fields } = texts;
  if (field === "documentType") return { name: field, label: words.type, text: fields.requiredChoice };
  return { name: field, label: words.number, text: rule === "required" ? fields.required : words.numberForm };
}

function textAt(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
