import { expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { rowsOf, tablesIn } from "./support/rows.ts";
import { got, nobodys, type Opened, openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
const server = await start();

/** Whoever adds a table adds one of it here. */
async function oneOfEverything({ control, setup, path, api, faceWorkflowId }: Opened): Promise<void> {
  const headers = { "Content-Type": "application/pdf" };
  const { body: file } = await control("POST", "/files", { body: "%PDF-1.7\n%%EOF\n", headers });
  await control("POST", "/document-templates", { json: { title: "Terms", content: file.url } });
  const notifications = [{ url: "http://127.0.0.1:9/", scenarios: ["audit_trail_error"] }];
  const json = { name: "Passport", kind: "document", roles: ["signer1"], notifications };
  await control("POST", "/workflows", { json });
  for (const outcome of ["pass", "abandon"] as const) {
    const body = { workflow_id: faceWorkflowId, users: [{ role: "signer1" }] };
    const { id: transactionId } = got(await api.createTransaction({ body }));
    got(await setup.finishTransaction({ path: { ...path, transactionId }, body: { outcome } }));
  }
}

it("a sandbox that is dropped takes one of everything along, and leaves what is another's", async () => {
  const [gone, kept] = [await openSandbox(server), await openSandbox(server)];
  for (const world of [gone, kept]) await oneOfEverything(world);
  const [tables, before] = [await tablesIn(database), await rowsOf(database, kept.sandboxId)];
  expect(Object.keys(await rowsOf(database, gone.sandboxId))).toEqual(tables);
  await gone.drop();
  expect(await rowsOf(database, gone.sandboxId)).toEqual({});
  expect(await rowsOf(database, kept.sandboxId)).toEqual(before);
  expect((await gone.send("GET", `/api/transaction/${nobodys}`)).status).toBe(401);
  expect((await gone.control("GET", "/tenant")).status).toBe(404);
});

it("a new sandbox is a tenant with three workflows and a template, and holds no secret of its own but the key", async () => {
  const { sandboxId, signingKey, accessToken } = await openSandbox(server);
  expect(await rowsOf(database, sandboxId)).toMatchObject({
    onespan_document_template: 1,
    onespan_tenant: 1,
    onespan_workflow: 3,
  });
  const found = async (text: string) => {
    const tables = await tablesIn(database);
    const hits = await Promise.all(
      tables.map(async (name) => {
        const { rowCount } = await database.pool.query(`SELECT FROM "${name}" t WHERE strpos(t::text, $1) > 0`, [text]);
        return rowCount ? [name] : [];
      }),
    );
    return hits.flat();
  };
  expect([await found(signingKey), await found(accessToken)]).toEqual([["onespan_tenant"], []]);
});
