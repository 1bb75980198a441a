/** Who did something. `internal` is the platform itself, and whoever acts on its pages. */
export const actorTypes = ["employee", "service-account", "internal"] as const;

export interface Actor {
  /** Empty when internal. */
  readonly id: string;
  readonly type: (typeof actorTypes)[number];
}

export const internal: Actor = { id: "", type: "internal" };
