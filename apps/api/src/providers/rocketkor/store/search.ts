import { type Sql, sql } from "@understudy/database";
import { isUuid } from "@understudy/domain";

/**
 * Whether each word of a search stands somewhere in the texts, in whichever case. A whole id is looked up instead, by
 * its key, since nothing else looks like one.
 */
export function found(search: string, id: Sql, texts: Sql): Sql {
  const words = search.split(/\s+/).filter((word) => word !== "");
  const [only = ""] = words;
  if (words.length === 1 && isUuid(only)) return sql`${id} = ${only}::uuid`;
  return sql`NOT EXISTS (
    SELECT FROM unnest(${words}::text[]) AS word
    WHERE strpos(lower(concat_ws(' ', ${id}::text, ${texts})), lower(word)) = 0)`;
}

/** Whether a text stands somewhere in another one, in whichever case. */
export function contains(text: Sql, part: string): Sql {
  return sql`strpos(lower(${text}), lower(${part})) > 0`;
}
