import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generate } from "./generate.ts";
import { readSpecs } from "./spec.ts";
import { writeFolder } from "./write.ts";

const acme = `
openapi: 3.1.0
info: { title: Acme }
servers: [{ url: https://api.acme.test/api/v1 }]
security: [{ secretKey: [] }]
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getThing
      summary: Get a thing
      security: [{ secretKey: ['things:read'] }]
      responses:
        '404': { $ref: '#/components/responses/Absent' }
        '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
components:
  securitySchemes: { secretKey: { type: http, scheme: bearer, description: The key. } }
  responses:
    Absent: { description: None., content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
  schemas:
    Error: { type: object }
    Thing: { type: object, properties: { id: { type: string }, parent: { $ref: '#/components/schemas/Thing' } } }
`;

const acmeControl = `
openapi: 3.1.0
info: { title: Acme control }
servers: [{ url: http://127.0.0.1:4700 }]
security: [{ controlToken: [] }, {}]
paths:
  /control/sandboxes/{sandboxId}/acme/things:
    post:
      operationId: makeThing
      summary: Make a thing
      responses:
        '201': { description: It., content: { application/json: { schema: { $ref: './acme.yaml#/components/schemas/Thing' } } } }
        '404': { $ref: './acme.yaml#/components/responses/Absent' }
components:
  securitySchemes: { controlToken: { type: http, scheme: bearer } }
  schemas:
    Error: { type: string }
`;

const webhooks = `
x-webhook-signature: { scheme: timestamped-hmac-sha256, header: X-Acme-Signature, toleranceSeconds: 300 }
webhooks:
  thing.made:
    post:
      operationId: thingMade
      requestBody: { $ref: '#/components/requestBodies/ThingEvent' }
      responses: { '200': { description: Received. } }
  thing.gone: { $ref: '#/components/pathItems/ThingEvent' }
components:
  pathItems:
    ThingEvent:
      post:
        operationId: thingHappened
        parameters: [{ name: X-Trace, in: header, schema: { type: string } }]
        requestBody: { $ref: '#/components/requestBodies/ThingEvent' }
        responses: { '200': { description: Received. } }
  requestBodies:
    ThingEvent: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
`;
const acmeWithWebhooks = acme.replace("components:", webhooks.trim());
const signedByKey = (scheme: string) => acmeWithWebhooks.replace(/(?<=scheme: )[^}]+(?= \})/, scheme);

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "understudy-generate-"));
  mkdirSync(join(root, "specs"));
  spec("acme.yaml", acme);
  spec("acme.control.yaml", acmeControl);
});

afterEach(() => rmSync(root, { recursive: true }));

function spec(name: string, text: string): void {
  writeFileSync(join(root, "specs", name), text);
}

const read = () => readSpecs(join(root, "specs"));

async function generated(folder: string, file: string): Promise<string> {
  return (await generate(read())).get(folder)?.get(file) ?? "";
}

