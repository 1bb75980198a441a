import type { Database } from "@understudy/database";

/** A database that counts what it is asked, within transactions too. */
export function counting(db: Database): { readonly db: Database; readonly statements: () => number } {
  let count = 0;
  const watched = (of: Database): Database =>
    new Proxy(of, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (name === "$transaction") {
          type Begin = (work: (tx: Database) => Promise<unknown>, options?: object) => Promise<unknown>;
          const begin = (value as Begin).bind(target);
          return (work: (tx: Database) => Promise<unknown>, options?: object) =>
            begin((tx) => work(watched(tx)), options);
        }
        if (name === "$queryRaw") count += 1;
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  return { db: watched(db), statements: () => count };
}
