import { type Html, html } from "../../../../pages/html.ts";
import { linkButton } from "../../../../pages/kit/buttons.ts";
import { type Choice, radios } from "../../../../pages/kit/fields.ts";
import { behindTheScenes } from "../../../../pages/kit/notice.ts";
import { completeStep } from "../../rules/acting.ts";
import { answerOf } from "../../rules/persons/answer.ts";
import { banks } from "../../rules/persons/bank-account.ts";
import { addressOf } from "../visit.ts";
import type { Voice } from "../voice.ts";
import { actionOf, stepForm } from "./step-form.ts";
import { type Asking, problemAt, type StepPage, type StepView, type Trouble } from "./step-page.ts";

type Bank = (typeof banks)[number];

const field = "bank";
const allowing = "allow";

/** A bank is chosen first; at that bank, which the address then names, the person agrees to what it shares. */
export const bankPage: StepPage<"bank_account"> = {
  view(asking, trouble) {
    const chosen = bankAt(asking.visit.query.get(field));
    return chosen && !trouble ? consent(asking, chosen) : choice(asking, trouble);
  },

  async receive(asking, form) {
    const { scene, step, visit, voice } = asking;
    const { now } = visit.ctx;
    const bank = form.get(field);
    const answer = answerOf(step, { bank }, scene, now);
    if ("problems" in answer) {
      const { bank: words, fields } = voice.texts;
      return {
        trouble: { values: { bank }, problems: [{ name: field, label: words.bank, text: fields.requiredChoice }] },
      };
    }
    const chosen = bankAt(bank);
    if (chosen && actionOf(form) !== allowing) return { shows: { bank: chosen.id } };
    return { decide: (current) => completeStep(current, answer.output, now) };
  },
};

/** A bank that can be gone to; the one that is not listed cannot. */
function bankAt(given: unknown): Bank | undefined {
  return banks.find(({ id, bic }) => id === given && bic !== null);
}

function choice(asking: Asking<"bank_account">, trouble: Trouble | undefined): StepView {
  const { voice } = asking;
  const { bank: words } = voice.texts;
  const choices: readonly Choice[] = banks.map(({ id, name, bic }) => {
    return { value: id, label: bic === null ? words.notListed : name, isChosen: trouble?.values.bank === id };
  });
  const question = radios({ name: field, label: words.bank, choices, isLarge: true, error: problemAt(trouble, field) });
  return {
    usualLead: words.lead,
    body: [stepForm(asking, {}, question), scenes(voice)].flat(),
  };
}

function consent(asking: Asking<"bank_account">, { id, name }: Bank): StepView {
  const { visit, voice } = asking;
  const { bank: words } = voice.texts;
  const refuse = linkButton(words.refuse, addressOf(visit, { notice: "refused" }));
  const content = html`
    <ul class="ticked">
      ${words.shared.map((each) => html`<li>${each}</li>`)}
    </ul>
    <input type="hidden" name=${field} value=${id} />
  `;
  return {
    own: { title: words.consentTitle(name), lead: words.consentLead(name) },
    body: [stepForm(asking, { action: allowing, label: words.allow, others: refuse }, content), scenes(voice)].flat(),
  };
}

function scenes({ texts: { bank } }: Voice): Html {
  return behindTheScenes(bank.scenes.title, bank.scenes.lines);
}