describe("the generator", () => {
  test("marks every file in its first line and gives the same bytes each time", async () => {
    const once = await generate(read());
    expect(await generate(read())).toEqual(once);
    for (const files of once.values())
      for (const content of files.values()) expect(content.split("\n", 1)[0]).toContain("@generated");
  });

  test("makes one document of a spec and what it borrows, and keeps two things of one name apart", async () => {
    const { components } = JSON.parse(await generated("packages/contracts/src/generated", "acme-control.json"));
    expect(components.schemas).toMatchObject({
      Error: { type: "string" },
      AcmeError: { type: "object" },
      Thing: { properties: { parent: { $ref: "#/components/schemas/Thing" } } },
    });
    expect(components.responses.Absent.content["application/json"].schema.$ref).toBe("#/components/schemas/AcmeError");
  });

  test("gives the server each operation's place, scopes and statuses in order", async () => {
    expect(await generated("packages/server/src/generated", "acme.ts")).toContain(
      `getThing: { method: "get", path: "/things/{id}", scopes: ["things:read"], statuses: [200, 404] },`,
    );
  });

  test("gives the client the provider's own auth: required where every call needs it", async () => {
    const client = "packages/client/src/generated";
    expect(await generated(client, "acme.ts")).toContain("readonly secretKey: Credential;");
    expect(await generated(client, "acme.ts")).toContain(`connect<paths, operations>(connection, "/api/v1", routes`);
    expect(await generated(client, "acme-control.ts")).toContain("readonly token?: Credential;");
  });

  test("finds every provider for the registries", async () => {
    const registry = await generated("apps/api/src/generated", "providers.ts");
    expect(registry).toContain(`import { provider as acme } from "../providers/acme/index.ts";`);
    expect(registry).toContain(`import { control as acmeControl } from "../providers/acme/control/index.ts";`);
  });

  test.each([
    ["a reference that leads nowhere", acme.replaceAll("Absent'", "Nowhere'"), /acme\.yaml: .*Nowhere leads nowhere/],
    ["an operation without an id", acme.replace("operationId: getThing", ""), /get \/things\/\{id\} has no proper/],
    ["a status that is no number", acme.replace("'404':", "default:"), /getThing answers default/],
    ["what is no YAML", "paths: [", /acme\.yaml cannot be read/],
  ])("refuses %s and names the file", (_, text, message) => {
    spec("acme.yaml", text);
    expect(read).toThrow(message);
  });

  test("refuses an operationId that is used twice", () => {
    spec(
      "acme.yaml",
      acme.replace("components:", "  /again:\n    get: { operationId: getThing, responses: {} }\ncomponents:"),
    );
    expect(read).toThrow("specs/acme.yaml: the operationId getThing is used twice.");
  });
});

