import { html } from "../../../../pages/html.ts";
import { behindTheScenes } from "../../../../pages/kit/notice.ts";
import { picturesOf } from "../../journeys/specimens.ts";
import { chooseDocumentAgain, type Picture, sendSelfie } from "../../journeys/verifying.ts";
import { userOf } from "../../rules/journey/scene.ts";
import type { Visit } from "../occasion.ts";
import { specimenCards, specimenField } from "../pictures/cards.ts";
import { chosenIn } from "../pictures/chosen.ts";
import { ownPictures } from "../pictures/own.ts";
import { picturesIn, type Slot } from "../pictures/uploads.ts";
import { problemAt, type Received, type StepPage } from "./screen.ts";
import { actionIn, doerOf, stepForm } from "./step-form.ts";
import { stepTexts } from "./texts.ts";

const words = stepTexts.selfie;
const specimen = "specimen";
const upload = "upload";
const again = "again";

const slots: readonly Slot[] = [
  { ...{ field: "selfie", name: "selfie", hint: stepTexts.pictures.limits }, ...words.own },
];

/** The same as for the document, and a way back to that. */
export const selfiePage: StepPage = {
  view(visit, trouble) {
    const asked = { label: words.question, error: problemAt(trouble, specimenField) };
    const { specimens, others } = stepTexts.testers.lines;
    const form = { action: specimen, button: { label: words.button } };
    return {
      title: words.title,
      lead: words.lead,
      body: html`
        ${stepForm(visit, form, specimenCards(visit, "selfie", asked))} ${ownPictures(visit, upload, slots, trouble)}
        ${stepForm(visit, { action: again, button: { label: words.again, kind: "quiet" } }, [])}
        ${behindTheScenes(stepTexts.testers.title, [specimens, others])}
      `,
    };
  },

  async receive(visit, form) {
    const action = actionIn(form);
    if (action === specimen) return receiveSpecimen(visit, form);
    if (action === upload) return receiveUpload(visit, form);
    return action === again ? { act: () => chooseDocumentAgain(visit.ctx, doerOf(visit)) } : "unknown";
  },
};

function receiveSpecimen(visit: Visit, form: FormData): Received {
  const name = chosenIn(form, "selfie");
  if (name === undefined) return { trouble: { problems: [{ name: specimenField, text: words.missing }] } };
  const { ctx, scene, participant } = visit;
  return { act: async () => send(visit, await picturesOf(name, userOf(scene, participant.role), ctx.now)) };
}

async function receiveUpload(visit: Visit, form: FormData): Promise<Received> {
  const sent = await picturesIn(form, slots);
  return "problems" in sent ? { trouble: sent } : { act: () => send(visit, sent.pictures) };
}

function send(visit: Visit, [picture]: readonly Picture[]) {
  if (!picture) throw new Error("A selfie is one picture.");
  return sendSelfie(visit.ctx, doerOf(visit), picture);
}
