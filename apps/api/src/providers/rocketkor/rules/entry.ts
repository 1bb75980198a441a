import type { Fault } from "@understudy/domain";
import { holdsCardNumber, notForCards } from "./card-text.ts";
import { fault, type Given, namesIn, objectIn } from "./reading.ts";
import { insteadOf } from "./suggestion.ts";

/** What is wrong with what somebody entered. */
export interface Problems {
  readonly problems: readonly Fault[];
}

interface TextLimits {
  readonly isRequired?: boolean;
  readonly most: number;
  readonly pattern?: RegExp;
  /** What it must be, where the pattern is not kept: `a day as yyyy-MM-dd`. */
  readonly what?: string;
  /** Whether a card's number may stand there: nowhere else it would be kept secret. */
  readonly mayBeCard?: boolean;
}

/**
 * What somebody entered, on a page or through the control API, read key by key: problems gather in the order in which
 * keys are read. A text of nothing but blanks counts as not entered, as pages send it.
 */
export class Entry {
  readonly problems: Fault[] = [];
  readonly values: Given;
  readonly #at: string;

  constructor(values: unknown, at = "") {
    this.values = objectIn(values) ?? {};
    this.#at = at;
  }

  /** Whether anything stands there but blanks. */
  has(key: string): boolean {
    const value = this.values[key];
    return typeof value === "string" ? value.trim() !== "" : value !== undefined && value !== null;
  }

  /** The text without the blanks around it; null if there is none, or it is wrong. */
  text(key: string, { isRequired = false, most, pattern, what, mayBeCard = false }: TextLimits): string | null {
    const value = this.values[key];
    if (!this.has(key)) {
      if (isRequired) this.#wrong(key, "FIELD_REQUIRED", "is required");
      return null;
    }
    if (typeof value !== "string") return this.invalid(key, "must be a text");
    if (!value.isWellFormed() || /\p{Cc}/u.test(value)) return this.invalid(key, "must not hold control characters");
    const text = value.trim();
    if (!mayBeCard && holdsCardNumber(text)) return this.invalid(key, notForCards);
    if ([...text].length > most) return this.invalid(key, `must have no more than ${most} characters`);
    if (pattern && !pattern.test(text)) return this.invalid(key, `must be ${what}`);
    return text;
  }

  /** What is wrong, without what was entered: there may be a card's number in it. */
  refused(): Problems {
    return { problems: this.problems };
  }

  /** What is inside, to be read with its own keys. */
  inner(key: string): Entry {
    return new Entry(this.values[key], this.#path(key));
  }

  /** What is wrong inside is wrong with the whole. */
  adopt({ problems }: Problems): void {
    this.problems.push(...problems);
  }

  /** All other keys are refused: what was not asked for would be lost. */
  only(...keys: readonly string[]): void {
    for (const key of namesIn(this.values))
      if (!keys.includes(key) && this.has(key)) this.#wrong(key, "FIELD_UNKNOWN", notAsked(key, keys));
  }

  required(key: string, message = "is required"): null {
    return this.#wrong(key, "FIELD_REQUIRED", message);
  }

  invalid(key: string, message: string): null {
    return this.#wrong(key, "FIELD_INVALID", message);
  }

  #wrong(key: string, rule: "FIELD_REQUIRED" | "FIELD_INVALID" | "FIELD_UNKNOWN", message: string): null {
    this.problems.push(fault(this.#path(key), rule, message));
    return null;
  }

  #path(key: string): string {
    return this.#at === "" ? key : `${this.#at}.${key}`;
  }
}

function notAsked(key: string, keys: readonly string[]): string {
  return keys.length === 0 ? "is not asked for; leave it out" : `is not asked for; ${insteadOf(key, keys)}`;
}
