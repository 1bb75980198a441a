import type { Html } from "../../../../pages/html.ts";
import type { SummaryEntry } from "../../../../pages/kit/error-summary.ts";
import type { PersonStepType, StepOf } from "../../rules/definition.ts";
import type { Change, Scene } from "../../rules/execution.ts";
import type { IdentifiedFile } from "../../store/files.ts";
import type { Visit } from "../visit.ts";
import type { Voice } from "../voice.ts";

/** Who asks whom, whatever it is. */
export interface Occasion {
  readonly visit: Visit;
  readonly voice: Voice;
  readonly scene: Scene;
}

/** A person-step at which somebody stands. */
export interface Asking<Type extends PersonStepType> extends Occasion {
  readonly step: StepOf<Type>;
}

/** What a person is asked at a step of one type, and what becomes of the answer. */
export interface StepPage<Type extends PersonStepType> {
  view(asking: Asking<Type>, trouble?: Trouble): StepView;
  receive(asking: Asking<Type>, form: FormData): Promise<Reaction>;
}

export interface StepView {
  /** In the place of the definition's own title and description. */
  readonly own?: { readonly title: string; readonly lead: string };
  /** What stands below the title where the definition says nothing. */
  readonly usualLead?: string;
  readonly body: Html;
  readonly hasConditions?: boolean;
}

/** Why what was sent does not do. */
export interface Trouble {
  /** What was sent, which nobody should have to enter again. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The first one of each field. */
  readonly problems: readonly Problem[];
  /** What else should be known. */
  readonly notice?: string;
}

export interface Problem {
  /** Name of the field. */
  readonly name: string;
  readonly label: string;
  readonly text: string;
}

/** What follows from what was sent. */
export type Reaction =
  | { readonly trouble: Trouble }
  /** Nothing is done yet: the same step shows something else. */
  | { readonly shows: Readonly<Record<string, string>> }
  /** The step goes on, and the files are kept together with that. */
  | { readonly decide: (scene: Scene) => Change; readonly files?: readonly IdentifiedFile[] };

export function problemAt(trouble: Trouble | undefined, name: string): string | undefined {
  return trouble?.problems.find((problem) => problem.name === name)?.text;
}

export function summaryOf({ problems }: Trouble, { texts }: Voice): readonly SummaryEntry[] {
  return problems.map(({ name, label, text }) => ({ name, text: texts.problems.of(label, text) }));
}
