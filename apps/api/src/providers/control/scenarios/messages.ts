import type { Scenarios } from "@understudy/conformance";
import { type Ask, as, ofDropped } from "./asking.ts";
import { givenEvents } from "./given.ts";

const list: Ask = (client, path) => client.listMessages({ path, query: { limit: 1 } });

export const messages = {
  listMessages: {
    // What happens in a provider's world may have been told to somebody's phone.
    200: async (sandbox) => {
      await givenEvents(sandbox);
      return list(sandbox.as("owner"), { sandboxId: sandbox.id });
    },
    400: (sandbox) =>
      sandbox.as("owner").listMessages({ path: { sandboxId: sandbox.id }, query: { cursor: "never answered" } }),
    401: as("nobody", list),
    404: ofDropped(list),
  },
} satisfies Partial<Scenarios<"control">>;
