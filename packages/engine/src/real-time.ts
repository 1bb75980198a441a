/** The one door through which real time enters: everything else reads the clock of a sandbox. */
export function realNow(): Date {
  return new Date();
}
