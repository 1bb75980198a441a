import type { components } from "@understudy/contracts/rocketkor";
import { got, type Opened } from "./sandbox.ts";

type Schemas = components["schemas"];
export type Steps = NonNullable<Schemas["CreateLinxWorkflowRequest"]["steps"]>;
type User = NonNullable<NonNullable<Steps[number]["inputs"]>["user"]>;
export type Parameters = Schemas["LinxParameters"];

export const consent = { documentId: "ebt-communication-consent", documentGroup: "bank-accounts" } as const;
export const privacy = { documentId: "fncl-privacy-policy", documentGroup: "rocket-financial" } as const;

/** The steps of a workflow by what the customer does in them. */
export const step = {
  customer: { name: "customer-account" },
  profile: (user: User) => ({ name: "enhance-profile", inputs: { user } }) as const,
  account: { name: "financial-account" },
  documents: (...documents: readonly (typeof consent | typeof privacy)[]) =>
    ({ name: "document-acceptance", inputs: { user: { documents: [...documents] } } }) as const,
  money: { name: "move-money" },
} as const satisfies Record<string, Steps[number] | ((...asked: never[]) => Steps[number])>;

/** A rebate of $256.25 from the business to whoever has opened the link. */
export function rebate({ businessAccountId }: Opened): Parameters {
  return {
    ...{ transactionType: "SEND", solution: "push-to-card", baFinancialAccountId: businessAccountId },
    ...{ currency: "USD", amount: 256.25, paymentReasonId: "payment-of-rebates" },
  };
}

export const phoneNumber = "+16475550123";

interface Asked {
  readonly parameters?: Partial<Parameters>;
  readonly customerMemo?: string;
  readonly expireInHours?: number;
}

/** A workflow for the sandbox's own customer, or one whom `customer-account` makes, with the link that is sent. */
export async function startWorkflow(world: Opened, steps: Steps, { parameters = {}, ...rest }: Asked = {}) {
  const isNew = steps.some(({ name }) => name === "customer-account");
  const before: Steps = [{ name: "notification" }, ...(isNew ? [] : [{ name: "lookup-profile" } as const])];
  const body = {
    ...{ title: "internal title", ...rest },
    parameters: { phoneNumber, ...(isNew ? {} : { customerId: world.customerId }), ...parameters },
    steps: [...before, ...steps],
  };
  const { workflowId } = got(await world.api.createLinxWorkflow({ body }));
  const { link } = got(await world.portal.getWorkflow({ path: { ...world.path, workflowId } }));
  return { workflowId, link };
}
