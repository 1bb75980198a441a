import { expect, it } from "vitest";
import { type Ending, placeOf, redirectFor } from "./redirect.ts";
import type { Redirect } from "./workflow.ts";

const id = "dcaad720-d1e9-47ba-a76b-a6370ef0373b";
const at = (name: string) => `https://example.com/${name}`;
const all = ["REDIRECT_DOCID_PASS", "REDIRECT_DOCID_FAIL", "REDIRECT_SESSION_TIMEOUT", "REDIRECT_ERROR"];
const endings: readonly Ending[] = ["passed", "signed", "failed", "timeout", "error"];

interface Given {
  readonly own?: readonly Redirect[];
  readonly workflow?: readonly Redirect[];
  readonly opaqueId?: string | null;
  readonly role?: string;
}

const led = (ending: Ending, { own, workflow = [], opaqueId = null, role = "signer1" }: Given) => {
  const configuration = own ? { redirects: own } : null;
  return redirectFor({ id, opaqueId, configuration, workflow: { redirects: workflow } }, role, ending);
};

it("each ending has its own redirect", () => {
  const workflow = all.map((name) => ({ id: name, url: at(name) }));
  expect(endings.map((ending) => led(ending, { workflow })?.id)).toEqual(["REDIRECT_DOCID_PASS", ...all]);
});

it("51: the templates are replaced anywhere, and nothing is appended", () => {
  const url = "https://{{userRole}}.example.com/{{transactionId}}?id={{opaqueId}}&again={{opaqueId}}#{{userRole}}";
  expect(led("passed", { own: [{ id: "REDIRECT_DOCID_PASS", url }], opaqueId: "7" })).toEqual({
    id: "REDIRECT_DOCID_PASS",
    url: `https://signer1.example.com/${id}?id=7&again=7#signer1`,
  });
  expect(led("passed", { own: [{ id: "REDIRECT_DOCID_PASS", url: at("back") }] })?.url).toBe(at("back"));
});

it("22: what a template stands for cannot change the address around it", () => {
  const own = [{ id: "REDIRECT_DOCID_FAIL", url: "https://example.com/?id={{opaqueId}}&role={{userRole}}" }];
  expect(led("failed", { own, opaqueId: "a=1&b={{userRole}}#x/é", role: "Joint Borrower" })?.url).toBe(
    "https://example.com/?id=a%3D1%26b%3D%7B%7BuserRole%7D%7D%23x%2F%C3%A9&role=Joint%20Borrower",
  );
});

it("an opaque id that nobody gave is empty", () => {
  expect(led("error", { own: [{ id: "REDIRECT_ERROR", url: at("?id={{opaqueId}}") }] })?.url).toBe(at("?id="));
});

it("the transaction's redirects come before the workflow's of the same id, one by one", () => {
  const workflow = all.map((name) => ({ id: name, url: at(name) }));
  const own = [{ id: "REDIRECT_DOCID_PASS", url: at("own") }];
  expect(led("passed", { own, workflow })?.url).toBe(at("own"));
  expect(led("failed", { own, workflow })?.url).toBe(at("REDIRECT_DOCID_FAIL"));
});

it("where an ending has none the fallback's is taken, of the transaction before the workflow", () => {
  const workflow = [{ id: "REDIRECT_DEFAULT_URL", url: at("usual") }];
  expect(led("timeout", { workflow })).toEqual({ id: "REDIRECT_DEFAULT_URL", url: at("usual") });
  const own = [{ id: "REDIRECT_DEFAULT_URL", url: at("own") }];
  expect(led("timeout", { own, workflow })?.url).toBe(at("own"));
  const pass = { id: "REDIRECT_DOCID_PASS", url: at("pass") };
  expect(led("passed", { own, workflow: [...workflow, pass] })?.url).toBe(at("pass"));
});

it("where there is none at all nobody is led anywhere", () => {
  expect(led("passed", {})).toBeNull();
  expect(led("passed", { own: [{ id: "REDIRECT_ERROR", url: at("") }] })).toBeNull();
});

it.each([
  ...["https://{{opaqueId}}", "https://{{opaqueId}}/x", "https://{{opaqueId}}:8080/x", "https://{{opaqueId}}?a=b"],
  "https://{{opaqueId}}.example.com/",
])("51: an empty opaque id that leaves %s without a host leads to the fallback", (url) => {
  const own = [{ id: "REDIRECT_ERROR", url }];
  expect(led("error", { own })).toBeNull();
  expect(led("error", { own, workflow: [{ id: "REDIRECT_DEFAULT_URL", url: at("usual") }] })?.url).toBe(at("usual"));
  expect(led("error", { own, opaqueId: "bank" })?.url).toBe(url.replace("{{opaqueId}}", "bank"));
});

it.each(["javascript", "a/../b", "bank.example/x?y#z", "@evil.example", "\t"])(
  "an opaque id such as %j does not make another address of one",
  (opaqueId) => {
    const own = [
      { id: "REDIRECT_DOCID_PASS", url: "{{opaqueId}}://example.com" },
      { id: "REDIRECT_DOCID_FAIL", url: "https://{{opaqueId}}.example.com/" },
    ];
    expect(led("passed", { own, opaqueId })).toBeNull();
    expect(new URL(led("failed", { own, opaqueId })?.url ?? "https://x.example.com").host).toMatch(/\.example\.com$/);
  },
);

it("an address is led to in ASCII, as the one that it is", () => {
  const url = "https://münchen.example/zurück nach {{userRole}}/→";
  const { url: to = "" } = led("passed", { own: [{ id: "REDIRECT_DOCID_PASS", url }] }) ?? {};
  expect(to).toMatch(/^[!-~]+$/);
  expect(new URL(to).href).toBe(new URL(url.replace("{{userRole}}", "signer1")).href);
});

it("an app is led to by its own scheme, and known by it", () => {
  const own = [{ id: "REDIRECT_DOCID_PASS", url: "myapp://back/{{transactionId}}" }];
  expect(led("passed", { own })?.url).toBe(`myapp://back/${id}`);
  expect(["myapp://back", "https://bank.example:8443/x", "http://127.0.0.1/"].map(placeOf)).toEqual([
    ...["myapp", "bank.example:8443", "127.0.0.1"],
  ]);
});
