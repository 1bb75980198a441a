import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { createTokeflowControlClient } from "@understudy/client/tokeflow-control";
import type { Running } from "../src/testing/processes.ts";
import { fire, inFlight, type Shot } from "./load.ts";
import { compare, say } from "./report.ts";
import { type Side, side } from "./side.ts";

/** Prism answers the first example of the spec, whatever was asked. */
export const specFile = join(import.meta.dirname, "../../../specs/tokeflow.yaml");

export interface Arena {
  readonly understudy: Running;
  readonly prism: Running;
  readonly sandboxId: string;
  readonly secretKey: string;
  readonly rounds: number;
  /** Requests a round. */
  readonly amount: number;
}

const approving = "4242424242424242";
const fallingBack = "4000000000003022";

/** Card charges over a routing tree, one in five with a fallback, each with a key of its own and an event recorded. */
export async function creations(arena: Arena): Promise<void> {
  const { rounds, amount } = arena;
  say(`\nMinting ${(rounds + 1) * amount} card tokens …`);
  const results = await alternate(arena, async () => {
    const tokens = await mint(arena, amount);
    return { method: "POST", expected: 201, shots: tokens.map(creation) };
  });
  compare("POST /transactions: routed, one fallback in five, idempotency key, events, durable", ...results, 1);
}

/** Reads of what the creations wrote. */
export async function reads(arena: Arena): Promise<void> {
  const [token = ""] = await mint(arena, 1);
  const { path, body, headers } = creation(token);
  const url = `${arena.understudy.url}/tokeflow/api/v1${path}`;
  const created = await fetch(url, { method: "POST", headers: { ...common(arena), ...headers }, body });
  const { data } = (await created.json()) as { data: { id: string } };
  const shots = Array.from({ length: arena.amount }, () => ({ path: `/transactions/${data.id}` }));
  const results = await alternate(arena, async () => ({ method: "GET", expected: 200, shots }));
  compare("GET /transactions/{id}", ...results, 3);
}

interface Round {
  readonly method: "GET" | "POST";
  readonly expected: number;
  readonly shots: readonly Shot[];
}

/** One round to warm up, then each side in turn, so that whatever else the machine does meets both. */
async function alternate(arena: Arena, prepare: () => Promise<Round>): Promise<[Side, Side]> {
  const { understudy, prism, rounds } = arena;
  const ours = side(understudy);
  const theirs = side(prism);
  for (let round = 0; round <= rounds; round++) {
    const { shots, ...what } = await prepare();
    const headers = common(arena);
    const mounted = shots.map((shot) => ({ ...shot, path: `/tokeflow/api/v1${shot.path}` }));
    const isCounted = round > 0;
    await ours.play(isCounted, shots.length, () => fire({ ...what, url: understudy.url, headers, shots: mounted }));
    await theirs.play(isCounted, shots.length, () => fire({ ...what, url: prism.url, headers, shots }));
  }
  return [ours, theirs];
}

function common({ secretKey }: Arena): Record<string, string> {
  return { Authorization: `Bearer ${secretKey}`, "Content-Type": "application/json" };
}

function creation(token: string): Shot {
  const body = {
    payment_method: "credit_card",
    charge_type: "payment",
    country: "BR",
    amount: 15000,
    currency: "BRL",
    external_order_id: "order_888",
    card_ciphertext_id: token,
    metadata: { campaign: "black_friday" },
  };
  // Without a word Prism answers the lowest documented status, which is the replay's.
  const headers = { "Idempotency-Key": randomUUID(), Prefer: "code=201" };
  return { path: "/transactions", body: JSON.stringify(body), headers };
}

/** Card tokens are good for one charge, so each request needs its own; every fifth falls back to the second acquirer. */
async function mint({ understudy, sandboxId }: Arena, amount: number): Promise<string[]> {
  const control = createTokeflowControlClient({ baseUrl: understudy.url });
  const tokens: string[] = [];
  let next = 0;
  const worker = async () => {
    while (next < amount) {
      const number = next++ % 5 === 4 ? fallingBack : approving;
      const { data } = await control.createCard({ path: { sandboxId }, body: { number } });
      if (!data) throw new Error("No card token was minted.");
      tokens.push(data.token);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return tokens;
}
