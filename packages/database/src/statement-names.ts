/**
 * Names for the statements that come again: PostgreSQL parses and plans a named statement once per connection. A
 * statement is named at its second coming, so that texts which never return (an `IN` list of odd length) take no place,
 * and no more than `limit` are named at all, because every connection keeps each of them until it ends.
 */
export function statementNames(limit = 300): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  let seenOnce = new Set<string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= limit) return unnamed;
    if (!seenOnce.delete(sql)) {
      if (seenOnce.size >= limit) seenOnce = new Set();
      seenOnce.add(sql);
      return unnamed;
    }
    const name = `u${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}

/** To the protocol, the empty name is the unnamed statement. */
const unnamed = "";
