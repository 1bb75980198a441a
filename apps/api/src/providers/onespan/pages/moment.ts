// Where the person is nobody knows.
const inUtc = new Intl.DateTimeFormat("en-GB", {
  ...{ weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  ...{ timeZone: "UTC", timeZoneName: "short" },
});

/** `Monday 23 November 2026 at 18:00 UTC` */
export function moment(time: Date): string {
  return inUtc.format(time);
}
