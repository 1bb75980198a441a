/** Why the database cannot be had. The message is one line that names the remedy: it is all that a user gets to see. */
export class StartFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartFailure";
  }
}
