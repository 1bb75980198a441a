import { describe, expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { documented } from "../documented.ts";
import { basic, tokenOf } from "./support/records.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn, sender } from "./support/send.ts";

const { database, start } = await testHouse();
const server = await start();

/** What the exchange answers to one `Authorization`. */
const exchanging = (world: Awaited<ReturnType<typeof openSandbox>>) => (authorization: string | null) =>
  world.send("POST", "/v1/api-keys/exchange", { authorization });

const read = (world: Awaited<ReturnType<typeof openSandbox>>, token: string) =>
  world.send("GET", "/v1/payment-reasons", { authorization: `Bearer ${token}` });

describe("the exchange", () => {
  it("2: answers a token and its life in seconds to key and secret", async () => {
    const world = await openSandbox(server);
    const { status, headers, body } = await exchanging(world)(basic(world.apiKey, world.apiSecret));
    expect([status, Object.keys(body), body.expires_in]).toEqual([200, ["access_token", "expires_in"], 1800]);
    expect(headers.get("cache-control")).toBe("no-store");
    expect((await read(world, body.access_token)).status).toBe(200);
  });

  it("2: gives another token each time, and the earlier ones stay good", async () => {
    const world = await openSandbox(server);
    const exchange = exchanging(world);
    const own = basic(world.apiKey, world.apiSecret);
    const tokens = (await Promise.all([own, own, own].map(exchange))).map(({ body }) => body.access_token);
    expect(new Set(tokens).size).toBe(3);
    for (const token of tokens) expect((await read(world, token)).status).toBe(200);
  });

  it("says the same of all that is wrong with a key", async () => {
    const [world, other] = [await openSandbox(server), await openSandbox(server)];
    const exchange = exchanging(world);
    const { apiKey, apiSecret } = world;
    const wrong = [
      null,
      "Basic",
      "Basic %%%",
      basic("", ""),
      basic(apiKey, ""),
      basic("", apiSecret),
      basic(apiKey, `${apiSecret}x`),
      basic(`${apiKey}x`, apiSecret),
      basic(apiSecret, apiKey),
      basic(apiKey, other.apiSecret),
      basic(other.apiKey, apiSecret),
      basic(apiKey, world.accessToken),
      basic("żółw", "x".repeat(5000)),
      `Bearer ${world.accessToken}`,
      `Bearer ${apiSecret}`,
    ];
    for (const authorization of wrong) {
      const answer = await exchange(authorization);
      expect([authorization, ...refusalIn(answer)]).toEqual([authorization, "401 UNAUTHORIZED"]);
      expect(answer.text).not.toContain(apiSecret);
    }
  });

  it("takes the words of HTTP in any case, and a colon within a secret for a part of it", async () => {
    const world = await openSandbox(server);
    const own = basic(world.apiKey, world.apiSecret);
    expect((await exchanging(world)(own.replace("Basic", "bAsIc"))).status).toBe(200);
    expect((await exchanging(world)(basic(world.apiKey, `${world.apiSecret}:`))).status).toBe(401);
  });
});

describe("a token", () => {
  it("1: is asked for by everything", async () => {
    const world = await openSandbox(server);
    for (const authorization of [null, "", "Bearer", "Bearer ", `Basic ${world.accessToken}`, world.accessToken]) {
      const answer = await world.send("GET", "/v1/customers", { authorization });
      expect([authorization, ...refusalIn(answer)]).toEqual([authorization, "401 UNAUTHORIZED"]);
    }
    for (const token of ["x", `${world.accessToken}x`, world.apiSecret, world.apiKey, "y".repeat(9000)])
      expect((await read(world, token)).status).toBe(401);
  });

  it("ends by the sandbox's clock, to the second, but for the sandbox's own, which outlives every move", async () => {
    const world = await openSandbox(server);
    const { access_token: token } = (await exchanging(world)(basic(world.apiKey, world.apiSecret))).body;
    await world.advance("PT1799S");
    expect((await read(world, token)).status).toBe(200);
    await world.advance("PT1S");
    expect(refusalIn(await read(world, token))).toEqual(["401 UNAUTHORIZED"]);
    expect((await read(world, world.accessToken)).status).toBe(200);
    await world.advance("P3650D");
    expect((await read(world, world.accessToken)).status).toBe(200);
  });

  it("lives as long as the settings said when it was made", async () => {
    const world = await openSandbox(server);
    const exchange = () => exchanging(world)(basic(world.apiKey, world.apiSecret));
    const long = (await exchange()).body;
    const settings = got(await world.portal.getSettings({ path: world.path }));
    got(await world.portal.putSettings({ path: world.path, body: { ...settings, token_lifetime_seconds: 60 } }));
    const short = (await exchange()).body;
    expect([long.expires_in, short.expires_in]).toEqual([1800, 60]);
    await world.advance("PT60S");
    expect([(await read(world, long.access_token)).status, (await read(world, short.access_token)).status]).toEqual([
      ...[200, 401],
    ]);
  });

  it("is forgotten some time after its end, with all others that have ended", async () => {
    const world = await openSandbox(server);
    const exchange = () => exchanging(world)(basic(world.apiKey, world.apiSecret));
    const count = () =>
      database.db.credential.count({
        where: { sandboxId: world.sandboxId, provider: "rocketkor", kind: "access_token" },
      });
    for (const _ of [1, 2, 3]) await exchange();
    expect(await count()).toBe(4);
    await world.advance("PT30M");
    await exchange();
    expect(await count()).toBe(5);
    await world.advance("PT30M");
    const { body } = await exchange();
    expect(await count()).toBe(2);
    expect((await read(world, body.access_token)).status).toBe(200);
    expect((await read(world, world.accessToken)).status).toBe(200);
  });
});

describe("a service account", () => {
  it("is listed without its secret, newest first, and shows it once", async () => {
    const world = await openSandbox(server);
    const made = got(
      await world.portal.createServiceAccount({ path: world.path, body: { role: "finance", name: "Night" } }),
    );
    expect(made).toMatchObject({ name: "Night", role: "finance", created_at: world.start.toISOString() });
    const list = got(await world.portal.listServiceAccounts({ path: world.path }));
    expect(list.data.map(({ name, role }) => [name, role])).toEqual([
      ["Night", "finance"],
      ["owner", "owner"],
    ]);
    expect(list.data[1]?.api_key).toBe(world.apiKey);
    expect(JSON.stringify(list)).not.toContain("secret");
    const named = got(await world.portal.createServiceAccount({ path: world.path, body: { role: "clerk" } }));
    expect(named.name).toBe("clerk");
  });

  it("is listed page by page", async () => {
    const world = await openSandbox(server);
    for (const role of ["admin", "clerk", "manager"] as const) await tokenOf(world, role);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 2, ...(cursor !== undefined && { cursor }) };
      const page = got(await world.portal.listServiceAccounts({ path: world.path, query }));
      seen.push(...page.data.map(({ role }) => role));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(["manager", "clerk", "admin", "owner"]);
  });

  it("takes its key and its tokens along when it is deleted, and nobody else's", async () => {
    const world = await openSandbox(server);
    const [gone, kept] = [await tokenOf(world, "owner"), await tokenOf(world, "owner")];
    const remove = (serviceAccountId: string) =>
      world.portal.deleteServiceAccount({ path: { ...world.path, serviceAccountId } });
    expect((await remove(gone.id)).response.status).toBe(204);
    const asked = (authorization: string) => world.send("GET", "/v1/customers", { authorization });
    expect([(await asked(gone.authorization)).status, (await asked(kept.authorization)).status]).toEqual([401, 200]);
    expect((await exchanging(world)(basic(gone.api_key, gone.api_secret))).status).toBe(401);
    const left = got(await world.portal.listServiceAccounts({ path: world.path })).data.map(({ id }) => id);
    expect([left.includes(gone.id), left.includes(kept.id)]).toEqual([false, true]);
    for (const id of [gone.id, nobodys, "x", "%00", "' OR 1=1"]) expect((await remove(id)).response.status).toBe(404);
  });

  it("that is deleted while its key is exchanged leaves no token behind", async () => {
    const world = await openSandbox(server);
    for (const _ of [1, 2, 3]) {
      const { id, api_key, api_secret } = await tokenOf(world, "owner");
      const own = basic(api_key, api_secret);
      const exchanges = [1, 2, 3, 4].map(() => exchanging(world)(own));
      await world.portal.deleteServiceAccount({ path: { ...world.path, serviceAccountId: id } });
      for (const { status, body } of await Promise.all(exchanges)) {
        if (status === 401) continue;
        expect((await read(world, body.access_token)).status).toBe(401);
      }
    }
  });

  it("must have a role that there is", async () => {
    const world = await openSandbox(server);
    for (const json of [{}, { role: "king" }, { role: "owner", name: "" }, { role: "owner", own: 1 }, [], null])
      expect((await world.control("POST", "/service-accounts", { json })).status).toBe(400);
  });
});

