import { html } from "../../../../pages/html.ts";
import { linkButton } from "../../../../pages/kit/buttons.ts";
import { behindTheScenes } from "../../../../pages/kit/notice.ts";
import { picturesOf } from "../../journeys/specimens.ts";
import { sendDocument, stopTrying } from "../../journeys/verifying.ts";
import { userOf } from "../../rules/journey/scene.ts";
import type { Visit } from "../occasion.ts";
import { specimenCards, specimenField } from "../pictures/cards.ts";
import { chosenIn } from "../pictures/chosen.ts";
import { ownPictures } from "../pictures/own.ts";
import { picturesIn, type Slot } from "../pictures/uploads.ts";
import { mayStop, refusedBefore, stopAddress, stopping } from "./refused.ts";
import { problemAt, type Received, type StepPage } from "./screen.ts";
import { actionIn, doerOf, stepForm } from "./step-form.ts";
import { stepTexts } from "./texts.ts";

const words = stepTexts.document;
const shared = stepTexts.pictures;
const specimen = "specimen";
const upload = "upload";

const slots: readonly Slot[] = [
  { ...{ field: "front", name: "document_front", hint: shared.limits }, ...words.front },
  { ...{ field: "back", name: "document_back", hint: shared.together, optional: words.optional }, ...words.back },
];

/** A specimen, or pictures of one's own. */
export const documentPage: StepPage = {
  view(visit, trouble) {
    const asked = { label: words.question, error: problemAt(trouble, specimenField) };
    const others = mayStop(visit) ? linkButton(stepTexts.refused.stop, stopAddress(visit)) : [];
    const form = { action: specimen, button: { label: words.button }, others };
    return {
      title: words.title,
      lead: words.lead,
      notice: refusedBefore(visit),
      body: html`
        ${stepForm(visit, form, specimenCards(visit, "document", asked))} ${ownPictures(visit, upload, slots, trouble)}
        ${behindTheScenes(stepTexts.testers.title, Object.values(stepTexts.testers.lines))}
      `,
    };
  },

  async receive(visit, form) {
    const action = actionIn(form);
    if (action === specimen) return receiveSpecimen(visit, form);
    if (action === upload) return receiveUpload(visit, form);
    if (action !== stopping || !mayStop(visit)) return "unknown";
    return { act: () => stopTrying(visit.ctx, doerOf(visit)) };
  },
};

function receiveSpecimen(visit: Visit, form: FormData): Received {
  const name = chosenIn(form, "document");
  if (name === undefined) return { trouble: { problems: [{ name: specimenField, text: words.missing }] } };
  const { ctx, scene, participant } = visit;
  return {
    act: async () => sendDocument(ctx, doerOf(visit), await picturesOf(name, userOf(scene, participant.role), ctx.now)),
  };
}

async function receiveUpload(visit: Visit, form: FormData): Promise<Received> {
  const sent = await picturesIn(form, slots);
  if ("problems" in sent) return { trouble: sent };
  return { act: () => sendDocument(visit.ctx, doerOf(visit), sent.pictures) };
}
