import { assetPath } from "../../../pages/asset-path.ts";
import { type Html, html } from "../../../pages/html.ts";
import { button } from "../../../pages/kit/buttons.ts";
import { errorSummary } from "../../../pages/kit/error-summary.ts";
import { select, textArea } from "../../../pages/kit/fields.ts";
import { layout } from "../../../pages/kit/layout.ts";
import { pageHeaders } from "../../../pages/page-headers.ts";
import type { Page, PageContext } from "../../../provider.ts";
import type { Definition } from "../rules/definition.ts";
import { linkTo } from "../wire/execution.ts";
import type { Choice } from "./sample-choice.ts";

/** Which workflow is to be started, and with what. */
export function choicePage(
  ctx: PageContext,
  definitions: readonly Definition[],
  definition: Definition,
  choice: Choice,
): Page {
  const errorOf = (name: string) => choice.problems.find(({ field }) => field === name)?.message;
  const summary = choice.problems.map(({ field, message }) => ({ name: field, text: message }));
  const names = new Intl.DisplayNames("en", { type: "language" });
  const choices = definition.locales.map((tag) => ({ value: tag, label: names.of(tag) ?? tag, lang: undefined }));
  const main = html`
    ${errorSummary("Please check what you entered", summary)}
    <h1>Start a workflow</h1>
    <p class="lead">This page stands in for your own: its server starts a workflow, and the page then shows it.</p>
    ${chooser(definitions, definition)}
    <form method="post" action="sample" novalidate>
      <input type="hidden" name="definition" value=${definition.id} />
      ${select({
        ...{ name: "locale", label: "Language", prompt: "Choose…", error: errorOf("locale") },
        choices: choices.map((each) => ({ ...each, isChosen: each.value === choice.locale })),
      })}
      ${textArea({
        ...{ name: "parameters", label: "Parameters", hint: hintFor(definition), value: choice.parameters },
        error: errorOf("parameters"),
      })}
      <div class="actions">${button({ label: "Start" })}</div>
    </form>
  `;
  return page(ctx, { title: "Start a workflow", main, status: choice.problems.length > 0 ? 422 : 200 });
}

function chooser(definitions: readonly Definition[], current: Definition): Html {
  if (definitions.length === 1) return html`<p>Workflow: <strong>${current.name}</strong></p>`;
  const items = definitions.map(({ id, name }) => {
    const address = `sample?${new URLSearchParams({ definition: id })}`;
    return html`<li><a href=${address} aria-current=${id === current.id ? "true" : undefined}>${name}</a></li>`;
  });
  return html`<nav class="workflows" aria-label="Workflows"><ul>${items}</ul></nav>`;
}

function hintFor({ parameters }: Definition): string {
  const demanded = parameters.filter(({ required }) => required).map(({ key }) => key);
  return demanded.length > 0 ? `As JSON. Required: ${demanded.join(", ")}.` : "As JSON. None is required.";
}

/** The workflow that was started, to be opened in one of three ways. What the widget says stands in the list below. */
export function startedPage(ctx: PageContext, token: string): Page {
  const link = linkTo(ctx, token);
  const main = html`
    <h1>The workflow has started</h1>
    <p class="lead">Show it in one of three ways. You can change over at any time: it goes on where it stands.</p>
    <section>
      <h2>By a link</h2>
      <p>Redirect there, or send it by e-mail. Whoever opens it needs nothing else.</p>
      <a class="button secondary" href=${link} target="_blank" rel="noopener">Open the link</a>
      <details class="scenes"><summary>The address</summary><p class="address">${link}</p></details>
    </section>
    <section data-scripted hidden>
      <h2>Over your page</h2>
      <p>The widget opens as a dialog.</p>
      <button class="button primary" type="button" id="open-over">Open the dialog</button>
    </section>
    <section data-scripted hidden>
      <h2>Within your page</h2>
      <p>The widget takes a place of its own, as high as what it shows.</p>
      <button class="button secondary" type="button" id="open-inline">Show it here</button>
      <transactionlink-widget></transactionlink-widget>
    </section>
    <section data-scripted hidden>
      <h2>What the widget says</h2>
      <p id="silence" class="hint">Nothing yet.</p>
      <ol id="events" class="events" aria-live="polite"></ol>
    </section>
    <details class="scenes"><summary>How to do this in a page of your own</summary><pre tabindex="0">${recipe(ctx)}</pre></details>
    <p><a href="sample">Start another workflow</a></p>
  `;
  const title = "The workflow has started";
  return page(ctx, { title, main, facts: { token }, scripts: ["sample.js", widgetScript] });
}

/** All that an integrator's page needs, to be copied. */
function recipe({ publicUrl }: PageContext): string {
  return `<transactionlink-widget></transactionlink-widget>
<script>
  function transactionlink_ready() {
    transactionlink.on("completed", ({ status }) => console.log(status));
    // The token comes from your server, which has it from POST /workflows.
    transactionlink.setOptions({ token, inline: true, autoHeight: true });
    transactionlink.open();
  }
</script>
<script src="${publicUrl}/pages/transactionlink/${widgetScript}"></script>`;
}

const widgetScript = "transactionlink-widget.umd.js";

/** Definitions can be put away. */
export function emptyPage(ctx: PageContext): Page {
  const main = html`
    <h1>There is nothing to start</h1>
    <p>No workflow of this sandbox has a step for a person. Put a definition that has one, and open this page again.</p>
  `;
  return page(ctx, { title: "There is nothing to start", main });
}

interface Content {
  readonly title: string;
  readonly main: Html;
  readonly status?: number;
  readonly facts?: Readonly<Record<string, string>>;
  /** File names of assets. */
  readonly scripts?: readonly string[];
}

function page({ publicUrl }: PageContext, { title, status = 200, scripts = [], ...content }: Content): Page {
  const address = (file: string) => assetPath(publicUrl, `transactionlink/${file}`);
  const body = layout({
    ...{ publicUrl, lang: "en", title: `${title} – Sample page`, name: "Sample page", ...content },
    note: "A sample of an integrator's page. The integrator's server is played by this one.",
    styles: [address("sample.css")],
    scripts: scripts.map(address),
  });
  // The token says where the frame is: at the server's own address, by whichever name this page was opened.
  const policy = `${pageHeaders["Content-Security-Policy"]}; frame-src 'self' ${new URL(publicUrl).origin}`;
  return { status, type: "text/html", body, headers: { "Content-Security-Policy": policy } };
}
