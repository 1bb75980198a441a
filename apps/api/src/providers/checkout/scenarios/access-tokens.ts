import { done, type Scenarios } from "@understudy/conformance";

export const accessTokens = {
  requestAccessToken: {
    200: async ({ client, credential }) => {
      const [id, secret] = [credential("client_id"), credential("client_secret")];
      const headers = { Authorization: `Basic ${btoa(`${id}:${secret}`)}` };
      const asked = { grant_type: "client_credentials", scope: "flow:workflows flow:events" } as const;
      const inForm = { ...asked, client_id: id, client_secret: secret };
      const anybody = client("checkout", {});
      await done(anybody.requestAccessToken({ body: inForm }));
      await done(anybody.requestAccessToken({ body: inForm, headers }));
      return anybody.requestAccessToken({ body: asked, headers });
    },
    400: async ({ client, credential }) => {
      const body = { grant_type: "client_credentials", client_id: credential("client_id") } as const;
      return client("checkout", {}).requestAccessToken({ body: { ...body, client_secret: "wrong" } });
    },
  },
} satisfies Partial<Scenarios<"checkout">>;
