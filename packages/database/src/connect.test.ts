import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { connect } from "./connect.ts";

/** Answers as a PostgreSQL of the given version does to whoever comes. */
async function serverOf(version: string): Promise<string> {
  const message = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(type), length, body]);
  };
  const greeting = Buffer.concat([
    message("R", Buffer.alloc(4)),
    message("S", Buffer.from(`server_version\0${version}\0`)),
    message("Z", Buffer.from("I")),
  ]);
  const server = createServer((socket) => {
    socket.once("data", () => socket.write(greeting));
    socket.on("error", () => undefined);
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `postgresql://someone:secret@127.0.0.1:${(server.address() as AddressInfo).port}/books`;
}

test("a PostgreSQL that is too old is refused in one line", async () => {
  const url = await serverOf("14.9 (Debian 14.9-1)");
  const { port } = new URL(url);
  await expect(connect(url)).rejects.toMatchObject({
    name: "StartFailure",
    message: `DATABASE_URL: 127.0.0.1:${port}/books is PostgreSQL 14.9 (Debian 14.9-1); Understudy needs 15 or newer.`,
  });
});

test("the oldest supported PostgreSQL is taken", async () => {
  const client = await connect(await serverOf("15.0"));
  await client.end();
});
