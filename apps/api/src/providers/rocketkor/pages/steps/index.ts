import { isCard } from "../../rules/answer.ts";
import { currentStep } from "../../rules/journey.ts";
import type { Occasion } from "../occasion.ts";
import { bankScreen } from "./bank.ts";
import { cardScreen } from "./card.ts";
import { confirmationScreen } from "./confirmation.ts";
import { customerScreen } from "./customer.ts";
import { documentsScreen } from "./documents.ts";
import { profileScreen } from "./profile.ts";
import { reviewScreen } from "./review.ts";
import type { Screen } from "./screen.ts";

/** The screen of the current step. */
export function screenOf(occasion: Occasion): Screen {
  const { scene } = occasion;
  switch (currentStep(scene).name) {
    case "customer-account":
      return customerScreen(occasion);
    case "enhance-profile":
      return profileScreen(occasion);
    case "financial-account":
      return isCard(scene.workflow.parameters.financialAccountSubType) ? cardScreen(occasion) : bankScreen(occasion);
    case "document-acceptance":
      return documentsScreen(occasion);
    case "move-money":
      return reviewScreen(occasion);
    default:
      return confirmationScreen(occasion);
  }
}
