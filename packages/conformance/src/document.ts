/** A place in a document: its JSON pointer (`#/paths/~1things/get`) and what stands there. */
export interface Place {
  readonly pointer: string;
  readonly value: unknown;
}

const escaped = (key: string) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
const unescaped = (part: string) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An OpenAPI document to walk in; references are followed on the way, so that nobody else has to know them. */
export class OpenApi {
  readonly root: Place;

  constructor(document: object) {
    this.root = { pointer: "#", value: document };
  }

  /** What stands under `key`, where its references end; undefined where there is nothing. */
  at(place: Place, ...keys: readonly (string | number)[]): Place | undefined {
    let here = this.#settled(place);
    for (const key of keys) {
      const parent: unknown = here.value;
      const value = isRecord(parent) ? parent[key] : Array.isArray(parent) ? parent[Number(key)] : undefined;
      if (value === undefined) return undefined;
      here = this.#settled({ pointer: `${here.pointer}/${escaped(String(key))}`, value });
    }
    return here;
  }

  /** The entries of the mapping or list under `keys`, none where there is nothing. */
  entries(place: Place | undefined, ...keys: readonly string[]): [key: string, place: Place][] {
    const parent = place && this.at(place, ...keys);
    if (typeof parent?.value !== "object" || parent.value === null) return [];
    return Object.keys(parent.value).flatMap((key) => {
      const child = this.at(parent, key);
      return child ? [[key, child] as [string, Place]] : [];
    });
  }

  text(place: Place, key: string): string | undefined {
    const value = this.at(place, key)?.value;
    return typeof value === "string" ? value : undefined;
  }

  #settled(place: Place): Place {
    let here = place;
    while (isRecord(here.value) && typeof here.value.$ref === "string") {
      const pointer = here.value.$ref;
      let value = this.root.value;
      for (const part of pointer.split("/").slice(1).map(unescaped)) value = (value as Record<string, unknown>)[part];
      here = { pointer, value };
    }
    return here;
  }
}
