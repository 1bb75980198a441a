/** A text that stands in a larger one, as its beginning and its end there. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Level {
  readonly isList: boolean;
  /** Of a list, the place of the item that is read. */
  index: number;
  /** Of an object, the name of the field that is read, as it is spelled in the document. */
  name: Span;
  awaitsName: boolean;
}

/** Nothing is kept of what is nested more deeply than any body may be. */
const deepest = 64;

/** Where in a JSON document its reader stands. Of what is no JSON it makes something; whoever parses it will tell. */
export class Place {
  readonly #levels: Level[] = [];
  #depth = 0;

  /** How many objects and lists are open. */
  get depth(): number {
    return this.#depth;
  }

  /** Whether a text that begins here is a field's name. */
  get awaitsName(): boolean {
    return this.#innermost?.awaitsName ?? false;
  }

  get #innermost(): Level | undefined {
    return this.#levels[this.#depth - 1];
  }

  enter(isList: boolean): void {
    if (this.#depth < deepest) {
      this.#levels[this.#depth] = { isList, index: 0, name: { from: 0, to: 0 }, awaitsName: !isList };
    }
    this.#depth += 1;
  }

  leave(): void {
    if (this.#depth > 0) this.#depth -= 1;
  }

  /** A comma was read. */
  next(): void {
    const level = this.#innermost;
    if (!level) return;
    if (level.isList) level.index += 1;
    else level.awaitsName = true;
  }

  named(name: Span): void {
    const level = this.#innermost;
    if (!level) return;
    level.name = name;
    level.awaitsName = false;
  }

  /** The names and indices that lead here; `spelled` looks a name up. */
  steps(spelled: (name: Span) => string): string[] {
    const open = this.#levels.slice(0, this.#depth);
    return open.map(({ isList, index, name }) => (isList ? String(index) : spelled(name)));
  }

  /** Whether the pattern leads here: names of fields, and `*` for any item of a list. */
  isAt(pattern: readonly string[], spelled: (name: Span) => string): boolean {
    if (pattern.length !== this.#depth || this.#depth > deepest) return false;
    // The innermost name is the one that differs most often.
    for (let at = pattern.length - 1; at >= 0; at -= 1) {
      const level = this.#levels[at];
      if (!level || (pattern[at] === "*" ? !level.isList : level.isList || spelled(level.name) !== pattern[at]))
        return false;
    }
    return true;
  }
}