describe("the generator, of a spec with webhooks", () => {
  const types = "packages/contracts/src/generated";
  const client = "packages/client/src/generated";

  test("gives the client a verifier with the spec's own scheme, header and tolerance", async () => {
    spec("acme.yaml", acmeWithWebhooks);
    const made = await generated(client, "acme.ts");
    expect(made).toContain(`import type { operations, paths, Webhooks } from "@understudy/contracts/acme";`);
    expect(made).toContain("export type AcmeWebhook = WebhookOf<Webhooks>;");
    expect(made).toContain(`timestampedHmacSha256({ header: "X-Acme-Signature", toleranceSeconds: 300 })`);
    expect(made).toMatch(/export function verifyAcmeWebhook\([^)]*options\?: WebhookOptions,\n\): AcmeWebhook \{/);
    expect(made).toContain("A signature holds for 300 seconds");
  });

  test("offers no time to a scheme that has none, and says what that means", async () => {
    const text = acmeWithWebhooks.replace("timestamped-hmac-sha256", "hmac-sha256-hex");
    spec("acme.yaml", text.replace(", toleranceSeconds: 300", ""));
    const made = await generated(client, "acme.ts");
    expect(made).toContain(`hmacSha256Hex({ header: "X-Acme-Signature" })`);
    expect(made).not.toContain("WebhookOptions");
    expect(made).toContain("tell events apart by `id`");
  });

  test("takes public keys where the provider signs with its own, and tells which one a delivery names", async () => {
    spec("acme.yaml", signedByKey("detached-jws-rs256, header: X-Acme-Signature"));
    const made = await generated(client, "acme.ts");
    expect(made).toContain(`detachedJwsRs256({ header: "X-Acme-Signature" })`);
    expect(made).toMatch(
      /export function verifyAcmeWebhook\([^)]*headers[^)]*\n {2}keys: WebhookKeys,\n\): AcmeWebhook \{/,
    );
    expect(made).toContain("export function acmeWebhookKeyId(headers: WebhookHeaders): string {");
    expect(made).toContain(`return webhookKeyId("X-Acme-Signature", headers);`);
    expect(made).not.toContain("WebhookOptions");
    expect(made).not.toContain("const kid");
  });

  test("shows how a key is fetched where the spec names the operation that serves it", async () => {
    spec("acme.yaml", signedByKey("detached-jws-rs256, header: X-Acme-Signature, keyOperation: getThing"));
    expect(await generated(client, "acme.ts")).toContain("(await acme.getThing({ path: { id: kid } })).data;");
  });

  test("tells webhooks apart by the field that names them, where that is not `type`", async () => {
    spec("acme.yaml", acmeWithWebhooks.replace("webhooks:", "x-webhook-type: eventType\nwebhooks:"));
    const made = await generated(client, "acme.ts");
    expect(made).toContain(`export type AcmeWebhook = WebhookOf<Webhooks, "eventType">;`);
    expect(made).toContain("looking at `eventType` tells which");
  });

  test("gives a client no verifier where the spec has no webhooks, or does not say how they are signed", async () => {
    expect(await generated(client, "acme.ts")).not.toContain("ebhook");
    spec("acme.yaml", acmeWithWebhooks.replace("x-webhook-signature", "x-other"));
    expect(await generated(client, "acme.ts")).not.toContain("ebhook");
  });

  test("has the type of each payload, also of a webhook that is declared by a reference", async () => {
    expect(await generated(types, "acme.ts")).not.toContain("Webhooks");
    spec("acme.yaml", acmeWithWebhooks);
    const made = await generated(types, "acme.ts");
    expect(made).toContain("export type WebhookPayload = Webhooks[keyof Webhooks];");
    expect(made).toMatch(/"thing.gone": \{[^}]*\}[^}]*post: components\["pathItems"\]\["ThingEvent"\]\["post"\];/);
    expect(made).toMatch(/"thing.made": \{[^}]*\}[^}]*post: \{/);
  });

  test("makes no operation of a webhook, and leaves it in the document as it was written", async () => {
    spec("acme.yaml", acmeWithWebhooks);
    const made = await generated(types, "acme.ts");
    expect(made).not.toMatch(/thingMade|thingHappened/);
    const document = JSON.parse(await generated(types, "acme.json"));
    expect(document.webhooks["thing.gone"]).toEqual({ $ref: "#/components/pathItems/ThingEvent" });
    expect(document["x-webhook-signature"].header).toBe("X-Acme-Signature");
  });

  test.each([
    [
      "a scheme that clients do not know",
      "timestamped-hmac-sha256",
      "md5",
      /x-webhook-signature is of a scheme .*"md5"/,
    ],
    ["no header", "header: X-Acme-Signature, ", "", /x-webhook-signature names no header/],
    [
      "a key's operation that there is not",
      "timestamped-hmac-sha256",
      "detached-jws-rs256, keyOperation: getKey",
      /x-webhook-signature has a keyOperation that is no operation with one parameter in its path/,
    ],
    ["a scheme with a time that never ends", ", toleranceSeconds: 300", "", /x-webhook-signature has no toleranceSec/],
  ])("refuses %s and names the file", async (_, from, to, message) => {
    spec("acme.yaml", acmeWithWebhooks.replace(from, to));
    await expect(generate(read())).rejects.toThrow(message);
    await expect(generate(read())).rejects.toThrow("specs/acme.yaml");
  });

  test("borrows a webhook from a neighbour, with all that it refers to", async () => {
    spec("acme.yaml", acmeWithWebhooks);
    const borrowing = `webhooks:\n  thing.lost: { $ref: './acme.yaml#/components/pathItems/ThingEvent' }\ncomponents:`;
    spec("acme.control.yaml", acmeControl.replace("components:\n", `${borrowing}\n`));
    const { components, webhooks } = JSON.parse(await generated(types, "acme-control.json"));
    expect(webhooks["thing.lost"].$ref).toBe("#/components/pathItems/ThingEvent");
    expect(components.pathItems.ThingEvent.post.requestBody.$ref).toBe("#/components/requestBodies/ThingEvent");
    expect(components.requestBodies.ThingEvent.required).toBe(true);
  });
});

describe("a generated folder", () => {
  test("loses what is no longer made, and leaves alone what is the same", () => {
    const folder = join(root, "generated");
    writeFolder(
      folder,
      new Map([
        ["kept.ts", "1"],
        ["gone.ts", "2"],
      ]),
    );
    const before = statSync(join(folder, "kept.ts")).mtimeMs;
    writeFolder(
      folder,
      new Map([
        ["kept.ts", "1"],
        ["new.ts", "3"],
      ]),
    );
    expect(existsSync(join(folder, "gone.ts"))).toBe(false);
    expect(readFileSync(join(folder, "new.ts"), "utf8")).toBe("3");
    expect(statSync(join(folder, "kept.ts")).mtimeMs).toBe(before);
  });

  test("is called generated, or nothing is written", () => {
    expect(() => writeFolder(root, new Map())).toThrow("is no folder for generated files");
  });
});
