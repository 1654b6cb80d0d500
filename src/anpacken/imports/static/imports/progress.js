// Shows how far an import is, without taking the focus away. When its state changes the page is loaded anew.
// Without scripts the page says to the browser itself that it is to be loaded again.

const PAUSE = 2000;
const shown = document.querySelector("[data-import-state]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "progress" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-import-state]");
    if (!answer.ok || !fresh || fresh.dataset.importState !== shown.dataset.importState) {
      location.reload();
      return;
    }
    if (!fresh.isEqualNode(shown)) shown.replaceChildren(...fresh.childNodes);
  } catch {
    // The network is away for a moment; the next look will tell.
  }
  setTimeout(look, PAUSE);
}

if (shown) setTimeout(look, PAUSE);
