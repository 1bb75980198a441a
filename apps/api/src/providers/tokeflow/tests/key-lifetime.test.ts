import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openWorld } from "./support/world.ts";

const server = await testServer();

describe("a key", () => {
  it("is unknown from the moment it is revoked", async () => {
    const world = await openWorld(server);
    const { id, key } = await world.key({ kind: "merchant" });
    expect((await world.send("GET", "/transactions", { key })).status).toBe(200);
    const path = { sandboxId: world.sandboxId, keyId: id };
    expect((await world.dashboard.revokeKey({ path })).response.status).toBe(204);
    const refused = await world.send("GET", "/transactions", { key });
    expect(refused).toMatchObject({ status: 401, body: { error: { code: "INVALID_API_KEY" } } });
    expect((await world.send("GET", "/transactions")).status).toBe(200);
  });

  it("expires by the sandbox's clock", async () => {
    const world = await openWorld(server);
    const expires_at = new Date(world.start.getTime() + 3_600_000).toISOString();
    const { key } = await world.key({ kind: "merchant", expires_at });
    await world.advance("PT59M59S");
    expect((await world.send("GET", "/transactions", { key })).status).toBe(200);
    await world.advance("PT1S");
    expect((await world.send("GET", "/transactions", { key })).status).toBe(401);
  });

  it("works from its allowed addresses only", async () => {
    const world = await openWorld(server);
    for (const [allowed_ips, status] of [
      [["127.0.0.1"], 200],
      [["127.0.0.0/8", "10.0.0.0/8"], 200],
      [[], 200],
      [["10.0.0.0/8"], 403],
      [["192.0.2.7"], 403],
    ] as const) {
      const { key } = await world.key({ kind: "merchant", allowed_ips: [...allowed_ips] });
      const answer = await world.send("GET", "/transactions", { key, headers: { "X-Forwarded-For": "192.0.2.7" } });
      expect({ allowed_ips, status: answer.status }).toEqual({ allowed_ips, status });
      if (status === 403)
        expect(answer.body.error).toMatchObject({ type: "authorization_error", code: "IP_NOT_ALLOWED" });
    }
  });

  it("goes with its sandbox", async () => {
    const world = await openWorld(server);
    expect((await world.send("GET", "/transactions")).status).toBe(200);
    got(await world.platform.dropSandbox({ path: { sandboxId: world.sandboxId } }));
    const answer = await world.send("GET", "/transactions");
    expect(answer).toMatchObject({ status: 401, body: { error: { type: "authentication_error" } } });
  });
});
