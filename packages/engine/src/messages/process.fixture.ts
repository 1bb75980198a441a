import { openStore } from "@understudy/database";
import { openEngine } from "../engine.ts";
import { account } from "./account.fixture.ts";
import { twilioGateway } from "./twilio.ts";

// An engine as a process that can be killed: its database, and where its gateway is, are its arguments.
const [databaseUrl = "", url = ""] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { db } = await openStore({ databaseUrl, log });
const gateway = twilioGateway({ url, ...account });
await openEngine({ db, databaseUrl, publicUrl: "http://there", timers: {}, gateway, log });
process.stdout.write("ready\n");
