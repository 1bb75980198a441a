import { defineConfig } from "prisma/config";

/** For Prisma's own commands, such as `prisma migrate deploy` by a team that applies migrations itself. */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
