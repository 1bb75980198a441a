/**
 * In milliseconds: hundreds of transactions at once wait for one another, and none is refused because of that. To be
 * given as a copy: Prisma writes into the options of a transaction that stands within another one.
 */
export const patience = { maxWait: 30_000, timeout: 30_000 } as const;
