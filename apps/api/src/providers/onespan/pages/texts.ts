/** All words of the pages, but those of the steps, which stand in steps/texts.ts. */
export const texts = {
  note: "This is a simulation: no document is examined, nobody is looked at, and no agreement binds anybody.",
  /** What stands in the header where the transaction names no brand that could be read. */
  names: {
    document: "Identity verification",
    document_with_face: "Identity verification",
    agreement_signing: "Agreements",
  },
  /** Who wants it, at the beginning of a sentence, where no brand says it. */
  asker: "Whoever asked you for this",
  titled: (title: string, name: string) => `${title} – ${name}`,
  progress: {
    label: "Progress",
    of: (number: number, count: number) => `Step ${number} of ${count}`,
    done: (count: number) => `All ${count} steps done`,
    steps: {
      consent: "Give your consent",
      document: "Show your document",
      selfie: "Take a picture of yourself",
      agreements: "Read and accept",
      signature: "Sign",
    },
  },
  problems: {
    documentTitle: (title: string) => `Error: ${title}`,
    summary: "Please check your answers",
  },
  moved: "That had been sent already, or in another window, so nothing was done twice. This is where you are now.",
  reference: "Reference",
  wayOn: (place: string) => `Continue to ${place}`,
  ledOn: (place: string, seconds: number) => `You are led to ${place} in ${seconds} seconds.`,
  close: "You can close this page now.",
  startAgain: "Start again",
  result: {
    passed: { title: "Your identity is verified", lead: (asker: string) => `Thank you. ${asker} has been told.` },
    failed: {
      title: "Your identity could not be verified",
      lead: (asker: string) => `${asker} has been told, and can tell you what to do next.`,
    },
    signed: { title: "You have signed", lead: (asker: string) => `Thank you. ${asker} has been told.` },
    lender: "The lender signs next, and then everything is complete. There is nothing more for you to do.",
    others: "Somebody else still has to do their part. There is nothing more for you to do.",
    reasons: "What was found",
    documents: "What you signed",
  },
  ended: {
    cancelled: {
      title: "This request was cancelled",
      lead: (asker: string) => `${asker} has withdrawn it. There is nothing more for you to do.`,
    },
    expired: {
      title: "This request has expired",
      lead: () => "The time for it is over. If it is still needed, ask whoever sent you the link for a new one.",
    },
    error: {
      title: "Something went wrong",
      lead: (asker: string) => `The request ended in an error, which you did not cause. ${asker} has been told.`,
    },
    timeout: {
      title: "Your session has timed out",
      lead: () => "Nothing was done here for some time, so the session was ended to keep you safe.",
    },
    left: { title: "You have left", lead: () => "This session is over." },
    resumes: "What you did before is kept: if you start again, you go on where you were.",
    askAgain: "To go on, ask whoever sent you the link for a new one.",
  },
  /** What a link may lead to in place of the pages. */
  refused: {
    unknown: {
      title: "This page does not exist",
      lead: "Check that the whole address was copied, or ask whoever sent you the link for a new one.",
    },
    forbidden: {
      title: "This link does not work",
      lead: "Check that the whole address was copied, or ask whoever sent you the link for a new one.",
    },
    noPart: {
      title: "There is nothing for you to do here",
      lead: "You are not part of this request, or not any more. If you think you are, ask whoever sent you the link.",
    },
    linkExpired: {
      title: "This link has expired",
      lead: "Nothing is lost: what you did before is kept. Ask whoever sent you the link for a new one.",
    },
  },
} as const;
