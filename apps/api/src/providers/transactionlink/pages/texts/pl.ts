import { plural } from "./plural.ts";
import type { Texts } from "./texts.ts";

const characters = (count: number) =>
  plural("pl", count, { one: "{n} znak", few: "{n} znaki", many: "{n} znaków", other: "{n} znaku" });
const files = (count: number) =>
  plural("pl", count, { one: "{n} plik", few: "{n} pliki", many: "{n} plików", other: "{n} pliku" });

export const pl: Texts = {
  tag: "pl",
  note: "To jest symulacja. Żaden bank, rejestr ani urząd nie jest o nic pytany.",
  proceed: "Dalej",
  optional: "opcjonalnie",
  choose: "Wybierz…",
  close: "Zamknij",
  mayClose: "Możesz już zamknąć tę stronę.",
  problems: {
    title: (title) => `Błąd: ${title}`,
    summary: "Sprawdź swoje odpowiedzi",
    of: (label, problem) => `${label}: ${problem}`,
  },
  progress: {
    label: "Postęp",
    of: (number, total) => `Krok ${number} z ${total}`,
    only: (number) => `Krok ${number}`,
  },
  titles: {
    form: "Twoje dane",
    document_upload: "Twoje dokumenty",
    id_verification: "Twoja tożsamość",
    bank_account: "Twoje konto bankowe",
  },
  fields: {
    required: "Wypełnij to pole.",
    requiredDate: "Podaj datę.",
    requiredChoice: "Wybierz jedną z opcji.",
    requiredChoices: "Wybierz co najmniej jedną opcję.",
    requiredTick: "Zaznacz to pole, aby przejść dalej.",
    text: "Wpisz jeden wiersz tekstu.",
    email: "Podaj adres e-mail, na przykład anna@example.com.",
    phone: "Podaj numer telefonu z numerem kierunkowym kraju, na przykład +48 22 123 45 67.",
    number: (example) => `Podaj liczbę, na przykład ${example}.`,
    date: "Podaj istniejącą datę.",
    minLength: (count) => `Wpisz co najmniej ${characters(count)}.`,
    maxLength: (count) => `Wpisz najwyżej ${characters(count)}.`,
    min: (number) => `Podaj ${number} lub więcej.`,
    max: (number) => `Podaj ${number} lub mniej.`,
    firstDay: (day) => `Podaj datę nie wcześniejszą niż ${day}.`,
    lastDay: (day) => `Podaj datę nie późniejszą niż ${day}.`,
    pattern: "To nie jest oczekiwany format.",
  },
  documents: {
    lead: "Prześlij czytelne i kompletne kopie. Możesz zrobić zdjęcia telefonem.",
    file: "Plik",
    files: "Pliki",
    limits: (kinds, size) => `${kinds}, każdy do ${size}.`,
    atMost: (count) => `Najwyżej ${files(count)}.`,
    exactly: (count) => `Dokładnie ${files(count)}.`,
    between: (least, most) => `Od ${least} do ${most} plików.`,
    anyImage: "dowolny obraz",
    upload: "Prześlij",
    held: "Przesłane pliki",
    remove: "Usuń",
    removeNamed: (name) => `Usuń ${name}`,
    sending: (name) => `Przesyłanie ${name}…`,
    failed: "Przesyłanie zostało przerwane. Spróbuj ponownie.",
    minCount: (count) => `Prześlij co najmniej ${files(count)}.`,
    maxCount: (count) => `Prześlij najwyżej ${files(count)}.`,
    empty: (name) => `Plik ${name} jest pusty. Wybierz inny.`,
    maxSize: (name, size) => `Plik ${name} ma więcej niż ${size}. Wybierz mniejszy.`,
    type: (name, kinds) => `Pliku ${name} nie można użyć. Wybierz plik tego rodzaju: ${kinds}.`,
    mismatch: (name) => `Zawartość pliku ${name} nie odpowiada jego nazwie. Wybierz inny.`,
  },
  identity: {
    lead: "Przygotuj swój dokument tożsamości.",
    type: "Rodzaj dokumentu",
    types: {
      passport: "Paszport",
      id_card: "Dowód osobisty",
      driving_licence: "Prawo jazdy",
      residence_permit: "Karta pobytu",
    },
    number: "Numer dokumentu",
    numberHint: "Taki, jak na dokumencie.",
    numberForm: "Wpisz od 3 do 20 liter i cyfr.",
    photos: {
      document: "Zdjęcie dokumentu",
      selfie: "Zdjęcie Twojej twarzy",
      proof_of_address: "Potwierdzenie adresu",
    },
    photoHint: "Tutaj możesz to pominąć. Zdjęcie nie jest zachowywane.",
    scenes: {
      title: "Jak rozstrzyga ta symulacja",
      lines: [
        "Numer dokumentu zakończony na 000 zostaje odrzucony.",
        "Numer zakończony na 001 przechodzi z uwagami.",
        "Każdy inny numer przechodzi.",
      ],
    },
  },
  bank: {
    lead: "Wybierz bank, w którym masz konto. Tam potwierdzisz, co zostanie udostępnione.",
    bank: "Twój bank",
    notListed: "Mojego banku nie ma na liście",
    consentTitle: (bank) => `Udostępnij konto w banku ${bank}`,
    consentLead: (bank) => `Jeśli się zgodzisz, bank ${bank} jednorazowo udostępni:`,
    shared: ["Twoje imię i nazwisko, datę urodzenia i adres", "Numery Twoich kont", "Ich salda i ostatnie operacje"],
    allow: "Zgadzam się i udostępniam",
    refuse: "Wybierz inny bank",
    refused: "Nic nie zostało udostępnione. Możesz wybrać inny bank.",
    scenes: {
      title: "Jak rozstrzyga ta symulacja",
      lines: [
        "Brak banku na liście pomija ten krok.",
        "W Sleepy Bank kończy się czas na odpowiedź.",
        "Każdy inny bank udostępnia zmyślone konta.",
      ],
    },
  },
  notices: {
    moved: "Ten krok został już wysłany. Nic nie przepadło: możesz kontynuować tutaj.",
    more: "Z Twoich odpowiedzi wynika jeszcze kilka pytań.",
    again: "Poprzednim razem nie udało się tego potwierdzić. Spróbuj ponownie.",
  },
  states: {
    checking: {
      title: "Sprawdzamy Twoje dane",
      text: "Zwykle trwa to kilka sekund. Strona sama przejdzie dalej.",
    },
    later: {
      title: "Dziękujemy, odezwiemy się",
      text: "W tej chwili nie musisz nic robić. Możesz zamknąć tę stronę.",
    },
    until: (moment) => `Możesz wrócić tym samym linkiem do ${moment}.`,
    completed: { title: "Gotowe", text: "Dziękujemy. Mamy wszystko, czego potrzebujemy." },
    cancelled: {
      title: "Ta sprawa została anulowana",
      text: "Nie ma tu już nic do zrobienia. W razie pytań zwróć się do nadawcy linku.",
    },
    expired: {
      title: "Ten link wygasł",
      text: "Czas na odpowiedź minął. Poproś nadawcę linku o nowy.",
    },
    failed: {
      title: "Nie udało się tego dokończyć",
      text: "Coś się nie powiodło. Zapytaj nadawcę linku, co dalej.",
    },
    unknown: {
      title: "Ten link nie działa",
      text: "Sprawdź, czy adres został skopiowany w całości, albo poproś nadawcę o nowy link.",
    },
    reference: "Numer sprawy",
  },
};
