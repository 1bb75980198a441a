import { done, type Scenarios } from "@understudy/conformance";
import { merchant } from "../../scenarios/given.ts";
import { type Ask, ofSandbox } from "./asking.ts";

const emit: Ask = (client, sandboxId) =>
  client.emitEvent({
    path: { sandboxId },
    body: {
      source: "gateway",
      type: "payment_expired",
      subject_ids: ["pay_wlu3wxc26jounofs5iez75qaqa"],
      entity_id: "ent_axclravnqf5u5ejkweijnp5zc4",
      processing_channel_id: "pc_axclravnqf5u5ejkweijnp5zc4",
      data: { id: "pay_wlu3wxc26jounofs5iez75qaqa", reference: "ORD-5023-4E89" },
    },
  });

export const events = {
  emitEvent: {
    // One of each source with a sample, then one with everything said.
    201: async (sandbox) => {
      const path = { sandboxId: sandbox.id };
      for (const { id: source, events } of await done(merchant(sandbox).getEventTypes()))
        await done(sandbox.control.emitEvent({ path, body: { source, type: String(events[0]?.id) } }));
      return emit(sandbox.as("owner"), sandbox.id, sandbox);
    },
    // A type that exists, but of another source.
    400: ({ as, id }) =>
      as("owner").emitEvent({ path: { sandboxId: id }, body: { source: "dispute", type: "payment_expired" } }),
    ...ofSandbox(emit),
  },
} satisfies Partial<Scenarios<"checkout-control">>;
