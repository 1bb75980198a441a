import { nameLimits } from "../../rules/address.ts";
import { displayNameOf } from "../../rules/customer.ts";
import { digits, type Field, plainText, withoutSeparators } from "../fields/field.ts";
import { billingGroup } from "../fields/places.ts";
import { fieldTexts, routingNumber } from "../fields/texts.ts";
import type { Occasion } from "../occasion.ts";
import { accountWords } from "../payment.ts";
import { texts } from "../texts.ts";
import { asking, type Screen } from "./screen.ts";

/** The customer's account at a bank; a wire wants to know where its holder lives. */
export function bankScreen(occasion: Occasion): Screen {
  const { scenes, account } = texts;
  const { currency = "USD", solution } = occasion.scene.workflow.parameters;
  return asking(occasion, {
    ...accountWords(occasion),
    parts: [
      { ...fieldTexts.bankName, name: "bankName", look: plainText, autocomplete: "off" },
      ...numbers(currency),
      {
        ...fieldTexts.nameOnAccount,
        name: "nameOnAccount",
        look: plainText,
        autocomplete: "name",
        ...holder(occasion),
      },
      ...(solution === "wire" ? [billingGroup(account.address)] : []),
    ],
    button: account.button,
    scenes: [...scenes.bank, scenes.routing[currency]],
  });
}

function numbers(currency: keyof typeof routingNumber): readonly Field[] {
  const number = { look: digits, isSecret: true, autocomplete: "off", read: withoutSeparators };
  return [
    { ...routingNumber[currency], name: "routingNo", ...number },
    { ...fieldTexts.accountNumber, name: "accountNumber", ...number },
  ];
}

/** A name that is too long for the field is left to the customer to shorten. */
function holder({ customer }: Occasion): { readonly initial: string } {
  const name = customer ? displayNameOf(customer) : "";
  return { initial: [...name].length > nameLimits.most ? "" : name };
}
