/** All words of the pages but those around fields, which stand in fields/texts.ts. */
export const texts = {
  note: "This is a simulation: no bank is asked, and no money moves.",
  decline: "Decline this request",
  progress: {
    label: "Progress",
    ahead: (count: number) => (count === 1 ? "1 step" : `${count} steps`),
    of: (number: number, count: number) => `Step ${number} of ${count}`,
    done: (count: number) => (count === 1 ? "Done" : `All ${count} steps done`),
  },
  problems: {
    documentTitle: (title: string) => `Error: ${title}`,
    summary: "Please check your answers",
  },
  notices: {
    moved: "That had been sent already, so nothing was done twice. This is where you are now.",
    failed: (reason: string | null) =>
      `The payment did not go through, and no money was moved.${reason === null ? "" : ` The reason given: “${reason}”.`} You can try again, or decline.`,
    unusable: (business: string) =>
      `This payment cannot be made at the moment, and no money was moved. Please ask ${business} about it, or try again later.`,
    notAdded: (business: string) =>
      `This cannot be added at the moment, and nothing was kept. Please ask ${business} about it, or try again later.`,
  },
  introduction: {
    title: (business: string) => `${business} has a request for you`,
    memo: (business: string) => `Message from ${business}`,
    steps: "What you will be asked to do",
    until: (moment: string) =>
      `You can do this until ${moment}. If you stop on the way, the same link brings you back to where you were.`,
    start: "Start",
  },
  /** What a step asks, as a line of a list. */
  asks: {
    customer: "Enter your name and contact details",
    profile: (parts: string) => `Give your ${parts}`,
    account: (kind: string) => `Add your ${kind}`,
    documents: (titles: string) => `Read and accept the ${titles}`,
    receive: (amount: string, business: string) => `Confirm that you receive ${amount} from ${business}`,
    pay: (amount: string, business: string) => `Confirm that you pay ${amount} to ${business}`,
    confirmation: "Confirm that your details are right",
  },
  profileParts: {
    salutation: "title",
    dateOfBirth: "date of birth",
    HOME: "home phone number",
    WORK: "work phone number",
    SHIPPING: "shipping address",
    MAILING: "mailing address",
    PHYSICAL: "home address",
  },
  /** How an account is called, by the last digits of its number. */
  accounts: {
    card: (brand: string | null, tail: string) => `${brand === null ? "Card" : `${brand} card`} ending in ${tail}`,
    bank: (bank: string, tail: string) => `${bank} account ending in ${tail}`,
    other: (name: string, tail: string) => `${name}, ending in ${tail}`,
  },
  accountKinds: { CHECKING: "checking account", SAVING: "savings account", CREDIT: "credit card", DEBIT: "debit card" },
  customer: {
    title: "Who are you?",
    lead: (business: string) => `${business} opens a customer account for you with these details.`,
    button: "Continue",
  },
  profile: {
    title: "Complete your profile",
    lead: (business: string) => `${business} asks for these details to complete your profile.`,
    button: "Continue",
  },
  account: {
    title: (kind: string) => `Add your ${kind}`,
    receiving: (amount: string) => `The ${amount} that you receive will go there.`,
    paying: (amount: string) => `The ${amount} that you pay will be taken from there.`,
    lead: (business: string) => `${business} asks for it to pay you, or to be paid by you.`,
    address: "Address of the account holder",
    button: "Continue",
  },
  documents: {
    title: "Read and accept",
    lead: (business: string) => `${business} needs your agreement to what follows. You can print this page.`,
    version: (version: string, group: string) => `${group}, version ${version}`,
    accept: (title: string) => `I have read and accept the ${title}`,
    button: "Accept and continue",
  },
  review: {
    title: "Review and confirm",
    receive: { before: "You receive", after: (business: string) => `from ${business}` },
    pay: { before: "You pay", after: (business: string) => `to ${business}` },
    lead: "Nothing moves before you confirm.",
    terms: {
      from: "From",
      to: "To",
      method: "How",
      arrives: "Arrives",
      leaves: "Paid",
      reason: "Reason",
      description: "Description",
      memo: "Memo",
    },
    atOnce: "At once",
    by: (moment: string) => `By ${moment}, if you confirm now`,
    button: (amount: string) => `Confirm ${amount}`,
  },
  methods: {
    toCard: "Payment to your card",
    fromCard: "Payment by card",
    wire: "Wire transfer",
    ach: {
      IMMEDIATE: "Bank transfer (ACH), same day",
      SAME_DAY: "Bank transfer (ACH), same day",
      NEXT_DAY: "Bank transfer (ACH), next day",
    },
  },
  confirmation: {
    title: "Please confirm",
    lead: (business: string) => `${business} asks you to confirm that this is right.`,
    terms: { name: "Name", phone: "Phone number", account: "Account" },
    button: "Confirm",
  },
  decliningIt: {
    title: "Decline this request?",
    lead: (business: string) =>
      `${business} will be told that you declined, and why. After that, this link can no longer be used.`,
    question: "Why do you decline?",
    missing: "Choose a reason.",
    reasons: {
      DONT_KNOW_BUSINESS_SENDER: (business: string) => `I do not know ${business}`,
      INCORRECT_INFORMATION: () => "Something in this request is wrong",
      NO_LONGER_NEEDED: () => "I do not need this any more",
      OTHER: () => "Another reason",
    },
    button: "Decline",
    back: "Go back",
  },
  done: {
    title: "All done",
    lead: (business: string) => `Thank you. ${business} has been told.`,
    failedTitle: "The payment did not go through",
    failedLead: (business: string) =>
      `All that you entered has arrived, but no money was moved. ${business} has been told.`,
    steps: "What you did",
    payment: "Your payment",
    terms: { amount: "Amount", from: "From", to: "To", status: "Status", reference: "Reference" },
  },
  /** What a step has done, as a line of a list. */
  did: {
    customer: (name: string) => `You opened a customer account as ${name}`,
    profile: (parts: string) => `You gave your ${parts}`,
    account: (kind: string, name: string) => `You added your ${kind}: ${name}`,
    documents: (titles: string) => `You accepted the ${titles}`,
    receive: (amount: string, business: string) => `You confirmed that you receive ${amount} from ${business}`,
    pay: (amount: string, business: string) => `You confirmed that you pay ${amount} to ${business}`,
    confirmation: "You confirmed that your details are right",
  },
  statuses: {
    onItsWay: (moment: string | null) => `On its way${moment === null ? "" : `, expected by ${moment}`}`,
    settled: (moment: string) => `Arrived on ${moment}`,
    cleared: (moment: string) => `Paid on ${moment}`,
    failed: (reason: string | null) => `Not carried out${reason === null ? "" : ` (“${reason}”)`}. No money was moved`,
    cancelled: (business: string) => `Cancelled by ${business}. No money was moved`,
    reversed: (moment: string) => `Reversed on ${moment}: the money went back`,
  },
  ended: {
    reference: "Reference",
    kept: (business: string) => `What you sent before stays with ${business}.`,
    declined: {
      title: "You declined this request",
      lead: (business: string) => `${business} has been told. If that was a mistake, ask ${business} for a new link.`,
    },
    cancelled: {
      title: "This request was cancelled",
      lead: (business: string) => `${business} has withdrawn it. There is nothing more for you to do.`,
    },
    expired: {
      title: "This link has expired",
      lead: (business: string) => `The time to answer is over. If you still need it, ask ${business} for a new link.`,
    },
    unknown: {
      title: "This link does not work",
      lead: "Check that the whole address was copied, or ask whoever sent you the link for a new one.",
    },
  },
  scenes: {
    title: "How this simulation decides",
    card: [
      "4000 0000 0000 0002 is declined.",
      "4000 0000 0000 9995 has too little money.",
      "4000 0000 0000 0119 meets an error.",
      "4111 1111 1111 1111 works, as does every other number whose last digit fits.",
    ],
    bank: [
      "An account number that ends in 0002 is declined.",
      "One that ends in 0009 has too little money.",
      "One that ends in 0119 meets an error.",
      "Every other account number works. It has 10,000.00 at its bank.",
    ],
    routing: {
      USD: "021000021 and 011000015 are routing numbers.",
      CAD: "000100011 is a routing number.",
    },
  },
} as const;
