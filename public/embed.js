// <colloquy-embed src="…/china-rok-30/">…</colloquy-embed>: a page of Colloquy in another page, as high as its content.
// What the element holds (a quotation, a link) stands until the frame has come alive, and where scripts are off.
//
// Attributes: src (any address of the folder, with query and fragment), height (a first hint, in pixels), title, lang,
// loading (lazy), sandbox (as of iframe), accent (a CSS colour; else --colloquy-accent of the page), color-scheme (light,
// dark, or light dark; else that of the page, as CSS says it), link-base (an address of this page: links copied in the
// frame point there, and a fragment of this page is shown in the frame). A changed attribute makes the frame anew.
//
// Messages, each an object with the key `colloquy`. From the frame: { colloquy: "size", height, first } (`first` is true
// where a page says it first) and { colloquy: "place", top }, in CSS pixels. To the frame: { colloquy: "host", base } and { colloquy: "show", fragment }.
(() => {
  if (customElements.get("colloquy-embed")) return;
  // Heights beyond this are no record's; more changes than this in a second are no reader's doing.
  const HIGHEST = 1e6;
  const CHANGES = 10;

  customElements.define("colloquy-embed", class extends HTMLElement {
    static observedAttributes = ["src", "title", "lang", "sandbox", "accent", "color-scheme", "link-base"];
    // Ends what the present frame began; there from when the element first stands in a page.
    #stop;

    attributeChangedCallback(_, before, now) {
      if (before !== now && this.#stop && this.isConnected) this.connectedCallback();
    }

    // How light what the element stands on is, where no style says which colours it wants.
    #scheme() {
      for (let element = this; element; element = element.parentElement ?? element.getRootNode().host) {
        const { backgroundColor, colorScheme } = getComputedStyle(element);
        if (colorScheme !== "normal") return colorScheme;
        const [red, green, blue, opacity = 1] = backgroundColor.startsWith("rgb") ? backgroundColor.match(/[\d.]+/g) : [0, 0, 0, 0];
        if (opacity > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? "dark" : "light";
      }
      return document.querySelector("meta[name=color-scheme]")?.content || "light";
    }

    connectedCallback() {
      this.disconnectedCallback();
      this.#stop = () => {};
      const attribute = (name) => this.getAttribute(name);
      const address = (name) => {
        try {
          return new URL(attribute(name) ?? "", document.baseURI);
        } catch {}
      };
      const src = address("src");
      if (!attribute("src") || !/^https?:$/.test(src?.protocol)) return;
      const at = src.pathname.replace(/\/?(index\.html)?$/, "/");
      const base = this.hasAttribute("link-base") && address("link-base")?.href.split("#")[0];
      // What the fragment of this page, `#<event>/<remark>[.<place>]`, is in the frame; undefined where it is not for it.
      const forwarded = () => {
        const [, event, part, place] = location.hash.match(/^#([^/]+)\/([^.]+)\.?(.*)$/) ?? [];
        if (!base || !event) return;
        if (at.endsWith(`/${event}/`)) return place ? `${part}.${place}` : part;
        if (at.endsWith(`/${event}/${part}/`)) return place;
      };
      src.searchParams.set("embed", "");
      src.hash = forwarded() ?? src.hash;

      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      // As wide as there is room, also where what is around is as wide as its content; styles of the page come first.
      if (shadow.adoptedStyleSheets) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(":host { display: block; width: 100% }");
        shadow.adoptedStyleSheets = [sheet];
      }
      const fallback = document.createElement("slot");
      const frame = document.createElement("iframe");
      const stack = document.createElement("div");
      stack.style.display = "grid";
      // One above the other: neither moves when the frame takes over.
      for (const part of [fallback, frame]) part.style.gridArea = "1 / 1";
      fallback.style.display = "block";
      Object.assign(frame.style, { border: 0, width: "100%", height: `${parseInt(attribute("height")) || 150}px`, visibility: "hidden" });
      frame.title = attribute("title") || "Transcript";
      if (attribute("lang")) frame.lang = attribute("lang");
      // A place that this page's address names is shown however far down it is.
      frame.loading = attribute("loading") === "eager" || forwarded() !== undefined ? "eager" : "lazy";
      frame.allow = navigator.share ? "clipboard-write; web-share" : "clipboard-write";
      if (this.hasAttribute("sandbox")) frame.setAttribute("sandbox", attribute("sandbox"));
      // Known before the first paint, part of no address.
      const style = getComputedStyle(this);
      frame.name = JSON.stringify({
        colloquy: attribute("accent") || style.getPropertyValue("--colloquy-accent").trim(),
        scheme: attribute("color-scheme") || this.#scheme(),
      });
      frame.src = src;
      stack.append(fallback, frame);
      shadow.replaceChildren(stack);

      const origin = /(^|\s)allow-same-origin(\s|$)/i.test(attribute("sandbox") ?? "allow-same-origin") ? src.origin : "null";
      // In a sandbox that this page itself is in, the frame has no origin either.
      const sealed = self.origin === "null";
      const tell = (message) => frame.contentWindow.postMessage(message, sealed || origin === "null" ? "*" : origin);
      let changes = 0;
      let wanted;
      const resize = () => { frame.style.height = `${Math.ceil(wanted)}px`; };
      const timer = setInterval(() => {
        if (changes > CHANGES) resize();
        changes = 0;
      }, 1000);
      let alive = false;
      // Whether this page waits to hear where a place is.
      let asked = true;
      const lead = (top) => {
        if (!asked || !frame.getClientRects().length) return;
        asked = false;
        // The browser scrolls all that holds the frame, below what sticks to the top.
        const place = document.createElement("div");
        Object.assign(place.style, { gridArea: "1 / 1", position: "relative", top: `${top}px`, height: 0 });
        stack.append(place);
        place.scrollIntoView();
        place.remove();
      };
      // A remark's own page names no place where all of it is meant.
      const whole = () => forwarded() === "" && lead(0);
      const hear = ({ source, origin: from, data }) => {
        if (source !== frame.contentWindow || (from !== origin && !(sealed && from === "null")) || typeof data !== "object" || !data) return;
        const { colloquy, height, top, first } = data;
        if (colloquy === "size" && height >= 0 && height < HIGHEST) {
          // Where it is not rendered it has no height yet; when it has, it is told anew.
          const appeared = height > 0 && !wanted;
          if (height) {
            wanted = height;
            if (++changes <= CHANGES) resize();
          }
          if (!alive || first || appeared) {
            alive = true;
            const focused = this.contains(document.activeElement);
            // It keeps its width, on which that of the frame may depend.
            Object.assign(fallback.style, { visibility: "hidden", height: 0, overflow: "hidden" });
            frame.style.visibility = "";
            if (focused) frame.focus({ preventScroll: true });
            tell({ colloquy: "host", base });
            whole();
          }
        } else if (colloquy === "place" && top >= 0 && top < HIGHEST && forwarded()) lead(top);
      };
      const follow = () => {
        const fragment = forwarded();
        if (!base || (fragment === undefined && location.hash)) return;
        if (!alive) return this.connectedCallback();
        asked = true;
        // The reader may have gone on to another page of the event: with the remark's name.
        tell({ colloquy: "show", fragment: fragment ? location.hash.split("/")[1] : "" });
        whole();
      };
      addEventListener("message", hear);
      addEventListener("hashchange", follow);
      this.#stop = () => {
        clearInterval(timer);
        removeEventListener("message", hear);
        removeEventListener("hashchange", follow);
        shadow.replaceChildren(document.createElement("slot"));
      };
    }

    disconnectedCallback() {
      this.#stop?.();
    }
  });
})();
