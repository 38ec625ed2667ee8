const MOST_TERMS = 30;
const KEPT_LETTERS = 2e7;
const TOLD_EVERY = 150;
/* The texts of a claim that a reader may be looking for; the last two are lists of a claim. */
const SEARCHED = ["claimant", "via", "target", "time", "weapon", "outlet", "title", "quote"];
const SEARCHED_LISTS = { placeStart: "place.written", equipmentStart: "equipment.item" };

/* Words, and phrases in quotes of any language, folded. A word with a hyphen is a phrase. */
function termsOf(question) {
  const pieces = question.match(/["“„«”]([^"“”»]*)["“”»]?|[^\s"“”„«»]+/gu) ?? [];
  return [...new Set(pieces.map(searchable).filter(Boolean))].slice(0, MOST_TERMS);
}

/* Which of the terms stand in a text, one bit for each. */
function bitsIn(terms, text) {
  let bits = 0;
  for (let i = 0; i < terms.length; i++) if (text.includes(terms[i])) bits |= 1 << i;
  return bits;
}

/* Answers store.state.text in store.state.found: names at once, texts of claims chunk by chunk.
   progress(share, failure) is told how much has been read, null when done, and why some of it could not be. */
function searcher({ data, store, progress }) {
  const names = nameTexts(data);
  const texts = foldedChunks(data);
  let current = 0;

  async function ask() {
    const mine = ++current;
    const terms = termsOf(store.state.text);
    if (!terms.length) return finish(null);
    const search = { terms, all: 2 ** terms.length - 1, hits: rowBits(data, names, terms), found: new Uint8Array(data.n) };
    settle(search, 0, data.n);
    store.change({ found: search.found, searching: true });
    progress(0);
    await readAll(search, () => mine === current);
  }

  function finish(found, failure = null) {
    if (found !== store.state.found || found) store.change({ found, searching: false });
    progress(null, failure);
  }

  /* Left where another question has come meanwhile; what cannot be read is passed over and told. */
  async function readAll(search, wanted) {
    let told = performance.now();
    let failure = null;
    const tried = (opening) => opening.catch((error) => ((failure = error), null));
    for (let number = 0; number < data.chunks; number++) {
      const chunk = await tried(texts(number));
      if (!wanted()) return;
      if (chunk) markChunk(search, chunk);
      settle(search, ...data.rowsOf(number));
      if (performance.now() - told < TOLD_EVERY) continue;
      store.change({ found: search.found });
      progress((number + 1) / data.chunks);
      await pause();
      if (!wanted()) return;
      told = performance.now();
    }
    const named = await tried(data.ids());
    if (!wanted()) return;
    if (named) markTitles(search, named.title);
    settle(search, 0, data.n);
    finish(search.found, failure);
  }

  const off = store.listen((keys) => keys.includes("text") && ask());
  if (store.state.text) ask();
  return { off: () => ((current = -1), off()) };
}

function markTitles({ terms, hits }, title) {
  const seen = new Map();
  for (let row = 0; row < title.length; row++) {
    if (!seen.has(title[row])) seen.set(title[row], bitsIn(terms, searchable(title[row])));
    hits[row] |= seen.get(title[row]);
  }
}

/* A row is found once every term stands somewhere in it. */
function settle({ hits, found, all }, first, end) {
  for (let row = first; row < end; row++) found[row] = hits[row] === all ? 1 : 0;
}

/* What the page calls types, standings, sides, outlets and places, in each of its languages, folded. */
function nameTexts(data) {
  const languages = Object.values(data.words);
  const every = (name) => allSearchable(languages.map(name));
  const side = (id) => every((words) => (id === "outlet" ? words.outlet_voice : words.sides[id] ?? id));
  return {
    types: later(() => data.types.map(({ id, family }) => allSearchable(languages.flatMap((words) => [words.types[id], words[data.families[family]]])))),
    statuses: later(() => data.statuses.map((id) => every((words) => words[id]))),
    voices: later(() => data.members.voices.map(side)),
    actors: later(() => data.members.actors.map((id) => (id ? side(id) : ""))),
    outlets: later(() => data.members.outlets.map(searchable)),
    places: later(() => data.places.map(({ name, names, all }) => allSearchable([name, ...Object.values(names), ...all]))),
  };
}

/* Several texts, each on its line: no phrase runs from one into the next. */
function allSearchable(texts) {
  return [...new Set(texts.map((text) => searchable(text ?? "")))].join("\n");
}

function rowBits(data, names, terms) {
  const bits = Object.fromEntries(Object.entries(names).map(([name, texts]) => [name, Int32Array.from(texts(), (text) => bitsIn(terms, text))]));
  const sets = (name) => Int32Array.from(data.sets[name], (set) => set.reduce((sum, member) => sum | bits[name][member], 0));
  const [voices, actors, outlets] = ["voices", "actors", "outlets"].map(sets);
  const { spotStart, spotList, spots } = data;
  const hits = new Int32Array(data.n);
  for (let row = 0; row < data.n; row++) {
    let found = bits.types[data.type[row]] | bits.statuses[data.status[row]] | voices[data.voices[row]] | actors[data.actors[row]] | outlets[data.outlets[row]];
    for (let i = spotStart[row]; i < spotStart[row + 1]; i++) found |= bits.places[spots.place[spotList[i]]];
    hits[row] = found;
  }
  return hits;
}

/* Chunks with the folded form of their texts, made as texts are asked for and kept while there is room. */
function foldedChunks(data) {
  const kept = new Map();
  let letters = 0;

  async function open(number) {
    const chunk = await data.chunk(number);
    const opened = { chunk, folded: new Array(chunk.texts.length) };
    letters += chunk.texts.reduce((sum, text) => sum + text.length, 0);
    if (letters <= KEPT_LETTERS) kept.set(number, opened);
    return opened;
  }

  return async (number) => kept.get(number) ?? open(number);
}

function markChunk({ terms, hits }, { chunk, folded }) {
  const known = new Int32Array(chunk.texts.length).fill(-1);
  const bits = (code) => (known[code] < 0 ? (known[code] = bitsIn(terms, (folded[code] ??= searchable(chunk.texts[code])))) : known[code]);
  const { claimStart, first } = chunk;
  for (const field of SEARCHED) {
    const codes = chunk.codes(field);
    if (codes) for (let i = 0; i < chunk.rows; i++) for (let k = claimStart[i]; k < claimStart[i + 1]; k++) hits[first + i] |= bits(codes[k]);
  }
  for (const [starts, field] of Object.entries(SEARCHED_LISTS)) {
    const [start, codes] = [chunk.codes(starts), chunk.codes(field)];
    if (codes) for (let i = 0; i < chunk.rows; i++) for (let k = start[claimStart[i]]; k < start[claimStart[i + 1]]; k++) hits[first + i] |= bits(codes[k]);
  }
}
