/** Of a card, as wide for its height as a bank card. */
export const cardSize = { width: 1000, height: 630 } as const;
