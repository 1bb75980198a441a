import type { Definition } from "../rules/definition.ts";
import type { Texts } from "./texts/texts.ts";

/** Where the page's own look comes from, for a definition that has one (providers/transactionlink.md 4.1.1). */
export function themeAddress({ ui }: Definition, token: string): string | undefined {
  return themeOf(ui.cssVariables) === "" ? undefined : `theme.css?token=${encodeURIComponent(token)}`;
}

/** The custom properties that `cssVariables` sets, with or without the dashes before their names. */
export function themeOf(variables: unknown): string {
  const lines = Object.entries(isObject(variables) ? variables : {}).flatMap(([key, value]) => {
    const name = key.replace(/^-*/, "--");
    return /^--[\w-]+$/.test(name) && isHarmless(value) ? [`  ${name}: ${value};`] : [];
  });
  return lines.length === 0 ? "" : `:root {\n${lines.join("\n")}\n}\n`;
}

/** A value that ends neither its declaration nor the rule, and loads nothing. */
function isHarmless(value: unknown): value is string {
  return typeof value === "string" && /^[^;{}<>@\\\r\n]{1,200}$/.test(value) && !/url\(|\/\*/i.test(value);
}

/** The word on the button that closes the hosted page, if the definition wants one. */
export function closeLabel(definition: Definition | undefined, { close, mayClose }: Texts) {
  const { widgetOptions } = definition?.ui ?? {};
  const hosted = isObject(widgetOptions) ? widgetOptions.hosted : undefined;
  return isObject(hosted) && hosted.showCloseButton === true ? { label: close, otherwise: mayClose } : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
