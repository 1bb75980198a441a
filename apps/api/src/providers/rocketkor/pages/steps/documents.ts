import type { Fault } from "@understudy/domain";
import { type Html, html } from "../../../../pages/html.ts";
import { type AcceptanceDocument, currentVersionOf, documentOf, sandboxNotice } from "../../rules/documents.ts";
import { currentStep } from "../../rules/journey.ts";
import { type Field, ticked } from "../fields/field.ts";
import type { Entered } from "../fields/reading.ts";
import { documentMissing } from "../fields/texts.ts";
import type { Occasion } from "../occasion.ts";
import { texts } from "../texts.ts";
import { judged, type Screen } from "./screen.ts";

/** The documents in full, each with a box of its own. */
export function documentsScreen(occasion: Occasion): Screen {
  const { documents: words } = texts;
  const asked = currentStep(occasion.scene).asked?.documents ?? [];
  const documents = asked.flatMap(({ documentId }) => documentOf(documentId) ?? []);
  return {
    title: words.title,
    lead: words.lead(occasion.business.name),
    parts: documents.map(box),
    button: words.button,
    answer(entered) {
      const accepted = documents.filter((each) => isTicked(each, entered)).map(({ id }) => id);
      const answer = judged(occasion, { accepted });
      if (!("problems" in answer)) return answer;
      return { problems: documents.filter((each) => !isTicked(each, entered)).map(unticked) };
    },
  };
}

function box(document: AcceptanceDocument): Field {
  const { id, title } = document;
  return {
    ...{ name: nameOf(id), label: texts.documents.accept(title), missing: documentMissing(title) },
    look: { kind: "tick", above: inFull(document) },
  };
}

function nameOf(documentId: string): string {
  return `accepted.${documentId}`;
}

function isTicked({ id }: AcceptanceDocument, entered: Entered): boolean {
  return entered(nameOf(id)) === ticked;
}

function unticked({ id }: AcceptanceDocument): Fault {
  return { field: nameOf(id), rule: "FIELD_REQUIRED", message: "must be accepted" };
}

function inFull(document: AcceptanceDocument): Html {
  const { id, title, groupTitle, sections } = document;
  const heading = `document-${id}`;
  return html`
    <section class="document" aria-labelledby=${heading}>
      <h2 id=${heading}>${title}</h2>
      <p class="reference">${texts.documents.version(currentVersionOf(document).version, groupTitle)}</p>
      <p class="hint">${sandboxNotice}</p>
      ${sections.map((section) => html`<h3>${section.title}</h3><p>${section.text}</p>`)}
    </section>
  `;
}
