import { defineConfig } from "vitest/config";
export default defineConfig({
  test: {
    root: "/work/main",
    include: ["packages/database/src/**/*.test.ts"],
    globalSetup: ["packages/database/src/testing/global-setup.ts"],
  },
});
