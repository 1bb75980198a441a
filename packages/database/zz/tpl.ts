import { rmSync } from "node:fs";
import pg from "pg";
import { migrate, startEmbedded } from "../src/index.ts";

const log = { info() {}, warn() {} };
const e = await startEmbedded({ dataDir: "/tmp/tplx", log, durable: false });
const at = (n) => e.url.replace(/\/understudy\?/, `/${n}?`);
const d = new pg.Client(e.url);
await d.connect();
await d.query("drop database if exists tpl");
await d.query("create database tpl");
await migrate(at("tpl"), { log });
for (const strat of ["WAL_LOG", "FILE_COPY", "WAL_LOG", "FILE_COPY"]) {
  const a = [],
    b = [];
  for (let i = 0; i < 8; i++) {
    let s = performance.now();
    await d.query(`CREATE DATABASE t${i} TEMPLATE tpl STRATEGY ${strat}`).catch((e) => {
      console.log(e.message);
      throw e;
    });
    a.push(Math.round(performance.now() - s));
    const x = new pg.Client(at(`t${i}`));
    await x.connect();
    await x.query("select 1");
    if (i % 2) await x.end();
    else x.on("error", () => {});
    s = performance.now();
    await d.query(`DROP DATABASE t${i} WITH (FORCE)`);
    b.push(Math.round(performance.now() - s));
  }
  console.log(strat, "create", a.join(), "drop", b.join());
}
await d.end();
await e.stop();
