/** Real milliseconds within which an answer is prompt. */
const promptMs = 2_000;

/** Whether somebody who is asked answers promptly, whatever the answer: by the newest answer, and by what is still open. */
export class Promptness {
  readonly #open = new Set<{ readonly since: number }>();
  #wasPrompt = true;

  get isPrompt(): boolean {
    return this.#wasPrompt && [...this.#open].every(isRecent);
  }

  async measure<T extends { readonly status: number | null }>(ask: () => Promise<T>): Promise<T> {
    const asked = { since: performance.now() };
    this.#open.add(asked);
    try {
      const answer = await ask();
      this.#wasPrompt = answer.status !== null && isRecent(asked);
      return answer;
    } finally {
      this.#open.delete(asked);
    }
  }
}

const isRecent = ({ since }: { readonly since: number }) => performance.now() - since <= promptMs;
