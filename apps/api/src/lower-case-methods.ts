import { METHODS, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";

/**
 * Takes a request whose method is in lower case for the one that it means. `fetch` sends `patch` as it was given, and so
 * does whoever is built on it, an official SDK among them; the servers that they speak to take it, Node's parser does not.
 */
export function takeLowerCaseMethods(http: Server): void {
  http.on("clientError", (error: ParserError, socket: Duplex) => {
    const packet = mended(error);
    if (packet && socket.writable && !isAnswering(socket)) http.emit("connection", new Resumed(socket, packet));
    else refuse(error, socket);
  });
}

interface ParserError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
}

/** What came, with its method in upper case; undefined where something else is wrong with it. */
function mended({ code, rawPacket, bytesParsed }: ParserError): Buffer | undefined {
  if (code !== "HPE_INVALID_METHOD" || bytesParsed !== 0 || !rawPacket) return undefined;
  const [, method = ""] = /^([a-z]+) /.exec(rawPacket.toString("latin1", 0, 32)) ?? [];
  const meant = method.toUpperCase();
  if (!METHODS.includes(meant)) return undefined;
  return Buffer.concat([Buffer.from(meant), rawPacket.subarray(method.length)]);
}

/** Whether a request that came before is still being answered: what is written now would stand in its answer. */
function isAnswering(socket: Duplex): boolean {
  return "_httpMessage" in socket && Boolean(socket._httpMessage);
}

/** As Node answers where nobody listens to its errors. */
function refuse(error: ParserError, socket: Duplex): void {
  const status = statuses[error.code ?? ""] ?? 400;
  if (socket.writable && !isAnswering(socket))
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
  socket.destroy(error);
}

const statuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Tells Node that the connection is over as it was, once the parser that gave up on it has returned: it would be kept
 * until the socket closes, and soon take the connection for one whose request never comes.
 */
function endFor(from: Duplex): void {
  const listeners = from.listeners("close");
  setImmediate(() => {
    for (const listener of listeners) listener.call(from);
  });
}

/** A connection that begins anew with `first`, for a parser that has not given up on it. */
class Resumed extends Duplex {
  readonly #socket: Socket;

  constructor(from: Duplex, first: Buffer) {
    super();
    // One that was resumed before hands on the socket itself, or each request would pass through all those before.
    const socket = from instanceof Resumed ? from.#socket : (from as Socket);
    this.#socket = socket;
    endFor(from);
    for (const event of ["data", "end", "error", "drain", "timeout", "close"]) socket.removeAllListeners(event);
    this.push(first);
    socket.on("data", (chunk) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.on("end", () => this.push(null));
    socket.on("error", (error) => this.destroy(error));
    socket.on("timeout", () => this.emit("timeout"));
    socket.once("close", () => this.destroy());
    socket.resume();
  }

  get remoteAddress(): string | undefined {
    return this.#socket.remoteAddress;
  }

  setTimeout(milliseconds: number): this {
    this.#socket.setTimeout(milliseconds);
    return this;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
