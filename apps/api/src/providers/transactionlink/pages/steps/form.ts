import { type Html, html } from "../../../../pages/html.ts";
import { completeStep } from "../../rules/acting.ts";
import type { Field } from "../../rules/definition.ts";
import { variablesOf } from "../../rules/logic.ts";
import { answerOf } from "../../rules/persons/answer.ts";
import { defaultsOf, type Given, submittedValues, visibleFields } from "../../rules/persons/form.ts";
import { scopeOf } from "../../rules/scope.ts";
import { fieldView } from "./field.ts";
import { firstProblems } from "./problem-texts.ts";
import { stepForm } from "./step-form.ts";
import { type Asking, problemAt, type StepPage, type Trouble } from "./step-page.ts";

/** Names the fields that the page asked: one that appears only by what was answered has not been left empty. */
const askedField = "_asked";

export const formPage: StepPage<"form"> = {
  view(asking, trouble) {
    const { scene, step } = asking;
    const scope = scopeOf(scene.execution, scene.outputs);
    const values = { ...defaultsOf(step, scope), ...trouble?.values };
    const visible = new Set(visibleFields(step, values, scope).map(({ key }) => key));
    const shown = step.fields.filter((field) => visible.has(field.key) || isLive(field));
    const fields = shown.map((field) => framed(asking, field, values, visible.has(field.key), trouble));
    return { body: stepForm(asking, {}, fields.flat()), hasConditions: shown.some(isLive) };
  },

  async receive(asking, form) {
    const { scene, step, visit, voice } = asking;
    const { now } = visit.ctx;
    const asked = form.getAll(askedField);
    const wasAsked = ({ key }: Field) => asked.length === 0 || asked.includes(key);
    const values = only(submittedValues(step, form), step.fields.filter(wasAsked));
    const visible = visibleFields(step, values, scopeOf(scene.execution, scene.outputs));
    const more = visible.filter((field) => !wasAsked(field));
    const answer = answerOf(step, values, scene, now);
    const problems = "problems" in answer ? answer.problems : tooLong(answer.output);
    const ofAsked = problems.filter(({ field }) => !more.some(({ key }) => key === field));
    if ("output" in answer && problems.length === 0 && more.length === 0)
      return { decide: (current) => completeStep(current, answer.output, now) };
    const notice = more.length > 0 ? { notice: voice.texts.notices.more } : {};
    return { trouble: { values, problems: firstProblems(step.fields, ofAsked, voice), ...notice } };
  },
};

/** Nobody means to write so much, and an output that is too large to be kept would fail the whole workflow. */
function tooLong(output: Given) {
  const long = Object.entries(output).filter(([, value]) => typeof value === "string" && value.length > longestText);
  return long.map(([field]) => ({ field, rule: "maxLength", limit: longestText }));
}

/** As large as a definition's own `maxLength` may be. */
const longestText = 10_000;

/**
 * Whether scripts may judge its condition: one that names anything but the form's own values would have to be told of
 * what is known about the person.
 */
function isLive({ visibleWhen }: Field): boolean {
  if (visibleWhen === undefined) return false;
  const names = variablesOf(visibleWhen);
  return names.length > 0 && names.every((name) => name.startsWith("values."));
}

function framed(
  { voice }: Asking<"form">,
  field: Field,
  values: Given,
  isVisible: boolean,
  trouble: Trouble | undefined,
): Html {
  const { key, type } = field;
  const content = html`
    <input type="hidden" name=${askedField} value=${key} />
    ${fieldView(field, values[key], problemAt(trouble, key), voice)}
  `;
  if (!isLive(field)) return html`<div class="question" data-key=${key} data-kind=${type}>${content}</div>`;
  return html`
    <fieldset
      class="question"
      role="presentation"
      data-key=${key}
      data-kind=${type}
      data-visible-when=${JSON.stringify(field.visibleWhen)}
      hidden=${!isVisible}
      disabled=${!isVisible}
    >
      ${content}
    </fieldset>
  `;
}

function only(values: Given, fields: readonly Field[]): Given {
  return Object.fromEntries(Object.entries(values).filter(([key]) => fields.some((field) => field.key === key)));
}
