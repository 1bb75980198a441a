/** An error as the log has it. */
export interface DescribedError {
  readonly type: string;
  readonly message: string;
  /** The database's own code of the error, where it comes from there. */
  readonly code?: string;
  /** Where it was thrown, without the message. */
  readonly at: readonly string[];
  readonly cause?: DescribedError;
}

/**
 * What a log may keep of an error. Prisma's text shows the arguments of the call, the database's the value that it could
 * not read, and an error's further properties may be anything: any of these may be a secret.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: "something was thrown that is no error", at: [] };
  const { name, message, stack = "", cause } = error;
  const code = codeOf(error);
  return {
    type: name,
    message: name.startsWith("PrismaClient") ? withoutValues(lastLineOf(message)) : withoutValues(message),
    ...(code !== undefined && { code }),
    at: stack.split("\n").flatMap((line) => (/^\s+at /.test(line) ? [line.trim()] : [])),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}

function codeOf(error: Error): string | undefined {
  const { code, meta } = error as {
    code?: unknown;
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  };
  const known = meta?.driverAdapterError?.cause?.originalCode ?? code;
  return typeof known === "string" ? known : undefined;
}

function lastLineOf(message: string): string {
  return message.trim().split("\n").at(-1) ?? "";
}

/** `invalid input syntax for type uuid: "…"`: behind such a colon stands what was sent. */
function withoutValues(message: string): string {
  return message.replaceAll(/: "[^"]*"/g, ': "…"');
}
