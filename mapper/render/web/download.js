const ROWS_AT_ONCE = 500;
const DOWNLOADS = { geojson: ["application/geo+json", "geojson"], csv: ["text/csv", "csv"] };

/* The filtered set as files, in the columns of `mapper export`. */
function downloads({ data, say, store }) {
  const what = (kind) => say.say("download_what", { kind: say.say(`download_${kind}`) });
  const told = el("p", { class: "im-note download-status", role: "status" });
  const bar = el("progress", { hidden: true, max: 1, "aria-label": say.say("download") });
  const stop = el("button", { type: "button", class: "plain", hidden: true, onclick: () => (running = 0) }, say.say("stop"));
  const buttons = Object.keys(DOWNLOADS).map((kind) =>
    el("button", { type: "button", class: "plain", "data-download": kind, "aria-label": what(kind), title: what(kind), onclick: () => download(kind) }, say.say(`download_${kind}`)));
  const node = el("div", { class: "downloads" }, buttons, bar, stop, told);
  let running = 0;

  async function download(kind) {
    const run = (running = performance.now());
    busy(true);
    try {
      const rows = passingRows(data, store);
      const parts = await collect(rows, kind, run);
      if (parts) offer(new Blob(parts, { type: DOWNLOADS[kind][0] }), `${safeName(data.title)}.${DOWNLOADS[kind][1]}`);
      told.textContent = parts ? say.count("downloaded", rows.length) : "";
    } catch (error) {
      told.textContent = say.say("failed", { error: String(error) });
    }
    busy(false);
  }

  function busy(on) {
    for (const button of buttons) button.disabled = on;
    bar.hidden = stop.hidden = !on;
    if (on) told.textContent = "";
  }

  /* Null where the reader stopped it. */
  async function collect(rows, kind, run) {
    const table = exportTable({ data, names: await data.ids() });
    const write = kind === "csv" ? csvWriter() : geojsonWriter(data);
    const parts = [write.head];
    for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
      const lines = [];
      for (const row of rows.slice(start, start + ROWS_AT_ONCE)) lines.push(write.row(await table(row), start + lines.length));
      parts.push(lines.join(""));
      bar.value = Math.min(1, (start + ROWS_AT_ONCE) / rows.length);
      await pause();
      if (running !== run) return null;
    }
    return [...parts, write.foot];
  }

  return { node };
}

function offer(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/* Letters, digits and hyphens of the title: what every file system takes. */
function safeName(title) {
  const name = title.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  const short = [...name].slice(0, 60).join("").replace(/-+$/, "").toLowerCase();
  return /^(con|prn|aux|nul|com\d|lpt\d)?$/.test(short) ? `incidents${short && `-${short}`}` : short;
}
