import type { Fault } from "@understudy/domain";
import { routingNumberProblem } from "./bank-number.ts";
import { cardNumberProblem, expiryProblem } from "./card-number.ts";
import { currencies } from "./money.ts";
import { fault, type Given, objectIn } from "./reading.ts";
import { judgeRegion } from "./region-request.ts";

/** What is wrong with a bank account beyond its form, which the spec's schema tells. It never repeats a number. */
export function judgeBankAccountBody(body: unknown): readonly Fault[] {
  const request = objectIn(body);
  const account = objectIn(request?.bankAccount) ?? {};
  const currency = currencies.find((each) => each === (request?.currency ?? "USD"));
  const { routingNo } = account;
  const isNumber = typeof routingNo === "string" && /^\d{9}$/.test(routingNo);
  return [
    ...(isNumber && currency ? told("bankAccount.routingNo", routingNumberProblem(routingNo, currency)) : []),
    ...judgeBillingAddress(account, "bankAccount"),
  ];
}

/** The same of a card, which must be good by the sandbox's clock. */
export function judgeCardBody(body: unknown, now: Date): readonly Fault[] {
  const card = objectIn(objectIn(body)?.card) ?? {};
  const { cardNumber, expiry } = card;
  const isNumber = typeof cardNumber === "string" && /^\d{11,19}$/.test(cardNumber);
  const isMonth = typeof expiry === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(expiry);
  return [
    ...(isNumber ? told("card.cardNumber", cardNumberProblem(cardNumber)) : []),
    ...(isMonth ? told("card.expiry", expiryProblem(expiry, now)) : []),
    ...judgeBillingAddress(card, "card"),
  ];
}

function judgeBillingAddress({ billingAddress }: Given, at: string): readonly Fault[] {
  return judgeRegion(objectIn(billingAddress) ?? {}, `${at}.billingAddress`);
}

function told(field: string, problem: string | undefined): readonly Fault[] {
  return problem === undefined ? [] : [fault(field, "FIELD_INVALID", problem)];
}
