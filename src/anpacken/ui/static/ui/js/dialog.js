// <ap-dialog> around a <dialog id="…">: links to "#…" open it as a modal dialog that traps focus, closes with
// Escape or a click beside it and gives the focus back. Without JavaScript the link shows it by :target.
class ApDialog extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    if (!this.dialog?.id) return;
    this.listening = new AbortController();
    const { signal } = this.listening;
    document.addEventListener("click", (event) => this.open(event), { signal });
    this.dialog.addEventListener("click", (event) => this.close(event), { signal });
    if (location.hash === `#${this.dialog.id}`) this.show();
  }

  disconnectedCallback() {
    this.listening?.abort();
  }

  open(event) {
    const link = event.target.closest?.(`a[href="#${CSS.escape(this.dialog.id)}"]`);
    if (!link) return;
    event.preventDefault();
    this.show();
  }

  show() {
    if (!this.dialog.open) this.dialog.showModal();
  }

  close(event) {
    const wants = event.target.closest("[data-close]");
    if (!wants && event.target !== this.dialog) return;
    if (wants) event.preventDefault();
    this.dialog.close();
    if (location.hash === `#${this.dialog.id}`) history.replaceState(null, "", location.pathname + location.search);
  }
}

customElements.define("ap-dialog", ApDialog);
