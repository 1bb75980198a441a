export * from "./clock.ts";
export * from "./refusal.ts";
