/**
 * Whether what the page shows is of now. It is not while the tab can't be seen, nor while no answer has come for some
 * seconds, such as after a sleep of the machine.
 */

const STALE = 5000;
const LOOK = 1000;

export class Liveness {
  #answered = null;
  #changed;
  #said = true;

  /** `changed` is called as soon as the page is live no more, and as time goes by while it is not. */
  constructor(changed) {
    this.#changed = changed;
    setInterval(() => this.look(), LOOK);
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** An answer has come. */
  answer() {
    this.#answered = { at: Date.now(), elapsed: performance.now() };
  }

  /** When the last answer came, by this machine's clock, or null for none. */
  get answered() {
    return this.#answered?.at ?? null;
  }

  /** The clock of the day goes on while the machine sleeps; the other one goes on where that is set back. */
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
