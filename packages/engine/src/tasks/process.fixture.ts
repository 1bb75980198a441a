import { openStore } from "@understudy/database";
import { openEngine } from "../engine.ts";
import { asking, doing, working } from "./acme.fixture.ts";

// An engine as a process that can be killed: its database, and where it asks, are its arguments; without an address it
// does its work and asks nobody, but stays at it for ever where the subject is `stuck`, and dies of one that is `deadly`.
const [databaseUrl = "", url] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { db } = await openStore({ databaseUrl, log });
const forEver = new Promise<void>(() => undefined);
const own = doing((_, subject) => {
  if (subject === "deadly") process.kill(process.pid, "SIGKILL");
  return subject === "stuck" ? forEver : undefined;
}, 10);
const { tasks } = url ? { tasks: { acme: { ask: asking(url) } } } : working(own);
await openEngine({ db, databaseUrl, publicUrl: "http://there", timers: {}, tasks, log });
process.stdout.write("ready\n");
