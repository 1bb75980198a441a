/** A process that owns an embedded PostgreSQL until it is killed: `node process.fixture.ts <data folder>`. */
import { startEmbedded } from "../embedded.ts";

const log = { info: () => undefined, warn: () => undefined };
const { url } = await startEmbedded({ dataDir: process.argv[2] ?? "", log });
console.log(url);
