// Keeps a scrolling box at its end while new things come, until a person scrolls up; at the end again, it follows again.

const NEAR_PX = 60;

export class Follower {
  #last = 0;
  #following = true;

  /** `changed(following)` is told when it begins or ceases to follow. */
  constructor(scroller, changed = () => {}) {
    this.scroller = scroller;
    this.changed = changed;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.keep()).observe(scroller);
  }

  get following() {
    return this.#following;
  }

  #set(following) {
    this.#following = following;
    this.changed(following);
  }

  /** Only a move upwards is a person's wish: a box that shrinks or grows also tells of scrolling. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const left = scrollHeight - scrollTop - clientHeight;
    if (left < NEAR_PX) this.#set(true);
    else if (scrollTop < this.#last) this.#set(false);
    this.#last = scrollTop;
  }

  /** To the end, if it follows. */
  keep() {
    if (this.#following) this.toEnd();
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#last = this.scroller.scrollTop;
    this.#set(true);
  }

  release() {
    this.#set(false);
  }
}
