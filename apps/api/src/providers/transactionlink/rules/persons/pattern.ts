import { createContext, Script } from "node:vm";

/**
 * Whether a pattern matches the whole text, as the attribute `pattern` of HTML does. Definitions bring the pattern, and
 * whoever has a link the text: together they may take years. What takes too long is broken off, and is no match.
 */
export function isLike(text: string, pattern: string): boolean {
  Object.assign(room, { pattern: `^(?:${pattern})$`, text });
  try {
    return match.runInContext(room, { timeout: longestMs }) === true;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return false;
    throw error;
  }
}

/** Real time. */
const longestMs = 50;

/** Nothing but a script in a room of its own can be broken off. Both texts are data in it, and never run. */
const room = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
const match = new Script("new RegExp(pattern, 'u').test(text)");
