import { html } from "../../../../pages/html.ts";
import { checkbox, textField } from "../../../../pages/kit/fields.ts";
import { behindTheScenes } from "../../../../pages/kit/notice.ts";
import { sign } from "../../journeys/agreeing.ts";
import { documentsOf } from "../../rules/journey/agreeing.ts";
import { agreementAddress } from "./agreements.ts";
import { type Problem, problemAt, type StepPage, textIn, ticked } from "./screen.ts";
import { doerOf, stepForm } from "./step-form.ts";
import { stepTexts } from "./texts.ts";

const words = stepTexts.signature;
const nameField = "name";
const agreeField = "agree";
const longest = 100;
const shortest = 2;

/** The person signs all that they have accepted, by typing their name. */
export const signaturePage: StepPage = {
  view(visit, trouble) {
    const documents = documentsOf(visit.scene, visit.participant.role);
    const name = textField({
      ...{ ...words.name, name: nameField, type: "text", autocomplete: "name", error: problemAt(trouble, nameField) },
      value: trouble?.values?.[nameField] ?? "",
    });
    const agree = checkbox({
      ...{ name: agreeField, label: words.agree, error: problemAt(trouble, agreeField) },
      isChecked: trouble?.values?.[agreeField] === ticked,
    });
    const titles = documents.map(({ id, title }) => html`<li><a href=${agreementAddress(visit, id)}>${title}</a></li>`);
    return {
      title: words.title,
      lead: words.lead(documents.length),
      body: html`
        <ul class="ticked">${titles}</ul>
        ${stepForm(visit, { button: { label: words.button } }, [name, agree].flat())}
        ${behindTheScenes(stepTexts.testers.title, [stepTexts.testers.lines.ERROR, stepTexts.testers.lines.TIMEOUT])}
      `,
    };
  },

  receive(visit, form) {
    const values = { [nameField]: textIn(form, nameField), [agreeField]: textIn(form, agreeField) };
    const name = textIn(form, nameField).trim().replace(/\s+/g, " ");
    const problems = [...problemsOfName(name), ...(values[agreeField] === ticked ? [] : [disagreeing])];
    if (problems.length > 0) return { trouble: { problems, values } };
    return { act: () => sign(visit.ctx, doerOf(visit), name) };
  },
};

const disagreeing: Problem = { name: agreeField, text: words.disagree };

function problemsOfName(name: string): readonly Problem[] {
  if (name === "") return [{ name: nameField, text: words.missing }];
  const { length } = [...name];
  return length < shortest || length > longest ? [{ name: nameField, text: words.length }] : [];
}
