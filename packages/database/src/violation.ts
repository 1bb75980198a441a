/** What Prisma's adapter, through the client's errors, and the driver itself tell of a violated constraint. */
interface Failure {
  readonly code?: string;
  readonly constraint?: unknown;
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: Failure } };
  readonly originalCode?: string;
  readonly originalMessage?: string;
}

const uniqueViolation = "23505";
const foreignKeyViolation = "23503";
/** Prisma's own word for a row that is not there to be changed. */
const missingRow = "P2025";

/**
 * Whether the error says that a unique constraint was violated; with `constraint`, that very one, by its name in the
 * database (`sandbox_pkey`).
 */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const cause = causeOf(error);
  if ((cause.originalCode ?? cause.code) !== uniqueViolation) return false;
  return constraint === undefined || nameOf(cause.constraint) === constraint;
}

/** Whether the error says that a row is not there on which another one depends, or that was to be changed. */
export function isMissingRow(error: unknown): boolean {
  const cause = causeOf(error);
  return (cause.originalCode ?? cause.code) === foreignKeyViolation || cause.code === missingRow;
}

function causeOf(error: unknown): Failure {
  if (!(error instanceof Error)) return {};
  const failure = error as Failure;
  return failure.meta?.driverAdapterError?.cause ?? failure;
}

function nameOf(constraint: unknown): unknown {
  return (constraint as { index?: string } | undefined)?.index ?? constraint;
}
