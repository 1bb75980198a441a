import type { Agreement } from "./agreement.ts";

/** The agreement that every tenant begins with. In our own words, and for tests alone. */
export const accountAgreement: Agreement = {
  title: "Account agreement",
  paragraphs: [
    "This agreement is between you, who opens an account, and the company that offers it to you. It says what both sides may expect of one another. It was written for tests: nobody is bound by it, whoever signs it.",
    {
      heading: "1. The account",
      text: "The company keeps an account in your name. You may pay into it, be paid from it and see at any time what it holds. The account is yours alone: it cannot be handed to another person, and nobody else may use it unless you have agreed to that in writing.",
    },
    {
      heading: "2. Who you are",
      text: "Before the account is opened the company has to know who you are. You show a document that proves it, and answer truthfully what you are asked. Tell the company within thirty days when your name, your address or your telephone number changes. Until you do, what is sent to the old address counts as received.",
    },
    {
      heading: "3. Paying and being paid",
      text: "The company carries out what you order on the same working day where the order arrives before three in the afternoon, and on the next one otherwise. An order that the account cannot cover is not carried out, and you are told so at once. What has been carried out cannot be taken back by you alone; the company helps you to ask the other side for it.",
    },
    {
      heading: "4. What it costs",
      text: "Keeping the account is free of charge. Some orders have a price, which you are shown before you confirm them. The list of prices is published, and a new price holds for you no earlier than two months after you were told of it. You may close the account before that day without any cost.",
    },
    {
      heading: "5. Keeping it safe",
      text: "Keep your passwords and devices to yourself. Tell the company without delay when one of them is lost, or when you see an order that is not yours. From that moment on you are not liable for what others do with the account. For what happened before it you are liable up to fifty euros, and for all of it where you were grossly careless.",
    },
    {
      heading: "6. Your data",
      text: "The company keeps what it has to know about you for as long as the law demands and no longer than five years after the account is closed. It passes on what is needed to carry out your orders and what authorities may ask for by law. You may see what is kept, and have mistakes in it put right.",
    },
    {
      heading: "7. How you hear from the company",
      text: "You are written to electronically, in the language in which you opened the account. You may ask for any message on paper. Statements are made every month in which something happened, and are kept for you for ten years. Look through them: what you have not objected to within thirteen months counts as correct.",
    },
    {
      heading: "8. When the agreement ends",
      text: "You may end this agreement on any day. The company may end it with two months' notice, and at once where the account was used for a crime. What is left in the account is paid to you within five working days. Whatever either side owes the other at that time stays owed.",
    },
    {
      heading: "9. Changes",
      text: "The company tells you of a change to this agreement two months before it is to hold. You may accept it, refuse it or end the agreement until then. Silence counts as agreement only where the message said so in its first sentence.",
    },
    {
      heading: "10. Where complaints go",
      text: "Write to the company first: it answers within fifteen working days. If the answer does not satisfy you, an arbiter whom neither side chooses can be asked to decide, free of charge. The way to the courts stays open all the while. The law of the country in which you live holds for this agreement.",
    },
    {
      heading: "Signature",
      text: "By signing you say that you have read these pages, that you understand them and that you agree to them. Your name, the time and the visit in which you sign are put on a page of their own behind them.",
    },
  ],
};
