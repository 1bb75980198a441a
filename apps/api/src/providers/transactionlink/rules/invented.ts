import { createHash } from "node:crypto";

/** Data that looks like the world's and belongs to a text: the same text always invents the same. */
export interface Invention {
  /** From `least` to `most`, both included. */
  number(purpose: string, least: number, most: number): number;
  pick<Item>(purpose: string, items: readonly Item[]): Item;
  digits(purpose: string, length: number): string;
  /** A day between two years, both included: `1974-03-09`. */
  day(purpose: string, fromYear: number, toYear: number): string;
}

export function inventFor(text: string): Invention {
  const number = (purpose: string, least: number, most: number) =>
    least + Math.floor(fraction(`${text}\0${purpose}`) * (most - least + 1));
  const pick = <Item>(purpose: string, items: readonly Item[]): Item => {
    const item = items[number(purpose, 0, items.length - 1)];
    if (item === undefined) throw new Error(`There is nothing to pick for ${purpose}.`);
    return item;
  };
  const digits = (purpose: string, length: number) =>
    Array.from({ length }, (_, place) => number(`${purpose} ${place}`, 0, 9)).join("");
  const two = (value: number) => String(value).padStart(2, "0");
  const day = (purpose: string, fromYear: number, toYear: number) => {
    const year = number(`${purpose} year`, fromYear, toYear);
    return `${year}-${two(number(`${purpose} month`, 1, 12))}-${two(number(`${purpose} day`, 1, 28))}`;
  };
  return { number, pick, digits, day };
}

/** 48 bits of the digest, in [0, 1). */
function fraction(text: string): number {
  return createHash("sha256").update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}

export interface InventedPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly dateOfBirth: string;
}

export function inventPerson(invent: Invention, purpose: string): InventedPerson {
  return {
    firstName: invent.pick(`${purpose} first name`, firstNames),
    lastName: invent.pick(`${purpose} last name`, lastNames),
    dateOfBirth: invent.day(`${purpose} birth`, 1955, 1996),
  };
}

export interface InventedAddress {
  readonly street: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
}

export function inventAddress(invent: Invention, purpose: string): InventedAddress {
  const street = `${invent.pick(`${purpose} street`, streets)} ${invent.number(`${purpose} house`, 1, 180)}`;
  const { city, postalArea } = invent.pick(`${purpose} city`, cities);
  return { street, city, postalCode: `${postalArea}-${invent.digits(`${purpose} postal`, 3)}`, country: "PL" };
}

const firstNames = ["Anna", "Marek", "Olena", "Tomasz", "Claire", "Jonas", "Ingrid", "Pablo", "Ewa", "Viktor"] as const;
const lastNames = ["Brandt", "Dubois", "Iglesias", "Kovalenko", "Lange", "Maj", "Nowicki", "Rossi", "Sawa"] as const;
const streets = ["ul. Lipowa", "ul. Mostowa", "ul. Ogrodowa", "ul. Polna", "ul. Portowa", "al. Dębowa"] as const;
const cities = [
  { city: "Warszawa", postalArea: "00" },
  { city: "Kraków", postalArea: "30" },
  { city: "Gdańsk", postalArea: "80" },
  { city: "Poznań", postalArea: "60" },
  { city: "Wrocław", postalArea: "50" },
] as const;
