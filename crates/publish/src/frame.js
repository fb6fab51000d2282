  // In a <colloquy-embed>: tells it the page's height and where the named place is; what comes back is in embed.js.
  function frame() {
    const tell = (message) => parent.postMessage(message, "*");
    // Not at the next frame: a page out of sight has none, and its height is wanted before it comes into sight.
    const place = () => setTimeout(() => {
      const [named, notice] = [".named", ".notice"].map((name) => document.querySelector(name));
      // What there is to say of the place is said beside it.
      page.toggleAttribute("data-noticed", Boolean(named && notice));
      // The end of a whole remark may be far down.
      const beside = notice && (named?.querySelector("header") ?? named);
      if (beside) page.style.setProperty("--named-end", `${beside.getBoundingClientRect().bottom + scrollY}px`);
      const shown = named ?? notice;
      if (shown) tell({ colloquy: "place", top: shown.getBoundingClientRect().top + scrollY });
    });
    addEventListener("hashchange", () => start().then(place));
    // Where the reader is: what appears does so near there, since the frame is as high as its content.
    const at = (top) => page.style.setProperty("--at", `${top}px`);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, ({ pageY }) => at(pageY), true);
    addEventListener("focusin", ({ target }) => target.closest(".said, dialog") || at(target.getBoundingClientRect().bottom + scrollY));
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.isCollapsed) at(selection.getRangeAt(0).getBoundingClientRect().bottom + scrollY);
    });
    // A link to another page of the folder stays embedded.
    addEventListener("click", ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link?.origin !== location.origin || link.pathname === location.pathname) return;
      const to = new URL(link.href);
      to.searchParams.set("embed", "");
      link.href = to;
    }, true);
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== parent || typeof data !== "object" || !data) return;
      if (data.colloquy === "host") {
        page.dataset.framed = "";
        // Copied links lead to the page around this one, and to no other.
        try {
          const base = new URL(data.base);
          // A script's address has the same opaque origin as a page without one.
          if (/^https?:$/.test(base.protocol) && base.origin === origin) page.dataset.base = data.base;
        } catch {
          // No base was given, or none that is an address.
        }
        place();
      } else if (data.colloquy === "show" && typeof data.fragment === "string") {
        location.replace(`#${data.fragment}`);
      }
    });
    const size = (first) => tell({ colloquy: "size", height: page.getBoundingClientRect().height, first });
    setTimeout(() => {
      size(true);
      new ResizeObserver(() => size()).observe(page);
    });
  }
