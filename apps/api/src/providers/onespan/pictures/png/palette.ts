/** Colours that are alike in their six upper bits are one here: how many pixels have it, and what the first of them is. */
interface Shade {
  readonly key: number;
  readonly count: number;
  /** Red, green and blue. */
  readonly colour: readonly [number, number, number];
}

interface Box {
  readonly shades: readonly Shade[];
  readonly channel: 0 | 1 | 2;
  /** How much is lost where all its shades become one colour. */
  readonly loss: number;
  readonly mean: number;
}

export interface Indexed {
  /** Red, green and blue of up to 256 colours. */
  readonly colours: Uint8Array;
  /** A colour for each pixel. */
  readonly pixels: Uint8Array;
}

const shadeCount = 2 ** 18;

/** The picture in 256 colours, chosen by median cut: a third of the size, and for a drawing nothing is lost to see. */
export function indexed(rgba: Uint8Array): Indexed {
  // Of each number the lowest byte is red: all processors that Node runs on begin with it.
  const whole = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  const boxes = boxesOf(shadesOf(whole), 256);
  const indexOf = new Uint8Array(shadeCount);
  const colours = new Uint8Array(boxes.length * 3);
  boxes.forEach(({ shades }, index) => {
    for (const { key } of shades) indexOf[key] = index;
    for (const channel of [0, 1, 2] as const) colours[index * 3 + channel] = Math.round(meanOf(shades, channel));
  });
  const pixels = new Uint8Array(whole.length);
  for (let at = 0; at < whole.length; at++) pixels[at] = indexOf[keyOf(whole[at] ?? 0)] ?? 0;
  return { colours, pixels };
}

function keyOf(pixel: number): number {
  return ((pixel & 0xfc) << 10) | ((pixel >>> 4) & 0xfc0) | ((pixel >>> 18) & 0x3f);
}

function shadesOf(whole: Uint32Array): Shade[] {
  const counts = new Uint32Array(shadeCount);
  const firsts = new Map<number, number>();
  for (let at = 0; at < whole.length; at++) {
    const pixel = whole[at] ?? 0;
    const key = keyOf(pixel);
    if (counts[key] === 0) firsts.set(key, pixel);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return [...firsts].map(([key, pixel]) => {
    const colour = [pixel & 0xff, (pixel >>> 8) & 0xff, (pixel >>> 16) & 0xff] as const;
    return { key, count: counts[key] ?? 0, colour };
  });
}

/** Cuts that box in two of which most is lost, until there are as many as wanted. */
function boxesOf(shades: readonly Shade[], limit: number): readonly Box[] {
  const boxes = [boxOf(shades)];
  while (boxes.length < limit) {
    const worst = boxes.reduce((one, other) => (other.loss > one.loss ? other : one));
    if (worst.loss === 0) break;
    const { channel, mean } = worst;
    const low = worst.shades.filter((shade) => shade.colour[channel] <= mean);
    const high = worst.shades.filter((shade) => shade.colour[channel] > mean);
    boxes.splice(boxes.indexOf(worst), 1, boxOf(low), boxOf(high));
  }
  return boxes;
}

function boxOf(shades: readonly Shade[]): Box {
  const [first, ...others] = ([0, 1, 2] as const).map((channel) => {
    const mean = meanOf(shades, channel);
    const loss = shades.reduce((sum, shade) => sum + shade.count * (shade.colour[channel] - mean) ** 2, 0);
    return { shades, channel, mean, loss };
  });
  if (!first) throw new Error("A colour has three channels.");
  return others.reduce((one, other) => (other.loss > one.loss ? other : one), first);
}

function meanOf(shades: readonly Shade[], channel: 0 | 1 | 2): number {
  let [sum, count] = [0, 0];
  for (const shade of shades) {
    sum += shade.colour[channel] * shade.count;
    count += shade.count;
  }
  return count === 0 ? 0 : sum / count;
}
