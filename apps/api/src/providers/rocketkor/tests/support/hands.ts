import fc from "fast-check";
import { journeysOf, payout } from "./journeys.ts";
import { moneyOf, type Payment, paymentIn, requested, toBank } from "./money.ts";
import { got, type Opened } from "./sandbox.ts";

const outcomes = ["approve", "approve", "decline", "insufficient_funds", "error"] as const;

/** What anybody may do to money next. Objects are named by a number, which counts among those that there are. */
export const acts = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant("pay" as const),
      way: fc.constantFrom("push-to-card" as const, "ach" as const, "wire" as const),
      isRequest: fc.boolean(),
      isNextDay: fc.boolean(),
      business: fc.nat(1),
      cents: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 1_500_000 })),
      key: fc.option(fc.nat(4)),
      isConfirmed: fc.constantFrom(true, false, false),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constantFrom("cancel", "reverse", "settle", "approve", "decline", "fail", "confirmAgain"),
      target: fc.nat(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("adjust" as const),
      account: fc.nat(3),
      cents: fc.integer({ min: -200_000, max: 200_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant("judge" as const),
      account: fc.constantFrom(2, 3),
      outcome: fc.constantFrom(...outcomes),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("wait" as const), minutes: fc.nat(2_500) }) },
);
type Act = typeof acts extends fc.Arbitrary<infer Each> ? Each : never;

export type Hands = Awaited<ReturnType<typeof handsOn>>;

/** Somebody who does such things in a sandbox by the public surface, and counts how often they are answered how. */
export async function handsOn(world: Opened) {
  const [money, journeys] = [moneyOf(world), journeysOf(world)];
  // Nobody is to be reminded of what was left: it is about money.
  const settings = got(await world.portal.getSettings({ path: world.path }));
  const body = { ...settings, reminder_interval_hours: 8760 };
  got(await world.portal.putSettings({ path: world.path, body }));
  const accounts = [
    world.businessAccountId,
    await money.open("50.00"),
    world.customerAccountId,
    world.customerBankAccountId,
  ] as const;
  const transactions: string[] = [];
  const workflows: string[] = [];
  const answers = new Map<string, number>();
  const at = (list: readonly string[], target: number) => list[target % list.length];
  const answered = (act: string, status: number) => {
    answers.set(`${act} ${status}`, (answers.get(`${act} ${status}`) ?? 0) + 1);
  };

  function paymentOf({ way, isRequest, isNextDay, business, cents }: Extract<Act, { act: "pay" }>): Payment {
    const usual = {
      ...paymentIn(world, { debitFinancialAccountId: accounts[business] ?? "", amount: cents / 100 }),
      ...(way === "push-to-card" ? {} : toBank(world, way)),
      ...(isNextDay && ({ settlementPriority: "NEXT_DAY" } as const)),
    };
    return isRequest ? requested(usual) : usual;
  }

  async function confirm(payment: Payment) {
    const { transactionType, solution, currency, debitFinancialAccountId, creditFinancialAccountId } = payment;
    const [business, customer] = [debitFinancialAccountId, creditFinancialAccountId].toSorted(
      (one, other) => accounts.indexOf(one) - accounts.indexOf(other),
    );
    const { status, body } = await journeys.ask(
      payout(world, {
        ...{ transactionType, solution, currency, priority: "SAME_DAY", amount: Number(payment.amount) },
        ...(solution === "wire" && { description: "Rent" }),
        ...{ baFinancialAccountId: business ?? "", customerFinancialAccountId: customer ?? "" },
      }),
    );
    answered("begin", status);
    workflows.push(body.workflowId);
    await confirmAgain(body.workflowId);
  }

  async function confirmAgain(workflowId: string) {
    const { data, response } = await journeys.finish(workflowId);
    answered("confirm", response.status);
    if (data?.transaction_id) transactions.push(data.transaction_id);
  }

  async function treat(act: string, target: number) {
    const id = at(act === "confirmAgain" ? workflows : transactions, target);
    if (id === undefined) return;
    if (act === "confirmAgain") return confirmAgain(id);
    if (act === "cancel") return answered(act, (await money.cancelPayment(id)).status);
    const outcome = { approve: "settled", decline: "declined", fail: "error" } as const;
    const named = act in outcome ? outcome[act as keyof typeof outcome] : undefined;
    const { response } = await (act === "reverse" ? money.reverse(id) : money.settleNow(id, named));
    answered(act, response.status);
  }

  return {
    accounts,
    transactions,
    answers,
    async take(each: Act): Promise<void> {
      switch (each.act) {
        case "pay": {
          const payment = paymentOf(each);
          if (each.isConfirmed) return confirm(payment);
          const key = each.key === null ? undefined : `key-of-${each.key}`;
          const { status, body } = await money.askToPay(payment, key);
          answered("pay", status);
          if (status === 201) transactions.push(body.id);
          return;
        }
        case "adjust": {
          if (each.cents === 0) return;
          const sign = each.cents < 0 ? "-" : "";
          const amount = `${sign}${(Math.abs(each.cents) / 100).toFixed(2)}`;
          return answered("adjust", (await money.adjust(accounts[each.account] ?? "", amount)).response.status);
        }
        case "judge":
          await money.set(accounts[each.account] ?? "", { outcome: each.outcome });
          return;
        case "wait":
          await world.advance(`PT${each.minutes}M`);
          return;
        default:
          return treat(each.act, each.target);
      }
    },
  };
}
