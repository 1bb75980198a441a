import { html } from "../../../pages/html.ts";
import { errorSummary } from "../../../pages/kit/error-summary.ts";
import { notice } from "../../../pages/kit/notice.ts";
import { progress } from "../../../pages/kit/progress.ts";
import type { Page } from "../../../provider.ts";
import { isPersonStep, type PersonStepType, type StepOf } from "../rules/definition.ts";
import { standingAt } from "../rules/standing.ts";
import { endedPage, unknownPage, waitingPage } from "./ended.ts";
import { type Opened, openedBy } from "./opened.ts";
import { pageOf } from "./shell.ts";
import { stateOf } from "./state.ts";
import { pageFor } from "./steps/index.ts";
import { type Asking, summaryOf, type Trouble } from "./steps/step-page.ts";
import type { Visit } from "./visit.ts";
import { type Voice, voiceFor } from "./voice.ts";
import { wayAt } from "./way.ts";

/** What somebody who opens an execution by its token finds: the current step, that it goes on, or that it has ended. */
export async function showExecution(visit: Visit): Promise<Page> {
  const opened = await openedBy(visit.ctx, visit.token);
  if (!opened) return unknownPage(visit);
  const { scene } = opened;
  const voice = voiceFor(scene.execution.locale, scene.definition);
  const state = stateOf(scene, visit.ctx.now);
  if (state === "step") return stepPage(visit, opened);
  return state === "checking" || state === "later"
    ? waitingPage(visit, voice, scene, state)
    : endedPage(visit, voice, scene, state);
}

/** The person-step at which an execution stands. */
export function askingAt(visit: Visit, { scene }: Opened): Asking<PersonStepType> {
  const { key, step } = standingAt(scene, ["person"]);
  if (!isPersonStep(step)) throw new Error(`The step ${key} waits for a person, but is for none.`);
  return { visit, voice: voiceFor(scene.execution.locale, scene.definition), scene, step };
}

/** The current step, once more with what was sent where that does not do. */
export function stepPage(visit: Visit, opened: Opened, trouble?: Trouble): Page {
  const asking = askingAt(visit, opened);
  const { voice, scene, step } = asking;
  const view = pageFor(step.type).view(asking, trouble);
  const title = view.own?.title ?? titleOf(step, voice);
  const lead = view.own?.lead ?? (step.description ? voice.say(step.description) : view.usualLead);
  const foreign = view.own ? undefined : voice.foreign;
  const problems = trouble ? summaryOf(trouble, voice) : [];
  const told = trouble?.notice ?? noticeFor(visit, opened, voice);
  const main = html`
    ${wayTo(opened, voice)} ${errorSummary(voice.texts.problems.summary, problems)} ${told && notice(told)}
    <h1 lang=${step.title && foreign}>${title}</h1>
    ${lead && html`<p class="lead" lang=${step.description && foreign}>${lead}</p>`} ${view.body}
  `;
  return pageOf({
    ...{ visit, voice, scene, state: "step", main, hasConditions: view.hasConditions },
    status: trouble ? 422 : 200,
    title: problems.length > 0 ? voice.texts.problems.title(title) : title,
  });
}

function titleOf({ title, type }: StepOf<PersonStepType>, voice: Voice): string {
  return title ? voice.say(title) : voice.texts.titles[type];
}

function noticeFor({ query }: Visit, { scene, runs }: Opened, { texts }: Voice): string | undefined {
  const named = query.get("notice");
  if (named === "moved") return texts.notices.moved;
  if (named === "refused") return texts.bank.refused;
  const last = runs.findLast(({ step, state }) => step === scene.execution.currentStep && state !== "RUNNING");
  return last && last.state !== "COMPLETED" ? texts.notices.again : undefined;
}

function wayTo({ scene, runs }: Opened, voice: Voice) {
  const { definition, execution } = scene;
  const current = execution.currentStep ?? "";
  const { done, ahead } = wayAt(definition, runs, current);
  const number = done.length + 1;
  const { progress: words } = voice.texts;
  if (ahead !== null && number + ahead.length === 1) return null;
  const named = (state: "done" | "current" | "ahead") => (key: string) => {
    const step = definition.steps[key];
    const title = step && isPersonStep(step) ? titleOf(step, voice) : key;
    return { state, title, lang: step?.title ? voice.foreign : undefined };
  };
  return progress({
    label: words.label,
    text: ahead === null ? words.only(number) : words.of(number, number + ahead.length),
    steps: [...done.map(named("done")), named("current")(current), ...(ahead ?? []).map(named("ahead"))],
  });
}
