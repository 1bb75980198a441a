import { barcode, digitableLine, dueDateAfter, endOfDay } from "./boleto.ts";
import { brCode, referenceOf } from "./br-code.ts";
import { digitsOf } from "./chance.ts";
import type { Connector } from "./connector.ts";
import type { PaymentInstructions, TransactionDraft } from "./transaction.ts";

/** Who is paid, as a code or slip names it. */
export interface Payee {
  readonly name: string;
  readonly city: string;
  readonly pixKey: string;
}

export interface Instructed {
  readonly instructions: PaymentInstructions;
  /** From this moment on it cannot be paid any more. */
  readonly expiresAt: Date;
}

/** No bank has this number, so that no slip can be paid at a real one. */
const bank = "999";

const boletoDueInDays = 3;

/** What the customer is given to pay by: a PIX code that lapses by the connector's word, or a slip due in three days. */
export function instruct(draft: TransactionDraft, payee: Payee, connector: Connector, startedAt: Date): Instructed {
  return draft.paymentMethod === "pix" ? pix(draft, payee, connector, startedAt) : boleto(draft, startedAt);
}

function pix({ id, amount }: TransactionDraft, payee: Payee, connector: Connector, startedAt: Date): Instructed {
  const expiresAt = new Date(startedAt.getTime() + connector.pixExpiresInSeconds * 1000);
  const { pixKey: key, name, city } = payee;
  const qrCodeText = brCode({ key, amount, name, city, reference: referenceOf(id) });
  return { instructions: { type: "pix", qrCodeText, expiresAt: expiresAt.toISOString() }, expiresAt };
}

function boleto({ id, amount }: TransactionDraft, startedAt: Date): Instructed {
  const dueDate = dueDateAfter(startedAt, boletoDueInDays);
  const expiresAt = endOfDay(dueDate);
  const code = barcode({ bank, amount, dueDate, freeField: digitsOf(id, 25) });
  const line = digitableLine(code);
  return {
    instructions: { type: "boleto", barcode: code, digitableLine: line, dueDate, expiresAt: expiresAt.toISOString() },
    expiresAt,
  };
}
