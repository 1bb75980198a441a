const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const weights = [7, 3, 1] as const;

/** By ICAO Doc 9303 part 3, 4.9: digits count as they are, A to Z as 10 to 35, the filler as 0. */
export function checkDigit(text: string): string {
  const sum = [...text].reduce((total, character, index) => {
    const value = Math.max(0, alphabet.indexOf(character));
    return total + value * (weights[index % 3] ?? 0);
  }, 0);
  return String(sum % 10);
}
