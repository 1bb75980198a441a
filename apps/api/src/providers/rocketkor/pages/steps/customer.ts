import { plainText, telephone, withoutSeparators } from "../fields/field.ts";
import { fieldTexts } from "../fields/texts.ts";
import type { Occasion } from "../occasion.ts";
import { texts } from "../texts.ts";
import { asking, type Screen } from "./screen.ts";

const email = { kind: "text", type: "email" } as const;

/** Who a new customer is. */
export function customerScreen(occasion: Occasion): Screen {
  const { customer: words } = texts;
  const { phoneNumber } = occasion.scene.workflow;
  return asking(occasion, {
    title: words.title,
    lead: words.lead(occasion.business.name),
    parts: [
      { ...fieldTexts.firstName, name: "firstName", look: plainText, autocomplete: "given-name" },
      { ...fieldTexts.lastName, name: "lastName", look: plainText, autocomplete: "family-name" },
      { ...fieldTexts.email, name: "email", look: email, autocomplete: "email" },
      {
        ...{ ...fieldTexts.mobile, name: "phoneNumber", look: telephone, initial: phoneNumber, autocomplete: "tel" },
        read: withoutSeparators,
      },
    ],
    button: words.button,
  });
}
