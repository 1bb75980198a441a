import { done, type Scenarios } from "@understudy/conformance";
import { tokenOf } from "./given.ts";

export const authentication = {
  exchangeApiKey: {
    // Of every role; and twice of the owner, whose first token is as good as the second.
    200: async (sandbox) => {
      for (const role of ["manager", "clerk", "finance", "admin", "view-only"] as const) {
        const accessToken = await tokenOf(sandbox, role);
        await done(sandbox.client("rocketkor", { accessToken }).listPaymentReasons());
      }
      const apiKey = { username: sandbox.credential("api_key"), password: sandbox.credential("api_secret") };
      const { access_token: accessToken } = await done(sandbox.client("rocketkor", { apiKey }).exchangeApiKey());
      const outcome = await sandbox.client("rocketkor", { apiKey }).exchangeApiKey();
      await done(sandbox.client("rocketkor", { accessToken }).listPaymentReasons());
      return outcome;
    },
    401: async ({ client, credential }) => {
      await client("rocketkor", {}).exchangeApiKey();
      await client("rocketkor", { accessToken: credential("access_token") }).exchangeApiKey();
      const apiKey = { username: credential("api_key"), password: "wrong" };
      return client("rocketkor", { apiKey }).exchangeApiKey();
    },
  },
} satisfies Partial<Scenarios<"rocketkor">>;
