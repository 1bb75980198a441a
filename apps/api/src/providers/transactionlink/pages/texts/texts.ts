import type { PersonStepType } from "../../rules/definition.ts";
import type { DocumentType } from "../../rules/persons/id-verification.ts";

/** All words of the pages that are not a definition's own. One that a language lacks does not compile. */
export interface Texts {
  /** Language tag of these words. */
  readonly tag: string;
  /** What the page is not. */
  readonly note: string;
  readonly proceed: string;
  readonly optional: string;
  readonly choose: string;
  readonly close: string;
  readonly mayClose: string;
  readonly problems: {
    /** Title of a document whose form was refused. */
    title(title: string): string;
    readonly summary: string;
    /** A problem where it stands apart from its field. */
    of(label: string, problem: string): string;
  };
  readonly progress: {
    readonly label: string;
    of(number: number, total: number): string;
    only(number: number): string;
  };
  /** Titles of steps that a definition gives none. */
  readonly titles: Readonly<Record<PersonStepType, string>>;
  readonly fields: FieldTexts;
  readonly documents: DocumentTexts;
  readonly identity: IdentityTexts;
  readonly bank: BankTexts;
  readonly notices: {
    /** What was sent came twice, or for a step that is over. */
    readonly moved: string;
    /** What was answered made further questions necessary. */
    readonly more: string;
    /** The step comes up once more, as it failed the last time. */
    readonly again: string;
  };
  readonly states: StateTexts;
}

export interface FieldTexts {
  readonly required: string;
  readonly requiredDate: string;
  readonly requiredChoice: string;
  readonly requiredChoices: string;
  readonly requiredTick: string;
  readonly text: string;
  readonly email: string;
  readonly phone: string;
  number(example: string): string;
  readonly date: string;
  minLength(count: number): string;
  maxLength(count: number): string;
  min(number: string): string;
  max(number: string): string;
  firstDay(day: string): string;
  lastDay(day: string): string;
  readonly pattern: string;
}

export interface DocumentTexts {
  readonly lead: string;
  readonly file: string;
  readonly files: string;
  /** What may be uploaded: kinds in words, and the size of one file. */
  limits(kinds: string, size: string): string;
  atMost(count: number): string;
  exactly(count: number): string;
  between(least: number, most: number): string;
  readonly anyImage: string;
  readonly upload: string;
  readonly held: string;
  readonly remove: string;
  removeNamed(name: string): string;
  sending(name: string): string;
  readonly failed: string;
  minCount(count: number): string;
  maxCount(count: number): string;
  empty(name: string): string;
  maxSize(name: string, size: string): string;
  type(name: string, kinds: string): string;
  mismatch(name: string): string;
}

export interface IdentityTexts {
  readonly lead: string;
  readonly type: string;
  readonly types: Readonly<Record<DocumentType, string>>;
  readonly number: string;
  readonly numberHint: string;
  readonly numberForm: string;
  readonly photos: Readonly<Record<"document" | "selfie" | "proof_of_address", string>>;
  readonly photoHint: string;
  readonly scenes: Scenes;
}

export interface BankTexts {
  readonly lead: string;
  readonly bank: string;
  readonly notListed: string;
  consentTitle(bank: string): string;
  consentLead(bank: string): string;
  readonly shared: readonly string[];
  readonly allow: string;
  readonly refuse: string;
  readonly refused: string;
  readonly scenes: Scenes;
}

/** How to make a simulated party answer otherwise. */
export interface Scenes {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface StateText {
  readonly title: string;
  readonly text: string;
}

export interface StateTexts {
  readonly checking: StateText;
  readonly later: StateText;
  /** Until when the same link leads on. */
  until(moment: string): string;
  readonly completed: StateText;
  readonly cancelled: StateText;
  readonly expired: StateText;
  readonly failed: StateText;
  readonly unknown: StateText;
  readonly reference: string;
}
