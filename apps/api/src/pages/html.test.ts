import { expect, test } from "vitest";
import { html, render } from "./html.ts";

const hostile = `<script>"&'</script>`;

test("what is put into a template is text, in elements and in attributes", () => {
  const shown = render(html`<p title=${hostile}>${hostile}</p>`);
  expect(shown).toBe(
    `<!doctype html><p title="&lt;script>&quot;&amp;'&lt;/script>">&lt;script>&quot;&amp;'&lt;/script></p>`,
  );
});

test("templates stand within templates, and what is absent leaves nothing", () => {
  const items = ["a", "b"].map((each) => html`<li>${each}</li>`);
  expect(render(html`<ul>${items}${null}${undefined}${false}</ul>`)).toBe(
    "<!doctype html><ul><li>a</li><li>b</li></ul>",
  );
  expect(render(html`<dt>a</dt><dd>b</dd>`)).toBe("<!doctype html><dt>a</dt><dd>b</dd>");
});

test("an attribute is there or not, by the truth of its value", () => {
  const box = (checked: boolean) => render(html`<input type="checkbox" checked=${checked} disabled />`);
  expect([box(true), box(false)]).toEqual([
    '<!doctype html><input type="checkbox" checked disabled/>',
    '<!doctype html><input type="checkbox" disabled/>',
  ]);
});

test("the parts that never change are the same at each making", () => {
  const page = (name: string) => render(html`<main><p>Hello <b>there</b></p><p>${name}</p></main>`);
  expect(page("Ana")).toBe(page("Ana"));
  expect(page("Bo")).toContain("<p>Hello <b>there</b></p><p>Bo</p>");
});
