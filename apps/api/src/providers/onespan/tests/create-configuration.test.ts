import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { ask, begin } = transactionsOf(world);
const least = { workflow_id: world.faceWorkflowId };

/** What a request is refused with. */
const refusal = async (json: unknown) => refusalIn(await ask(json));
const refusals = async (cases: readonly (readonly [change: object, message: string])[]) => {
  for (const [change, message] of cases)
    expect([change, await refusal({ ...least, ...change })]).toEqual([change, `400 ${message}`]);
};

describe("what is configured", () => {
  const redirect = (...redirects: readonly unknown[]) => ({ configuration: { redirects } });
  const at = "configuration.redirects";

  it("a redirect has an id, each at most once, and an address", async () => {
    const url = "https://bank.example/";
    await refusals([
      [redirect({ url }), `${at}.0.id is required.`],
      [redirect({ id: "REDIRECT_ERROR" }), `${at}.0.url is required.`],
      [
        redirect({ id: "REDIRECT_ERROR", url }, { id: "REDIRECT_ERROR", url }),
        `${at}.1.id is the id of another redirect too; give one for each ending.`,
      ],
      [{ configuration: { redirects: {} } }, `${at} must be array.`],
      [{ configuration: [] }, "configuration must be object."],
    ]);
    for (const wrong of ["/back", "bank.example", "bank.example:8080/", "https://", "https:///back", "{{opaqueId}}"])
      expect(await refusal({ ...least, ...redirect({ id: "REDIRECT_ERROR", url: wrong }) })).toBe(
        `400 ${at}.0.url must be a whole address, such as https://example.com/back or myapp://back, once its templates are replaced.`,
      );
    for (const scheme of ["javascript", "data", "vbscript", "file"])
      expect(await refusal({ ...least, ...redirect({ id: "REDIRECT_ERROR", url: `${scheme}://x` }) })).toBe(
        `400 ${at}.0.url must not begin with ${scheme}:, which leads nowhere safe; use https://.`,
      );
    for (const left of ["{{userrole}}", "{{ userRole }}", "{{", "}}", "{{token}}"])
      expect(await refusal({ ...least, ...redirect({ id: "REDIRECT_ERROR", url: `${url}?x=${left}` }) })).toBe(
        `400 ${at}.0.url holds ${left}, which is not replaced; use {{userRole}}, {{transactionId}} or {{opaqueId}}.`,
      );
    const kept = redirect({ id: "REDIRECT_OF_OURS", url, more: 1 });
    expect((await ask({ ...least, ...kept })).body.configuration).toEqual(kept.configuration);
  });

  it("OD-11: consent is any object", async () => {
    for (const consent of [{}, { mode: "explicit" }, { display: [1, { deep: null }] }])
      expect((await begin({ configuration: { consent } })).configuration).toEqual({ consent });
    await refusals([
      [{ configuration: { consent: "explicit" } }, "configuration.consent must be object."],
      [{ configuration: { consent: null } }, "configuration.consent must be object."],
    ]);
  });

  it("a period is 1 to 3650 days, the switches are booleans, texts are texts", async () => {
    await refusals([
      [{ expiry_period: 0 }, "expiry_period must be at least 1."],
      [{ expiry_period: 3651 }, "expiry_period must be at most 3650."],
      [{ expiry_period: 1.5 }, "expiry_period must be integer."],
      [{ expiry_period: "90" }, "expiry_period must be integer."],
      [{ disable_notifications: "true" }, "disable_notifications must be boolean."],
      [{ disable_recording: 1 }, "disable_recording must be boolean."],
      [{ language: "" }, "language must not be empty."],
      [{ brand_id: null }, "brand_id must be string."],
      [{ opaque_id: "x".repeat(1025) }, "opaque_id must have at most 1024 characters."],
      [{ urlSetKey: "x".repeat(65) }, "urlSetKey must have at most 64 characters."],
    ]);
  });
});
