import type { Currency } from "../../rules/money.ts";

/** The words around a field. */
export interface FieldText {
  readonly label: string;
  readonly hint?: string;
  /** What is said where nothing was entered. Absent where nothing need be. */
  readonly missing?: string;
  /** What is said where what was entered does not do, if the rule's own words would not do. */
  readonly wrong?: string;
}

export const problems = {
  /** A fault of a field that stands in a group, where it stands apart from it. */
  of: (group: string, text: string) => `${group}: ${text}`,
  cardNumber: "This looks like a card number. Leave it out.",
  again: "Enter it again. For your safety, this page does not keep it.",
} as const;

export const optional = "optional";
export const choose = "Choose…";

export const fieldTexts = {
  firstName: { label: "First name", missing: "Enter your first name." },
  lastName: { label: "Last name", missing: "Enter your last name." },
  email: {
    label: "Email address",
    missing: "Enter your email address.",
    wrong: "Enter an email address of no more than 100 characters, such as name@example.com.",
  },
  mobile: {
    label: "Mobile phone number",
    hint: "Your link was sent to this number. Change it if you would rather be reached by another.",
    missing: "Enter your mobile phone number.",
    wrong: "Enter a telephone number with its country code, such as +1\u00a0647\u00a0123\u00a04567.",
  },
  phone: {
    label: "Phone number",
    missing: "Enter your phone number.",
    wrong: "Enter a telephone number with its country code, such as +1\u00a0647\u00a0123\u00a04567.",
  },
  salutation: { label: "Title", hint: "Such as Dr, Ms or Mr.", missing: "Enter your title." },
  dateOfBirth: {
    label: "Date of birth",
    missing: "Enter the day on which you were born.",
    wrong: "Enter a day that the calendar has, in the past and no more than 130 years ago.",
  },
  recipientsFirstName: { label: "Recipient's first name", missing: "Enter the recipient's first name." },
  recipientsLastName: { label: "Recipient's last name", missing: "Enter the recipient's last name." },
  country: { label: "Country", missing: "Choose a country.", wrong: "Choose a country of the list." },
  street: { label: "Street address", missing: "Enter a street address." },
  street2: { label: "Street address, second line" },
  apartment: { label: "Apartment, suite or unit" },
  city: { label: "City", missing: "Enter a city." },
  state: {
    label: "State or province",
    missing: "Choose a state or province.",
    wrong: "Choose a state or province of that country; outside of the United States and Canada, choose none.",
  },
  zip: { label: "ZIP or postal code", missing: "Enter a ZIP or postal code." },
  bankName: { label: "Name of the bank", missing: "Enter the name of your bank." },
  nameOnAccount: { label: "Name on the account", missing: "Enter the name of the account's holder." },
  accountNumber: {
    label: "Account number",
    missing: "Enter your account number.",
    wrong: "Enter the account number's 4 to 20 digits.",
  },
  cardNumber: {
    label: "Card number",
    missing: "Enter your card number.",
    wrong: "Enter the digits on your card: some are missing, or one of them is another.",
  },
  expiry: {
    label: "Expiry date",
    hint: "Month and year, as on the card: 08/29.",
    missing: "Enter the month and year until which your card is valid.",
    wrong: "Enter the month and year of a card that is still valid, such as 08/29.",
  },
  firstNameOnCard: { label: "First name on the card", missing: "Enter the first name on the card." },
  lastNameOnCard: { label: "Last name on the card", missing: "Enter the last name on the card." },
} as const satisfies Readonly<Record<string, FieldText>>;

export const phoneLabels = { HOME: "Home phone number", WORK: "Work phone number" } as const;
export const addressLegends = {
  SHIPPING: "Shipping address",
  MAILING: "Mailing address",
  PHYSICAL: "Home address",
} as const;
export const onlyNorthAmerica = "United States and Canada only";
export const countryGroups = {
  USA: "United States",
  CAN: "Canada",
  common: "Most used",
  all: "All countries",
} as const;

export const routingNumber: Readonly<Record<Currency, FieldText>> = {
  USD: {
    label: "Routing number",
    hint: "Nine digits, at the bottom left of a check.",
    missing: "Enter your bank's routing number.",
    wrong: "Enter the nine digits of an ABA routing number: some are missing, or one of them is another.",
  },
  CAD: {
    label: "Routing number",
    hint: "Nine digits: 0, then the institution's three, then the branch's five.",
    missing: "Enter your bank's routing number.",
    wrong: "Enter nine digits: 0, then the institution's three, then the branch's five.",
  },
};

export const documentMissing = (title: string) => `Accept the ${title} to continue, or decline the request.`;
