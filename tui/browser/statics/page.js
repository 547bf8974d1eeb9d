"use strict";
// Stands around the terminal of textual-serve: starts it with its font there, keeps it to this server, and says at the
// end why a session is over.
{
  const start = window.onload;
  window.onload = null;

  const say = (code) => {
    const over = document.querySelector("#over");
    const known = over.querySelector(`p[data-code="${code}"]`) || over.querySelector('p[data-code=""]');
    known.classList.add("-now");
    over.hidden = false;
    over.querySelector("button").focus();
  };

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("open", () => document.querySelector("#terminal textarea").focus());
      this.addEventListener("close", (event) => say(event.code));
    }

    send(text) {
      if (this.readyState === Plain.OPEN) super.send(text);
    }
  };

  // A download is a link that is followed, so that no browser takes it for a window nobody asked for. Nothing else is
  // opened: a text that looks like an address is only a text.
  window.open = (address) => {
    const to = new URL(address || "", window.location.href);
    if (to.origin === window.location.origin && to.pathname.startsWith("/download/")) {
      const link = document.createElement("a");
      link.href = to.href;
      link.download = "";
      link.click();
    }
    return null;
  };

  window.addEventListener("load", async (event) => {
    const terminal = document.querySelector("#terminal");
    const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
    terminal.dataset.sessionWebsocketUrl = `${scheme}//${window.location.host}/ws`;
    document.querySelector("#over button").addEventListener("click", () => window.location.assign("/"));
    // A cell is measured once: by another font all columns would be off.
    await Promise.allSettled(["", "bold ", "italic "].map((kind) => document.fonts.load(`${kind}16px "Roboto Mono"`)));
    start.call(window, event);
  });
}
