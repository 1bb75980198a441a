import { outline } from "./document.ts";
import { isJson } from "./media.ts";
import type { Problem } from "./provider.ts";
import { unstorable } from "./text.ts";
import { createValidator } from "./validator.ts";

/**
 * Judges values as JSON bodies of an operation and puts the defaults of its schema in, as it is done with requests: for
 * what comes to a server by another way. Throws an Error where the operation takes no such body.
 */
export function bodyJudge(document: object, operationId: string): (body: unknown) => readonly Problem[] {
  const outlined = outline(document);
  const found = outlined.operations.find(({ id }) => id === operationId);
  const mediaType = Object.keys(found?.body?.content ?? {}).find(isJson);
  if (!found || mediaType === undefined) throw new Error(`the document has no ${operationId} with a body in JSON`);
  const validator = createValidator(outlined);
  const operation = { ...found, parameters: [] };
  return (body) => {
    const unsafe = unstorable(body, "body");
    if (unsafe.length > 0) return unsafe;
    return validator.request(operation, { path: {}, query: {}, header: {}, body, mediaType, rawQuery: "" });
  };
}
