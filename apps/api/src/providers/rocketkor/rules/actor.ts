/** Who did something. `internal` is the platform itself, and whoever acts on its pages. */
export interface Actor {
  /** Empty when internal. */
  readonly id: string;
  readonly type: "employee" | "service-account" | "internal";
}

export const internal: Actor = { id: "", type: "internal" };
