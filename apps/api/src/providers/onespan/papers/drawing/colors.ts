/** Those of the hosted pages, in daylight. */
export const colors = {
  ink: "#1b2130",
  soft: "#545c6d",
  line: "#dde1e8",
  shade: "#f5f6f8",
  paper: "#ffffff",
  accent: "#2a56c6",
  accentDeep: "#1d3d8f",
  accentSoft: "#e9eefa",
  danger: "#b3261e",
  dangerSoft: "#fdf1f0",
  success: "#176b45",
  successSoft: "#e8f5ee",
  warning: "#7a4b00",
  warningSoft: "#fdf5e2",
} as const;

export type Color = (typeof colors)[keyof typeof colors];
