import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

/** Two at once; `begun` is what has begun so far, and each is ended by its name. */
function scene() {
  const turns = new Turns(2);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (sandboxId: string, name: string) =>
    turns.take(sandboxId, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { take, begun, end };
}

test("a sandbox has one at a time, and leaves the other place to others", async () => {
  const { take, begun, end } = scene();
  for (const name of ["a1", "a2", "a3"]) void take("a", name);
  void take("b", "b1");
  await end("");
  expect(begun).toEqual(["a1", "b1"]);
  await end("b1");
  expect(begun).toEqual(["a1", "b1"]);
  await end("a1");
  expect(begun).toEqual(["a1", "b1", "a2"]);
});

test("who comes new waits for one turn of each, however many they wait for", async () => {
  const { take, begun, end } = scene();
  for (const number of [1, 2, 3, 4]) for (const sandbox of ["a", "b"]) void take(sandbox, `${sandbox}${number}`);
  void take("c", "c1");
  await end("");
  await end("a1");
  expect(begun).toEqual(["a1", "b1", "c1"]);
  await end("c1");
  await end("b1");
  expect(begun).toEqual(["a1", "b1", "c1", "a2", "b2"]);
});

test("what fails ends its turn", async () => {
  const turns = new Turns(1);
  await expect(turns.take("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await turns.take("a", async () => "next")).toBe("next");
});
