import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/{src,scripts}/**/*.test.ts", "apps/*/{src,scripts}/**/*.test.ts", "apps/docs/*.test.ts"],
    // One throw-away PostgreSQL for the whole run; each test file copies its database from a migrated template.
    globalSetup: "packages/database/src/testing/global-setup.ts",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
