/* Letters written in several ways for one, as gazetteer/fold.py has them; a test holds the two together. */
const SAME = pairsOf(
  "أا إا آا ٱا ٲا ٳا ؤو ئي ىي یي ېي ےي ةه ۃه ھه ہه ەه ۀه کك ڪك ڤف ۆو ۇو پب چج ژز گغ əe ıi ґг ςσ");
const DROPPED = /[\u0621\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;
/* Marks that only change a letter; in other scripts they may be its vowel. */
const MARK = /(?=[\p{sc=Zinh}\p{sc=Arab}\p{sc=Hebr}\p{sc=Cyrl}\p{sc=Syrc}])\p{Mn}/u;
const DIGIT = /\p{Nd}/u;
const SPACE = 0x20;
const UNKNOWN = 0xffff;
const LONGER = 0xfffe;

function pairsOf(text) {
  return new Map(text.split(" ").map((pair) => [pair[0], pair.slice(1)]));
}

/* What two spellings share: case, accents, harakat, hamza, alef, ya, ta marbuta and digits are levelled. */
function fold(text) {
  return Array.from(text, foldCharacter).join("");
}

function foldCharacter(character) {
  // U+0345 is a letter once its case is gone; everything else that combines only changes a letter.
  const once = character.normalize("NFKD").replaceAll("\u0345", "ι").toLowerCase().replaceAll("ß", "ss");
  return Array.from(once.normalize("NFKD"), foldPart).join("");
}

function foldPart(part) {
  if (DROPPED.test(part) || MARK.test(part)) return "";
  return DIGIT.test(part) ? digitOf(part) : (SAME.get(part) ?? part);
}

/* Every script has its ten digits in a row. */
function digitOf(digit) {
  const code = digit.codePointAt(0);
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/* The folded form of a character is looked up once; long texts are then folded at a table's speed. */
const FOLDED = new Uint16Array(65536).fill(UNKNOWN);
const FOLDED_LONGER = new Map();

/* Folded words with one space between them: punctuation never stands between a reader and what they look for. */
function searchable(text) {
  // A ligature of one character may be a phrase of eighteen: there is room for the longest.
  let out = new Uint16Array(2 * text.length + 64);
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const known = FOLDED[code] === UNKNOWN ? learn(code) : FOLDED[code];
    if (known < LONGER) {
      if (known && (known !== SPACE || (size && out[size - 1] !== SPACE))) out[size++] = known;
      continue;
    }
    const rare = isPair(code) ? wordsOf(text.slice(i, ++i + 1)) : FOLDED_LONGER.get(code);
    if (size + rare.length + text.length - i > out.length) out = longer(out);
    for (let k = 0; k < rare.length; k++) if (rare[k] !== " " || (size && out[size - 1] !== SPACE)) out[size++] = rare.charCodeAt(k);
  }
  if (size && out[size - 1] === SPACE) size--;
  return textOf(out, size);
}

const isPair = (code) => code >= 0xd800 && code < 0xdc00;

function longer(codes) {
  const room = new Uint16Array(2 * codes.length);
  room.set(codes);
  return room;
}

function learn(code) {
  if (isPair(code)) return (FOLDED[code] = LONGER);
  const folded = wordsOf(String.fromCharCode(code));
  if (folded.length > 1) FOLDED_LONGER.set(code, folded);
  return (FOLDED[code] = folded.length > 1 ? LONGER : folded.length ? folded.charCodeAt(0) : 0);
}

function wordsOf(character) {
  return fold(character).replace(/[^\p{L}\p{N}\p{M}]+/gu, " ");
}

function textOf(codes, size) {
  let text = "";
  for (let i = 0; i < size; i += 8192) text += String.fromCharCode.apply(null, codes.subarray(i, Math.min(size, i + 8192)));
  return text;
}
