import htm from "htm";
import { Fragment, h, type VNode } from "preact";
import { renderToString } from "preact-render-to-string";

/** What `html` makes: an element, or several where the template has more than one at its top. */
export type Html = VNode | VNode[];

// The module's types say that it is CommonJS; Node reads its ES module, in which the default export is the function.
const bound = (htm as unknown as typeof htm.default).bind(h);

/** A template of HTML. What is put into it is text, escaped wherever it stands, or what another template made. */
export const html: (template: TemplateStringsArray, ...values: readonly unknown[]) => Html = bound;

/** A whole document for a template whose one element is `<html>`. */
export function render(document: Html): string {
  return `<!doctype html>${renderToString(h(Fragment, null, document))}`;
}
