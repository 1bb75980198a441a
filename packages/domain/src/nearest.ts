/** The name that differs from the given one by a slip of the finger; undefined where none is near. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const most = given.length < 4 ? 1 : 2;
  const near = names
    .map((name) => ({ name, distance: distance(given.toLowerCase(), name.toLowerCase(), most) }))
    .filter((each) => each.distance <= most);
  return near.sort((one, other) => one.distance - other.distance)[0]?.name;
}

/** How many letters have to be put in, left out or replaced to make one text of the other; more than `most` is not counted. */
function distance(one: string, other: string, most: number): number {
  // A long text would cost its length each time.
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (other[column - 1] === letter ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
