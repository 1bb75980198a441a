import { Refusal } from "@understudy/domain";
import { crc16, pixDomain } from "../../rules/br-code.ts";

/** What stands in a PIX BR Code: a static one has a `key`, a dynamic one the `url` of its charge. */
export interface BrCode {
  readonly key: string | undefined;
  readonly url: string | undefined;
  /** In cents. */
  readonly amount: number | undefined;
  readonly name: string;
  readonly city: string;
  readonly reference: string;
}

type Fields = ReadonlyMap<string, string>;

/**
 * Reads a PIX BR Code strictly: the structure first, since a right checksum does not make a wrong length right, then
 * the checksum, then what the fields may hold (providers/tokeflow.md 5.5). Refuses what breaks a rule, naming the rule.
 */
export function parseBrCode(text: string): BrCode {
  const fields = fieldsOf(text, "the code");
  if ([...fields.keys()].at(-1) !== "63" || fields.get("63")?.length !== 4) refuse("63 with 4 characters must be last");
  if (crc16(text.slice(0, -4)) !== fields.get("63")) refuse("the checksum in 63 does not fit the text");
  const account = fieldsOf(required(fields, "26", /^.+$/), "26");
  const [key, url] = [account.get("01"), account.get("25")];
  if (account.get("00")?.toUpperCase() !== pixDomain) refuse(`26 must belong to ${pixDomain}`);
  if ((key === undefined) === (url === undefined)) refuse("26 must hold either a key or a URL");
  if (url !== undefined && url.length > 77) refuse("the URL in 26 may have 77 characters");
  required(fields, "00", /^01$/);
  required(fields, "52", /^\d{4}$/);
  required(fields, "53", /^986$/);
  required(fields, "58", /^BR$/);
  if (url !== undefined) required(fields, "01", /^12$/);
  const amount = fields.has("54") ? required(fields, "54", /^\d{1,10}\.\d{2}$/) : undefined;
  return {
    key,
    url,
    amount: amount === undefined ? undefined : Number(amount.replace(".", "")),
    name: required(fields, "59", /^[ -~]{1,25}$/),
    city: required(fields, "60", /^[ -~]{1,15}$/),
    reference: required(fieldsOf(required(fields, "62", /^.+$/), "62"), "05", /^(?:\*\*\*|[A-Za-z0-9]{1,25})$/),
  };
}

/** Splits `ID(2) LENGTH(2) VALUE`… and accepts no gap, no remainder and no order but the ascending one. */
function fieldsOf(text: string, where: string): Fields {
  const fields = new Map<string, string>();
  let last = "";
  for (let at = 0; at < text.length; ) {
    const [, id = "", length = ""] = /^(\d\d)(\d\d)/.exec(text.slice(at, at + 4)) ?? [];
    if (!id) refuse(`${where} must have an id and a length at ${at}`);
    if (id <= last) refuse(`the ids of ${where} must ascend, but ${id} follows ${last}`);
    const value = text.slice(at + 4, at + 4 + Number(length));
    if (value.length < Number(length) || value === "") refuse(`${id} of ${where} does not have ${length} characters`);
    fields.set(id, value);
    last = id;
    at += 4 + value.length;
  }
  return fields;
}

function required(fields: Fields, id: string, form: RegExp): string {
  const value = fields.get(id);
  if (value === undefined || !form.test(value)) throw new Refusal("invalid", `Not a PIX BR Code: ${id} is wrong.`);
  return value;
}

function refuse(rule: string): never {
  throw new Refusal("invalid", `Not a PIX BR Code: ${rule}.`);
}
