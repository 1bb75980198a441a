/** The part of a logger that this package uses; pino has it. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}
