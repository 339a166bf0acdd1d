// The WebSocket to the server: reconnects by itself, and pairs requests with their answers by nonce.

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5000;
const ANSWER_MS = 5000;

export class Link {
  #socket = null;
  #wait = FIRST_WAIT_MS;
  #timer = null;
  #count = 0;
  #tab = crypto.randomUUID().slice(0, 8);
  #waiting = new Map();

  constructor(store) {
    this.store = store;
    this.state = "connecting";
    this.retryAt = null;
  }

  get open() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    clearTimeout(this.#timer);
    this.#set("connecting", null);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/page/socket`);
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", () => socket === this.#socket && this.#lost());
  }

  /** Sends a frame; false when there is no connection. Returns the nonce it went with. */
  send(op, fields = {}) {
    if (!this.open) return null;
    this.#count += 1;
    const nonce = `${this.#tab}-${this.#count}`;
    this.#socket.send(JSON.stringify({ op, nonce, ...fields }));
    return nonce;
  }

  /** Whether a nonce was given out here: another tab's answers are not this one's. */
  owns(nonce) {
    return typeof nonce === "string" && nonce.startsWith(`${this.#tab}-`);
  }

  /** Sends a frame and waits for the frame that answers it; null when none came. */
  ask(op, fields) {
    const nonce = this.send(op, fields);
    if (!nonce) return Promise.resolve(null);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#answer(nonce, null), ANSWER_MS);
      this.#waiting.set(nonce, { resolve, timer });
    });
  }

  #answer(nonce, frame) {
    const waiting = this.#waiting.get(nonce);
    if (!waiting) return false;
    clearTimeout(waiting.timer);
    this.#waiting.delete(nonce);
    waiting.resolve(frame);
    return true;
  }

  #receive(text) {
    const frame = JSON.parse(text);
    if (frame.op === "snapshot") {
      this.#wait = FIRST_WAIT_MS;
      this.#set("open", null);
    }
    if (!this.#answer(frame.nonce, frame)) this.store.apply(frame);
  }

  #lost() {
    for (const nonce of [...this.#waiting.keys()]) this.#answer(nonce, null);
    this.#set("lost", Date.now() + this.#wait);
    this.#timer = setTimeout(() => this.connect(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 1.7);
  }

  #set(state, retryAt) {
    this.state = state;
    this.retryAt = retryAt;
    this.store.tell("connection", this);
  }
}
