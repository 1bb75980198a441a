import { type Html, html } from "../../../../pages/html.ts";
import { button } from "../../../../pages/kit/buttons.ts";
import { fileField, heldFiles } from "../../../../pages/kit/files.ts";
import { completeStep } from "../../rules/acting.ts";
import type { DocumentUploadStep } from "../../rules/definition.ts";
import { readDocuments } from "../../rules/persons/documents.ts";
import { type KnownFile, newFile } from "../../store/files.ts";
import type { Voice } from "../voice.ts";
import { add, draftOf, outputOf, redraft, remove } from "./draft.ts";
import { checkFor, fileProblemText, kindOf, kindsIn } from "./file-texts.ts";
import { actionField, actionOf, runInput, stepForm } from "./step-form.ts";
import { type Asking, problemAt, type StepPage, type Trouble } from "./step-page.ts";
import { uploadsIn } from "./uploads.ts";

const field = "files";
const adding = "add";
const removing = "remove ";

export const documentsPage: StepPage<"document_upload"> = {
  view(asking, trouble) {
    const { scene, step, voice } = asking;
    const { maxCount = 1 } = step;
    const held = draftOf(scene);
    const isFull = held.length >= maxCount;
    const lists = heldFiles(
      voice.texts.documents.held,
      held.map((file) => heldFile(asking, file)),
    );
    const options = { hasFiles: true, others: isFull || maxCount === 1 ? [] : uploadButton(voice) };
    return {
      usualLead: voice.texts.documents.lead,
      body: [lists, stepForm(asking, options, isFull ? [] : chooser(asking, trouble))].flat(),
    };
  },

  async receive(asking, form) {
    const { scene, step, visit, voice } = asking;
    const action = actionOf(form);
    if (action.startsWith(removing)) {
      const id = action.slice(removing.length);
      return { decide: (current) => redraft(current, step, remove(draftOf(current), id)) };
    }
    const rules = action === adding ? { ...step, minCount: 1 } : step;
    const { documents, problems } = await readDocuments(
      still(rules, draftOf(scene).length),
      await uploadsIn(form, field),
    );
    if (problems.length > 0) {
      const label = labelOf(rules, voice);
      const worded = problems.map((problem) => ({ name: field, label, text: fileProblemText(problem, rules, voice) }));
      return { trouble: { values: {}, problems: worded } };
    }
    const files = documents.map((document) => newFile({ ...document, executionId: scene.execution.id }));
    if (action === adding)
      return { files, decide: (current) => redraft(current, step, add(draftOf(current), files, step)) };
    const { now } = visit.ctx;
    return { files, decide: (current) => completeStep(current, outputOf(add(draftOf(current), files, step)), now) };
  },
};

/** What the step still asks for, beside the files that are there already. */
function still(step: DocumentUploadStep, count: number): DocumentUploadStep {
  const { minCount = 1, maxCount = 1 } = step;
  return { ...step, minCount: Math.max(0, minCount - count), maxCount: maxCount - count };
}

function chooser({ step, voice }: Asking<"document_upload">, trouble: Trouble | undefined): Html {
  const { accept, maxSizeBytes, minCount = 1, maxCount = 1 } = step;
  const { documents: words } = voice.texts;
  const isSeveral = maxCount > 1;
  const limits = words.limits(kindsIn(accept, voice), voice.size(maxSizeBytes));
  return fileField({
    ...{ name: field, label: labelOf(step, voice), accept, isSeveral, check: checkFor(step, voice) },
    hint: isSeveral ? `${limits} ${countText(minCount, maxCount, voice)}` : limits,
    error: problemAt(trouble, field),
    optional: minCount === 0 ? voice.texts.optional : undefined,
    ...(isSeveral && { upload: { action: adding, sending: words.sending("{name}"), failed: words.failed } }),
  });
}

function labelOf({ maxCount = 1 }: DocumentUploadStep, { texts: { documents: words } }: Voice): string {
  return maxCount > 1 ? words.files : words.file;
}

function countText(least: number, most: number, { texts: { documents: words } }: Voice): string {
  if (least === most) return words.exactly(most);
  return least === 0 ? words.atMost(most) : words.between(least, most);
}

function uploadButton({ texts }: Voice): Html {
  const kind = "secondary" as const;
  return button({ label: texts.documents.upload, name: actionField, value: adding, kind, isScriptless: true });
}

function heldFile(asking: Asking<"document_upload">, { id, name, type, size }: KnownFile) {
  const { visit, voice } = asking;
  const { remove: label, removeNamed } = voice.texts.documents;
  const kind = "quiet" as const;
  const remove = html`
    <form method="post" action=${visit.base}>
      ${runInput(asking)}
      ${button({ label, fullLabel: removeNamed(name), name: actionField, value: `${removing}${id}`, kind })}
    </form>
  `;
  return { name, about: `${kindOf(type)}, ${voice.size(size)}`, remove };
}
