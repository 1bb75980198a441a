import type { Html } from "../../../pages/html.ts";
import { type ProgressStep, progress } from "../../../pages/kit/progress.ts";
import { documentOf } from "../rules/documents.ts";
import { isCustomerFacing, type UserInputs } from "../rules/step.ts";
import type { Scene, Step } from "../rules/workflow.ts";
import { listed } from "./format.ts";
import type { Occasion } from "./occasion.ts";
import { accountKind, inWords, paymentOf } from "./payment.ts";
import { texts } from "./texts.ts";

/** The steps in which the customer has something to do: where there are none, the last one, which waits for a yes. */
export function customersSteps({ steps }: Pick<Scene, "steps">): readonly Step[] {
  const own = steps.filter(({ name }) => isCustomerFacing(name));
  return own.length > 0 ? own : steps.slice(-1);
}

/** What a step asks, as a line of a list. */
export function askText({ scene: { workflow }, business }: Occasion, { name, asked }: Step): string {
  const { asks } = texts;
  switch (name) {
    case "customer-account":
      return asks.customer;
    case "enhance-profile":
      return asks.profile(listed(profileParts(asked)));
    case "financial-account":
      return asks.account(accountKind(workflow));
    case "document-acceptance":
      return asks.documents(listed(documentTitles(asked)));
    default: {
      const payment = name === "move-money" ? paymentOf(workflow) : undefined;
      return payment ? inWords(asks, payment, business.name) : asks.confirmation;
    }
  }
}

/** `title`, `shipping address` … */
export function profileParts(asked: UserInputs | null): readonly string[] {
  const { personalInfo = [], phoneNumber = [], addresses = [] } = asked ?? {};
  return [...personalInfo, ...phoneNumber, ...addresses].map((part) => texts.profileParts[part]);
}

export function documentTitles(asked: UserInputs | null): readonly string[] {
  return (asked?.documents ?? []).map(({ documentId }) => documentOf(documentId)?.title ?? documentId);
}

/** Where the customer is on the way. */
export function wayOf(occasion: Occasion, at: "introduction" | "step" | "completed"): Html {
  const steps = customersSteps(occasion.scene);
  const { currentStep } = occasion.scene.workflow;
  const states: readonly ProgressStep["state"][] = steps.map(({ number }) => {
    if (at === "introduction") return "ahead";
    return at === "completed" || number < currentStep ? "done" : number === currentStep ? "current" : "ahead";
  });
  const { label, ahead, of, done } = texts.progress;
  const text = {
    introduction: ahead(steps.length),
    step: of(states.indexOf("current") + 1, steps.length),
    completed: done(steps.length),
  };
  return progress({
    label,
    text: text[at],
    steps: steps.map((step, index) => ({ title: askText(occasion, step), state: states[index] ?? "ahead" })),
  });
}
