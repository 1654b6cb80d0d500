// Suggests while somebody types: <ap-suggest data-source="/…/"><input><datalist></datalist></ap-suggest>.
// The browser's own list of suggestions shows them, so the keyboard and screen readers work as everywhere. With
// `data-many` the words have commas between them, and the last one is looked for. Without scripts one types by hand.
class Suggest extends HTMLElement {
  connectedCallback() {
    // The script may run before the browser has read what stands within, so the element listens, not the field.
    this.addEventListener("focusin", () => this.later());
    this.addEventListener("input", () => this.later());
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    const input = this.querySelector("input");
    const list = this.querySelector("datalist");
    const many = "many" in this.dataset;
    const typed = input.value;
    input.setAttribute("list", list.id);
    const cut = many ? typed.lastIndexOf(",") + 1 : 0;
    const word = typed.slice(cut).trim();
    if (word === this.asked || typed.includes(" #")) return;
    this.asked = word;
    if (!word) return list.replaceChildren();
    const answer = await fetch(`${this.dataset.source}?q=${encodeURIComponent(word)}`).catch(() => null);
    if (!answer || !answer.ok || this.asked !== word) return;
    const before = cut ? `${typed.slice(0, cut)} ` : "";
    list.replaceChildren(...(await answer.json()).found.map((one) => this.option(before + one)));
  }

  option(value) {
    const option = document.createElement("option");
    option.value = value;
    return option;
  }
}

customElements.define("ap-suggest", Suggest);
