import { describe, expect, it, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { sdks, speaker } from "./support/other-sdks.ts";
import type { Received } from "./support/raw.ts";
import { type Opened, ok, openSandbox } from "./support/sandbox.ts";

const opened = await openSandbox(await testServer());

type Ask = (world: Opened, secret?: string) => Promise<Received>;

const basic = (id: string, secret: string) => ({ Authorization: `Basic ${btoa(`${id}:${secret}`)}` });
const accept = { Accept: "*/*", "Accept-Encoding": "gzip, deflate" };

/** How the SDKs ask for a token: when they are made, with all scopes that their suites need at once. */
const suiteScopes = [
  ...["files", "flow", "fx", "gateway", "marketplace", "accounts", "sessions:app", "sessions:browser", "vault"],
  ...["payouts:bank-details", "disputes", "transfers:create", "transfers:view", "balances:view", "middleware"],
  ...["middleware:merchants-secret", "middleware:merchants-public", "reports", "reports:view", "financial-actions"],
].join(" ");
const form = ({ clientId, clientSecret }: Opened, client_secret = clientSecret) =>
  ({ grant_type: "client_credentials", client_id: clientId, client_secret, scope: suiteScopes }) as const;

const asks: Readonly<Record<string, Ask>> = {
  Java: (world, secret) => world.ask(form(world, secret), { "User-Agent": "Apache-HttpClient/5.3 (Java/17)" }),
  ".NET": (world, secret) => {
    const { client_id, client_secret, grant_type, scope } = form(world, secret);
    return world.ask({ client_id, client_secret, grant_type, scope });
  },
  // Both ways at once.
  Python: (world, secret) =>
    world.ask(form(world, secret), { ...accept, ...basic(world.clientId, secret ?? world.clientSecret) }),
  Go: (world, secret) => world.ask(form(world, secret), { "User-Agent": "Go-http-client/1.1" }),
  PHP: (world, secret) => world.ask(form(world, secret), { "User-Agent": "GuzzleHttp/7" }),
};

describe.each(sdks)("the $name SDK, made with an OAuth client", (sdk) => {
  const ask = asks[sdk.name];
  if (!ask) throw new Error(`${sdk.name} asks for no token.`);

  it("4. 5. is given a token, whose kind and life it can read, for all that its suite asks for", async () => {
    const { body, headers } = ok(await ask(opened));
    expect(headers["content-type"]).toMatch(/^application\/json/);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      ...{ token_type: "Bearer", expires_in: 3600, scope: suiteScopes },
    });
    const speak = speaker(opened, sdk, body.access_token);
    expect((await speak("POST", "/workflows", sdk.workflow("http://127.0.0.1:9/fail"))).status).toBe(201);
    expect((await speak("GET", "/workflows/event-types")).status).toBe(200);
  });

  it("3. is told of a wrong secret by a 400 with a code that it shows to its user", async () => {
    const { status, body } = await ask(opened, "wrong");
    expect([status, body]).toEqual([400, { error: "invalid_client" }]);
  });
});

test("56. a workflow that was made with the key of one SDK is seen through the client of another", async () => {
  const world = await openSandbox(opened);
  const [first, second] = sdks;
  const ask = asks[".NET"];
  if (!first || !second || !ask) throw new Error("There are five.");
  const { id } = ok(await speaker(world, first)("POST", "/workflows", first.workflow("http://127.0.0.1:9/fail"))).body;
  const { access_token } = ok(await ask(world)).body;
  const { data } = ok(await speaker(world, second, access_token)("GET", "/workflows")).body;
  expect(data).toMatchObject([{ id }]);
});
