/* An incident as plain text to quote: what, who says so and where, ids, the page and its address. */
function citation({ data, say, row, claims, id, address, today }) {
  const sentence = el("p", {}, incidentSentence({ data, say, row })).textContent;
  const lines = STANCES.flatMap((stance) => {
    const found = claims.filter((claim) => claim.stance === stance);
    return found.length ? [`${say.say(stance)}:`, ...found.map((claim) => `- ${citedClaim(say, claim)}`)] : [];
  });
  const page = data.title || say.say("title");
  return [
    sentence, ...lines,
    say.say("cite_ids", { id, claims: claims.map((claim) => claim.id).filter(Boolean).join(say.say("comma")) || "–" }),
    say.say("cite_page", { page, address }),
    say.say("cite_read", { date: today }),
  ].map(bare).join("\n");
}

function citedClaim(say, claim) {
  const speaker = outletSpeaks(claim) ? claim.claimant || say.side("outlet") : `${claim.claimant} (${say.side(claim.side)})`;
  const published = (claim.published ?? NO_DAY) === NO_DAY ? "" : say.day(claim.published);
  const parts = [claim.outlet === claim.claimant ? "" : claim.outlet, claim.title ? `“${claim.title}”` : "", published, webAddress(claim.url)].filter(Boolean);
  return `${speaker}: ${parts.join(say.say("comma"))}`.replace(/\s+/g, " ");
}

/* The folder of a page that was opened as a file is its reader's own and is not quoted. */
function publicAddress(href) {
  const url = new URL(href);
  return url.protocol === "file:" ? url.pathname.split("/").pop() + url.hash : href;
}

/* Copies the citation; where no clipboard can be had, shows it to be copied by hand. */
function citeButton({ data, say, store, link }) {
  const told = el("div", { class: "cited" });
  const node = el("button", { type: "button", class: "plain cite", onclick: copy }, say.say("cite"));

  /* What another incident has taken the place of meanwhile is told nowhere. */
  async function copy() {
    const row = store.state.selected;
    const stays = () => store.state.selected === row;
    if (row < 0) return;
    try {
      const text = await compose(row);
      const copied = stays() && (await copyText(text));
      if (!stays()) return;
      if (copied) told.replaceChildren(note("cited"));
      else byHand(text);
    } catch (error) {
      if (stays()) told.replaceChildren(note("failed", { error: String(error) }));
    }
  }

  async function compose(row) {
    // The day is asked for here only: the page is the same for everyone until then.
    const today = new Intl.DateTimeFormat(say.lang, { dateStyle: "long" }).format(new Date());
    const [claims, { id }] = await Promise.all([data.claimsOf(row), data.ids()]);
    const address = publicAddress(link?.() ?? location.href);
    return citation({ data, say, row, claims, id: id[row], address, today });
  }

  const note = (key, values) => el("p", { role: "status", class: "im-note" }, say.say(key, values));

  function byHand(text) {
    const field = el("textarea", { readonly: true, rows: 8, dir: "auto", "aria-label": say.say("cite_by_hand") });
    field.value = text;
    told.replaceChildren(note("cite_by_hand"), field);
    field.select();
  }

  return { node, told, forget: () => told.replaceChildren() };
}
