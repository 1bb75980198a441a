import { errors } from "undici";
import { ForbiddenAddress } from "./addresses.ts";

const noAnswer = "The endpoint closed the connection without an answer.";
const noWay = "There is no way to this address.";
const noConnection = "The endpoint takes no connections.";

const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nobody listens at this address.",
  ENOTFOUND: "The host's name is not known.",
  EAI_AGAIN: "The host's name could not be looked up.",
  ECONNRESET: noAnswer,
  UND_ERR_SOCKET: noAnswer,
  EPIPE: noAnswer,
  EHOSTUNREACH: noWay,
  ENETUNREACH: noWay,
  ETIMEDOUT: noConnection,
  UND_ERR_CONNECT_TIMEOUT: noConnection,
};

/** Why no answer came, in words for whoever looks for the mistake; never the library's own, which could quote the request. */
export function wordsOf(error: unknown): string {
  if (error instanceof ForbiddenAddress) return error.message;
  if (error instanceof AggregateError) return wordsOf(error.errors[0]);
  if (error instanceof errors.HTTPParserError) return "The endpoint's answer is not HTTP.";
  const { code = "" } = error as { code?: string };
  if (code.startsWith("UND_ERR_INVALID")) return "The request cannot be sent: its address or a header is not valid.";
  return meanings[code] ? `${meanings[code]} (${code})` : `The request failed${code && ` (${code})`}.`;
}
