import { assetPath } from "../asset-path.ts";
import { type Html, html, render } from "../html.ts";

export interface Layout {
  readonly publicUrl: string;
  /** Language tag of the page's own words. */
  readonly lang: string;
  readonly title: string;
  /** What stands in the header: whose form this is. Empty or absent where that is not known. */
  readonly name?: string;
  /** The word on a button that closes the window, and what is said where a browser does not let it. */
  readonly close?: { readonly label: string; readonly otherwise: string } | undefined;
  /** What the footer says of what this page is not. */
  readonly note?: string;
  /** Whether it stands in somebody else's page, which has a header and a footer of its own. */
  readonly isEmbedded?: boolean;
  /** Addresses of further stylesheets, which may set the custom properties of the kit's own. */
  readonly styles?: readonly string[];
  /** Addresses of scripts that run before the kit's own. */
  readonly scripts?: readonly string[];
  /** Seconds after which a browser without scripts opens the page again. */
  readonly refreshSeconds?: number | undefined;
  /** For scripts: what this page shows, as `data-…` of `<main>`. */
  readonly facts?: Readonly<Record<string, string>>;
  readonly main: Html;
}

/** A whole page. Where scripts replace what is shown, they replace `<main>` and the title. */
export function layout(page: Layout): string {
  const { publicUrl, lang, title, note, isEmbedded = false, styles = [], scripts = [] } = page;
  const facts = Object.entries(page.facts ?? {}).map(([key, value]) => [`data-${key}`, value]);
  return render(html`
    <html lang=${lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href=${assetPath(publicUrl, "kit/hosted.css")} />
        ${styles.map((address) => html`<link rel="stylesheet" href=${address} />`)}
        ${scripts.map((address) => html`<script src=${address} defer></script>`)}
        <script src=${assetPath(publicUrl, "kit/hosted.js")} type="module"></script>
        ${page.refreshSeconds && refresh(page.refreshSeconds)}
      </head>
      <body class=${isEmbedded ? "embedded" : "hosted"}>
        ${isEmbedded ? null : header(page)}
        <main ...${Object.fromEntries(facts)}>${page.main}</main>
        ${note && html`<footer class="bottom"><p>${note}</p></footer>`}
      </body>
    </html>
  `);
}

function refresh(seconds: number): Html {
  return html`<noscript><meta http-equiv="refresh" content=${String(seconds)} /></noscript>`;
}

function header({ name, close }: Layout): Html | null {
  if (!name && !close) return null;
  return html`
    <header class="top">
      ${name && html`<p class="name">${name}</p>`}
      ${close && html`<button class="button quiet" type="button" data-close=${close.otherwise} hidden>${close.label}</button>`}
    </header>
  `;
}
