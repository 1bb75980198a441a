import { migrate, openStore, startEmbedded } from "../src/index.ts";

const log = { info: (d: object, m: string) => console.log(m, JSON.stringify(d)), warn: console.log };
const t = performance.now();
const lap = (n: string) => console.log(n, Math.round(performance.now() - t));
try {
  const e = await startEmbedded({
    dataDir: process.argv[2]!,
    log,
    durable: process.argv[3] !== "fast",
    cacheDir: process.env.CACHE,
  });
  lap("started");
  console.log(e.url, e.dataDir);
  await migrate(e.url, { log });
  lap("migrated");
  const s = await openStore({ databaseUrl: e.url, log });
  lap("opened");
  await s.db.sandbox.count();
  lap("queried");
  await s.close();
  if (process.argv[4] === "hang") {
    console.log("READY");
    setInterval(() => {}, 1000);
  } else {
    const a = performance.now();
    await e.stop();
    console.log("stop", Math.round(performance.now() - a));
  }
} catch (e) {
  console.log(e.name, e.message);
  process.exitCode = 1;
}
