import type { TypeOf } from "../catalogue.ts";
import { digitsOf } from "../digest.ts";
import type { About } from "../event.ts";
import type { Means } from "../means.ts";

/** Of these only what card_activated carries is public (providers/checkout.md 6.3). */
export function issuingSample(type: TypeOf<"issuing">, means: Means): About {
  const cardId = means.newId("crd");
  const at = means.now.toISOString();
  switch (type) {
    case "card_activated":
      return { data: { card_id: cardId, activated_on: at }, subjects: [cardId] };
    case "3ds_card_enrolled":
      return { data: { card_id: cardId, enrolled_on: at }, subjects: [cardId] };
    case "issuing_dispute_closed": {
      const id = means.newId("idp");
      const data = { id, card_id: cardId, transaction_id: means.newId("trx"), status: "closed", closed_on: at };
      return { data, subjects: [id, cardId] };
    }
    default: {
      const id = means.newId("trx");
      const isDeclined = type.endsWith("_declined");
      const data = {
        transaction_id: id,
        card_id: cardId,
        entity_id: means.account.entityId,
        amount: 1000,
        currency: "GBP",
        status: isDeclined ? "declined" : "approved",
        ...(type.startsWith("authorization") && !isDeclined && { auth_code: digitsOf(id, 6) }),
        processed_on: at,
      };
      return { data, subjects: [id, cardId] };
    }
  }
}
