import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { moneyOf, type Payment, paymentIn, requested, toBank } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const world = await openSandbox(await testServer());
const { pay, statusesOf, transactionOf, adjust, set, balanceOf } = moneyOf(world);
const { api, goTo, businessAccountId: business, customerBankAccountId: bank } = world;

/** Times of New York's winter, five hours behind. The 15th is a Friday, and the Monday after it Martin Luther King's. */
const january = (text: string) => new Date(`2027-01-${text}:00-05:00`).toISOString();
const before = (time: string) => new Date(Date.parse(time) - 1).toISOString();

/** A payment to a bank that is made at that time. */
async function madeAt(time: string, changes: Partial<Payment> = {}, solution: "ach" | "wire" = "ach") {
  await goTo(time);
  return (await pay({ ...paymentIn(world), ...toBank(world, solution), ...changes })).id;
}
/** Each status with the time at which it came, oldest first. */
const course = async (transactionId: string) =>
  got(await api.listTransactionStatuses({ path: { transactionId } }))
    .map(({ status, createdAt }) => `${status} ${createdAt}`)
    .toReversed();

interface Expected {
  readonly made: string;
  readonly processing: string;
  readonly approved: string;
  readonly final: string;
}

/** Goes to each time, and to the millisecond before it, and sees what has come. */
async function expectCourse(id: string, { made, processing, approved, final }: Expected, end = "SETTLED") {
  const whole = [
    ...[`NEW ${made}`, `PENDING ${made}`, `PROCESSING ${processing}`, `APPROVED ${approved}`, `${end} ${final}`],
  ];
  for (const time of new Set([processing, approved, final]))
    for (const now of [before(time), time]) {
      await goTo(now);
      const sofar = whole.filter((each) => Date.parse(each.split(" ")[1] ?? "") <= Date.parse(now));
      expect(await course(id)).toEqual(sofar);
    }
}

describe("60: ach of the same day", () => {
  it("that comes before two in the afternoon is there by six", async () => {
    const made = january("14T13:59");
    const id = await madeAt(made);
    await expectCourse(id, {
      made,
      processing: january("14T14:00"),
      approved: january("14T14:00"),
      final: january("14T18:00"),
    });
  });

  it("that comes later, or before a weekend and a holiday, waits for the next bank day", async () => {
    const made = january("15T14:00");
    const id = await madeAt(made, { settlementPriority: "IMMEDIATE" });
    await expectCourse(id, {
      made,
      processing: january("19T14:00"),
      approved: january("19T14:00"),
      final: january("19T18:00"),
    });
  });
});

describe("60: ach of the next day", () => {
  it("is there at half past eight of the bank day after", async () => {
    const made = january("15T19:59");
    const id = await madeAt(made, { settlementPriority: "NEXT_DAY" });
    await expectCourse(id, {
      made,
      processing: january("15T20:00"),
      approved: january("15T20:00"),
      final: january("19T08:30"),
    });
  });

  it("begins on the next bank day if it comes on a holiday", async () => {
    const made = january("18T12:00");
    const id = await madeAt(made, { settlementPriority: "NEXT_DAY" });
    await expectCourse(id, {
      made,
      processing: january("19T20:00"),
      approved: january("19T20:00"),
      final: january("20T08:30"),
    });
  });
});

describe("60: a wire", () => {
  it("that comes before four in the afternoon is there at six", async () => {
    const made = january("14T15:59");
    const id = await madeAt(made, {}, "wire");
    await expectCourse(id, {
      made,
      processing: january("14T16:00"),
      approved: january("14T18:00"),
      final: january("14T18:00"),
    });
  });

  it("that comes on a Saturday waits for the bank day after", async () => {
    const made = january("16T09:00");
    const id = await madeAt(made, {}, "wire");
    await expectCourse(id, {
      made,
      processing: january("19T16:00"),
      approved: january("19T18:00"),
      final: january("19T18:00"),
    });
  });
});

it("60: push-to-card is there at once, on a Sunday night too", async () => {
  const made = january("17T23:59");
  await goTo(made);
  const { id, latestStatus } = await pay({ ...paymentIn(world), settlementPriority: "NEXT_DAY" });
  expect([latestStatus, (await transactionOf(id)).settlementPriority]).toEqual([
    ...[{ status: "SETTLED", createdAt: made }, "IMMEDIATE"],
  ]);
  expect(await course(id)).toEqual(
    ["NEW", "PENDING", "PROCESSING", "APPROVED", "SETTLED"].map((each) => `${each} ${made}`),
  );
});

it("60: a request clears where a payment settles", async () => {
  const made = january("14T10:00");
  await goTo(made);
  const { id } = await pay(requested({ ...paymentIn(world), ...toBank(world) }));
  await expectCourse(
    id,
    { made, processing: january("14T14:00"), approved: january("14T14:00"), final: january("14T18:00") },
    "CLEARED",
  );
});

it("60: every status has its own time, however far the clock goes at once", async () => {
  const made = january("14T10:00");
  const ids = [
    await madeAt(made),
    await madeAt(made, { settlementPriority: "NEXT_DAY" }),
    await madeAt(made, {}, "wire"),
  ];
  await goTo("2027-03-01T00:00:00Z");
  const ends = await Promise.all(ids.map(async (id) => (await course(id)).at(-1)));
  expect(ends).toEqual(
    [january("14T18:00"), january("15T08:30"), january("14T18:00")].map((time) => `SETTLED ${time}`),
  );
});

describe("how a bank's payment ends", () => {
  it("is for the account to say as it is then, and not as it was", async () => {
    const made = january("14T10:00");
    const id = await madeAt(made);
    await set(bank, { outcome: "decline" });
    await goTo(january("14T15:00"));
    expect(await statusesOf(id)).toEqual(["NEW", "PENDING", "PROCESSING", "APPROVED"]);
    await goTo(january("14T18:00"));
    expect((await statusesOf(id)).at(-1)).toBe("DECLINED: R02 account closed");
    await set(bank, {});
  });

  it("depends on the money that is there when it is to be taken", async () => {
    const opening = (await balanceOf(bank)).split(" ")[0] ?? "";
    await goTo(january("14T10:00"));
    const { id } = await pay(requested({ ...paymentIn(world), ...toBank(world), amount: "12.00" }));
    got(await adjust(bank, `-${opening}`));
    await goTo(january("14T14:00"));
    expect(await balanceOf(bank)).toBe("0.00 0.00");
    // Too late.
    got(await adjust(bank, "12.00"));
    await goTo(january("14T18:00"));
    expect((await statusesOf(id)).at(-1)).toBe("DECLINED: R01 insufficient funds");
    expect(await balanceOf(bank)).toBe("12.00 0.00");
    got(await adjust(bank, opening));
  });

  it("does not depend on an account that was suspended since", async () => {
    const id = await madeAt(january("14T10:00"));
    await set(business, { state: "SUSPENDED" });
    await goTo(january("14T18:00"));
    expect((await statusesOf(id)).at(-1)).toBe("SETTLED");
    await set(business, {});
  });
});
