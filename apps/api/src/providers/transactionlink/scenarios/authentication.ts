import { done, type Sandbox, type Scenarios, unreachable } from "@understudy/conformance";
import { bug } from "./asking.ts";
import { nobodys } from "./given.ts";

type World = Sandbox<"transactionlink">;

const keyAndSecret = ({ credential }: World) => ({ key: credential("key"), secret: credential("secret") });
const text = { "content-type": "text/plain" };

const unanswered = {
  ...bug,
  502: unreachable("nothing stands behind this provider that could fail to answer"),
};

export const authentication = {
  authAuthorize: {
    200: (sandbox) => sandbox.client("transactionlink", {}).authAuthorize({ body: keyAndSecret(sandbox) }),
    400: (sandbox) =>
      sandbox.client("transactionlink", {}).authAuthorize({ body: { ...keyAndSecret(sandbox), secret: "" } }),
    401: (sandbox) =>
      sandbox.client("transactionlink", {}).authAuthorize({ body: { ...keyAndSecret(sandbox), secret: "wrong" } }),
    415: (sandbox) =>
      sandbox.client("transactionlink", {}).authAuthorize({ body: keyAndSecret(sandbox), headers: text }),
    ...unanswered,
  },
  authRefresh: {
    200: async (sandbox) => {
      const anybody = sandbox.client("transactionlink", {});
      const { refreshToken } = await done(anybody.authAuthorize({ body: keyAndSecret(sandbox) }));
      return anybody.authRefresh({ body: { refreshToken } });
    },
    400: ({ client }) => client("transactionlink", {}).authRefresh({ body: { refreshToken: "" } }),
    // An access token is none.
    401: ({ client, credential }) =>
      client("transactionlink", {}).authRefresh({ body: { refreshToken: credential("access_token") } }),
    415: ({ client }) => client("transactionlink", {}).authRefresh({ body: { refreshToken: "any" }, headers: text }),
    ...unanswered,
  },
  getWebhookPublicKey: {
    200: async ({ client, control, id: sandboxId }) => {
      const { id: keyId } = await done(control.rotateWebhookKey({ path: { sandboxId } }));
      await done(client("transactionlink", {}).getWebhookPublicKey({ path: { keyId }, query: { pem: false } }));
      return client("transactionlink", {}).getWebhookPublicKey({ path: { keyId } });
    },
    400: ({ client }) => client("transactionlink", {}).getWebhookPublicKey({ path: { keyId: "b7e4c1d9" } }),
    404: ({ client }) => client("transactionlink", {}).getWebhookPublicKey({ path: { keyId: nobodys } }),
    ...unanswered,
  },
} satisfies Partial<Scenarios<"transactionlink">>;
