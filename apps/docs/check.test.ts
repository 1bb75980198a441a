import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { at, type JsonObject } from "./src/json.ts";
import { sections } from "./src/markdown.ts";
import { operationsByOrigin, withBadges } from "./src/origins.ts";
import { referenceDocument } from "./src/reference.ts";
import { selfContained } from "./src/self-contained.ts";
import { quickStartSections } from "./src/source.ts";
import { describeSpec, readSpecs } from "./src/specs.ts";
import { testValues, testValuesPage } from "./src/test-values.ts";

const specsFolder = new URL("../../specs", import.meta.url).pathname;
const readme = new URL("../../README.md", import.meta.url).pathname;

const acme: JsonObject = {
  info: { title: "Acme", description: "Routes charges. And more." },
  servers: [{ url: "https://api.acme.test/v1" }],
  paths: {
    "/cards": {
      get: {
        operationId: "listCards",
        summary: "List the cards",
        "x-origin": "ours",
        "x-test-values": "Cards",
        responses: {
          "200": { $ref: "#/components/responses/Cards" },
          "404": { description: "No such\nthing." },
        },
      },
      post: { operationId: "createCard", "x-origin": "seed", responses: {} },
    },
  },
  components: {
    responses: {
      Cards: {
        content: {
          "application/json": {
            example: { data: [{ number: "4000", ends_in: "A decline | always", fee: null }] },
          },
        },
      },
    },
    schemas: {
      Amount: { type: "integer", description: "minor units" },
      Fee: { $ref: "#/components/schemas/Amount", "x-origin": "public", "x-source": "https://acme.test/fees" },
    },
  },
};

test("a folder of specs is read without knowing its names, providers first, the platform last", () => {
  const folder = mkdtempSync(join(tmpdir(), "specs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ["control", "acme.control", "acme"])
    writeFileSync(join(folder, `${name}.yaml`), "info: { title: A }\nservers: [{ url: 'https://a.test/v1' }]\n");
  const specs = readSpecs(folder);
  expect(specs.map(({ name, kind }) => [name, kind])).toEqual([
    ["acme", "provider"],
    ["acme.control", "control"],
    ["control", "platform"],
  ]);
  expect(specs[0]).toMatchObject({ baseUrl: "http://127.0.0.1:4700/acme/v1", upstreamUrl: "https://a.test/v1" });
  expect(specs[1]?.page).toBe("reference/acme-control/");
});

test("what a spec refers to in another file comes with it, and what that refers to", () => {
  const documents = new Map<string, JsonObject>([
    ["a", { paths: { "/": { $ref: "./b.yaml#/components/x" } } }],
    ["b", { components: { x: { $ref: "#/components/y" }, y: { $ref: "./a.yaml#/info" } } }],
  ]);
  const document = selfContained("a", documents);
  expect(at(document, "paths", "/", "$ref")).toBe("#/x-neighbours/b/components/x");
  expect(at(document, "x-neighbours", "b", "components")).toEqual({
    x: { $ref: "#/x-neighbours/b/components/y" },
    y: { $ref: "#/info" },
  });
  expect(() => selfContained("a", new Map([...documents].slice(0, 1)))).toThrow("specs/b.yaml");
});

test("a badge stands before the words of what it describes, and a source after them", () => {
  const fee = at(withBadges(acme), "components", "schemas", "Fee", "description");
  expect(fee).toMatch(/^<span class="origin" data-origin="public".*>public<\/span> Minor units /);
  expect(fee).toContain('<a href="https://acme.test/fees">acme.test/fees</a>');
  expect(at(withBadges(acme), "components", "schemas", "Amount", "description")).toBe("minor units");
});

test("operations are counted by what they rest on", () => {
  const { seed, ours } = operationsByOrigin(describeSpec("acme", acme));
  expect([seed, ours].map((found) => found.map(({ id }) => id))).toEqual([["createCard"], ["listCards"]]);
});

test("the reference begins at our address and lists badges and refusals", () => {
  const document = referenceDocument(describeSpec("acme", acme), "/docs");
  const about = at(document, "info", "description");
  expect(at(document, "servers")).toMatchObject([{ url: "http://127.0.0.1:4700/acme/v1" }, {}]);
  expect(about).toContain("| **1**: [List the cards](/docs/reference/acme/operations/listcards/) |");
  expect(about).toContain("| `404` | No such thing. | 1 of 2 operations |");
});

test("test values are read from an operation's example or from a list, and shown as one table each", () => {
  const listed: JsonObject = { title: "Amounts", "x-test-values": [{ amount: 666, outcome: "It fails." }] };
  const spec = describeSpec("acme", { ...acme, "x-more": listed });
  expect(testValues(spec).map(({ title }) => title)).toEqual(["Cards", "Amounts"]);
  const page = testValuesPage([spec], "/docs");
  expect(page).toContain("| Number | Ends in | Fee |");
  expect(page).toContain("| `4000` | A decline \\| always | – |");
  expect(page).toContain("answered by [List the cards](/docs/reference/acme/operations/listcards/) of Acme.");
  expect(page).toContain("| `666` | It fails. |");
});

test("a section ends at the next heading, not at a comment in a code block", () => {
  const text = "# T\n## One\n[a](b.md)\n```sh\n## no heading\n```\n### Sub\n## Two\nx";
  expect(sections(text, ["one"])).toBe("## One\na\n```sh\n## no heading\n```\n### Sub");
  expect(() => sections(text, ["Three"])).toThrow('"Three"');
});

test("every operation of the real specs says what it rests on", () => {
  for (const spec of readSpecs(specsFolder)) {
    const counted = Object.values(operationsByOrigin(spec)).flat().length;
    expect(counted, spec.name).toBe(spec.operations.length);
  }
});

test.skipIf(!existsSync(readme))("the README has the sections of the quick start", () => {
  expect(() => sections(readFileSync(readme, "utf8"), quickStartSections)).not.toThrow();
});
