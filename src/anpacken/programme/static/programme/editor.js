// The editor of a programme: <ap-programme-editor>…</ap-programme-editor>.
// Every button works without this file: a form is sent and the page comes back changed. Here cards stand at their times,
// they can be dragged to another time or room and stretched at their lower edge, and what is sent goes in the
// background: the board is put in anew, and the focus stays on the button that was pressed.
const PIXELS_PER_MINUTE = 2;
const STEP = 5;
const NEAR = 5;

const snapped = (minutes) => Math.round(minutes / STEP) * STEP;
const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

class ProgrammeEditor extends HTMLElement {
  connectedCallback() {
    this.lay();
    this.addEventListener("submit", (event) => this.sent(event));
    this.addEventListener("pointerdown", (event) => this.grasped(event));
    this.addEventListener("keydown", (event) => { if (event.key === "Escape") this.letGo(); });
  }

  get board() { return this.querySelector("[data-board]"); }
  get grid() { return this.querySelector(".programme-grid"); }

  // Puts everything at its time. Sizes are set from here, since the page holds no styles of its own.
  lay() {
    const { first, last } = this.grid.dataset;
    const place = (minutes) => `${(minutes - first) * PIXELS_PER_MINUTE}px`;
    this.classList.add("is-scaled");
    for (const cards of this.querySelectorAll(".programme-cards")) {
      cards.style.blockSize = place(Number(last));
      cards.style.backgroundSize = `100% ${60 * PIXELS_PER_MINUTE}px`;
    }
    const head = this.querySelector(".programme-column h2")?.offsetHeight ?? 0;
    for (const hour of this.querySelectorAll(".programme-hours li")) {
      hour.style.insetBlockStart = `calc(${place(Number(hour.dataset.at))} + ${head + 4}px)`;
    }
    for (const card of this.querySelectorAll(".programme-card")) {
      const { from, long, lane, lanes } = card.dataset;
      card.style.insetBlockStart = place(Number(from));
      card.style.setProperty("--long", `${long * PIXELS_PER_MINUTE - 2}px`);
      card.style.insetInlineStart = `${(lane / lanes) * 100}%`;
      card.style.inlineSize = `${100 / lanes}%`;
    }
  }

  sent(event) {
    if (!event.submitter || !event.target.closest(".programme-move")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target));
    body.set("do", event.submitter.value);
    this.post(event.target.action, body, event.submitter.id);
  }

  grasped(event) {
    const card = event.target.closest(".programme-card");
    if (!card?.querySelector("form") || event.button !== 0 || event.target.closest("a, details, button")) return;
    const stretches = event.target.matches(".programme-stretch");
    // A finger scrolls unless it takes hold of the lower edge; keyboards and buttons do all of it.
    if (event.pointerType === "touch" && !stretches) return;
    event.preventDefault();
    this.held = {
      card, stretches, x: event.clientX, y: event.clientY, moved: false,
      from: Number(card.dataset.from), long: Number(card.dataset.long), column: card.closest(".programme-column"),
    };
    card.setPointerCapture(event.pointerId);
    card.onpointermove = (move) => this.dragged(move);
    card.onpointerup = () => this.dropped();
    card.onpointercancel = () => this.letGo();
  }

  dragged(event) {
    const held = this.held;
    if (!held) return;
    const [x, y] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(x, y) < NEAR) return;
    held.moved = true;
    held.card.classList.add("is-dragged");
    const by = snapped(y / PIXELS_PER_MINUTE);
    held.begin = held.stretches ? held.from : Math.max(0, Math.min(held.from + by, 24 * 60 - STEP - held.long));
    const long = held.stretches ? Math.max(STEP, Math.min(held.long + by, 24 * 60 - STEP - held.from)) : held.long;
    held.end = held.begin + long;
    if (held.stretches) held.card.style.setProperty("--long", `${long * PIXELS_PER_MINUTE - 2}px`);
    else held.card.style.transform = `translate(${x}px, ${(held.begin - held.from) * PIXELS_PER_MINUTE}px)`;
    held.card.querySelector(".programme-time").textContent = `${clock(held.begin)}–${clock(held.end)}`;
    if (!held.stretches) this.aim(event.clientX);
  }

  aim(x) {
    for (const column of this.querySelectorAll(".programme-column")) {
      const { left, right } = column.getBoundingClientRect();
      const isHere = x >= left && x < right;
      column.classList.toggle("is-target", isHere);
      if (isHere) this.held.column = column;
    }
  }

  dropped() {
    const held = this.held;
    this.release();
    if (!held?.moved) return;
    const form = held.card.querySelector("form");
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "place");
    body.set("on", this.grid.dataset.day);
    body.set("begins_at", clock(held.begin));
    body.set("ends_at", clock(held.end));
    body.set("room", held.column.dataset.room);
    this.post(form.action, body, `s-${held.card.id.slice(2)}`, false);
  }

  // Back to where it was: Escape, or the pointer is gone.
  letGo() {
    const held = this.held;
    this.release();
    if (!held) return;
    held.card.style.transform = "";
    held.card.querySelector(".programme-time").textContent = `${clock(held.from)}–${clock(held.from + held.long)}`;
    this.lay();
  }

  release() {
    if (!this.held) return;
    const { card } = this.held;
    card.classList.remove("is-dragged");
    card.onpointermove = card.onpointerup = card.onpointercancel = null;
    this.querySelector(".is-target")?.classList.remove("is-target");
    this.held = null;
  }

  async post(address, body, focus, staysOpen = true) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.board.toggleAttribute("data-busy", true);
    const { scrollLeft } = this.grid;
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { "X-Fragment": "editor" } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-board]");
      if (!fresh) throw new Error("no board");
      const said = fresh.querySelector("[role=status]");
      const before = this.board.querySelector("[role=status]");
      // A status is only read out when it stays and its words change.
      before.className = said.className;
      before.textContent = said.textContent;
      said.replaceWith(before);
      this.board.replaceWith(document.adoptNode(fresh));
      if (!staysOpen) this.querySelectorAll(".programme-move[open]").forEach((each) => each.removeAttribute("open"));
      this.lay();
      this.grid.scrollLeft = scrollLeft;
      document.getElementById(focus)?.focus();
    } catch {
      // Signed out, or no network: nothing has changed, and the page says so.
      const status = this.board.querySelector("[role=status]");
      status.classList.add("is-wrong");
      status.textContent = this.dataset.failed;
      this.board.removeAttribute("data-busy");
      this.letGo();
      this.lay();
    } finally {
      this.isBusy = false;
    }
  }
}

customElements.define("ap-programme-editor", ProgrammeEditor);
