import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openSandbox } from "./support/sandbox.ts";
import { type Asked, jane, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { agreementWorkflowId } = world;
const { begin, finish, look, workflow } = transactionsOf(world);

describe("51: a person is led", () => {
  const base = "https://bank.example";
  const [pass, fail, late, broken, other] = ["pass", "fail", "late", "error", "other"].map((name) => `${base}/${name}`);
  const redirects = [
    { id: "REDIRECT_DOCID_PASS", url: `${pass}?r={{userRole}}` },
    { id: "REDIRECT_DOCID_FAIL", url: `${fail}#{{transactionId}}` },
    { id: "REDIRECT_SESSION_TIMEOUT", url: `${late}/{{opaqueId}}` },
    { id: "REDIRECT_ERROR", url: String(broken) },
    { id: "REDIRECT_DEFAULT_URL", url: String(other) },
  ];
  const asked = { opaque_id: "a&b", configuration: { redirects }, users: [jane] };
  const led = async (change: Asked, how: Parameters<typeof finish>[1]) => {
    const { id } = await begin({ ...asked, ...change });
    await finish(id, how);
    return [id, (await look(id)).participants[0]?.redirect?.url];
  };

  it("to the address of the outcome, with nothing appended", async () => {
    expect((await led({}, {}))[1]).toBe(`${pass}?r=signer1`);
    const [id, url] = await led({}, { outcome: "fail" });
    expect(url).toBe(`${fail}#${id}`);
    expect((await led({}, { outcome: "timeout" }))[1]).toBe(`${late}/a%26b`);
    expect((await led({}, { outcome: "error" }))[1]).toBe(broken);
    expect((await led({ workflow_id: agreementWorkflowId }, {}))[1]).toBe(`${pass}?r=signer1`);
    for (const [last_name, to] of [
      ["FAIL", fail],
      ["ERROR", broken],
      ["TIMEOUT", late],
    ])
      expect((await led({ users: [{ ...jane, last_name }] }, {}))[1]).toContain(to);
  });

  it("to the fallback where there is none of the outcome, and nowhere where there is none at all", async () => {
    const configuration = { redirects: redirects.slice(4) };
    for (const outcome of ["pass", "fail", "timeout", "error"] as const)
      expect((await led({ configuration }, { outcome }))[1]).toBe(other);
    expect((await led({ configuration: {} }, {}))[1]).toBeUndefined();
  });

  it("into an app, by a scheme of its own", async () => {
    const configuration = { redirects: [{ id: "REDIRECT_DOCID_PASS", url: "myapp://back/{{userRole}}" }] };
    expect((await led({ configuration }, {}))[1]).toBe("myapp://back/signer1");
  });

  it("to the fallback where an empty opaque id leaves no host", async () => {
    const own = [{ id: "REDIRECT_DOCID_PASS", url: "https://{{opaqueId}}/x" }, ...redirects.slice(4)];
    const without = { users: [jane], configuration: { redirects: own } };
    const { id } = await begin(without);
    await finish(id);
    expect((await look(id)).participants[0]?.redirect).toEqual({ id: "REDIRECT_DEFAULT_URL", url: other });
    expect((await led({ ...without, opaque_id: "host.example" }, {}))[1]).toBe("https://host.example/x");
  });

  it("by the transaction's address before the workflow's", async () => {
    const own = redirects.map(({ id }) => ({ id: id as "REDIRECT_ERROR", url: `${base}/workflow` }));
    const workflow_id = await workflow({ redirects: own });
    expect((await led({ workflow_id, configuration: { redirects: redirects.slice(0, 1) } }, {}))[1]).toContain(pass);
    expect((await led({ workflow_id, configuration: { redirects: redirects.slice(1) } }, {}))[1]).toBe(
      `${base}/workflow`,
    );
  });
});
