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
    "https://example.com/{{transactionId}}/{{transactionId}}",
  ])("may be %s", (given) => {
    expect(redirectProblem(given)).toBeUndefined();
  });

  it.each([
    ...["", "/back", "example.com/back", "javascript:alert(1)", "ftp://example.com", "https://", "{{opaqueId}}"],
    ...["{{opaqueId}}://example.com", "myapp://back"],
  ])("may not be %j", (given) => {
    expect(redirectProblem(given)).toBe("must be an absolute http or https URL once its templates are replaced");
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
