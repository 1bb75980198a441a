import { openStore } from "@understudy/database";
import { openEngine } from "../engine.ts";
import { acmeThat } from "./acme.fixture.ts";

// An engine as a process that can be killed: its database, and how long it waits for an answer, are its arguments.
const [databaseUrl = "", timeoutMs] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { db } = await openStore({ databaseUrl, log });
const webhooks = { acme: acmeThat([60_000], Number(timeoutMs)) };
await openEngine({ db, databaseUrl, publicUrl: "http://there", timers: {}, webhooks, log });
process.stdout.write("ready\n");
