/** The colours of a document. */
export interface Palette {
  /** From one corner to the other. */
  readonly paper: readonly [string, string, string];
  /** The fine lines run from one into the other. */
  readonly lines: readonly [string, string];
  readonly ink: string;
  readonly label: string;
  readonly accent: string;
}

export const palettes = {
  passport: {
    paper: ["#f3efe4", "#e3ecef", "#efe3e4"],
    lines: ["#6f94ab", "#b07d88"],
    ...{ ink: "#1f2a36", label: "#566a7c", accent: "#1f4863" },
  },
  idCard: {
    paper: ["#e6f0ea", "#dfeaf1", "#eee9df"],
    lines: ["#5f9f8d", "#7b8fbe"],
    ...{ ink: "#1b2c2c", label: "#4e6b68", accent: "#1e5a55" },
  },
  drivingLicence: {
    paper: ["#f6e3e6", "#efe2ef", "#e6e4f3"],
    lines: ["#c57f97", "#8f86c4"],
    ...{ ink: "#33202c", label: "#7c5468", accent: "#84304f" },
  },
} as const satisfies Readonly<Record<string, Palette>>;
