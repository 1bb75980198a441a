import { randomInt, randomUUID } from "node:crypto";
import type { Drawn } from "./rules/new-account.ts";

/** What a new account gets that nobody can guess. */
export function drawn(): Drawn {
  return { id: randomUUID(), token: newAccountToken() };
}

export function newAccountToken(): string {
  return `fat_${randomUUID()}`;
}

/** A number for an account that is kept here, as its holder is told it: twelve digits. */
export function drawAccountNumber(): string {
  return String(randomInt(10 ** 11, 10 ** 12));
}
