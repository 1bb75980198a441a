/** In milliseconds: hundreds of transactions at once wait for one another, and none is refused because of that. */
export const patience = { maxWait: 30_000, timeout: 30_000 } as const;
