/**
 * A part of the page that asks for its own data. A slow or failing response leaves the other parts alone, and says
 * nothing about the service: the part shows what it had, and a notice.
 */

import { reasonOf } from "./api.js";
import { byId, setText } from "./dom.js";

export class Part {
  #notice;
  #load;
  #running = false;
  #again = false;

  /** `notice` is the id of the element that says what is missing; `load` asks, and shows the response. */
  constructor(notice, load) {
    this.#notice = notice;
    this.#load = load;
  }

  /** Asks for new data. While a request runs, one more waits for its end. */
  async refresh() {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    do {
      this.#again = false;
      await this.#once();
    } while (this.#again);
    this.#running = false;
  }

  async #once() {
    try {
      await this.#load();
      setText(byId(this.#notice), "");
    } catch (error) {
      setText(byId(this.#notice), `Not up to date: ${reasonOf(error)}.`);
    }
  }
}
