import { describe, expect, it } from "vitest";
import { isAddressOrNetwork, isWithin } from "./addresses.ts";

describe("addresses that a key may be used from", () => {
  it.each(["127.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "2001:db8::/32", "::/0"])("takes %s", (text) => {
    expect(isAddressOrNetwork(text)).toBe(true);
  });

  it.each([
    "",
    "localhost",
    "10.0.0",
    "10.0.0.0/33",
    "::1/129",
    "10.0.0.0/08",
    "10.0.0.0/8/8",
    "10.0.0.0/",
    "fe80::1%lo",
  ])("refuses %j", (text) => {
    expect(isAddressOrNetwork(text)).toBe(false);
  });

  it("finds an address in a network of its family", () => {
    expect(isWithin("10.1.2.3", ["10.0.0.0/8"])).toBe(true);
    expect(isWithin("11.1.2.3", ["10.0.0.0/8", "2001:db8::/32"])).toBe(false);
    expect(isWithin("2001:db8:1::9", ["10.0.0.0/8", "2001:db8::/32"])).toBe(true);
  });

  it("knows an IPv6 address in every spelling", () => {
    expect(isWithin("::1", ["0:0:0:0:0:0:0:1"])).toBe(true);
  });

  it("knows an IPv4 caller on a socket of both families", () => {
    expect(isWithin("::ffff:127.0.0.1", ["127.0.0.1"])).toBe(true);
    expect(isWithin("::ffff:127.0.0.1", ["127.0.0.0/8"])).toBe(true);
  });
});
