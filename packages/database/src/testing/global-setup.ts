import { provideTestServer } from "./server.ts";

/** Vitest's global set-up for tests that need the database and nothing else. */
export default provideTestServer;
