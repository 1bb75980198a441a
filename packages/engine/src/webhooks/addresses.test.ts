import { expect, test } from "vitest";
import { eventually, testBed } from "../testing.ts";
import { isPublic } from "./addresses.ts";
import { attemptsIn, happen, listen, receiver, world } from "./testing.ts";

const bed = await testBed();

test.each([
  ...[
    "8.8.8.8",
    "1.1.1.1",
    "172.15.255.255",
    "172.32.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "192.167.0.1",
    "223.255.255.1",
  ],
  ...["2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450::1", "::ffff:8.8.8.8", "::ffff:808:808"],
])("%s is an address of the internet", (address) => expect(isPublic(address)).toBe(true));

test.each([
  ...["127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "::1", "::", "0:0:0:0:0:0:0:1"],
  ...["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "100.127.255.255"],
  ...["169.254.169.254", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "fc00::1", "fd00:ec2::254"],
  ...["224.0.0.1", "239.255.255.255", "ff02::1", "255.255.255.255", "240.0.0.1", "192.88.99.1"],
  ...["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1", "198.18.0.1", "192.0.0.1", "100::1"],
  // Other ways to write an IPv4 address.
  ...["::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "::7f00:1", "::ffff:0:127.0.0.1", "::ffff:10.0.0.1"],
  ...["2002:7f00:1::", "2002:a00:1::1", "64:ff9b::127.0.0.1", "64:ff9b:1::10.0.0.1", "2001::7f00:1", "2001:0:1::1"],
  ...["localhost", "example.com", "", "8.8.8.8:80", "[::1]", "8.8.8.8 "],
])("%j is none", (address) => expect(isPublic(address)).toBe(false));

/** What comes of one attempt of a server that others reach. */
async function attempt(url: string, own?: { prefix: string; at: () => string }) {
  const { ctx, sandbox } = await world(bed, { isPublic: true, ...(own && { own }) });
  await listen(ctx, url);
  await happen(ctx);
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(1));
  return (await attemptsIn(bed, sandbox))[0];
}

test.each([
  ...[
    "127.0.0.1",
    "localhost",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "017700000001",
    "127.1",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
  ],
  ...["[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::]", "①②⑦.0.0.1", "user:pass@127.0.0.1"],
])("a server that others reach does not connect to http://%s", async (host) => {
  const endpoint = await receiver();
  const { port } = new URL(endpoint.url);
  const made = await attempt(`http://${host}:${port}/`);
  expect(made?.error).toMatch(/ is not a public address: a server that others reach sends to public addresses only\.$/);
  expect(made?.error).not.toContain("pass");
  expect(made?.status).toBeNull();
  expect(endpoint.connections).toBe(0);
});

test("a name is told with the address that it stands for", async () => {
  const endpoint = await receiver();
  const made = await attempt(endpoint.url.replace("127.0.0.1", "localhost"));
  expect(made?.error).toMatch(/^localhost \((127\.0\.0\.1|::1)\) is not a public address/);
});

test("what the server receives itself is exempt, and asked where it listens, by its name outside", async () => {
  const endpoint = await receiver();
  const own = { prefix: "https://understudy.example/inboxes/", at: () => `${endpoint.url}inboxes/` };
  const made = await attempt("https://understudy.example/inboxes/a%20b?c=d", own);
  expect(made).toMatchObject({ status: 200, error: null });
  expect(endpoint.got).toMatchObject([{ path: "/inboxes/a%20b?c=d", headers: { host: "understudy.example" } }]);
});

test.each([
  ["http://Understudy.Example:80/inboxes/", "http://Understudy.Example:80/inboxes/a"],
  ["http://understudy.example/inboxes/", "HTTP://UNDERSTUDY.EXAMPLE:80/inboxes/a"],
  // What stands in front of the server takes the beginning of the path off.
  ["http://understudy.example/base/inboxes/", "http://understudy.example/base/inboxes/a"],
])("what begins with %s is what the server receives itself: %s", async (prefix, url) => {
  const endpoint = await receiver();
  expect(await attempt(url, { prefix, at: () => `${endpoint.url}inboxes/` })).toMatchObject({ status: 200 });
  expect(endpoint.got).toMatchObject([{ path: "/inboxes/a", headers: { host: "understudy.example" } }]);
});

test.each([
  "https://127.0.0.1:1/inboxes/",
  "https://understudy.example:1@127.0.0.1:1/inboxes/",
  "https://127.0.0.1:1/?https://understudy.example/inboxes/",
])("%s is not exempt", async (url) => {
  const endpoint = await receiver();
  const own = { prefix: "https://understudy.example/inboxes/", at: () => `${endpoint.url}inboxes/` };
  expect((await attempt(url, own))?.error).toContain("is not a public address");
  expect(endpoint.connections).toBe(0);
});

test.each(["../control/sandboxes", "%2e%2e/control/sandboxes", "..\\control/sandboxes", "a/../../control/sandboxes"])(
  "an own address that leads elsewhere by %s is not exempt",
  async (way) => {
    const endpoint = await receiver();
    const origin = endpoint.url.slice(0, -1);
    const made = await attempt(`${origin}/inboxes/${way}`, {
      ...{ prefix: `${origin}/inboxes/`, at: () => `${origin}/inboxes/` },
    });
    expect(made?.error).toContain("is not a public address");
    expect(endpoint.connections).toBe(0);
  },
);

test("a server on loopback sends wherever it is told to", async () => {
  const { ctx } = await world(bed);
  const endpoint = await receiver();
  await listen(ctx, endpoint.url.replace("127.0.0.1", "localhost"));
  await happen(ctx);
  await eventually(() => expect(endpoint.got).toHaveLength(1));
});
