import { between, pick, randomFrom } from "../random.ts";

export type HairStyle = "short" | "parted" | "bob" | "long" | "curly" | "bun";
export type Garment = "crew" | "shirt" | "turtleneck" | "jacket";

interface Skin {
  readonly base: string;
  readonly light: string;
  readonly shade: string;
  readonly lip: string;
}

/** What a face looks like. It says nothing of a person: it is drawn by lot from the name. */
export interface Traits {
  readonly skin: Skin;
  /** Of hair and brows. */
  readonly hair: string;
  readonly hairLight: string;
  readonly style: HairStyle;
  readonly iris: string;
  readonly garment: Garment;
  readonly cloth: string;
  /** Half of the widths of cheeks and jaw. */
  readonly cheek: number;
  readonly jaw: number;
  readonly eyeGap: number;
  readonly browTilt: number;
  readonly noseLength: number;
  readonly mouthWidth: number;
  readonly smile: number;
  readonly hasGlasses: boolean;
  readonly hasBeard: boolean;
}

const skins: readonly [Skin, ...Skin[]] = [
  { base: "#f2cdb0", light: "#fbe0ca", shade: "#dba583", lip: "#c3705f" },
  { base: "#e6b58e", light: "#f3cba9", shade: "#c98f66", lip: "#b2614f" },
  { base: "#d29b70", light: "#e4b48c", shade: "#b0764d", lip: "#a05546" },
  { base: "#a9714b", light: "#c08a63", shade: "#845233", lip: "#86443a" },
  { base: "#7b4c33", light: "#94634a", shade: "#5a3422", lip: "#6d362f" },
];
const hairs: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ["#211a18", "#43352f"],
  ["#4a2f20", "#70492f"],
  ["#7d4e2b", "#a56e40"],
  ["#b98a4a", "#d9b070"],
  ["#8d8a88", "#b5b2af"],
];
const styles: readonly [HairStyle, ...HairStyle[]] = ["short", "parted", "bob", "long", "curly", "bun"];
const garments: readonly [Garment, ...Garment[]] = ["crew", "shirt", "turtleneck", "jacket"];
const cloths: readonly [string, ...string[]] = ["#31506e", "#6d3f52", "#3f5f4f", "#4b4a5e", "#7c5b3a", "#2f6470"];
const irises: readonly [string, ...string[]] = ["#5b3a24", "#4a6a58", "#4f6f8f", "#2f2420"];

/** The same text, the same face. */
export function traitsOf(text: string): Traits {
  const random = randomFrom(`face ${text}`);
  const style = pick(random, styles);
  const [hair, hairLight] = pick(random, hairs);
  const maybeBearded = random() < 0.45;
  return {
    ...{ skin: pick(random, skins), hair, hairLight, style, iris: pick(random, irises) },
    ...{ garment: pick(random, garments), cloth: pick(random, cloths) },
    cheek: between(random, 88, 97),
    jaw: between(random, 60, 74),
    eyeGap: between(random, 37, 41),
    browTilt: between(random, -3, 4),
    noseLength: between(random, 44, 54),
    mouthWidth: between(random, 28, 36),
    smile: between(random, 4, 8),
    hasGlasses: random() < 0.3,
    hasBeard: maybeBearded && (style === "short" || style === "parted" || style === "curly"),
  };
}

/** A face that nobody takes for the other one. */
export function unlike(other: Traits, text: string): Traits {
  for (let number = 0; ; number++) {
    const traits = traitsOf(`${text} ${number}`);
    const differs = traits.style !== other.style && traits.hair !== other.hair && traits.skin.base !== other.skin.base;
    if (differs && traits.hasGlasses !== other.hasGlasses) return traits;
  }
}
