import { expect, test } from "vitest";
import { assetPath } from "./asset-path.ts";

test("a page finds its files by whatever name of the server it was opened, below the path of the public address too", () => {
  expect(assetPath("http://127.0.0.1:4700", "kit/hosted.css")).toBe("/pages/kit/hosted.css");
  expect(assetPath("https://understudy.example.com/base", "acme/slip.css")).toBe("/base/pages/acme/slip.css");
});
