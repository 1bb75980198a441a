import { describe, expect, it } from "vitest";
import { judgeRedirects, redirectProblem } from "./redirects.ts";

const url = "https://example.com/back?user={{userRole}}&transaction={{transactionId}}&opaqueId={{opaqueId}}";

describe("redirects", () => {
  const told = (...redirects: unknown[]) =>
    judgeRedirects(redirects, "configuration.redirects").map(({ field, message }) => `${field} ${message}`);

  it("have one address for an ending", () => {
    expect(told({ id: "REDIRECT_DOCID_PASS", url }, { id: "REDIRECT_DOCID_FAIL", url })).toEqual([]);
    expect(told({ id: "REDIRECT_ERROR", url }, { id: "REDIRECT_ERROR", url })).toEqual([
      "configuration.redirects.1.id is the id of another redirect too; give one for each ending",
    ]);
  });

  it("may have ids that only the workflow knows", () => {
    expect(told({ id: "REDIRECT_PRINTED", url })).toEqual([]);
  });

  it("are told by their place", () => {
    expect(told({ id: "REDIRECT_ERROR", url: "/back" })[0]).toMatch(/^configuration\.redirects\.0\.url must be/);
  });
});

describe("the address of a redirect", () => {
  it.each([
    ...[url, "http://127.0.0.1:8080/", "https://{{opaqueId}}.example.com/", "https://example.com/#{{userRole}}"],
    ...["https://example.com/{{transactionId}}/{{transactionId}}", "https://{{opaqueId}}/x", "HTTPS://example.com"],
    ...["myapp://back", "myapp://", "com.example.app:/back?id={{transactionId}}", "intent://x#Intent;scheme=myapp;end"],
    ...["https://münchen.example/zurück", "https://example.com/a b", "myapp://zurück/→"],
  ])("may be %s", (given) => {
    expect(redirectProblem(given)).toBeUndefined();
  });

  it.each([
    ...["", "/back", "example.com/back", "localhost:8080/back", "https://", "https:///back", "https:/example.com"],
    ...["{{opaqueId}}", "{{opaqueId}}://example.com", "my{{opaqueId}}://back", " https://example.com", "c:/back"],
    ...["https://exa\tmple.com/", "https:\\\\example.com", "myapp:back", "https://.example.com"],
  ])("may not be %j", (given) => {
    expect(redirectProblem(given)).toBe(
      "must be a whole address, such as https://example.com/back or myapp://back, once its templates are replaced",
    );
  });

  it.each(["javascript", "data", "vbscript", "file", "JavaScript", "blob"])("may not begin with %s:", (scheme) => {
    for (const given of [`${scheme}:alert(1)`, `${scheme}://example.com/%0aalert(1)`, ` ${scheme}:/x`])
      expect(redirectProblem(given)).toBe(`must not begin with ${scheme}:, which leads nowhere safe; use https://`);
  });

  it.each([
    ["https://example.com/{{status}}", "{{status}}"],
    ["https://example.com/{{ userRole }}", "{{ userRole }}"],
    ["https://example.com/{{opaque_id}}?a={{userRole}}", "{{opaque_id}}"],
    ["https://example.com/{{userRole", "{{"],
    ["https://example.com/userRole}}", "}}"],
  ])("51: has no other templates, as %s does", (given, template) => {
    expect(redirectProblem(given)).toBe(
      `holds ${template}, which is not replaced; use {{userRole}}, {{transactionId}} or {{opaqueId}}`,
    );
  });
});
