import { expiryFrom } from "../fields/expiry.ts";
import { digits, plainText, withoutSeparators } from "../fields/field.ts";
import { fieldTexts } from "../fields/texts.ts";
import type { Occasion } from "../occasion.ts";
import { accountWords } from "../payment.ts";
import { personsName } from "../person.ts";
import { texts } from "../texts.ts";
import { asking, type Screen } from "./screen.ts";

export function cardScreen(occasion: Occasion): Screen {
  const { scenes, account } = texts;
  const { firstName, lastName } = personsName(occasion.customer);
  const { now } = occasion.visit.ctx;
  const read = (text: string) => expiryFrom(text, now);
  return asking(occasion, {
    ...accountWords(occasion),
    parts: [
      {
        ...{ ...fieldTexts.cardNumber, name: "cardNumber", look: digits, isSecret: true, autocomplete: "cc-number" },
        read: withoutSeparators,
      },
      { ...fieldTexts.expiry, name: "expiry", look: digits, autocomplete: "cc-exp", read },
      {
        ...{ ...fieldTexts.firstNameOnCard, name: "firstName", look: plainText },
        ...{ initial: firstName, autocomplete: "cc-given-name" },
      },
      {
        ...{ ...fieldTexts.lastNameOnCard, name: "lastName", look: plainText },
        ...{ initial: lastName, autocomplete: "cc-family-name" },
      },
    ],
    button: account.button,
    scenes: scenes.card,
  });
}
