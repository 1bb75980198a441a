import {
  type Arbitrary,
  array,
  assert,
  asyncProperty,
  constantFrom,
  double,
  integer,
  nat,
  oneof,
  record,
  string,
  tuple,
  uint8Array,
} from "fast-check";
import { expect, test } from "vitest";
import { Cutter } from "./cutter.ts";
import { fieldsAt } from "./fields-at.ts";
import { Payloads } from "./payloads.ts";
import { Spool } from "./spool.ts";

const rules = { fields: [["documents", "*", "content"], ["cover"]], maxBytes: 1_000_000, maxTotalBytes: 2_000_000 };

interface Cut {
  readonly left: string;
  readonly value: unknown;
  readonly files: Record<string, string>;
  readonly problems: readonly string[];
}

/** What becomes of a body that comes in these pieces; the files in hexadecimal digits. */
async function cut(text: string, cuts: readonly number[] = [], limit = 1_000_000): Promise<Cut> {
  const spool = new Spool();
  const payloads = new Payloads(spool, rules);
  const cutter = new Cutter(rules.fields, limit, payloads);
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((at) => at % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (const [index, from] of places.slice(0, -1).entries()) cutter.push(bytes.subarray(from, places[index + 1]));
  const left = cutter.left.toString();
  const value: unknown = JSON.parse(left);
  const taken = payloads.takenFrom(value);
  await spool.settle();
  const files: Record<string, string> = {};
  for (const [field, file] of taken) files[field] = Buffer.from(await file.head(file.size)).toString("hex");
  await spool.close();
  return { left, value, files, problems: payloads.problems.map(({ field, rule }) => `${field} ${rule}`) };
}

/** The same, made of the whole text at once. */
function expected(text: string): Pick<Cut, "value" | "files"> {
  const value: unknown = JSON.parse(text);
  const files: Record<string, string> = {};
  for (const { holder, key, field } of rules.fields.flatMap((pattern) => fieldsAt(value, pattern))) {
    const text = holder[key];
    const [, head, base64] = (typeof text === "string" && /^(data:[^,]*;base64,)(.*)$/is.exec(text)) || [];
    if (head === undefined || base64 === undefined) continue;
    holder[key] = head;
    files[field] = Buffer.from(base64, "base64").toString("hex");
  }
  return { value, files };
}

const dataUrl = uint8Array({ maxLength: 120 }).map(
  (bytes) => `data:application/pdf;base64,${Buffer.from(bytes).toString("base64")}`,
);
const words = oneof(
  dataUrl,
  string({ unit: "binary" }),
  constantFrom(
    "data:",
    "data:application/pdf;base64,",
    "data:,x",
    'a"b\\',
    "\\",
    "sfs://x",
    "😀ü\u2028",
    'b64,,{["]}:',
  ),
);
const leaf = oneof(words, integer(), double({ noNaN: true, noDefaultInfinity: true }), constantFrom(null, true, false));
const document = oneof(
  tuple(words, leaf).map(([content, other]) => ({ id: other, content, title: content })),
  tuple(words, leaf).map(([content, other]) => ({ content, "content.x": content, inner: { content, other } })),
  leaf,
  array(words, { maxLength: 2 }),
);
const body: Arbitrary<unknown> = oneof(
  record({ title: leaf, documents: array(document, { maxLength: 4 }), cover: words, "documents.0": words, ü: words }),
  record({ documents: record({ "0": document, "*": document }), cover: array(words) }),
  array(record({ cover: words })),
  words,
);

/** A body as JSON of many spellings, chosen by the numbers: spaces, and escapes for whatever character. */
function spelled(value: unknown, choose: () => number): string {
  const space = () => " \n\t\r".slice(0, choose() % 7 === 0 ? choose() % 5 : 0);
  const text = (plain: string) =>
    JSON.stringify(plain).replace(/\\u....|\\.|[A-Za-z0-9/+=:;,]/g, (character) => {
      const code = character.charCodeAt(0).toString(16).padStart(4, "0");
      if (choose() % 9 > 0 || character.length > 1) return character;
      return character === "/" ? "\\/" : `\\u${choose() % 2 ? code : code.toUpperCase()}`;
    });
  const spell = (each: unknown): string => {
    if (typeof each === "string") return text(each);
    if (Array.isArray(each)) return `[${space()}${each.map((item) => spell(item) + space()).join(`,${space()}`)}]`;
    if (typeof each !== "object" || each === null) return JSON.stringify(each);
    const fields = Object.entries(each).map(([name, inner]) => `${text(name)}${space()}:${space()}${spell(inner)}`);
    return `{${space()}${fields.join(`${space()},${space()}`)}${space()}}`;
  };
  return space() + spell(value) + space();
}

test("a body is what it is without the files, and these are exact, however it is spelled and cut", async () => {
  const numbers = array(nat(1000), { minLength: 1, maxLength: 60 });
  const isRight = asyncProperty(body, numbers, array(nat(), { maxLength: 12 }), async (value, choices, cuts) => {
    let at = 0;
    const text = spelled(value, () => choices[at++ % choices.length] ?? 0);
    const { left: _, ...result } = await cut(text, cuts);
    expect(result).toEqual({ ...expected(text), problems: [] });
  });
  await assert(isRight, { numRuns: 2_000 });
});

test("every place at which a body may be cut is as good as the others", async () => {
  const text =
    '{"\\u0063over":"data:a\\/b;base64,\\/+\\u002F\\u002fAQ==","documents":[{"content":"data:;base64,"}],"x":"ü\\\\"}';
  const whole = await cut(text);
  expect(whole).toMatchObject({
    value: { cover: "data:a/b;base64,", documents: [{ content: "data:;base64," }], x: "ü\\" },
    files: { cover: "ffefff01", "documents.0.content": "" },
  });
  for (let at = 0; at < Buffer.byteLength(text); at += 1) {
    expect(await cut(text, [at])).toMatchObject({ value: whole.value, files: whole.files, problems: [] });
  }
});

const file = (text: string) => `data:;base64,${Buffer.from(text).toString("base64")}`;
const hex = (text: string) => Buffer.from(text).toString("hex");

test.each([
  ["the last of two that have the same name", { cover: file("1") }, { cover: file("2") }, { cover: hex("2") }],
  ["no file where the last is none", { cover: file("1") }, { cover: "sfs://x" }, {}],
  ["no file where the last is no text", { cover: file("1") }, { cover: null }, {}],
  ["an empty one where the last is empty", { cover: file("1") }, { cover: file("") }, { cover: "" }],
  ["none of a list that was replaced", { documents: [{ content: file("1") }] }, { documents: [{}] }, {}],
  [
    "only those of the list that stays",
    { documents: [{ content: file("1") }, { content: file("2") }] },
    { documents: [{ content: file("3") }] },
    { "documents.0.content": hex("3") },
  ],
])("a name that stands twice leaves %s", async (_, first, second, files) => {
  const text = `${JSON.stringify(first).slice(0, -1)},${JSON.stringify(second).slice(1)}`;
  const result = await cut(text);
  expect(result.files).toEqual(files);
  expect(result.value).toEqual(expected(text).value);
});

test("a text that looks like what stands for a file is a text", async () => {
  const { left } = await cut(JSON.stringify({ cover: file("secret") }));
  const mark = /base64,(.+)"/.exec(left)?.[1] ?? "";
  expect(mark).toMatch(/^[0-9a-f-]{36}:0$/);
  const again = await cut(
    JSON.stringify({ title: `data:;base64,${mark}`, cover: file("x"), documents: [{ content: mark }] }),
  );
  expect(again.value).toEqual({
    title: `data:;base64,${mark}`,
    cover: "data:;base64,",
    documents: [{ content: mark }],
  });
  expect(again.files).toEqual({ cover: hex("x") });
  expect((await cut(JSON.stringify({ cover: `data:;base64,${mark}` }))).problems).toEqual(["cover contentEncoding"]);
});

const long = 64 * 1024;

test("a text may have 64 KiB where it is no file, and a file's place makes no difference to it", async () => {
  const [fits, tooLong] = ["x".repeat(long), "ü".repeat(long / 2 + 1)];
  const values = { title: fits, cover: fits, list: [fits] };
  expect(await cut(JSON.stringify(values))).toMatchObject({ value: values, problems: [] });
  const nested = { title: tooLong, cover: tooLong, list: [{ a: [0, tooLong] }], b: file(fits), [tooLong]: 1 };
  expect((await cut(JSON.stringify(nested), [70_000, 200_000])).problems).toEqual([
    "title maxLength",
    "cover maxLength",
    "list.0.a.1 maxLength",
    "b maxLength",
    " maxLength",
  ]);
});

test("the rest may have as many bytes as its limit says, which counts no byte of a file and no mark", async () => {
  const text = JSON.stringify({
    title: "x".repeat(500),
    cover: file("y".repeat(5_000)),
    documents: [{ content: file("z") }],
  });
  const rest = JSON.stringify({ title: "x".repeat(500), cover: file(""), documents: [{ content: file("") }] }).length;
  expect((await cut(text, [3, 900], rest)).files).toEqual({
    cover: hex("y".repeat(5_000)),
    "documents.0.content": hex("z"),
  });
  await expect(cut(text, [3, 900], rest - 1)).rejects.toMatchObject({ code: "too_large", details: {} });
});

test("a long text that makes the rest too large is named", async () => {
  const text = JSON.stringify({ metadata: { logo: file("x".repeat(100_000)) } });
  await expect(cut(text, [70_000], 100_000)).rejects.toMatchObject({
    code: "too_large",
    message: "metadata.logo must be at most 64 KB; it is larger.",
    details: { field: "metadata.logo" },
  });
});

test.each([1_000_000, 1_000_001])("a file of %i bytes is held against its limit to the byte", async (size) => {
  const text = JSON.stringify({ documents: [0, { content: `data:;base64,${Buffer.alloc(size).toString("base64")}` }] });
  const asked = cut(text, [300_000, 600_000]);
  if (size <= rules.maxBytes) return expect((await asked).files["documents.1.content"]?.length).toBe(2 * size);
  return expect(asked).rejects.toMatchObject({
    code: "too_large",
    message: "documents.1.content must be at most 1000000 bytes; it is larger.",
    details: { field: "documents.1.content" },
  });
});

test.each([0, 1])("files that have their limit together and %i more", async (more) => {
  const sizes = [700_000, 700_000, 600_000 + more];
  const documents = sizes.map((size) => ({ content: `data:;base64,${Buffer.alloc(size).toString("base64")}` }));
  const asked = cut(JSON.stringify({ documents }));
  if (more === 0) return expect(Object.keys((await asked).files)).toHaveLength(3);
  return expect(asked).rejects.toMatchObject({
    code: "too_large",
    message: "All files together must be at most 2000000 bytes; with documents.2.content they are larger.",
    details: { field: "documents.2.content" },
  });
});

test("what is no base64 is told of its field once, is not kept, and does not come without end", async () => {
  const [good, bad] = ["A".repeat(100_000), `${"A".repeat(50_000)}!${"A".repeat(90_000)}`];
  const documents = [bad, good, "A", "AA==AA==", "A\n", "A\\/"].map((base64) => ({
    content: `data:;base64,${base64}`,
  }));
  const { problems, files } = await cut(JSON.stringify({ documents, cover: "data:;base64,A===" }), [40_000, 80_000]);
  expect(problems).toEqual([
    ...[0, 2, 3, 4, 5].map((index) => `documents.${index}.content contentEncoding`),
    "cover contentEncoding",
  ]);
  expect(files["documents.1.content"]).toBe("00".repeat(75_000));
  const endless = JSON.stringify({ cover: `data:;base64,!${"A".repeat(1_400_000)}` });
  await expect(cut(endless, [100, 1_000_000])).rejects.toMatchObject({ details: { field: "cover" } });
});

test.each([
  '{"cover":"data:;base64,AAAA',
  '{"cover":"data:;base64,AAAA"',
  '{"cover":"data:;base64,AAAA"]',
  "{",
  '"',
  '{"a\\',
  "]]]",
  '{"a"',
])("%s is no JSON without its files either", async (text) => {
  for (let at = 0; at <= text.length; at += 1) await expect(cut(text, [at])).rejects.toThrow(SyntaxError);
});

test("lists in lists without end are read in no time, and what is in them is no file", async () => {
  const depth = 200_000;
  const before = process.cpuUsage();
  const asked = cut(`${'[{"documents":'.repeat(depth)}"${file("x")}"`, [], 10_000_000);
  await expect(asked).rejects.toThrow(SyntaxError);
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
});
