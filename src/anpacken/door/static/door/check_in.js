// <ap-check-in>: the list on the device, and a queue that waits for the network. Everything here also goes by the forms
// inside, which work without this file. The camera is <ap-door-camera>'s.
const SEND_EVERY = 15000;
const BATCH = 100;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};
const hex = (bytes) =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");

class CheckIn extends HTMLElement {
  connectedCallback() {
    this.words = JSON.parse(this.querySelector("#door-words").textContent);
    this.found = this.querySelector("[data-found]");
    this.standing = this.querySelector("[data-standing]");
    this.keys = { list: `door-list-${this.dataset.event}`, queue: `door-queue-${this.dataset.event}` };
    for (const part of this.querySelectorAll(".door-device")) part.hidden = false;
    const kept = read(this.keys.list);
    const stale = !kept || kept.user !== this.dataset.user || new Date(kept.until) < new Date();
    if (stale) localStorage.removeItem(this.keys.list);
    this.list = stale ? null : kept;
    this.addEventListener("submit", (event) => this.submitted(event));
    this.querySelector("[name=q]").addEventListener("input", () => this.search());
    this.querySelector("[data-end]").addEventListener("click", () => this.end());
    addEventListener("online", () => this.refresh());
    addEventListener("offline", () => this.show());
    this.timer = setInterval(() => this.send(), SEND_EVERY);
    this.addEventListener("door-code", (event) => this.admit(event.detail, 0));
    this.addEventListener("door-no-camera", () => this.say(this.words.no_camera, true));
    if ("serviceWorker" in navigator) this.keepPage();
    this.show();
    this.refresh();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  get queue() {
    return read(this.keys.queue) ?? [];
  }

  set queue(lines) {
    localStorage.setItem(this.keys.queue, JSON.stringify(lines));
  }

  async keepPage() {
    try {
      await navigator.serviceWorker.register(this.dataset.worker);
      const worker = (await navigator.serviceWorker.ready).active;
      const parts = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src);
      if (!("BarcodeDetector" in globalThis)) parts.push(this.querySelector("ap-door-camera").dataset.decoder);
      const page = new URL(location.href);
      const slot = this.dataset.slot;
      page.search = slot ? `?at=${slot}` : "";
      worker.postMessage({ keep: [page.href, ...parts] });
    } catch {
      // Without it the page only has to stay open.
    }
  }

  async refresh() {
    await this.send();
    try {
      const answer = await fetch(this.dataset.list, { headers: { accept: "application/json" } });
      if (!answer.ok || answer.redirected) throw new Error("no list");
      this.list = { ...(await answer.json()), user: this.dataset.user };
      localStorage.setItem(this.keys.list, JSON.stringify(this.list));
    } catch {
      // The list from before goes on.
    }
    this.show();
  }

  show(more = "") {
    const waiting = this.queue.length;
    const words = [this.list ? fill(this.words.on_device, { count: this.list.people.length }) : this.words.no_list];
    if (waiting) words.push(fill(this.words.pending, { count: waiting }));
    if (!navigator.onLine) words.push(this.words.offline);
    if (more) words.push(more);
    this.standing.textContent = words.join(" ");
    this.dataset.pending = waiting;
    if (this.list?.counts) {
      document.querySelector("[data-count]").textContent = this.list.counts[this.dataset.place] ?? 0;
    }
  }

  say(text, isBad) {
    const line = document.createElement("p");
    line.textContent = text;
    line.classList.toggle("is-bad", isBad);
    const said = this.querySelector("[data-said]");
    said.prepend(line);
    while (said.children.length > 5) said.lastChild.remove();
  }

  submitted(event) {
    const form = event.target;
    if (form.matches("[data-search]") && this.list) {
      event.preventDefault();
      const text = form.elements.q.value;
      // A typed number, or a hand scanner that types.
      if (this.ticket(text) || text.toLowerCase().startsWith("anpacken:")) this.admit(text, 0);
      else this.search();
    } else if (form.matches("[data-answer]")) {
      event.preventDefault();
      this.note(form);
    } else if (form.matches("[data-check-in]")) {
      event.preventDefault();
      this.admit(form.elements.code?.value ?? "", Number(form.elements.heads?.value) || 0);
      form.reset();
    }
  }

  ticket(code) {
    const parts = code.trim().toLowerCase().split(":");
    if (parts.length === 3 && (parts[0] !== "anpacken" || parts[1] !== this.dataset.event)) return null;
    const id = parts.at(-1).replace(/[\s-]/g, "");
    return this.list?.people.find((one) => one.id === id) ?? null;
  }

