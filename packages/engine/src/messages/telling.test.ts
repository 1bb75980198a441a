import { expect, test } from "vitest";
import { noon, testBed, testEngine, testSandbox } from "../testing.ts";
import { account } from "./account.fixture.ts";
import { messagesIn, standIn, write } from "./testing.ts";
import { twilioGateway } from "./twilio.ts";

const bed = await testBed();
const to = "+15005550001";

/** What is logged where a gateway answers the only try with this. */
async function failing(answer: string) {
  const logged: unknown[][] = [];
  const note = (...line: unknown[]) => void logged.push(line);
  const { gateway } = await standIn((_, res) => void res.writeHead(400).end(answer));
  const engine = await testEngine(bed, { gateway, log: { warn: note, error: note } });
  const sandbox = await testSandbox(bed);
  await write(engine.within(bed.db, sandbox, noon), [{ id: "msg_1", to, body: "Your code is 4711" }]);
  await engine.settleTasks(sandbox.id, { withinMs: 10_000, askOthers: true });
  return { logged, sandbox };
}

test("words of a gateway that name a phone stay with the message: the log has the number of what is wrong", async () => {
  const message = `The 'To' number ${to} is not a valid phone number; Body: Your code is 4711`;
  const { logged, sandbox } = await failing(JSON.stringify({ code: 21211, message, status: 400 }));
  const reason = `The gateway answered 400: ${message} (21211)`;
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "failed", error: reason }]);
  const details = { sandboxId: sandbox.id, messageId: "msg_1", attempts: 1, answered: 400, code: 21211, cause: null };
  expect(logged).toEqual([[details, "a message could not be sent"]]);
});

test("a number that is no code of a gateway's is not taken for one", () => {
  const { judge } = twilioGateway({ url: "http://127.0.0.1", ...account });
  for (const code of [15_005_550_001, -1, 1.5, "21211", null]) {
    const verdict = judge({ status: 400, body: Buffer.from(JSON.stringify({ code, message: "No" })), error: null });
    expect(verdict).toEqual({ kind: "refused", reason: "The gateway answered 400: No", code: undefined });
  }
});

test("who cannot be asked at all is told in our own words", async () => {
  const logged: unknown[][] = [];
  const gateway = { ...twilioGateway({ url: "http://127.0.0.1:1", ...account }), pausesMs: [] };
  const note = (...line: unknown[]) => void logged.push(line);
  const engine = await testEngine(bed, { gateway, log: { warn: note, error: note } });
  const sandbox = await testSandbox(bed);
  await write(engine.within(bed.db, sandbox, noon), [{ id: "msg_2", to }]);
  await engine.settleTasks(sandbox.id, { withinMs: 10_000, askOthers: true });
  expect(logged).toMatchObject([
    [{ answered: null, cause: expect.stringMatching(/ECONNREFUSED/) }, expect.any(String)],
  ]);
});
