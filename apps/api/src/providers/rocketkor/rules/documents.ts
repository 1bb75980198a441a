/** A part of a document's text. */
interface Section {
  readonly title: string;
  readonly text: string;
}

interface DocumentVersion {
  readonly version: string;
  readonly createdAt: Date;
  /** The one that is shown and accepted today. */
  readonly isCurrentVersion: boolean;
  /** An acceptance of an earlier one no longer counts. */
  readonly isRequiredMinimumVersion: boolean;
}

export interface AcceptanceDocument {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly groupTitle: string;
  /** The oldest first. */
  readonly versions: readonly DocumentVersion[];
  readonly sections: readonly Section[];
}

/** What every document says of itself, before its own text. */
export const sandboxNotice =
  "This is a sandbox document. It was written for tests, binds nobody, and is not the text that a customer of the provider would see.";

const consent: AcceptanceDocument = {
  id: "ebt-communication-consent",
  title: "Communications consent form",
  group: "bank-accounts",
  groupTitle: "Bank accounts",
  versions: versions(["1.0", "2022-05-02"], ["1.1", "2023-08-14"]),
  sections: [
    {
      title: "What you agree to",
      text: "You agree to receive what concerns your accounts and payments electronically instead of on paper: notices, statements, receipts and changes of terms.",
    },
    {
      title: "How you are reached",
      text: "Messages go to the mobile number and the email address that you gave. Your operator may charge you for them. Tell the business when either of them changes.",
    },
    {
      title: "What you need",
      text: "You need a telephone that receives text messages, a current browser and a way to open PDF files. You may save or print whatever you are shown.",
    },
    {
      title: "Changing your mind",
      text: "You may withdraw this consent at any time by telling the business. What was sent before then stays valid, and some services may no longer be available to you.",
    },
  ],
};

const privacyPolicy: AcceptanceDocument = {
  id: "fncl-privacy-policy",
  title: "Privacy policy",
  group: "rocket-financial",
  groupTitle: "Rocket Financial",
  versions: versions(["1.0", "2022-03-01"], ["2.0", "2023-06-19"]),
  sections: [
    {
      title: "What is collected",
      text: "Your name, date of birth, addresses, telephone numbers and email address, the accounts and cards that you add, and the payments that are made with them.",
    },
    {
      title: "What it is used for",
      text: "To carry out the payments that you confirm, to keep your profile, to prevent fraud, and to meet the duties that the law puts on those who move money.",
    },
    {
      title: "Who receives it",
      text: "The business that sent you the link, the banks and card networks that take part in a payment, and authorities where the law demands it. It is not sold.",
    },
    {
      title: "How long it is kept, and your rights",
      text: "It is kept for as long as the law asks for records of payments. You may ask what is stored about you, have mistakes put right, and object to uses that are not necessary.",
    },
  ],
};

/** The documents that a business may ask a customer to accept: there are no others. */
export const acceptanceDocuments: readonly AcceptanceDocument[] = [consent, privacyPolicy];

export function documentOf(documentId: string): AcceptanceDocument | undefined {
  return acceptanceDocuments.find(({ id }) => id === documentId);
}

export function currentVersionOf({ id, versions }: AcceptanceDocument): DocumentVersion {
  const current = versions.find(({ isCurrentVersion }) => isCurrentVersion);
  if (!current) throw new Error(`The document ${id} has no current version.`);
  return current;
}

/** The last one is the current one, and no earlier one is enough. */
function versions(...dated: readonly (readonly [version: string, day: string])[]): readonly DocumentVersion[] {
  return dated.map(([version, day], index) => {
    const isLast = index === dated.length - 1;
    return {
      version,
      createdAt: new Date(`${day}T00:00:00.000Z`),
      isCurrentVersion: isLast,
      isRequiredMinimumVersion: isLast,
    };
  });
}
