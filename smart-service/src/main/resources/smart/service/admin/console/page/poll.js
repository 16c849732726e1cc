/** Calls `work` over and over: every second while it succeeds, less and less often while it fails, slowly while hidden. */

const PAUSE = 1000;
const LONGEST_PAUSE = 8000;
const HIDDEN_PAUSE = 30000;

export class Poll {
  #work;
  #failed;
  #failures = 0;
  #timer = null;
  #running = false;
  #again = false;

  constructor(work, failed) {
    this.#work = work;
    this.#failed = failed;
    document.addEventListener("visibilitychange", () => (document.hidden ? this.#later(HIDDEN_PAUSE) : this.soon()));
    window.addEventListener("online", () => this.soon());
  }

  /** Now, rather than after the pause. */
  soon() {
    clearTimeout(this.#timer);
    if (this.#running) {
      this.#again = true;
    } else {
      this.#run();
    }
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), pause);
  }

  async #run() {
    this.#running = true;
    const started = performance.now();
    try {
      await this.#work();
      this.#failures = 0;
    } catch (error) {
      this.#failures++;
      this.#failed(error);
    }
    this.#running = false;
    if (this.#again) {
      this.#again = false;
      this.soon();
    } else {
      const pause = this.#failures ? Math.min(LONGEST_PAUSE, PAUSE * 2 ** (this.#failures - 1)) : PAUSE;
      this.#later(document.hidden ? HIDDEN_PAUSE : Math.max(200, pause - (performance.now() - started)));
    }
  }
}
