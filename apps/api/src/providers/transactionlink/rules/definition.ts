/** A workflow as it is drawn: ours, since the provider keeps its own in a dashboard (providers/transactionlink.md 8.2). */
export interface Definition {
  readonly id: string;
  readonly name: string;
  /** `r1`, `r2` …: the one that an execution was started with stays its own. */
  readonly revision: string;
  readonly description?: string;
  readonly parameters: readonly Parameter[];
  /** At least one; texts fall back to the first. */
  readonly locales: readonly string[];
  /** Whose records an execution may refer to; null where it refers to none that is looked up. */
  readonly recordTableId: string | null;
  readonly ui: UiOptions;
  /** The key of the first step. */
  readonly start: string;
  readonly steps: Readonly<Record<string, Step>>;
}

export const parameterTypes = ["string", "number", "boolean", "object", "list"] as const;
export type ParameterType = (typeof parameterTypes)[number];

export interface Parameter {
  readonly key: string;
  readonly type: ParameterType;
  /** Whether an execution cannot be started without it; false if absent. */
  readonly required?: boolean;
  readonly description?: string;
}

/** How the page and the widget look (4.1.1); open to keys of the integrator's own. */
export type UiOptions = Readonly<Record<string, unknown>>;

/** A text by language tag. */
export type LocalizedText = Readonly<Record<string, string>>;

/**
 * A value, or where it comes from: `$.parameters.x`, `$.steps.<key>.<path>`, `$.execution.id`. Objects and arrays hold
 * such values; `$$.x` is the literal text `$.x`; what is not there is null.
 */
export type Mapping = unknown;

/** JSON Logic over `{parameters, steps, execution}`, and `values` or `input` where a place says so. */
export type Logic = unknown;

export type Step =
  | FormStep
  | DocumentUploadStep
  | IdVerificationStep
  | BankAccountStep
  | LookupStep
  | AmlScreeningStep
  | DecisionStep
  | RecordStep
  | HttpStep
  | WaitStep
  | EndStep;
export type StepType = Step["type"];
export type StepOf<Type extends StepType> = Extract<Step, { readonly type: Type }>;

interface Common {
  readonly title?: LocalizedText;
  readonly description?: LocalizedText;
}

/** What a person does on the page or in the widget. */
interface PersonCommon extends Common {
  readonly next: string;
  readonly onError?: string;
  /** Where it goes when the person leaves or lets the time run out; `onError` if absent. */
  readonly onAbandon?: string;
  /** ISO 8601 duration, by the sandbox's clock. */
  readonly timeout?: string;
}

export interface FormStep extends PersonCommon {
  readonly type: "form";
  readonly fields: readonly Field[];
}

export const fieldTypes = [
  "text",
  "textarea",
  "email",
  "phone",
  "number",
  "date",
  "select",
  "multiselect",
  "checkbox",
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface Field {
  readonly key: string;
  readonly type: FieldType;
  readonly label: LocalizedText;
  readonly hint?: LocalizedText;
  /** Of `select` and `multiselect`. */
  readonly options?: readonly Option[];
  readonly default?: Mapping;
  /** Over `values`, the form as it is filled; a field that is not visible is neither asked nor kept. */
  readonly visibleWhen?: Logic;
  readonly validate?: FieldRules;
}

export interface Option {
  readonly value: string;
  readonly label: LocalizedText;
}

/** The vocabulary of form-js (8.1). */
export interface FieldRules {
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Of a number; of a date as `YYYY-MM-DD`. */
  readonly min?: number | string;
  readonly max?: number | string;
  readonly pattern?: string;
  readonly patternErrorMessage?: LocalizedText;
}

export interface DocumentUploadStep extends PersonCommon {
  readonly type: "document_upload";
  /** MIME types. */
  readonly accept: readonly string[];
  readonly maxSizeBytes: number;
  /** 1 if absent. */
  readonly minCount?: number;
  /** 1 if absent. */
  readonly maxCount?: number;
}

export interface IdVerificationStep extends PersonCommon {
  readonly type: "id_verification";
  readonly checks: readonly ("document" | "selfie" | "proof_of_address")[];
  readonly input?: Readonly<Record<string, Mapping>>;
}

export interface BankAccountStep extends PersonCommon {
  readonly type: "bank_account";
  readonly flow: "redirect" | "embedded";
}

/** What a simulated source answers, before its own rules: the first whose `when` is true of `input`. */
export interface Fixture {
  readonly when: Logic;
  readonly output?: unknown;
  readonly error?: StepError;
}

export interface StepError {
  readonly code: string;
  readonly message: string;
}

interface AutomaticCommon extends Common {
  readonly next: string;
  /** Where it goes when it fails; without it the execution fails. */
  readonly onError?: string;
}

export interface LookupStep extends AutomaticCommon {
  readonly type: "lookup";
  readonly source: string;
  readonly input: Readonly<Record<string, Mapping>>;
  readonly fixtures?: readonly Fixture[];
}

export interface AmlScreeningStep extends AutomaticCommon {
  readonly type: "aml_screening";
  readonly input: Readonly<Record<string, Mapping>>;
  readonly fixtures?: readonly Fixture[];
}

export interface DecisionStep extends Common {
  readonly type: "decision";
  readonly rules: readonly DecisionRule[];
  /** The step that follows where no rule holds. */
  readonly default: string;
  readonly defaultOutcome?: string;
}

export interface DecisionRule {
  readonly when: Logic;
  /** The key of `next` if absent. */
  readonly outcome?: string;
  readonly next: string;
}

export interface RecordStep extends AutomaticCommon {
  readonly type: "record";
  readonly action: "read" | "update" | "create";
  /** The definition's own table if absent. */
  readonly tableId?: string;
  /** The execution's own record if absent. */
  readonly recordId?: Mapping;
  readonly fields?: Readonly<Record<string, Mapping>>;
}

export interface HttpStep extends AutomaticCommon {
  readonly type: "http";
  readonly url: string;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Mapping;
  /** ISO 8601 duration in real time, 10 s if absent. */
  readonly timeout?: string;
  /** How often a call that failed is made again; 0 if absent. */
  readonly retries?: number;
  /** ISO 8601 duration by the sandbox's clock, 5 s if absent. */
  readonly retryAfter?: string;
}

/** Waits for an event or for time: `for` or `duration`, one of the two. */
export interface WaitStep extends Common {
  readonly type: "wait";
  readonly for?: string;
  readonly duration?: string;
  /** How long an event is waited for. */
  readonly timeout?: string;
  /** `next` if absent. */
  readonly onTimeout?: string;
  readonly next: string;
}

export interface EndStep extends Common {
  readonly type: "end";
  readonly result: Readonly<Record<string, Mapping>>;
}

export const personStepTypes = ["form", "document_upload", "id_verification", "bank_account"] as const;
export type PersonStepType = (typeof personStepTypes)[number];

export function isPersonStep(step: Step): step is StepOf<PersonStepType> {
  return (personStepTypes as readonly string[]).includes(step.type);
}
