import { assetsIn } from "../../../pages/assets.ts";
import type { Asset, PageMethods } from "../../../provider.ts";
import { attachmentFile } from "./attachment.ts";
import { showFrame, submitFrame } from "./frame.ts";
import { showLink, showTheme, submitLink } from "./link.ts";
import { showSample, startSample } from "./sample.ts";

export const pages: Readonly<Record<string, PageMethods>> = {
  "/link": { get: showLink, post: submitLink },
  "/frame": { get: showFrame, post: submitFrame },
  "/sample": { get: showSample, post: startSample },
  "/theme.css": { get: showTheme },
  "/attachments/:id": { get: attachmentFile },
};

export const assets: Readonly<Record<string, Asset>> = {
  ...assetsIn(new URL("./assets/", import.meta.url)),
  // The very rules by which the server decides what a form asks.
  "json-logic.js": { type: "text/javascript", file: new URL(import.meta.resolve("json-logic-js")) },
};
