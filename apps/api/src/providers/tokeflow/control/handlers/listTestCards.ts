import { behaviourOf, describeCard, testCards } from "../../rules/card.ts";
import type { Handler } from "../handler.ts";

export const listTestCards: Handler<"listTestCards"> = async (_, ctx) => {
  const data = testCards.map(({ number, testValue }) => {
    const { brand } = describeCard(ctx.now, number);
    return { number, brand, test_value: testValue, outcome: behaviourOf(testValue).outcome };
  });
  return { status: 200, body: { data } };
};
