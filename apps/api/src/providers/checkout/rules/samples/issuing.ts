import type { TypeOf } from "../catalogue.ts";
import { digitsOf } from "../digest.ts";
import type { About } from "../event.ts";
import type { Means } from "../means.ts";
import { sevenDigits } from "../time.ts";

/** Of these only what card_activated and issuing_dispute_closed carry is public (providers/checkout.md 6.3). */
export function issuingSample(type: TypeOf<"issuing">, means: Means): About {
  const cardId = means.newId("crd");
  const at = means.now.toISOString();
  switch (type) {
    case "card_activated":
      return { data: { card_id: cardId, activated_on: at }, subjects: [cardId] };
    case "3ds_card_enrolled":
      return { data: { card_id: cardId, enrolled_on: at }, subjects: [cardId] };
    case "issuing_dispute_closed":
      return closedDispute(cardId, means);
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

/** It is about the transaction and the card: the id of the dispute itself, `idsp_…`, has not the form of a subject (4.1). */
function closedDispute(cardId: string, { newId, account, now }: Means): About {
  const transactionId = newId("trx");
  const data = {
    dispute_id: newId("idsp"),
    client: { id: account.clientId },
    entity: { id: account.entityId },
    card: { id: cardId },
    transaction: { id: transactionId },
    status: "won",
    presentment_message_id: newId("msg"),
    closed_on: sevenDigits(now),
  };
  return { data, subjects: [transactionId, cardId] };
}
