import type { Html } from "../../../../pages/html.ts";
import { type Answer, answerTo } from "../../rules/answer.ts";
import type { Problems } from "../../rules/entry.ts";
import { fieldsOf, type Part } from "../fields/field.ts";
import { type Entered, valuesOf } from "../fields/reading.ts";
import type { Occasion } from "../occasion.ts";

/** What the customer sees at one step, and how that is answered. */
export interface Screen {
  readonly title: string;
  readonly lead: string;
  /** What is shown above what is asked. */
  readonly shown?: Html;
  readonly parts: readonly Part[];
  readonly button: string;
  /** How the simulation decides, for those who want it to decide otherwise. */
  readonly scenes?: readonly string[];
  answer(entered: Entered): Problems | Answer;
}

/** A step is answered with what its fields hold. */
export function asking(occasion: Occasion, screen: Omit<Screen, "answer">): Screen {
  const fields = fieldsOf(screen.parts);
  return { ...screen, answer: (entered) => judged(occasion, valuesOf(fields, entered)) };
}

export function judged({ scene, visit }: Occasion, values: unknown): Problems | Answer {
  return answerTo(scene, values, visit.ctx.now);
}
