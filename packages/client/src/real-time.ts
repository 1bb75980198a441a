/** A webhook's receiver lives outside of every sandbox: where nobody says what time it is, the real one counts. */
export function realNow(): Date {
  // biome-ignore lint/plugin: this is the client's one door for real time
  return new Date();
}