  search() {
    if (!this.list) return;
    const words = fold(this.querySelector("[name=q]").value).split(/\s+/).filter(Boolean);
    const fits = (one) => one.name && words.every((word) => fold(`${one.name} ${one.organisation} ${one.members ?? ""} ${one.id}`).includes(word));
    const people = words.length ? this.list.people.filter(fits).slice(0, 30) : [];
    const row = this.querySelector("[data-row]").content;
    this.found.replaceChildren(
      ...people.map((one) => {
        const copy = row.cloneNode(true);
        copy.querySelector("strong").textContent = one.name;
        const here = this.isHere(one) ? this.words.here : "";
        const members = (one.members ?? []).filter((name) => words.some((word) => fold(name).includes(word)));
        const notes = [one.organisation, members.join(", "), one.refused ? this.words[one.refused] : "", here];
        copy.querySelector("span").textContent = notes.filter(Boolean).join(" · ");
        copy.querySelector("[name=code]").value = one.id;
        const heads = copy.querySelector("[name=heads]");
        heads.max = one.heads;
        heads.value = one.heads;
        const undo = copy.querySelector("[data-undo]");
        undo.hidden = !here || !navigator.onLine;
        undo.elements.code.value = one.id;
        undo.elements.nonce.value = hex(16);
        heads.closest("label").hidden = one.heads < 2 || Boolean(one.refused);
        const asking = this.asking(one);
        if (asking) copy.querySelector("li").append(asking);
        return copy;
      }),
    );
    if (words.length && !people.length) {
      const line = document.createElement("li");
      line.textContent = this.words.nobody;
      this.found.append(line);
    }
  }

  // What is still to be asked of somebody; nothing for most events.
  asking(one) {
    const questions = (this.list.questions ?? []).filter((question) => one.asked?.includes(question.key));
    return questions.length ? document.createElement("ap-door-questions").ask(one, questions, this.words) : null;
  }

  // Somebody let in is asked right away, while they stand there.
  askNow(one) {
    const asking = one && this.asking(one);
    if (!asking) return;
    const line = document.createElement("li");
    const name = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = one.name;
    name.append(strong);
    line.append(name, asking);
    this.found.replaceChildren(line);
  }

  note(form) {
    const one = this.ticket(form.dataset.code);
    const answers = customElements.get("ap-door-questions").answersIn(form);
    if (!one || !Object.keys(answers).length) return;
    const nonce = hex(16);
    this.queue = [...this.queue, { nonce, code: one.id, answers, scanned_at: new Date().toISOString() }];
    this.told ??= new Set();
    this.told.add(nonce);
    this.say(fill(this.words.noted, one), false);
    one.asked = one.asked.filter((key) => !(key in answers));
    localStorage.setItem(this.keys.list, JSON.stringify(this.list));
    this.search();
    this.show();
    this.send();
  }

  isHere(one) {
    return one.came?.includes(Number(this.dataset.place));
  }

  // First into the queue, then to the server: what was pressed is never lost.
  admit(code, heads) {
    const one = code ? this.ticket(code) : null;
    const nonce = hex(16);
    const line = { nonce, code: one?.id ?? code, slot: this.dataset.slot, heads, scanned_at: new Date().toISOString() };
    this.queue = [...this.queue, line];
    this.told ??= new Set();
    if (!navigator.onLine) {
      this.told.add(nonce);
      this.sayLocally(one, code, heads);
    }
    if (one && !one.refused && !this.isHere(one)) {
      one.came = [...(one.came ?? []), Number(this.dataset.place)];
      if (this.list) localStorage.setItem(this.keys.list, JSON.stringify(this.list));
    }
    const field = this.querySelector("[name=q]");
    field.value = "";
    this.search();
    field.focus();
    this.askNow(one?.refused ? null : one);
    this.show();
    this.send();
  }

  sayLocally(one, code, heads) {
    if (!code) this.say(fill(this.words.counted, { count: heads || 1 }), false);
    else if (!one) this.say(this.words.not_on_list, true);
    else if (one.refused) this.say(this.words[one.refused], true);
    else if (this.isHere(one)) this.say(fill(this.words.again, one), true);
    else this.say(fill(this.words.welcome, one), false);
  }

  async send() {
    if (this.sending || !navigator.onLine || !this.queue.length) return;
    this.sending = true;
    let note = "";
    try {
      while (this.queue.length) {
        const lines = this.queue.slice(0, BATCH);
        const answer = await fetch(this.dataset.sync, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "x-csrftoken": this.querySelector("[name=csrfmiddlewaretoken]").value,
          },
          body: JSON.stringify({ device: this.device(), scans: lines }),
        });
        if (!answer.ok || answer.redirected) {
          note = this.words.sign_in;
          break;
        }
        const { results, counts } = await answer.json();
        if (this.list) this.list.counts = counts;
        const done = new Set(lines.map((line) => line.nonce));
        // Read again: somebody may have pressed in the meantime.
        this.queue = this.queue.filter((line) => !done.has(line.nonce));
        for (const result of results) if (result.is_bad || !this.told?.has(result.nonce)) this.say(result.said, result.is_bad);
      }
    } catch {
      // No network after all; what is queued stays.
    }
    this.sending = false;
    this.show(note);
  }

  device() {
    let name = localStorage.getItem("door-device");
    if (!name) {
      name = hex(6);
      localStorage.setItem("door-device", name);
    }
    return name;
  }

  async end() {
    await this.send();
    if (this.queue.length) {
      this.show(this.words.not_ended);
      return;
    }
    localStorage.removeItem(this.keys.list);
    localStorage.removeItem(this.keys.queue);
    this.list = null;
    this.found.replaceChildren();
    this.querySelector("[data-said]").replaceChildren();
    const worker = await navigator.serviceWorker?.getRegistration(this.dataset.worker);
    worker?.active?.postMessage({ forget: true });
    await worker?.unregister();
    this.standing.textContent = this.words.ended;
  }
}

customElements.define("ap-check-in", CheckIn);
