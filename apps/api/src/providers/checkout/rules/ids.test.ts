import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { base32, invocationId, isLooselyFormed, isSubjectId, isWellFormed, newIdOf } from "./ids.ts";

it("writes 128 bits as 26 letters and digits, the last of which has two bits to spare", () => {
  for (let round = 0; round < 50; round++)
    expect(newIdOf("evt", randomBytes(16))).toMatch(/^evt_[a-z2-7]{25}[aeimquy4]$/);
});

it("spells base32 as RFC 4648 does, in lower case and without padding", () => {
  const spelled = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map((text) => base32(Buffer.from(text)));
  expect(spelled).toEqual(["", "my", "mzxq", "mzxw6", "mzxw6yq", "mzxw6ytb", "mzxw6ytboi"]);
});

it("makes no id of too few bytes", () => {
  expect(() => newIdOf("evt", randomBytes(15))).toThrow("16 bytes");
});

it("takes an id with digits that base32 does not have, as the documentation's examples do", () => {
  expect(isWellFormed("wf", "wf_c8zm2po6kimubhlfitgt2mferf")).toBe(true);
  const malformed = [
    "not_found",
    "wf_c8zm",
    "wfa_c8zm2po6kimubhlfitgt2mferf",
    "wf_C8ZM2PO6KIMUBHLFITGT2MFERF",
    26,
    null,
  ];
  expect(malformed.filter((id) => isWellFormed("wf", id))).toEqual([]);
});

it("takes entities of 23 characters, as the documentation's own are", () => {
  expect(isLooselyFormed("ent", "ent_w4jelhppmfiufdnatam37")).toBe(true);
  expect(isLooselyFormed("ent", "ent_axclravnqf5u5ejkweijnp5zc4")).toBe(true);
  expect(isLooselyFormed("ent", "ent_short")).toBe(false);
  expect(isLooselyFormed("ent", "pc_axclravnqf5u5ejkweijnp5zc4")).toBe(false);
});

it("takes disputes of 20 characters as subjects", () => {
  expect(isSubjectId("dsp_9rjdlsd4epepfjyyf9vl")).toBe(true);
  expect(isSubjectId("pay_wlu3wxc26jounofs5iez75qaqa")).toBe(true);
  expect(["not_found", "pay_", "payment_wlu3wxc26jounofs5iez75qaqa"].filter(isSubjectId)).toEqual([]);
});

it("knows each attempt by an id that is always the same and no other attempt's", () => {
  const ids = [invocationId("dlv_1", 1), invocationId("dlv_1", 2), invocationId("dlv_11", 1)];
  expect(new Set(ids).size).toBe(3);
  expect(ids.every((id) => isWellFormed("ivc", id))).toBe(true);
  expect(invocationId("dlv_1", 1)).toBe(ids[0]);
});
