import { expect, it } from "vitest";
import { notificationTime, time } from "./time.ts";

it("6: a time has three digits of a second and a Z", () => {
  expect(time(new Date("2017-04-23T18:25:43.511Z"))).toBe("2017-04-23T18:25:43.511Z");
  expect(time(new Date("2017-04-23T18:25:43Z"))).toBe("2017-04-23T18:25:43.000Z");
});

it("a notification's time has spaces, and an offset of four digits", () => {
  expect(notificationTime(new Date("2020-01-17T00:08:31.118Z"))).toBe("2020-01-17 00:08:31.118 +0000");
});
