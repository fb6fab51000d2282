// Leads from an address that has moved to the new one, with all that the old one asked for: its state, its place, its frame.
location.replace(document.currentScript.dataset.to + location.search + location.hash);
