import { type Html, html } from "../../../../pages/html.ts";
import { controlId, grouped } from "../../../../pages/kit/question.ts";
import { thumbnailWidth } from "../../pictures/draw.ts";
import { type Specimen, specimens } from "../../rules/specimens.ts";
import { sessionAddress } from "../addresses.ts";
import type { Visit } from "../occasion.ts";
import { stepTexts } from "../steps/texts.ts";

export const specimenField = "specimen";

const words = stepTexts.pictures;

interface Cards {
  readonly label: string;
  readonly error: string | undefined;
}

/** The specimens of a kind, each with its picture and what comes of it. */
export function specimenCards(visit: Visit, kind: Specimen["kind"], { label, error }: Cards): Html {
  const shown = specimens.filter((specimen) => specimen.kind === kind);
  const cards = shown.map((specimen, index) => card(visit, specimen, index, error));
  return grouped({ name: specimenField, label, error }, cards, `cards specimens ${kind}`);
}

function card({ ctx, session }: Visit, specimen: Specimen, index: number, error: string | undefined): Html {
  const { name, title, outcome } = specimen;
  const id = index === 0 ? controlId(specimenField) : `${controlId(specimenField)}-${index}`;
  const about = aboutOf(specimen);
  const picture = sessionAddress(ctx, session.key, "specimens", `${name}.png`);
  return html`
    <div class="choice">
      <input
        id=${id}
        type="radio"
        name=${specimenField}
        value=${name}
        required
        aria-invalid=${error ? "true" : undefined}
      />
      <img src=${`${picture}?width=${thumbnailWidth}`} alt="" loading="lazy" />
      <label for=${id}>
        <span class="title">${title}</span>
        ${about && html`<span class="hint">${about}</span>`}
        <span class=${`outcome ${outcome}`}>${words.outcomes[outcome]}</span>
      </label>
    </div>
  `;
}

/** What kind of document it is, where its title alone does not say so, and how many pictures it takes. */
function aboutOf({ title, documentType, sides }: Specimen): string | null {
  if (!documentType || !sides) return null;
  const type = words.types[documentType];
  const parts = [...(type === title ? [] : [type]), words.sides[sides]].join(", ");
  return parts.charAt(0).toUpperCase() + parts.slice(1);
}
