import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { raw } from "@understudy/database";
import type { TestDatabase } from "@understudy/database/testing";
import { onTestFinished } from "vitest";
import type { Context } from "../context.ts";
import type { Sandbox } from "../sandbox.ts";
import { account } from "./account.fixture.ts";
import type { Gateway } from "./gateway.ts";
import { insertMessages, type MessageSpec } from "./message.ts";
import { twilioGateway } from "./twilio.ts";

/** Writes messages as a store does, by one statement; `isMeant` says whether the statement's other part comes to anything. */
export async function write(ctx: Context, messages: readonly Partial<MessageSpec>[], isMeant = true): Promise<void> {
  const specs = messages.map((message) => ({
    ...({ provider: "acme", channel: "SMS", to: "+15005550001", body: "Hello", subject: "a" } as const),
    ...message,
  }));
  await ctx.db.$executeRaw`
    WITH given AS (SELECT 1 WHERE ${isMeant}), messaged AS (${insertMessages(ctx, raw("given"), specs)})
    SELECT FROM messaged`;
}

/** What is written of a sandbox's messages, in order of writing. */
export const messagesIn = ({ db }: Pick<TestDatabase, "db">, { id }: Pick<Sandbox, "id">) =>
  db.message.findMany({ where: { sandboxId: id }, orderBy: { sequence: "asc" } });

/** A status to answer a good request with, or that its answer is seen to or never comes. */
export type Answer = (form: URLSearchParams, res: ServerResponse, index: number) => number | undefined;

export interface StandIn {
  readonly url: string;
  readonly gateway: Gateway;
  /** The forms of the good requests, in the order of arrival. */
  readonly got: readonly Record<string, string>[];
}

/** A gateway on loopback that takes only what is documented, and answers as is documented. */
export async function standIn(answer: Answer = () => 201, pausesMs?: readonly number[]): Promise<StandIn> {
  const got: Record<string, string>[] = [];
  const http = createServer(async (req, res) => {
    const form = new URLSearchParams(await textOf(req));
    const refusal = refusalOf(req, form);
    if (!refusal) got.push(Object.fromEntries(form));
    const status = refusal?.[0] ?? answer(form, res, got.length - 1);
    if (status === undefined) return;
    res.writeHead(status, { "content-type": "application/json" });
    res.end(JSON.stringify(status < 300 ? taken(got.length) : { code: 20000 + status, message: refusal?.[1] ?? "No" }));
  });
  await new Promise<void>((resolve) => void http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.close();
    http.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const gateway = twilioGateway({ url, ...account });
  return { url, got, gateway: pausesMs ? { ...gateway, pausesMs } : gateway };
}

const taken = (number: number) => ({ sid: `SM${`${number}`.padStart(32, "0")}`, status: "queued", error_code: null });

function refusalOf({ method, url, headers }: IncomingMessage, form: URLSearchParams): [number, string] | undefined {
  const { accountSid, authToken, from } = account;
  const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  if (headers.authorization !== basic) return [401, "Authenticate"];
  if (url !== `/2010-04-01/Accounts/${accountSid}/Messages.json`) return [404, `${url} was not found`];
  if (method !== "POST") return [405, `${method} is not allowed`];
  if (headers["content-type"] !== "application/x-www-form-urlencoded") return [415, "Not a form"];
  if ([...form.keys()].join() !== "To,From,Body") return [400, `${[...form.keys()]} is not To, From and Body`];
  if (form.get("From") !== from) return [400, "From is not yours"];
  return undefined;
}

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
