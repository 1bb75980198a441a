/** All that a profile can be asked for. */
export const profile = {
  personalInfo: ["salutation" as const, "dateOfBirth" as const],
  addresses: ["SHIPPING" as const, "MAILING" as const, "PHYSICAL" as const],
  phoneNumber: ["HOME" as const],
};

const places = [
  { streetLine1: "1 King Street", cityName: "Toronto", countryCode: "CAN", stateCode: "ON", zipCode: "M5H 1A1" },
  { streetLine1: "2 King Street", cityName: "Albany", countryCode: "USA", stateCode: "NY", zipCode: "12207" },
  { streetLine1: "3 King Street", cityName: "London", countryCode: "GBR", zipCode: "EC1A 1BB" },
];

/** What is entered there, as the page names its fields. */
export const profileAnswers: Readonly<Record<string, string>> = {
  ...{ salutation: "Dr", dateOfBirth: "1980-02-29", phoneNumber: "+1 (647) 555-0199" },
  ...Object.fromEntries(
    places.flatMap((place, index) => Object.entries(place).map(([key, value]) => [`addresses.${index}.${key}`, value])),
  ),
};
