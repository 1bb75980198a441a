import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

/**
 * An integrator's own site, at an origin that is not ours, whose policy lets in no more than the widget needs. `script`
 * is what the page itself does; the widget's script comes after it, or before it.
 */
export interface HostPage {
  readonly body?: string;
  readonly script: string;
  readonly isWidgetFirst?: boolean;
}

/** Answers where a page of the site is, each as long as the test file runs. */
export async function hostSite(publicUrl: string): Promise<(page: HostPage) => string> {
  const pages: HostPage[] = [];
  const server = createServer(({ url = "" }, response) => {
    const [, number = "", name = ""] = url.split("/");
    const page = pages[Number(number)];
    const isScript = name === "page.js";
    response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    response.setHeader("Content-Security-Policy", policyFor(publicUrl));
    response.end(page && (isScript ? page.script : documentOf(page, publicUrl)));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const { port } = server.address() as AddressInfo;
  return (page) => `http://127.0.0.1:${port}/${pages.push(page) - 1}/`;
}

function policyFor(publicUrl: string): string {
  return `default-src 'none'; script-src 'self' ${publicUrl}; frame-src ${publicUrl} 'self'; img-src data:`;
}

function documentOf({ body = "", isWidgetFirst = false }: HostPage, publicUrl: string): string {
  const own = '<script src="page.js"></script>';
  const widget = `<script src="${publicUrl}/pages/transactionlink/transactionlink-widget.umd.js"></script>`;
  return `<!doctype html><html lang="en"><head><title>Host</title><link rel="icon" href="data:,"></head>
    <body><main><h1>Host</h1><button id="before">Before</button>${body}<button id="after">After</button></main>
    ${isWidgetFirst ? widget + own : own + widget}</body></html>`;
}
