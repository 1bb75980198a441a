import { assetsIn } from "../../../pages/assets.ts";
import type { Asset, PageMethods } from "../../../provider.ts";
import { showLinx, submitLinx } from "./linx.ts";

export const pages: Readonly<Record<string, PageMethods>> = {
  "/linx/:token": { get: showLinx, post: submitLinx },
};

export const assets: Readonly<Record<string, Asset>> = assetsIn(new URL("./assets/", import.meta.url));
