import { Refusal } from "@understudy/domain";
import type { Context, Emission, EventSpec } from "@understudy/engine";
import { disputeToWire } from "./control/wire/objects.ts";
import { eventOf, type Owner } from "./events.ts";
import { findCardNumber } from "./rules/card-number.ts";
import { type EventKind, eventTypes, isEventType, kindOf } from "./rules/event.ts";
import * as disputes from "./store/disputes.ts";
import { write } from "./store/events.ts";
import * as instruments from "./store/instruments.ts";
import { namedOrFirst, organizationId } from "./store/merchants.ts";
import * as transactions from "./store/transactions.ts";
import { instrumentToWire } from "./wire/payment-instrument.ts";
import { toWire } from "./wire/transaction.ts";

/** An event with its id. */
export type Emitted = EventSpec & { readonly id: string };

/**
 * Makes an event happen by the word of the control API's caller alone: of any type that there is, with data of their
 * own or with the present state of what it is about. Nothing but the event is written.
 */
export async function emit(ctx: Context, { type, subject, data, facets = {} }: Emission): Promise<Emitted> {
  if (!isEventType(type))
    throw new Refusal("invalid", `type must be one of: ${eventTypes.join(", ")}.`, { field: "type" });
  demandTellable(data);
  const merchantId = merchantAmong(facets);
  const { prefix, find } = kinds[kindOf(type)];
  const found = subject === undefined ? undefined : await find(ctx, subject);
  if (data === undefined && !found) throw nothingToTell(kindOf(type), subject);
  const owner = found && merchantId === undefined ? found.owner : await ownerNamed(ctx, merchantId);
  const about = subject ?? idOf(data) ?? ctx.newId(prefix);
  const event = { ...eventOf(owner, type, about, data ?? found?.data), id: ctx.newId("evt") };
  await write(ctx, event);
  return event;
}

/** What an event is about: whose it is, and how it is told. */
interface Known {
  readonly owner: Owner;
  readonly data: object;
}

interface Kind {
  /** What its ids begin with. */
  readonly prefix: string;
  find(ctx: Context, id: string): Promise<Known | undefined>;
}

const kinds: Readonly<Record<EventKind, Kind>> = {
  transaction: {
    prefix: "tx",
    async find(ctx, id) {
      const owner = await transactions.findById(ctx, id);
      return owner && { owner, data: toWire(owner, ctx) };
    },
  },
  dispute: {
    prefix: "dsp",
    async find(ctx, id) {
      const dispute = await disputes.find(ctx, id);
      const owner = dispute && (await transactions.findById(ctx, dispute.transactionId));
      return owner && { owner, data: disputeToWire(dispute) };
    },
  },
  payment_instrument: {
    prefix: "pi",
    async find(ctx, id) {
      const instrument = await instruments.find(ctx, id);
      if (!instrument) return undefined;
      const owner = { organizationId: await organizationId(ctx), merchantId: instrument.merchantId };
      return { owner, data: instrumentToWire(instrument) };
    },
  },
};

/** The one facet that is the caller's to choose; the organization is the sandbox's. */
function merchantAmong({ merchant, ...others }: Readonly<Record<string, string>>): string | undefined {
  const [unknown] = Object.keys(others);
  if (unknown === undefined) return merchant;
  const message = `facets can hold nothing but merchant, whose event it is: leave ${unknown} out.`;
  throw new Refusal("invalid", message, { field: `facets.${unknown}` });
}

async function ownerNamed(ctx: Context, named: string | undefined): Promise<Owner> {
  const { id: merchantId, organizationId } = await namedOrFirst(ctx, named, "facets.merchant");
  return { organizationId, merchantId };
}

/** Every event of this provider tells of an object, and none holds the number of a card. */
function demandTellable(data: unknown): asserts data is Readonly<Record<string, unknown>> | undefined {
  if (data === undefined) return;
  if (typeof data !== "object" || data === null || Array.isArray(data))
    throw new Refusal("invalid", "data must be an object: that is what every event of this provider tells of.", {
      field: "data",
    });
  const place = findCardNumber(data);
  if (place === undefined) return;
  const field = place === "" ? "data" : `data.${place}`;
  throw new Refusal("card_data", "The event would tell what looks like a card number: leave it out.", { field });
}

function idOf(data: { readonly id?: unknown } | undefined): string | undefined {
  return typeof data?.id === "string" && /^.{1,64}$/u.test(data.id) ? data.id : undefined;
}

function nothingToTell(kind: EventKind, subject: string | undefined): Refusal {
  const name = kind.replace("_", " ");
  const message = `Send data, or as subject the id of a ${name} whose present state is to be told`;
  if (subject === undefined) return new Refusal("missing", `${message}.`, { field: "subject" });
  return new Refusal("invalid", `There is no ${name} ${subject}. ${message}.`, { field: "subject" });
}
