import { realNow } from "@understudy/engine";
import { OAuthScopes } from "checkout-sdk-node";
import { ApiError, AuthenticationError } from "checkout-sdk-node/dist/services/errors.js";
import { describe, expect, it, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { httpClients, sdkWithClient } from "./support/node-sdk.ts";
import { openSandbox, plain } from "./support/sandbox.ts";

const opened = await openSandbox(await testServer());

describe.each(httpClients)("by %s, the Node SDK", (httpClient) => {
  it("fetches a token when it first needs one, and keeps it", async () => {
    const { workflows, config } = sdkWithClient(opened, httpClient);
    expect(config.access ?? null).toBeNull();
    await workflows.getAll();
    const { token, type } = { ...config.access };
    expect(type).toBe("Bearer");
    await workflows.getEventTypes();
    expect(config.access?.token).toBe(token);
  });

  it("6. takes seconds for milliseconds, so it fetches tokens every four seconds, and gets them", async () => {
    const { workflows, config, access } = sdkWithClient(opened, httpClient);
    const { access_token, expires_in, ...rest } = await access.request();
    access.updateAccessToken({ access_token, expires_in, ...rest });
    expect(expires_in).toBe(3600);
    expect(Number(config.access?.expires) - Number(realNow())).toBeLessThanOrEqual(3600);
    const tokens = new Set([access_token]);
    for (let time = 0; time < 20; time++) {
      if (config.access) config.access.expires = new Date(0);
      await workflows.getAll();
      tokens.add(String(config.access?.token));
    }
    expect(tokens.size).toBe(21);
    // The first one is as good as the last.
    const { status } = await opened.send("GET", "/workflows", { key: access_token });
    expect(status).toBe(200);
  });

  it("takes a token that was fetched elsewhere", async () => {
    const { workflows, access, config } = sdkWithClient(opened, httpClient, { secret: "wrong" });
    access.updateAccessToken({ access_token: await opened.token(), token_type: "Bearer", expires_in: 3600, scope: "" });
    if (config.access) config.access.expires = new Date("2999-01-01T00:00:00Z");
    expect(await workflows.getAll()).toHaveProperty("data");
  });

  it("asks for a token in its own words, too", async () => {
    const { access } = sdkWithClient(opened, httpClient);
    const client = { client_id: opened.clientId, client_secret: opened.clientSecret };
    const asked = await access.request({
      grant_type: "client_credentials",
      ...client,
      scope: "flow:events flow:reflow",
    });
    expect(asked).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "flow:events flow:reflow" });
  });
});

describe("3. a wrong secret is a 400", () => {
  const wrong = { secret: "wrong" };

  it("which the Node SDK reads as an AuthenticationError by fetch, whichever method asks first", async () => {
    const { workflows, access } = sdkWithClient(opened, "fetch", wrong);
    for (const ask of [() => workflows.getAll(), () => workflows.add(plain), () => access.request()]) {
      const call = ask();
      const error = { name: "AuthenticationError", http_code: 401, body: { error: "invalid_client" } };
      await expect(call).rejects.toBeInstanceOf(AuthenticationError);
      await expect(call).rejects.toMatchObject(error);
    }
  });

  it("and by axios as any other 400, because it does not look at its body", async () => {
    const { workflows, access } = sdkWithClient(opened, "axios", wrong);
    for (const ask of [() => workflows.getAll(), () => workflows.add(plain), () => access.request()]) {
      const call = ask();
      await expect(call).rejects.toBeInstanceOf(ApiError);
      await expect(call).rejects.toMatchObject({ http_code: 400, body: { status: 400 } });
    }
  });
});

test("a scope that the client lacks is a 400 with invalid_scope", async () => {
  const { workflows } = sdkWithClient(opened, "fetch", { scope: ["flow", "flow:everything"] });
  const error = { name: "API Error", http_code: 400, body: { error: "invalid_scope" } };
  await expect(workflows.getAll()).rejects.toMatchObject(error);
});

test("every scope of the SDK's own list can be asked for", async () => {
  const { workflows } = sdkWithClient(opened, "fetch", { scope: Object.values(OAuthScopes) });
  expect(await workflows.getAll()).toHaveProperty("data");
});
