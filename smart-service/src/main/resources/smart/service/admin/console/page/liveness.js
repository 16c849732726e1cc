/**
 * Whether the page shows current data. It does not while the tab is hidden, or when no response has come for some
 * seconds, such as after the machine slept.
 */

const STALE = 5000;
const LOOK = 1000;

export class Liveness {
  #answered = null;
  #changed;
  #said = true;

  /** `changed` is called when the page stops being live, and repeatedly while it is not. */
  constructor(changed) {
    this.#changed = changed;
    setInterval(() => this.look(), LOOK);
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** Records a response. */
  answer() {
    this.#answered = { at: Date.now(), elapsed: performance.now() };
  }

  /** The time of the last response by this machine's clock, or null for none. */
  get answered() {
    return this.#answered?.at ?? null;
  }

  /** The wall clock runs while the machine sleeps; the monotonic clock runs on when the wall clock is set back. */
  get live() {
    const last = this.#answered;
    return last != null && !document.hidden
      && Math.max(Date.now() - last.at, performance.now() - last.elapsed) < STALE;
  }

  look() {
    if (this.#answered && !(this.live && this.#said)) {
      this.#said = this.live;
      this.#changed();
    }
  }
}
