// <ap-shown-if data-field="…" data-answers="key key">: the note at a question that says in which case it applies. With
// this file the question is shown only in that case, and what is not shown is not sent. Without it all are shown.
class ShownIf extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.question = this.closest(".field, .w-field__wrapper, li");
    if (!this.form || !this.question) return;
    this.answers = new Set(this.dataset.answers.split(" "));
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.form.addEventListener("change", () => this.show(), { signal });
    // One that hides takes along what depends on it.
    this.form.addEventListener("ap-shown", () => this.show(), { signal });
    // After "reset" and after the browser has filled in what was typed before.
    this.form.addEventListener("reset", () => setTimeout(() => this.show()), { signal });
    addEventListener("pageshow", () => this.show(), { signal });
    this.hidden = true;
    this.show();
  }

  disconnectedCallback() {
    this.listening?.abort();
  }

  chosen() {
    return new FormData(this.form).getAll(this.dataset.field).map(String);
  }

  show() {
    const isAsked = this.chosen().some((key) => this.answers.has(key));
    if (this.question.hidden === !isAsked) return;
    this.question.hidden = !isAsked;
    for (const input of this.question.querySelectorAll("input, select, textarea")) input.disabled = !isAsked;
    this.form.dispatchEvent(new CustomEvent("ap-shown"));
  }
}

customElements.define("ap-shown-if", ShownIf);
