import type { components } from "@understudy/contracts/tokeflow";
import type { Customer, CustomerFields } from "../store/customers.ts";

type Schemas = components["schemas"];

/** A customer as it is shown: document number and billing address are taken and never given back. */
export function customerToWire(customer: Customer): Schemas["Customer"] {
  return {
    id: customer.id,
    merchant_id: customer.merchantId,
    email: customer.email,
    name: customer.name,
    phone: customer.phone,
    // Only what the spec lists is ever written.
    document_type: customer.documentType as Schemas["Customer"]["document_type"],
    metadata: customer.metadata as Record<string, unknown>,
    created_at: customer.createdAt.toISOString(),
    updated_at: customer.updatedAt.toISOString(),
  };
}

export function customerFromWire(body: Schemas["CustomerFields"]): CustomerFields {
  return {
    email: body.email,
    name: body.name,
    phone: body.phone,
    documentType: body.document_type,
    documentNumber: body.document_number,
    billingAddress: body.billing_address,
    metadata: body.metadata,
  };
}
