import { createPublicKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf, withoutFingerprint } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { dashboard, path, send } = world;

const newKey = async () => got(await dashboard.rotateWebhookKey({ path })).id;
const key = (id: string, query = "") => send("GET", `/auth/webhooks/key/${id}${query}`, { authorization: null });

describe("the public key of a webhook signature", () => {
  it("57: comes as PEM, without a credential, to whoever knows its id", async () => {
    const id = await newKey();
    const { status, headers, text } = await key(id);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toMatch(/^text\/plain/);
    expect(text).toMatch(/^-----BEGIN PUBLIC KEY-----\n[\s\S]+\n-----END PUBLIC KEY-----\n$/);
    expect(createPublicKey(text)).toMatchObject({
      asymmetricKeyType: "rsa",
      asymmetricKeyDetails: { modulusLength: 2048 },
    });
    expect((await key(id, "?pem=true")).text).toBe(text);
    expect((await key(id.toUpperCase())).text).toBe(text);
  });

  it("57: comes as base64 alone with pem=false, and is the same key", async () => {
    const id = await newKey();
    const { status, headers, text } = await key(id, "?pem=false");
    expect([status, headers.get("content-type")]).toEqual([200, (await key(id)).headers.get("content-type")]);
    expect(text).toMatch(/^[A-Za-z0-9+/]+=*$/);
    const spki = createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
    expect(spki.export({ format: "pem", type: "spki" })).toBe((await key(id)).text);
  });

  it("57: is a 404 where there is none, the same with a credential", async () => {
    const absent = await key(nobodys);
    expect([absent.status, codesOf(absent)]).toEqual([404, ["KEY_NOT_FOUND"]]);
    const asked = await send("GET", `/auth/webhooks/key/${nobodys}`);
    expect(withoutFingerprint(asked)).toBe(withoutFingerprint(absent));
  });

  it("a malformed id is a 400, and so is another word for pem", async () => {
    expect(codesOf(await key("nonsense"))).toEqual(["INVALID_REQUEST"]);
    expect(codesOf(await key(await newKey(), "?pem=maybe"))).toEqual(["INVALID_REQUEST"]);
  });

  it("stays when a newer one signs, and goes with its sandbox", async () => {
    const own = await openSandbox(server);
    const first = got(await own.dashboard.rotateWebhookKey({ path: own.path })).id;
    const second = got(await own.dashboard.rotateWebhookKey({ path: own.path })).id;
    expect((await key(first)).text).not.toBe((await key(second)).text);
    expect((await key(first)).status).toBe(200);
    got(await own.platform.dropSandbox({ path: own.path }));
    expect((await key(first)).status).toBe(404);
  });
});

describe("the setting of a webhook", () => {
  const url = "http://127.0.0.1:9/hooks";

  it("is absent until it is put, and after it is deleted", async () => {
    const own = await openSandbox(server);
    const status = async () => (await own.dashboard.getWebhook({ path: own.path })).response.status;
    expect(await status()).toBe(404);
    expect((await own.dashboard.deleteWebhook({ path: own.path })).response.status).toBe(404);
    const made = await own.dashboard.putWebhook({ path: own.path, body: { url } });
    expect(made.response.status).toBe(201);
    expect(got(await own.dashboard.getWebhook({ path: own.path }))).toEqual(got(made));
    expect((await own.dashboard.putWebhook({ path: own.path, body: { url: `${url}/2` } })).response.status).toBe(200);
    expect((await own.dashboard.deleteWebhook({ path: own.path })).response.status).toBe(204);
    expect([await status(), (await own.dashboard.deleteWebhook({ path: own.path })).response.status]).toEqual([
      404, 404,
    ]);
  });

  it("keeps its key through new addresses, and takes a new one when it is asked to", async () => {
    const own = await openSandbox(server);
    const put = async (to: string) => got(await own.dashboard.putWebhook({ path: own.path, body: { url: to } })).key_id;
    const [first, again] = [await put(url), await put(`${url}/2`)];
    expect(again).toBe(first);
    const rotated = got(await own.dashboard.rotateWebhookKey({ path: own.path })).id;
    expect(got(await own.dashboard.getWebhook({ path: own.path }))).toEqual({ url: `${url}/2`, key_id: rotated });
    expect(await put(url)).toBe(rotated);
  });

  it("makes one key where two set it at once", async () => {
    const own = await openSandbox(server);
    const put = () => own.dashboard.putWebhook({ path: own.path, body: { url } });
    const made = (await Promise.all([put(), put(), put()])).map(got);
    expect(new Set(made.map(({ key_id }) => key_id)).size).toBe(1);
  });
});
