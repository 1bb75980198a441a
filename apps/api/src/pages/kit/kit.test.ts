import { expect, test } from "vitest";
import { render } from "../html.ts";
import { autocompleteFor } from "./autocomplete.ts";
import { button } from "./buttons.ts";
import { errorSummary } from "./error-summary.ts";
import { checkbox, checkboxes, radios, select, textArea, textField } from "./fields.ts";
import { fileField, heldFiles } from "./files.ts";
import { layout } from "./layout.ts";
import { progress } from "./progress.ts";
import { fieldGroup } from "./question.ts";
import { summaryList } from "./summary-list.ts";

const question = { name: "town", label: "Town", hint: "Where you live.", error: "Fill this in.", optional: "optional" };
const choices = ["a", "b"].map((value) => ({ value, label: value.toUpperCase(), isChosen: value === "b" }));
const check = { mostBytes: 10, tooLarge: "{name} is too large.", wrongType: "{name} is wrong.", locale: "en" };

/** The attribute's value at the one tag that carries the other attribute. */
function at(html: string, tag: string, attribute: string): string | undefined {
  const found = new RegExp(`<[^>]*${tag}[^>]*>`).exec(html)?.[0] ?? "";
  return new RegExp(`\\s${attribute}="([^"]*)"`).exec(found)?.[1];
}

test.each([
  ["text", textField({ ...question, type: "text", value: "x" })],
  ["textarea", textArea({ ...question, value: "x" })],
  ["select", select({ ...question, choices, prompt: "Choose" })],
  ["checkbox", checkbox({ ...question, isChecked: true })],
  ["file", fileField({ ...question, accept: ["image/png"], check })],
])("a field of the kind %s is told with its label, hint and error", (_, field) => {
  const html = render(field);
  expect(html).toContain('<label for="field-town">');
  expect(at(html, 'id="field-town"', "aria-describedby")).toBe("field-town-hint field-town-error");
  expect(at(html, 'id="field-town"', "aria-invalid")).toBe("true");
  expect(html).toContain('id="field-town-hint"');
  expect(html).toContain('id="field-town-error"');
});

test.each([
  ["radios", radios({ ...question, choices })],
  ["checkboxes", checkboxes({ ...question, choices })],
])("%s stand in a group with a name, and a summary leads to the first", (_, field) => {
  const html = render(field);
  expect(html).toMatch(/<fieldset[^>]*aria-describedby="field-town-hint field-town-error"[^>]*><legend>/);
  expect([...html.matchAll(/<label for="([^"]+)"/g)].map(([, id]) => id)).toEqual(["field-town", "field-town-1"]);
  expect(html.match(/\schecked/g)).toHaveLength(1);
  expect(render(errorSummary("Check", [{ name: "town", text: "Town: fill this in." }]))).toContain(
    'href="#field-town"',
  );
});

test("a long list is folded below headings, and what has none stands as it is", () => {
  const grouped = ["a", "b", "c"].map((value) => ({ value, label: value, isChosen: false, group: "G" }));
  const html = render(select({ ...question, choices: [...choices, ...grouped], prompt: "Choose" }));
  expect(html.match(/<optgroup label="G">(<option[^>]*>[abc]<\/option>){3}<\/optgroup>/g)).toHaveLength(1);
  expect(html.match(/<option/g)).toHaveLength(1 + 2 + 3);
});

test("fields of a group stand below its name, and what is known below its terms", () => {
  const field = textField({ ...question, type: "text", value: "x" });
  expect(render(fieldGroup("Home", [field]))).toMatch(
    /<fieldset class="group"><legend>Home<\/legend><div class="field/,
  );
  expect(render(summaryList([{ term: "From", detail: "<A>" }]))).toContain("<dt>From</dt><dd>&lt;A></dd>");
  expect(render([summaryList([])].flat())).toBe("<!doctype html>");
});

test("a text area keeps the line end with which its text begins", () => {
  expect(render(textArea({ ...question, value: "\r\nb" }))).toContain(">\n\nb</textarea>");
});

test("a page that has no errors has no summary, and one that has no files no list", () => {
  expect(render([errorSummary("Check", []), heldFiles("Files", [])].flat())).toBe("<!doctype html>");
});

test("a button without a name sends none, and one that is not plain by its label says more", () => {
  expect(render(button({ label: "Go" }))).not.toContain("name=");
  const html = render(button({ label: "Remove", fullLabel: "Remove a.pdf", name: "_action", value: "remove 1" }));
  expect([at(html, "button", "aria-label"), at(html, "button", "value")]).toEqual(["Remove a.pdf", "remove 1"]);
});

test("progress tells where one is, to those who hear it too", () => {
  const steps = (["done", "current", "ahead"] as const).map((state) => ({ title: state, state }));
  const html = render(progress({ label: "Progress", text: "Step 2 of 3", steps }));
  expect(html.match(/aria-current="step"/g)).toHaveLength(1);
  expect(at(html, "aria-current", "class")).toBe("current");
  expect(html).toContain('<nav class="progress" aria-label="Progress">');
});

const page = { publicUrl: "http://localhost:1/base", lang: "uk", title: "<T>", name: "N", note: "S", main: [] };

test("a page loads the kit from where the server stands, and says what it shows", () => {
  const html = layout({
    ...page,
    facts: { state: "step" },
    refreshSeconds: 3,
    styles: ["own.css"],
    scripts: ["/own.js"],
  });
  expect(html).toContain('<html lang="uk">');
  expect(html).toContain("<title>&lt;T></title>");
  expect(html).toContain('<main data-state="step">');
  expect([...html.matchAll(/<(?:script|link)[^>]*(?:src|href)="([^"]+)"/g)].map(([, address]) => address)).toEqual([
    ...["data:,", "/base/pages/kit/hosted.css", "own.css", "/own.js", "/base/pages/kit/hosted.js"],
  ]);
  expect(html).toContain('<noscript><meta http-equiv="refresh" content="3"/></noscript>');
});

test("a page in somebody else's has no header of its own", () => {
  expect(layout(page)).toContain("<header");
  expect(layout({ ...page, isEmbedded: true })).not.toContain("<header");
});

test("a page whose owner is not known has neither a name nor the sign of one", () => {
  expect(layout({ ...page, name: "" })).not.toContain("<header");
  const { note: _, ...bare } = page;
  expect(layout(bare)).not.toContain("<footer");
  const html = layout({ ...page, name: "", close: { label: "Close", otherwise: "You may close this page." } });
  expect(html).toMatch(/<header class="top"><button/);
});

test.each([
  ["firstName", "text", "given-name"],
  ["last_name", "text", "family-name"],
  ["dateOfBirth", "date", "bday"],
  ["companyName", "text", "organization"],
  ["contactEmail", "email", "email"],
  ["mobile", "phone", "tel"],
  ["postalCode", "text", "postal-code"],
  ["country", "select", "country"],
  ["uboName", "text", undefined],
  ["employees", "number", undefined],
])("what a browser may fill into %s is guessed with care", (key, type, expected) => {
  expect(autocompleteFor(key, type)).toBe(expected);
});
