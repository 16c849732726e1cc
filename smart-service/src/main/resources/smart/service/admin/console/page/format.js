/** How numbers, sizes and times read. What is not known is a dash. */

const NONE = "–";
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const SECONDS = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
});
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });

const known = (format) => (value) => (value == null || Number.isNaN(value) ? NONE : format(value));

function digits(value) {
  const size = Math.abs(value);
  const places = size >= 99.95 || Number.isInteger(value) ? 0 : size >= 0.1 ? 1 : 2;
  return value.toLocaleString("en", { maximumFractionDigits: places, minimumFractionDigits: 0 });
}

export const count = known((value) => Math.round(value).toLocaleString("en"));
export const rate = known((value) => (value >= 100000 ? `${digits(value / 1000)}k` : digits(value)));
/** Only all is 100 %. */
export const percent = known((value) => `${value < 100 && value >= 99.95 ? "over 99.9" : digits(value)} %`);

export const millis = known((value) =>
  value < 10 ? `${Number(value.toPrecision(2))} ms`
    : value < 999.5 ? `${Math.round(value)} ms`
    : value < 59950 ? `${Number((value / 1000).toPrecision(value < 10000 ? 2 : 3))} s`
    : duration(value));

export const bytes = known((value) => {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
});

/** A length of time in at most two units: 3 d 4 h. */
export const duration = known((value) => {
  const parts = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  let rest = Math.max(0, Math.floor(value / 1000));
  const first = parts.findIndex(([, size]) => rest >= size);
  if (first < 0) {
    return "0 s";
  }
  return parts.slice(first, first + 2).map(([unit, size]) => {
    const n = Math.floor(rest / size);
    rest -= n * size;
    return n ? `${n} ${unit}` : "";
  }).filter(Boolean).join(" ");
});

export const clock = known((time) => CLOCK.format(time));
export const clockSeconds = known((time) => SECONDS.format(time));

/** The time of the day, with the day where it isn't today's. */
export const moment = known((time) =>
  new Date(time).toDateString() === new Date().toDateString() ? clock(time) : `${DAY.format(time)}, ${clock(time)}`);