describe("the default sandbox", () => {
  it("has the credentials and the ids that are documented", async () => {
    const api = sender(`${server.publicUrl}/rocketkor`, `Bearer ${documented.accessToken}`);
    const authorization = basic(documented.apiKey, documented.apiSecret);
    expect((await api("POST", "/v1/api-keys/exchange", { authorization })).status).toBe(200);
    const customer = await api("GET", `/v1/customers/${documented.customerId}`);
    expect([customer.body.firstName, customer.body.primaryPhoneNumber.number]).toEqual(["John", "+16471234567"]);
    const account = async (id: string) => {
      const { body } = await api("GET", `/v1/financial-accounts/${id}?embed=balances`);
      return [body.category, body.type, body.currency, body._embedded?.balances[body.currency].availableBalance];
    };
    expect(await account(documented.businessFinancialAccountId)).toEqual(["INTERNAL", "BANK", "USD", "100000.00"]);
    expect(await account(documented.businessFinancialAccountIdCad)).toEqual(["INTERNAL", "BANK", "CAD", "100000.00"]);
    expect(await account(documented.customerFinancialAccountId)).toEqual(["EXTERNAL", "CARD", "USD", undefined]);
    expect(await account(documented.customerBankAccountId)).toEqual(["EXTERNAL", "BANK", "USD", undefined]);
  });
});
