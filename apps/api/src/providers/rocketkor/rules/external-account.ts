import type { Fault } from "@understudy/domain";
import { routingNumberProblem } from "./bank-number.ts";
import { cardNumberProblem } from "./card-number.ts";
import { currencies } from "./money.ts";
import { fault, objectIn } from "./reading.ts";

/** What is wrong with a bank account's numbers beyond their form, which the spec's schema tells. It never repeats them. */
export function judgeBankAccountBody(body: unknown): readonly Fault[] {
  const request = objectIn(body);
  const routingNo = objectIn(request?.bankAccount)?.routingNo;
  const currency = currencies.find((each) => each === (request?.currency ?? "USD"));
  if (typeof routingNo !== "string" || !/^\d{9}$/.test(routingNo) || !currency) return [];
  return told("bankAccount.routingNo", routingNumberProblem(routingNo, currency));
}

/** The same of a card's. */
export function judgeCardBody(body: unknown): readonly Fault[] {
  const cardNumber = objectIn(objectIn(body)?.card)?.cardNumber;
  if (typeof cardNumber !== "string" || !/^\d{11,19}$/.test(cardNumber)) return [];
  return told("card.cardNumber", cardNumberProblem(cardNumber));
}

function told(field: string, problem: string | undefined): readonly Fault[] {
  return problem === undefined ? [] : [fault(field, "FIELD_INVALID", problem)];
}
