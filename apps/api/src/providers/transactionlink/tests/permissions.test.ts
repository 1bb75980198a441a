import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { companies, definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, organizationToken } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const screening = { workflowDefinitionId: definitions.screening, locale: "en", parameters };
const start = (authorization: string) => send("POST", "/workflows", { authorization, json: screening });
const read = (authorization: string) => send("GET", `/workflows/${nobodys}`, { authorization });

describe("permissions", () => {
  const record = (tableId: string, authorization: string) =>
    send("POST", `/tables/${tableId}/records`, { authorization, json: { name: "Northwind" } });

  it("43: a token without can_run may not start, and may look if it has can_view_workspace", async () => {
    const { token } = await world.token(["can_view_workspace"]);
    const refused = await start(token);
    expect([refused.status, codesOf(refused)]).toEqual([403, ["FORBIDDEN"]]);
    const { body } = await start(organizationToken);
    expect((await send("GET", `/workflows/${body.id}`, { authorization: token })).status).toBe(200);
    expect((await send("POST", `/workflows/${body.id}/cancel`, { authorization: token })).status).toBe(403);
  });

  it("a token without any permission is known, and may do nothing", async () => {
    const { token } = await world.token([]);
    const answers = [await start(token), await read(token), await record(companies, token)];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it("can_run for some definitions holds for these, and can_view_workspace for all", async () => {
    const limits = { definition_ids: [definitions.review.toUpperCase()] };
    const [runner, viewer] = [
      await world.token(["can_run"], limits),
      await world.token(["can_run", "can_view_workspace"], limits),
    ];
    const { body } = await start(organizationToken);
    const find = (authorization: string) => send("GET", `/workflows/${body.id}`, { authorization });
    const review = { ...screening, workflowDefinitionId: definitions.review };
    expect((await start(runner.token)).status).toBe(403);
    expect((await send("POST", "/workflows", { authorization: runner.token, json: review })).status).toBe(200);
    expect((await find(runner.token)).status).toBe(403);
    expect((await find(viewer.token)).status).toBe(200);
  });

  it("a permission in some tables holds in these, and tells nothing of others, whether they exist or not", async () => {
    const { token } = await world.token(["can_edit_data"], { table_ids: [companies] });
    expect((await record(companies, token)).status).toBe(201);
    expect((await record(companies.toUpperCase(), token)).status).toBe(201);
    expect((await record(nobodys, token)).status).toBe(403);
    expect((await record(nobodys, organizationToken)).status).toBe(404);
    const { token: elsewhere } = await world.token(["can_edit_data"], { table_ids: [nobodys] });
    expect((await record(companies, elsewhere)).status).toBe(403);
  });

  it("a token ends at its time, and when it is revoked", async () => {
    const own = await openSandbox(server);
    const soon = new Date(own.start.getTime() + 60_000).toISOString();
    const [timed, revoked] = [await own.token(["can_run"], { expires_at: soon }), await own.token(["can_run"])];
    const use = async (authorization: string) =>
      (await own.send("GET", `/workflows/${nobodys}`, { authorization })).status;
    expect([await use(timed.token), await use(revoked.token)]).toEqual([404, 404]);
    await own.advance("PT1M");
    await own.dashboard.revokeOrganizationToken({ path: { ...own.path, tokenId: revoked.id } });
    expect([await use(timed.token), await use(revoked.token)]).toEqual([401, 401]);
  });
});
