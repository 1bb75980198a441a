import { describe, expect, it } from "vitest";
import { type Circumstances, type CreationRequest, customerOf, problemsOf, settleTerms } from "./creation.ts";
import { refusalOf } from "./testing.ts";

const card: CreationRequest = {
  paymentMethod: "credit_card",
  chargeType: "payment",
  amount: 15_000,
  currency: "BRL",
  cardToken: "tok_1",
};
const pix: CreationRequest = { ...card, paymentMethod: "pix", cardToken: undefined };
const merchantKey: Circumstances = { ownMerchantId: "mrc_1", session: null };
const session = { amount: 500, currency: "USD", cardToken: null };
const fieldsOf = (request: CreationRequest, circumstances = merchantKey) =>
  problemsOf(request, circumstances).map(({ field }) => field);

it("settles a sound card charge", () => {
  expect(settleTerms(card, merchantKey)).toEqual({
    merchantId: "mrc_1",
    amount: 15_000,
    currency: "BRL",
    cardSource: { kind: "token", token: "tok_1" },
    walletType: null,
  });
});

describe("merchant", () => {
  it("5: an organization key must name one", () => {
    expect(refusalOf(() => settleTerms(card, { ownMerchantId: null, session: null }))).toMatchObject({
      code: "missing",
      message: "merchant_id is required with an organization key.",
      details: { field: "merchant_id" },
    });
    const named = settleTerms({ ...card, merchantId: "mrc_2" }, { ownMerchantId: null, session: null });
    expect(named.merchantId).toBe("mrc_2");
  });

  it("a merchant key may name its own, no other", () => {
    expect(settleTerms({ ...card, merchantId: "mrc_1" }, merchantKey).merchantId).toBe("mrc_1");
    expect(refusalOf(() => settleTerms({ ...card, merchantId: "mrc_2" }, merchantKey)).code).toBe("forbidden");
  });
});

describe("card source", () => {
  it("13: a card charge has exactly one", () => {
    expect(fieldsOf({ ...card, cardToken: undefined })).toEqual(["card_ciphertext_id"]);
    expect(fieldsOf({ ...card, paymentInstrumentId: "pi_1" })).toEqual(["card_ciphertext_id"]);
    const saved = settleTerms({ ...card, cardToken: undefined, paymentInstrumentId: "pi_1" }, merchantKey);
    expect(saved.cardSource).toEqual({ kind: "instrument", id: "pi_1" });
  });

  it("a checkout session is one when it holds a card, and needs one beside it when it does not", () => {
    const request = { ...card, cardToken: undefined, checkoutSessionId: "cks_1" };
    const holding = { ...merchantKey, session: { ...session, cardToken: "tok_9" } };
    expect(settleTerms(request, holding).cardSource).toEqual({ kind: "token", token: "tok_9" });
    expect(fieldsOf({ ...request, cardToken: "tok_1" }, holding)).toEqual(["card_ciphertext_id"]);
    const empty = { ...merchantKey, session };
    expect(refusalOf(() => settleTerms(request, empty)).message).toContain("holds no card");
    expect(settleTerms({ ...request, cardToken: "tok_1" }, empty).cardSource).toEqual({
      kind: "token",
      token: "tok_1",
    });
  });

  it("14: PIX, boleto and wallet need none, and one that is sent is not used up", () => {
    for (const paymentMethod of ["pix", "boleto", "wallet"] as const) {
      const request = { ...pix, paymentMethod, walletType: "apple_pay" };
      expect(problemsOf(request, merchantKey)).toEqual([]);
      expect(settleTerms({ ...request, cardToken: "tok_1" }, merchantKey).cardSource).toBeNull();
    }
  });
});

it("14: a wallet says which", () => {
  const wallet: CreationRequest = { ...pix, paymentMethod: "wallet" };
  expect(fieldsOf(wallet)).toEqual(["wallet_type"]);
  expect(settleTerms({ ...wallet, walletType: "google_pay" }, merchantKey).walletType).toBe("google_pay");
  expect(settleTerms({ ...card, walletType: "google_pay" }, merchantKey).walletType).toBeNull();
});

describe("amount", () => {
  it("15: a verification takes 0 or a nominal amount, a payment more than 0", () => {
    expect(fieldsOf({ ...card, chargeType: "setup_verification", amount: 0 })).toEqual([]);
    expect(fieldsOf({ ...card, chargeType: "setup_verification", amount: 100 })).toEqual([]);
    expect(fieldsOf({ ...card, amount: 0 })).toEqual(["amount"]);
    expect(refusalOf(() => settleTerms({ ...card, amount: 0 }, merchantKey)).message).toBe(
      "amount must be a positive integer.",
    );
  });

  it("17: is a checkout session's, whatever else is sent", () => {
    const request = { ...card, amount: 1, currency: "BRL", checkoutSessionId: "cks_1" };
    expect(settleTerms(request, { ...merchantKey, session })).toMatchObject({ amount: 500, currency: "USD" });
    const bare = { ...request, amount: undefined, currency: undefined };
    expect(problemsOf(bare, { ...merchantKey, session })).toEqual([]);
  });

  it("is in reais where a Brazilian code or slip must carry it", () => {
    expect(fieldsOf({ ...pix, currency: "USD" })).toEqual(["currency"]);
  });
});

it("verifies cards only", () => {
  expect(fieldsOf({ ...pix, chargeType: "setup_verification", amount: 0 })).toEqual(["payment_method"]);
});

it("12: tells all problems at once", () => {
  const request: CreationRequest = { paymentMethod: "wallet", chargeType: "payment" };
  const refusal = refusalOf(() => settleTerms(request, { ownMerchantId: null, session: null }));
  expect(refusal).toMatchObject({ code: "missing", message: "Validation failed" });
  expect(Object.keys(refusal.details.fields ?? {})).toEqual(["merchant_id", "amount", "currency", "wallet_type"]);
  expect(refusal.details.fields?.amount).toEqual(["amount is required unless checkout_session_id is sent."]);
});

describe("the customer", () => {
  const ofSession = { customerId: "cust_1" };

  it("is the one sent, else the session's, else the saved card's", () => {
    expect(customerOf("cust_2", ofSession, null)).toBe("cust_2");
    expect(customerOf(undefined, ofSession, null)).toBe("cust_1");
    expect(customerOf(undefined, { customerId: null }, "cust_3")).toBe("cust_3");
    expect(customerOf("cust_3", null, "cust_3")).toBe("cust_3");
    expect(customerOf(undefined, null, null)).toBeNull();
  });

  it("is nobody but the saved card's own", () => {
    expect(refusalOf(() => customerOf("cust_2", null, "cust_3"))).toMatchObject({
      code: "invalid",
      details: { field: "customer_id" },
    });
    const refusal = refusalOf(() => customerOf(undefined, ofSession, "cust_3"));
    expect(refusal.details.field).toBe("checkout_session_id");
  });
});
