/** What Prisma's adapter, through the client's errors, and the driver itself tell of a violated constraint. */
interface Failure {
  readonly code?: string;
  readonly constraint?: unknown;
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: Failure } };
  readonly originalCode?: string;
  readonly originalMessage?: string;
}

const uniqueViolation = "23505";

/**
 * Whether the error says that a unique constraint was violated; with `constraint`, that very one, by its name in the
 * database (`sandbox_pkey`).
 */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Error)) return false;
  const failure = error as Failure;
  const cause = failure.meta?.driverAdapterError?.cause ?? failure;
  if ((cause.originalCode ?? cause.code) !== uniqueViolation) return false;
  return constraint === undefined || nameOf(cause.constraint) === constraint;
}

function nameOf(constraint: unknown): unknown {
  return (constraint as { index?: string } | undefined)?.index ?? constraint;
}
