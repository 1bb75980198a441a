/** A public key as PEM, or as the base64 in it without armour and line breaks (providers/transactionlink.md 4.5). */
export function keyToWire(pem: string, isPem: boolean): string {
  return isPem ? pem : pem.replaceAll(/-----[A-Z ]+-----|\s/g, "");
}
