import type { Fault } from "@understudy/domain";

/** One line of `result.fieldErrors`. */
interface FieldError {
  readonly fieldName: string;
  readonly fieldCategory: "parameters" | "user" | "preDefined" | "request";
  readonly code: string;
  readonly message: string;
}

/** The category is where the field stands (providers/rocketkor.md OD-25), the name what stands behind that. */
const homes = [
  { category: "preDefined", path: /^definition\.steps\.\d+\.input\.preDefined\.(.+)$/ },
  { category: "user", path: /^(?:definition\.)?steps\.\d+\.inputs?\.user(?:\.(.+))?$/ },
  { category: "parameters", path: /^parameters\.(.+)$/ },
] as const;

export function fieldErrorOf({ field, rule, message }: Fault): FieldError {
  for (const { category, path } of homes) {
    const found = path.exec(field);
    if (!found) continue;
    const fieldName = found[1] ?? "user";
    return { fieldName, fieldCategory: category, code: rule, message: sentence(fieldName, message) };
  }
  return { fieldName: field, fieldCategory: "request", code: rule, message: sentence(field, message) };
}

function sentence(field: string, message: string): string {
  return `${field} ${message}${/[.?]$/.test(message) ? "" : "."}`;
}
