// The floor plan: <ap-floor-plan><form>…</form><div class="market-floor"><img><button class="market-stand">…
// Stands are dragged by mouse or finger, or moved by arrow keys; the place is saved as shares of the plan. The list
// below the plan does the same without this file.
const STEP = 0.005;
const LARGE = 0.05;
const WAIT = 400;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const within = (share) => Math.min(1, Math.max(0, Number(share)));

class FloorPlan extends HTMLElement {
  connectedCallback() {
    this.floor = this.querySelector(".market-floor");
    this.form = this.querySelector("form");
    this.said = this.querySelector("[role=status]");
    this.timers = new Map();
    for (const stand of this.floor.querySelectorAll(".market-stand")) this.put(stand, stand.dataset.x, stand.dataset.y);
    this.floor.addEventListener("pointerdown", (event) => this.taken(event));
    this.floor.addEventListener("keydown", (event) => this.pressed(event));
    addEventListener("pagehide", () => this.saveAll());
  }

  stand(event) {
    const stand = event.target.closest(".market-stand");
    return stand && !stand.disabled ? stand : null;
  }

  taken(event) {
    const stand = this.stand(event);
    if (!stand || event.button !== 0) return;
    // The place on the stand where it was taken stays under the finger.
    const box = stand.getBoundingClientRect();
    const grip = [event.clientX - (box.left + box.width / 2), event.clientY - (box.top + box.height / 2)];
    let moved = false;
    const move = (at) => {
      const floor = this.floor.getBoundingClientRect();
      moved = true;
      stand.classList.add("is-held");
      this.put(stand, (at.clientX - grip[0] - floor.left) / floor.width, (at.clientY - grip[1] - floor.top) / floor.height);
    };
    const drop = () => {
      stand.removeEventListener("pointermove", move);
      stand.removeEventListener("pointerup", drop);
      stand.removeEventListener("pointercancel", drop);
      stand.classList.remove("is-held");
      if (moved) this.save(stand);
    };
    stand.setPointerCapture(event.pointerId);
    stand.addEventListener("pointermove", move);
    stand.addEventListener("pointerup", drop);
    stand.addEventListener("pointercancel", drop);
  }

  pressed(event) {
    const stand = this.stand(event);
    const way = KEYS[event.key];
    if (!stand || !way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? LARGE : STEP;
    this.put(stand, Number(stand.dataset.x) + way[0] * step, Number(stand.dataset.y) + way[1] * step);
    // A held key moves often and is saved once.
    clearTimeout(this.timers.get(stand));
    this.timers.set(stand, setTimeout(() => this.save(stand), WAIT));
  }

  put(stand, x, y) {
    stand.dataset.x = within(x).toFixed(4);
    stand.dataset.y = within(y).toFixed(4);
    stand.style.left = `${stand.dataset.x * 100}%`;
    stand.style.top = `${stand.dataset.y * 100}%`;
  }

  saveAll() {
    for (const stand of [...this.timers.keys()]) this.save(stand);
  }

  async save(stand) {
    clearTimeout(this.timers.get(stand));
    this.timers.delete(stand);
    const body = new FormData(this.form);
    body.set("stand", stand.dataset.number);
    body.set("x", stand.dataset.x);
    body.set("y", stand.dataset.y);
    try {
      const answer = await fetch(location.pathname, { method: "POST", body, keepalive: true });
      if (!answer.ok) throw new Error(String(answer.status));
      this.say(stand);
    } catch {
      this.said.textContent = this.dataset.failed;
    }
  }

  say(stand) {
    const [x, y] = [stand.dataset.x, stand.dataset.y].map((share) => Math.round(share * 100));
    const words = { number: stand.dataset.number, x, y };
    this.said.textContent = this.dataset.moved.replace(/\{(\w+)\}/g, (_all, name) => words[name]);
    // The list below says the same place.
    const row = document.getElementById(`stand-${stand.dataset.number}`);
    for (const axis of ["x", "y"]) {
      const field = row?.querySelector(`[name=${axis}]`);
      if (field) field.value = (stand.dataset[axis] * 100).toFixed(2);
    }
  }
}

customElements.define("ap-floor-plan", FloorPlan);
