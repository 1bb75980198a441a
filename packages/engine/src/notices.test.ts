import { connect, createServer, type Server, type Socket } from "node:net";
import { type TestDatabase, testDatabase } from "@understudy/database/testing";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { Notices } from "./notices.ts";
import { eventually } from "./testing.ts";

const bed: TestDatabase = await testDatabase();
afterAll(() => bed.close());

/** A process that listens, with what it heard. */
async function listener(databaseUrl = bed.url) {
  const heard: string[] = [];
  const onChange = (sandboxId: string) => void heard.push(sandboxId);
  const notices = await Notices.open({ db: bed.db, databaseUrl, onChange, onGap: () => void heard.push("gap") });
  onTestFinished(() => notices.close());
  return { notices, heard };
}

/** What the triggers of the database do with a change. */
const change = (sandboxId: string) => bed.pool.query("SELECT pg_notify('understudy_sandbox', $1)", [sandboxId]);

const sessions = async () => {
  const { rows } = await bed.pool.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'understudy notices'",
  );
  return rows.map(({ pid }) => pid);
};

const kill = async () => {
  for (const pid of await sessions()) await bed.pool.query("SELECT pg_terminate_backend($1, 5000)", [pid]);
};

/** PostgreSQL behind an address that can be taken away and given back. */
async function detour() {
  const { port } = new URL(bed.url);
  const open = new Set<Socket>();
  const pass = (socket: Socket) => {
    const onward = connect(Number(port), "127.0.0.1");
    for (const end of [socket, onward]) end.on("error", () => undefined).on("close", () => open.delete(end));
    open.add(socket).add(onward);
    socket.pipe(onward).pipe(socket);
  };
  const listen = (at: number) =>
    new Promise<Server>((resolve) => {
      const server = createServer(pass).listen(at, "127.0.0.1", () => resolve(server));
    });
  let server = await listen(0);
  const address = server.address() as { port: number };
  const url = new URL(bed.url);
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  url.searchParams.delete("host"); // the Unix socket, which would be the shorter road
  const cut = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  onTestFinished(cut);
  const restore = async () => {
    server = await listen(address.port);
  };
  return { url: url.href, cut, restore };
}

test("who has caught up knows that everybody has heard of what was changed before", async () => {
  const [one, other] = [await listener(), await listener()];
  for (let round = 0; round < 50; round++) {
    await change(`sbx_${round}`);
    await one.notices.caughtUp();
    expect(one.heard.at(-1)).toBe(`sbx_${round}`);
    expect(other.heard.at(-1)).toBe(`sbx_${round}`);
  }
});

test("many may catch up at once, in several processes", async () => {
  const [one, other] = [await listener(), await listener()];
  const ids = Array.from({ length: 100 }, (_, index) => `sbx_${index}`);
  await Promise.all(
    ids.map(async (id, index) => {
      await change(id);
      await [one, other][index % 2]?.notices.caughtUp();
      expect(one.heard).toContain(id);
      expect(other.heard).toContain(id);
    }),
  );
});

test("a killed connection is a gap, and once more when it is back; then notices come again", async () => {
  const [one, other] = [await listener(), await listener()];
  await kill();
  await eventually(() => {
    expect(one.heard).toEqual(["gap", "gap", "gap"]);
    expect(other.heard).toEqual(["gap", "gap", "gap"]);
  });
  expect(await sessions()).toHaveLength(2);
  await change("sbx_1");
  await one.notices.caughtUp();
  expect(other.heard).toContain("sbx_1");
});

test("catching up comes to an end while the own connection is lost, and the others have heard", async () => {
  const road = await detour();
  const [one, other] = [await listener(road.url), await listener()];
  road.cut();
  await eventually(() => expect(one.heard).toEqual(["gap", "gap"]));
  await change("sbx_1");
  await one.notices.caughtUp();
  expect(other.heard).toEqual(["gap", "sbx_1"]);
});

test("catching up comes to an end when the connection is lost meanwhile", async () => {
  const [{ notices }] = [await listener()];
  const caughtUp = Promise.all(Array.from({ length: 200 }, () => notices.caughtUp()));
  await kill();
  await caughtUp;
});

test("after a long loss there is one connection again, not one for each try", async () => {
  const road = await detour();
  const { notices, heard } = await listener(road.url);
  let tries = 0;
  road.cut();
  const { port } = new URL(road.url);
  const refusing = createServer((socket) => {
    tries += 1;
    socket.destroy();
  }).listen(Number(port), "127.0.0.1");
  await eventually(() => expect(tries).toBeGreaterThanOrEqual(4));
  await new Promise((resolve) => refusing.close(resolve));
  await road.restore();
  await eventually(() => expect(heard).toEqual(["gap", "gap", "gap"]));
  expect(await sessions()).toHaveLength(1);
  await change("sbx_1");
  await notices.caughtUp();
  expect(heard).toContain("sbx_1");
});

test("closed while it is being mended, it stays closed", async () => {
  const { notices, heard } = await listener();
  await kill();
  await eventually(() => expect(heard).toEqual(["gap", "gap"]));
  await notices.close();
  const other = await listener();
  await kill();
  await eventually(() => expect(other.heard).toHaveLength(3));
  expect(heard).toEqual(["gap", "gap"]);
  expect(await sessions()).toHaveLength(1);
});

test("a database that is out of reach is told at once", async () => {
  const road = await detour();
  road.cut();
  const options = { db: bed.db, databaseUrl: road.url, onChange: () => undefined, onGap: () => undefined };
  await expect(Notices.open(options)).rejects.toThrow();
});
