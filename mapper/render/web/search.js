const FOLDS = [[/[أإآٱ]/g, "ا"], [/ى/g, "ي"], [/ة/g, "ه"], [/ؤ/g, "و"], [/ئ/g, "ي"], [/ک/g, "ك"], [/ی/g, "ي"], [/ـ/g, ""]];

/* What two spellings share: case, accents, harakat, hamza, alef, ya, ta marbuta and digits are levelled. */
function fold(text) {
  let folded = text.toLowerCase();
  for (const [from, to] of FOLDS) folded = folded.replace(from, to);
  folded = folded.normalize("NFKD").replace(/\p{M}/gu, "");
  return folded.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

function searchIndex({ data, say, cold }) {
  const index = later(async () => {
    const texts = await cold();
    return data.rows.map((row) => fold([...rowWords(row), ...claimWords(texts, row)].join("\n")));
  });

  const rowWords = (row) => [
    row.title, data.types[row.type].label, say.say(row.status), ...row.outlets,
    ...row.spots.flatMap((spot) => [spot.name, ...spot.names]),
  ];

  const claimWords = (texts, row) => readClaims(texts, row.number).flatMap((claim) => [
    claim.claimant, data.sides[claim.side] ?? "", claim.via, claim.outlet, claim.title, claim.target,
    claim.quote.map((part) => part.text).join(""), ...claim.places.map((place) => place.written),
  ]);

  /* Numbers of the rows that hold every word; null for an empty question. */
  return async function find(question) {
    const words = fold(question).split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    const texts = await index();
    return new Set(data.rows.filter((row) => words.every((part) => texts[row.number].includes(part))).map((row) => row.number));
  };
}
