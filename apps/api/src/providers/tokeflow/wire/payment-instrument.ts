import type { components } from "@understudy/contracts/tokeflow";
import type { NewInstrument } from "../store/instruments.ts";

export function instrumentToWire(instrument: NewInstrument): components["schemas"]["PaymentInstrument"] {
  return {
    id: instrument.id,
    merchant_id: instrument.merchantId,
    customer_id: instrument.customerId,
    brand: instrument.brand,
    last4: instrument.last4,
    expiry_month: instrument.expiryMonth,
    expiry_year: instrument.expiryYear,
    created_at: instrument.createdAt.toISOString(),
  };
}
