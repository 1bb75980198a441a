import { currentStep } from "../../rules/journey.ts";
import type { PersonalInfo, ProfilePhone } from "../../rules/step.ts";
import { type Field, plainText, telephone, withoutSeparators } from "../fields/field.ts";
import { addressGroup } from "../fields/places.ts";
import { fieldTexts, phoneLabels } from "../fields/texts.ts";
import type { Occasion } from "../occasion.ts";
import { personsName } from "../person.ts";
import { texts } from "../texts.ts";
import { asking, type Screen } from "./screen.ts";

/** What the business wants to know besides: exactly what the step asks for. */
export function profileScreen(occasion: Occasion): Screen {
  const { profile: words } = texts;
  const { personalInfo = [], phoneNumber = [], addresses = [] } = currentStep(occasion.scene).asked ?? {};
  const today = occasion.visit.ctx.now.toISOString().slice(0, 10);
  return asking(occasion, {
    title: words.title,
    lead: words.lead(occasion.business.name),
    parts: [
      ...personalInfo.map((info) => personalFields(today)[info]),
      ...phoneNumber.map(phoneField),
      ...addresses.map((type, index) => addressGroup(type, index, personsName(occasion.customer))),
    ],
    button: words.button,
  });
}

function personalFields(today: string): Readonly<Record<PersonalInfo, Field>> {
  return {
    salutation: { ...fieldTexts.salutation, name: "salutation", look: plainText, autocomplete: "honorific-prefix" },
    dateOfBirth: {
      ...{ ...fieldTexts.dateOfBirth, name: "dateOfBirth", autocomplete: "bday" },
      look: { kind: "text", type: "date", max: today },
    },
  };
}

function phoneField(type: ProfilePhone): Field {
  return {
    ...{ ...fieldTexts.phone, label: phoneLabels[type], name: "phoneNumber", look: telephone },
    ...{ autocomplete: `${type.toLowerCase()} tel`, read: withoutSeparators },
  };
}
