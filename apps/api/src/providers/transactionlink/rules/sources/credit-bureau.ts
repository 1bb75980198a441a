import type { Answer } from "../automatic.ts";
import { type Invention, inventFor } from "../invented.ts";
import { answerFor, subjectOf } from "./asked.ts";

/**
 * `{number}` of a company or `{personalNumber}` of a person: one whose number ends in 7 has a low score, and debts that
 * are overdue; all others have neither. Amounts are in minor units.
 */
export function creditBureau(input: Readonly<Record<string, unknown>>): Answer {
  return answerFor("credit-bureau", input, ["number", "personalNumber"], (number) => {
    const invent = inventFor(`credit ${subjectOf(number)}`);
    const isLow = number.endsWith("7");
    const obligations = isLow ? debtsOf(invent) : [];
    return {
      number,
      score: isLow ? invent.number("score", 120, 290) : invent.number("score", 640, 890),
      scale: { lowest: 0, highest: 1000 },
      grade: isLow ? invent.pick("grade", ["D", "E"]) : invent.pick("grade", ["A", "B"]),
      obligations,
      totalOverdue: obligations.reduce((sum, { amount }) => sum + amount, 0),
      currency: "PLN",
      inquiriesInLastYear: invent.number("inquiries", 0, isLow ? 14 : 4),
    };
  });
}

function debtsOf(invent: Invention) {
  return Array.from({ length: invent.number("debts", 1, 3) }, (_, index) => ({
    creditor: invent.pick(`creditor ${index}`, ["Amber Leasing", "Meridian Energy", "Northern Telecom"]),
    amount: invent.number(`amount ${index}`, 50_000, 4_000_000),
    overdueSince: invent.day(`overdue ${index}`, 2022, 2024),
  }));
}
