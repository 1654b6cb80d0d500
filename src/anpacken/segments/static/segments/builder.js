// The builder of segments: <ap-segment-builder><form>…</form></ap-segment-builder>.
// Every button of the form works without this file: the form is sent and comes back changed. Here the same request is
// made in the background, and only what changed is put into the page; the focus stays where it was, or goes to what was
// added. What is filled in is counted while one types.
const WAIT = 350;

class SegmentBuilder extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("click", (event) => this.pressed(event));
    this.form.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("input", (event) => this.typed(event));
    this.form.addEventListener("submit", (event) => this.sent(event));
    this.querySelector("[data-errors]")?.focus();
  }

  pressed(event) {
    const button = event.target.closest("button[data-structure]");
    if (!button) return;
    event.preventDefault();
    this.rebuild(button.value, button);
  }

  // Enter in a field presses the hidden button; that counts anew and does not leave the page.
  sent(event) {
    if (event.submitter?.value !== "refresh") return;
    event.preventDefault();
    this.rebuild("refresh", document.activeElement);
  }

  changed(event) {
    const field = event.target;
    if (field.matches("select[data-structure], [data-record], [name=subject]")) this.rebuild("refresh", field);
    else this.count();
  }

  typed(event) {
    if (event.target.matches("input[type=text]:not([data-record]), input[type=number], input[type=date]")) this.count();
  }

  count() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show("reach", "refresh"), WAIT);
  }

  async rebuild(deed, from) {
    clearTimeout(this.timer);
    const place = { id: from?.id, name: from?.name, value: from?.value };
    if (await this.show("builder", deed)) this.focusAgain(place);
  }

  focusAgain(place) {
    const named = this.querySelector("[autofocus]");
    const same = place.id ? document.getElementById(place.id) : null;
    const button = place.name === "do" ? this.querySelector(`button[name=do][value="${CSS.escape(place.value)}"]`) : null;
    (named || same || button)?.focus();
  }

  // Puts the fragment into the page; what was asked before something newer is thrown away.
  async show(fragment, deed) {
    const body = new FormData(this.form);
    // Files there are none; a plain form is what the server reads without scripts, too.
    const data = new URLSearchParams([...body].filter(([name]) => name !== "do"));
    data.append("do", deed);
    this.request?.abort();
    const request = (this.request = new AbortController());
    this.toggleAttribute("data-busy", true);
    try {
      const answer = await fetch(this.form.action, {
        method: "POST", body: data, headers: { "X-Fragment": fragment }, signal: request.signal,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(`[data-${fragment}]`);
      if (!fresh) throw new Error("no fragment");
      this.put(fragment, fresh);
      return true;
    } catch (error) {
      if (error.name === "AbortError") return false;
      // Signed out, or no network. What is filled in is still there, and a button that saves says what is the matter.
      this.querySelector("[data-reach] [role=status]").textContent = this.dataset.failed;
      return false;
    } finally {
      if (this.request === request) this.toggleAttribute("data-busy", false);
    }
  }

  put(fragment, fresh) {
    const old = this.querySelector(`[data-${fragment}]`);
    if (fragment !== "reach") return old.replaceWith(document.adoptNode(fresh));
    // All of it can be asked now: what was said beside the rows is mended.
    if (fresh.querySelector(".segment-reach__many")) {
      this.querySelectorAll("[data-builder] .segment-error").forEach((said) => said.remove());
      this.querySelectorAll("[data-invalid]").forEach((row) => row.removeAttribute("data-invalid"));
    }
    // The select may have the focus, and a status is only read out when it stays and its words change.
    const parts = ["[role=status]", ".segment-reach__left", ".segment-reach__reasons"];
    for (const part of parts) {
      const before = old.querySelector(part), after = fresh.querySelector(part);
      if (before && after) before.replaceChildren(...after.childNodes);
      else if (before) before.remove();
      else if (after) old.append(document.adoptNode(after));
    }
  }
}

customElements.define("ap-segment-builder", SegmentBuilder);
