/** From values to pixels, and where the lines of the grid are. */

/** Zero to at least `max`, on round numbers; `step` of at least `least`. */
export function linear(max, wanted = 5, least = 0) {
  const raw = Math.max(max, 1e-9) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(least, power * [1, 2, 5, 10].find((n) => n * power >= raw * 0.999));
  const top = step * Math.max(1, Math.ceil(max / step - 1e-9));
  const ticks = [];
  for (let i = 0; i * step <= top * 1.0001; i++) {
    ticks.push(i * step);
  }
  return { ticks, at: (value) => value / top };
}

/** Whole decades around the values, so that the axis rarely moves. */
export function logarithmic(min, max) {
  const low = Math.floor(Math.log10(Math.max(min, 0.1)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(max, 1)) - 1e-9));
  const ticks = [];
  for (let power = low; power <= high; power++) {
    ticks.push(10 ** power);
    if (high - low === 1 && power < high) {
      ticks.push(2 * 10 ** power, 5 * 10 ** power);
    }
  }
  return { ticks, at: (value) => Math.max(0, (Math.log10(Math.max(value, 1e-3)) - low) / (high - low)) };
}

/** Round times within a window of the local day. */
export function timeTicks(start, end, wanted) {
  const minutes = [1, 2, 5, 10, 15, 30, 60, 120].find((n) => (end - start) / (n * 60000) <= wanted) ?? 180;
  const step = minutes * 60000;
  const zone = new Date(end).getTimezoneOffset() * 60000;
  const ticks = [];
  for (let t = Math.ceil((start - zone) / step) * step + zone; t <= end; t += step) {
    ticks.push(t);
  }
  return ticks;
}
