/* Events of the alliance in other sites, version 1. No cookie, nothing from elsewhere. EUPL-1.2 */
(() => {
  const WORDS = /* words */ {};
  const BASE = new URL(document.currentScript.src).origin;
  const FILTERS = ["format", "region", "theme", "series", "q", "when"];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host{display:block}
ul{display:grid;gap:.9em;margin:0;padding:0;list-style:none}
li{display:grid;gap:.25em;justify-items:start;padding-block-end:.9em;border-block-end:1px solid color-mix(in srgb,currentColor 25%,transparent)}
p{margin:0 0 .6em}li p{margin:0}ul+p{margin-block-start:.9em}
a{color:inherit}
.title{font-weight:700}
.button{display:inline-block;padding:.6em 1.1em;border:2px solid transparent;border-radius:.4em;background:var(--anpacken-accent,#0e5a66);color:var(--anpacken-on-accent,#fff);font-weight:600;text-decoration:none}
.button:hover{text-decoration:underline}
a:focus-visible{outline:3px solid currentColor;outline-offset:3px}
.hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`);

  // Always as text, never as markup.
  const made = (name, part, ...inside) => {
    const element = document.createElement(name);
    if (part) element.className = element.part = part;
    element.append(...inside.filter(Boolean));
    return element;
  };
  const said = (text, name = "span", part = "") => {
    const element = made(name, part, text.text);
    element.lang = text.lang;
    element.dir = text.dir;
    return element;
  };

  class Embedded extends HTMLElement {
    static observedAttributes = ["event", "lang", "target", "limit", "details", ...FILTERS];

    connectedCallback() {
      this.ask();
    }

    attributeChangedCallback() {
      if (this.shadowRoot) this.ask();
    }

    async ask() {
      // Several attributes set at once are one question, and only the last answer is shown.
      const turn = (this.turn = {});
      const root = this.shadowRoot || this.attachShadow({ mode: "open" });
      if (!root.firstChild) {
        root.adoptedStyleSheets = [sheet];
        root.append(document.createElement("slot"));
      }
      await null;
      if (turn !== this.turn) return;
      const asked = (this.closest("[lang]")?.lang || "").toLowerCase();
      const code = [asked, asked.split("-")[0]].find((one) => WORDS[one]) || Object.keys(WORDS)[0];
      this.words = WORDS[code];
      const question = this.question(code);
      if (!question) return;
      this.ariaBusy = "true";
      try {
        const answer = await fetch(`${BASE}/api/v1/${question}`, { credentials: "omit" });
        if (!answer.ok) throw new Error(answer.status);
        const found = await answer.json();
        if (turn !== this.turn) return;
        const frame = made("div", "frame", ...this.parts(found));
        frame.lang = code;
        frame.dir = this.words.dir;
        root.replaceChildren(frame);
      } catch (error) {
        // What stands inside the element, a plain link, is shown instead.
        if (turn === this.turn) root.replaceChildren(document.createElement("slot"));
        console.warn("Anpacken:", error.message);
      } finally {
        if (turn === this.turn) this.ariaBusy = null;
      }
    }

    link(href, part, ...inside) {
      const element = made("a", part, ...inside);
      if (/^https?:/.test(href)) element.href = href;
      if (this.getAttribute("target") === "_blank") {
        element.target = "_blank";
        element.rel = "noopener";
        element.append(made("span", "hidden", ` (${this.words.tab})`));
      }
      return element;
    }

    register({ registration, title }) {
      if (!registration.url) return made("p", "state", registration.name);
      return this.link(registration.url, "button", registration.action, made("span", "hidden", ": ", said(title)));
    }

    about(event) {
      return [
        made("p", "title", this.link(event.url, "", said(event.title))),
        made("p", "when", event.when),
        event.place.words && made("p", "place", event.place.words),
      ];
    }
  }

  class Events extends Embedded {
    question(code) {
      const asked = new URLSearchParams({ lang: code, per_page: this.getAttribute("limit") || 5 });
      for (const name of FILTERS) if (this.getAttribute(name)) asked.set(name, this.getAttribute(name));
      return `events?${asked}`;
    }

    parts({ items }) {
      const list = made("ul", "list", ...items.map((one) => made("li", "item", ...this.about(one), this.register(one))));
      list.role = "list";
      return [items.length ? list : made("p", "none", this.words.none), made("p", "all", this.link(this.words.list, "", this.words.all))];
    }
  }

  class Register extends Embedded {
    question(code) {
      const id = this.getAttribute("event");
      return id && `events/${encodeURIComponent(id)}?lang=${code}`;
    }

    parts(event) {
      const whole = this.hasAttribute("details") || !event.registration.url;
      return [...(whole ? this.about(event) : []), this.register(event)];
    }
  }

  for (const [name, element] of [["anpacken-events", Events], ["anpacken-register", Register]])
    if (!customElements.get(name)) customElements.define(name, element);
})();
