/* Fetches our own pages as documents, for scripts that put a part of one into another.
   XMLHttpRequest parses the answer by itself and runs no script of it: no string of HTML is ever written into a page, so the
   policy's trusted-types 'none' stands (docs/decisions/0050-search-in-place.md). */
"use strict";
globalThis.samsyn = {
  /* {page, address, ok}: the document, where redirects led, and whether the status was good. Fails where nobody answered. */
  load(method, address, body, signal) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, address);
      request.responseType = "document";
      request.addEventListener("load", () => {
        if (!request.response) { reject(new Error("no page")); return; }
        resolve({ page: request.response, address: request.responseURL, ok: request.status < 400 });
      });
      request.addEventListener("error", () => reject(new Error("no answer")));
      request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
      if (signal) { signal.addEventListener("abort", () => request.abort()); }
      request.send(body);
    });
  },
};
