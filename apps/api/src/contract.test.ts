import { test } from "vitest";
import { contracts } from "./generated/scenarios.ts";
import { testServer } from "./testing/server.ts";

const token = "token-of-the-contract-suite";
const server = await testServer({ CONTROL_TOKEN: token });

contracts({ test, baseUrl: () => server.publicUrl, token: () => token });
