export * from "./clock.ts";
export { isEmail } from "./email.ts";
export { nearest } from "./nearest.ts";
export * from "./refusal.ts";
export { isUuid } from "./uuid.ts";
