import { got, type Opened } from "./sandbox.ts";

type Body = Parameters<Opened["api"]["createTransaction"]>[0]["body"];
type Definition = Parameters<Opened["setup"]["createWorkflow"]>[0]["body"];

export const role = "Customer";
export const person = { role, first_name: "Ana", last_name: "Roe", dob: "1990-05-17", address: { country_code: "DE" } };

/** A transaction, and what opens its pages. */
export interface Begun {
  readonly id: string;
  /** By role. */
  readonly links: Readonly<Record<string, string>>;
  /** The first role's. */
  readonly link: string;
}

/** What tests of the pages do before and beside them. */
export function journeysOf({ api, setup, path }: Opened) {
  const control = async (id: string) => got(await setup.getTransaction({ path: { ...path, transactionId: id } }));
  return {
    control,
    async begin(workflow_id: string, more: Partial<Body> = {}): Promise<Begun> {
      const { users = [person], tokens = [{ role }] } = more;
      const { id, tokens: issued } = got(
        await api.createTransaction({ body: { ...more, workflow_id, users, tokens } }),
      );
      const links = Object.fromEntries(issued.map((token) => [token.role, token.accessUrl]));
      return { id, links, link: issued[0]?.accessUrl ?? "" };
    },
    workflow: async (definition: Partial<Definition> & Pick<Definition, "kind">) =>
      got(await setup.createWorkflow({ path, body: { name: "Of a test", roles: [role, "Borrower"], ...definition } })),
    cancel: async (id: string) =>
      got(await api.sendTransactionEvent({ path: { transaction_id: id }, body: { trigger: "transaction_cancelled" } })),
    read: async (id: string) =>
      got(await api.getTransaction({ path: { transaction_id: id }, query: { withVerifications: "true" } })),
    /** The triggers of what has happened, in order. */
    triggers: async (id: string) =>
      got(await api.getTransaction({ path: { transaction_id: id } })).events.map(({ trigger }) => trigger),
    /** Where the only person stands. */
    async standing(id: string) {
      const { participants, status } = await control(id);
      const { step, outcome, attempts } = participants[0] ?? {};
      return { status, step, outcome, attempts };
    },
  };
}
