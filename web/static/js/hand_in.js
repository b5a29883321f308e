/* Files and folders handed in: in pieces, gone on with after a lost connection or a reload, checked when whole.
   Without this script the form sends its files in one go. Nothing is kept in the browser: the server knows what it has. */
"use strict";
(() => {
  const form = document.querySelector("[data-hand-in]");
  if (!form || !window.crypto || !window.crypto.subtle) { return; }
  const find = (selector, within = document) => within.querySelector(selector);
  const words = Object.fromEntries([...document.querySelectorAll("[data-words] dt")].map((each) => [each.textContent, each.nextElementSibling.textContent]));
  const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const AT_ONCE = 2, SHOWN = 8, LONGEST_WAIT = 30_000, WINDOW = 15_000;

  const plain = find("input[name=file]", form), folder = find("[data-folder]", form), drop = find("[data-drop]", form);
  const area = find("[data-sending]"), list = find("[data-files]"), rowOf = find("[data-file-row]");
  const token = find("[name=csrf_token]", form).value;
  let sending = null;

  /* What is told in place of how far it is, also to who does not see the page: every piece would be too much to hear. */
  const tell = (text) => { find("[data-all]").textContent = find("[data-said]").textContent = text; };

  const size = (bytes) => {
    for (const [unit, step] of [["GB", 1e9], ["MB", 1e6], ["kB", 1e3]]) {
      if (bytes >= step) { return `${number.format(bytes / step)} ${unit}`; }
    }
    return `${bytes} B`;
  };
  const time = (seconds) => seconds < 90 ? say("seconds", { count: Math.max(1, Math.round(seconds)) }) : say("minutes", { count: Math.round(seconds / 60) });
  const wait = (milliseconds, signal) => new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
  });
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  class Refused extends Error {}
  class SignedOut extends Error {}

  /* One request, tried until it is answered: a lost connection and a server that is busy are waited out. */
  const post = async (address, body, { headers = {}, signal, note = () => {} }) => {
    for (let pause = 1000; ; pause = Math.min(pause * 2, LONGEST_WAIT)) {
      let answer = null;
      try {
        answer = await fetch(address, { method: "POST", body, signal, headers: { Accept: "application/json", "X-CSRFToken": token, ...headers } });
      } catch (error) {
        if (signal.aborted) { throw error; }
      }
      if (answer && answer.redirected) { throw new SignedOut(say("signed_out")); }
      if (answer && answer.ok) { note(""); return answer.json(); }
      if (answer && answer.status !== 429 && answer.status < 502) {
        const told = await answer.json().catch(() => null);
        throw new Refused(told && told.error ? `${told.error.title}. ${told.error.advice} (${told.error.reference})` : String(answer.status));
      }
      const busy = answer && await answer.json().catch(() => null); // out of order, or too often: the server says which
      note(busy && busy.error ? busy.error.title : say("waiting"));
      await wait(answer && answer.status === 429 ? 1000 * (Number(answer.headers.get("Retry-After")) || 1) : pause, signal);
    }
  };
  const fields = (values) => { const body = new FormData(); for (const [name, value] of Object.entries(values)) { body.append(name, value); } return body; };

  /* Files of one path, chosen in several folders, each by a path of its own: they would be taken for versions of one paper.
     A file that is called so itself keeps its name. */
  const apart = (files) => {
    const taken = new Set(files.map(({ path }) => path)), following = new Map();
    return files.map(({ file, path }) => {
      let own = path, number = following.get(path) || 1;
      for (; number > 1 && taken.has(own); number += 1) { own = path.replace(/(\.[^./]*)?$/, ` (${number})$1`); }
      following.set(path, Math.max(number, 2));
      taken.add(own);
      return { file, path: own };
    });
  };

  /* Everything that is handed in together. */
  class Sending {
    constructor(files) {
      this.files = apart(files).map(({ file, path }) => ({ file, path, sent: 0, state: "waits", stop: new AbortController() }));
      this.size = files.reduce((sum, { file }) => sum + file.size, 0);
      this.stop = new AbortController();
      this.seen = [];
    }

    async go(source) {
      const begun = await post(form.dataset.handIn, fields({ source, files: this.files.length }), { signal: this.stop.signal, note: (text) => this.show(text) });
      this.run = begun;
      const waiting = [...this.files];
      const worker = async () => { for (let next = waiting.shift(); next; next = waiting.shift()) { await this.one(next); } };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      await post(begun.close, fields({}), { signal: new AbortController().signal });
    }

    async one(each) {
      if (this.stop.signal.aborted || each.stop.signal.aborted) { each.state = "cancelled"; this.show(); return; }
      each.row = this.row(each);
      const signal = AbortSignal.any([this.stop.signal, each.stop.signal]);
      const note = (text) => { find(".file-said", each.row).textContent = text; };
      each.state = "goes";
      try {
        const size = each.file.size;
        each.at = await post(this.run.file, fields({ path: each.path, size, changed: each.file.lastModified }), { signal, note });
        await this.pieces(each, signal, note);
        each.state = "done";
      } catch (error) {
        each.state = signal.aborted ? "cancelled" : "failed";
        note(signal.aborted ? say("cancelled") : error.name === "NotFoundError" || error.name === "NotReadableError" ? say("unreadable") : error.message);
        if (each.at) { await post(each.at.cancel, fields({}), { signal: AbortSignal.timeout(LONGEST_WAIT) }).catch(() => {}); }
        if (error instanceof SignedOut) { this.stop.abort(); }
      }
      this.ended(each);
    }

    async pieces(each, signal, note) {
      const { file, at } = each, length = this.run.piece, digests = [];
      let come = at.received;
      for (let begin = 0; begin < file.size; begin += length) {
        const end = Math.min(begin + length, file.size);
        const bytes = await file.slice(begin, end).arrayBuffer();
        digests.push(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
        while (come < end) {
          const body = come > begin ? bytes.slice(come - begin) : bytes;
          const headers = { "Content-Type": "application/octet-stream", "Upload-Offset": String(Math.max(come, begin)) };
          come = (await post(at.piece, body, { headers, signal, note })).received;
          if (come < begin) { throw new Refused(say("again")); }
          this.moved(each, come);
        }
        this.moved(each, end);
      }
      const all = new Uint8Array(await new Blob(digests).arrayBuffer());
      await post(at.whole, fields({ digest: hex(await crypto.subtle.digest("SHA-256", all)) }), { signal, note });
    }

    row(each) {
      const row = rowOf.content.cloneNode(true).firstElementChild;
      find(".file-name", row).textContent = each.path;
      find("progress", row).setAttribute("aria-label", each.path);
      const stop = find("button", row);
      stop.setAttribute("aria-label", `${stop.textContent}: ${each.path}`);
      stop.addEventListener("click", () => each.stop.abort());
      list.prepend(row);
      return row;
    }

    moved(each, sent) {
      each.sent = sent;
      find("progress", each.row).value = sent / Math.max(each.file.size, 1);
      this.show();
    }

    ended(each) {
      find("button", each.row).remove();
      find("progress", each.row).remove();
      each.row.classList.add(`is-${each.state}`);
      if (each.state === "done") { find(".file-said", each.row).textContent = say("arrived"); }
      const done = [...list.querySelectorAll(".is-done")];
      done.slice(SHOWN).forEach((row) => row.remove());
      this.show();
    }

    counts(state) { return this.files.filter((each) => each.state === state).length; }

    show(text = "") {
      const sent = this.files.reduce((sum, each) => sum + (each.state === "done" ? each.file.size : each.sent), 0), now = Date.now();
      this.seen.push([now, sent]);
      while (this.seen.length > 2 && now - this.seen[0][0] > WINDOW) { this.seen.shift(); }
      const [since, before] = this.seen[0], rate = now > since ? (1000 * (sent - before)) / (now - since) : 0;
      const parts = [say("files", { here: number.format(this.counts("done")), all: number.format(this.files.length) }), say("bytes", { here: size(sent), all: size(this.size) })];
      if (rate > 0 && sent < this.size) { parts.push(`${size(Math.round(rate))}/s`, say("left", { time: time((this.size - sent) / rate) })); }
      if (text) { tell(text); } else { find("[data-all]").textContent = parts.join(" · "); }
      find("[data-all-bar]").value = this.size ? sent / this.size : this.counts("done") / this.files.length;
    }
  }

  const begin = async (files) => {
    if (sending || files.length === 0) { return; }
    area.hidden = false;
    list.replaceChildren();
    find("[data-finished]").hidden = true;
    if (files.length > Number(form.dataset.most)) { tell(say("too_many", { count: number.format(files.length) })); return; }
    sending = new Sending(files);
    find("[data-cancel]").hidden = false;
    form.classList.add("is-busy");
    try {
      await sending.go(find("[name=source]", form).value);
      const failed = sending.counts("failed"), done = sending.counts("done");
      tell(say(done === 1 ? "finished_one" : "finished", { count: number.format(done) }) + (failed ? ` ${say("failed", { count: number.format(failed) })}` : ""));
      find("[data-run-page]").href = sending.run.page;
      find("[data-finished]").hidden = done === 0;
    } catch (error) {
      tell(sending.stop.signal.aborted && !(error instanceof SignedOut) ? say("cancelled") : error.message);
    }
    find("[data-cancel]").hidden = true;
    form.classList.remove("is-busy");
    plain.value = folder.value = "";
    sending = null;
  };

  /* A dropped folder with all that lies in it, by its path in the folder. */
  const within = async (entry, path = "") => {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      return [{ file, path: path + entry.name }];
    }
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) { break; }
      for (const each of some) { found.push(...await within(each, `${path}${entry.name}/`)); }
    }
    return found;
  };
  const chosen = (input) => [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));

  drop.hidden = false;
  form.classList.add("has-script");
  plain.addEventListener("change", () => begin(chosen(plain)));
  folder.addEventListener("change", () => begin(chosen(folder)));
  find("[data-pick]", form).addEventListener("click", () => plain.click());
  find("[data-pick-folder]", form).addEventListener("click", () => folder.click());
  find("[data-cancel]").addEventListener("click", () => { if (sending) { sending.stop.abort(); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); begin(chosen(plain)); });
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const found = await Promise.all(entries.map((entry) => within(entry))).catch(() => null);
    if (found) { begin(found.flat()); return; }
    area.hidden = false;
    tell(say("unreadable"));
  });
  for (const name of ["dragover", "drop"]) { window.addEventListener(name, (event) => event.preventDefault()); } // beside the field: no browser opens it
  window.addEventListener("beforeunload", (event) => { if (sending) { event.preventDefault(); } });
})();
