import type { DateTime } from "luxon";
import { bankTime, isBankDay, nextBankDay } from "./bank-days.ts";
import type { Priority, Solution, TransactionStatus, TransactionType } from "./transaction.ts";

export interface Due {
  readonly status: TransactionStatus;
  readonly at: Date;
}

interface Course {
  readonly solution: Solution;
  readonly priority: Priority;
  readonly transactionType: TransactionType;
  readonly createdAt: Date;
}

/** When a transaction that nothing goes wrong with comes to each of its statuses; never earlier than to the one before. */
export function timelineOf(course: Course): readonly Due[] {
  const { transactionType, createdAt } = course;
  const { processing, approved, final } = timesOf(course);
  return [
    { status: "NEW", at: createdAt },
    { status: "PENDING", at: createdAt },
    { status: "PROCESSING", at: processing },
    { status: "APPROVED", at: approved },
    { status: transactionType === "SEND" ? "SETTLED" : "CLEARED", at: final },
  ];
}

interface Times {
  readonly processing: Date;
  readonly approved: Date;
  readonly final: Date;
}

function timesOf({ solution, priority, createdAt }: Course): Times {
  if (solution === "push-to-card") return { processing: createdAt, approved: createdAt, final: createdAt };
  const created = bankTime(createdAt);
  if (solution === "wire") {
    const day = firstBankDay(created, 16);
    const last = priority === "NEXT_DAY" ? nextBankDay(day) : day;
    return { processing: at(day, 16), approved: at(last, 18), final: at(last, 18) };
  }
  if (priority === "NEXT_DAY") {
    const day = firstBankDay(created, 20);
    return { processing: at(day, 20), approved: at(day, 20), final: at(nextBankDay(day), 8, 30) };
  }
  const day = firstBankDay(created, 14);
  return { processing: at(day, 14), approved: at(day, 14), final: at(day, 18) };
}

/** The bank day whose cut-off is still to come: what arrives on the stroke of it is late. */
function firstBankDay(created: DateTime, cutOffHour: number): DateTime {
  return isBankDay(created) && created.hour < cutOffHour ? created : nextBankDay(created);
}

function at(day: DateTime, hour: number, minute = 0): Date {
  return day.startOf("day").set({ hour, minute }).toJSDate();
}
