/** All words of the steps. */
export const stepTexts = {
  consent: {
    titles: {
      document: "Verify who you are",
      document_with_face: "Verify who you are",
      agreement_signing: "Read and sign",
    },
    lead: "This takes a few minutes. Have ready what you are asked for.",
    asks: "What you will be asked to do",
    ask: {
      document: "Show a passport, an ID card or a driving licence",
      selfie: "Take a picture of yourself",
      agreements: (count: number) =>
        count === 1 ? "Read and accept an agreement" : `Read and accept ${count} agreements`,
      signature: "Sign by typing your name",
    },
    until: (moment: string) =>
      `You can do this until ${moment}. The link that you came by brings you back to where you were.`,
    heading: "Your consent",
    implicit: "By choosing “Continue” you say:",
    missing: "Tick the box to go on: without your consent nothing can be done here.",
    button: "Continue",
  },
  pictures: {
    another: "Or send a picture of your own",
    anotherLead: "Nobody looks at it: every picture passes, but a saved specimen keeps its outcome.",
    limits: "JPEG or PNG, at most 10 MB, and at least 200 by 200 pixels.",
    together: "At most 10 MB with the front.",
    sendMany: "Send the pictures",
    sendOne: "Send the picture",
    missing: (what: string) => `Choose a picture of ${what}.`,
    tooLarge: (what: string) => `The picture of ${what} is larger than 10 MB: choose a smaller one.`,
    unreadable: (what: string) => `The picture of ${what} is not a picture that can be read: choose a JPEG or PNG.`,
    tooSmall: (what: string) => `The picture of ${what} is too small: choose one of at least 200 by 200 pixels.`,
    file: { tooLarge: "{name} is larger than 10 MB.", wrongType: "{name} is neither a JPEG nor a PNG." },
    outcomes: { passes: "Passes", fails: "Fails", try_again: "Asks to try again" },
    types: { passport: "Passport", id_card: "ID card", driving_licence: "Driving licence" },
    sides: { 1: "one picture", 2: "front and back" },
  },
  document: {
    title: "Show your document",
    lead: "A passport, an ID card or a driving licence. Choose one of these specimens, made out to you.",
    question: "Choose a document",
    button: "Use this document",
    missing: "Choose one of the documents, or send a picture of your own.",
    front: { label: "Front", what: "the front" },
    back: { label: "Back", what: "the back" },
    optional: "not for a passport",
  },
  refused: {
    title: "That did not work",
    left: (count: number) => (count === 1 ? "You have one more attempt." : `You have ${count} more attempts.`),
    stop: "Stop here",
  },
  stop: {
    title: "Stop here?",
    lead: "Your identity then counts as not verified, and this link can no longer be used for it.",
    button: "Stop",
    back: "Go back and try again",
  },
  selfie: {
    title: "Take a picture of yourself",
    lead: "It is compared with your document. Choose one of these specimens.",
    question: "Choose a picture",
    button: "Use this picture",
    missing: "Choose one of the pictures, or send one of your own.",
    own: { label: "Picture of yourself", what: "yourself" },
    again: "Choose another document",
  },
  agreements: {
    title: "Read and accept",
    lead: (count: number) =>
      count === 1
        ? "There is one agreement for you."
        : `There are ${count} agreements for you, each on a page of its own.`,
    states: { accepted: "Accepted", read: "Read, not accepted yet", unread: "Not read yet" },
    start: "Start reading",
    next: "Read the next one",
  },
  agreement: {
    of: (number: number, count: number) => `Agreement ${number} of ${count}`,
    pdf: "Open the PDF in a new tab",
    unreadable: "The text of this agreement cannot be shown here. Open the PDF to read it.",
    accept: "I have read and accept",
    accepted: "You have accepted this agreement.",
    back: "All agreements",
    toSignature: "Back to the signature",
  },
  signature: {
    title: "Sign",
    lead: (count: number) => {
      if (count === 0) return "With your name you confirm what you were asked.";
      return count === 1
        ? "With your name you sign this agreement:"
        : `With your name you sign these ${count} agreements:`;
    },
    name: { label: "Your name", hint: "Type your first and last name: it stands in the agreements as your signature." },
    missing: "Type your name.",
    length: "Type a name of 2 to 100 characters.",
    agree: "I sign with the name that I have typed, as I would by hand",
    disagree: "Tick the box to sign.",
    button: "Sign",
  },
  testers: {
    title: "For testers",
    lines: {
      specimens:
        "Each specimen has the outcome that stands beside it. It keeps it as a file too: save its picture, and send it as one of your own.",
      others: "Every other picture of at least 200 by 200 pixels passes, whatever it shows.",
      FAIL: "The last name FAIL fails every verification, for good.",
      ERROR: "The last name ERROR ends the transaction in an error.",
      TIMEOUT: "The last name TIMEOUT lets the session time out, and the transaction goes on.",
    },
  },
} as const;
