/* What is asked and what is open; every part of the page reads it here and is told of changes. */
function createState(rows) {
  const listeners = [];
  const state = { families: new Set(), statuses: new Set(), found: null, from: null, to: null, selected: null };

  const tests = {
    families: (row) => !state.families.size || state.families.has(row.family),
    statuses: (row) => !state.statuses.size || state.statuses.has(row.status),
    found: (row) => !state.found || state.found.has(row.number),
    dates: (row) => inDates(row, state.from, state.to),
  };

  /* Rows that pass every test but one: what a choice in that filter would show. */
  function passing(except = "") {
    const asked = Object.entries(tests).filter(([name]) => name !== except);
    return rows.filter((row) => asked.every(([, test]) => test(row)));
  }

  function change(changes) {
    Object.assign(state, changes);
    for (const listener of listeners) listener(Object.keys(changes));
  }

  return { state, passing, change, listen: (listener) => listeners.push(listener) };
}

/* An interval passes where it touches the range; without a date nothing is known to. */
function inDates(row, from, to) {
  if (from === null && to === null) return true;
  if (row.from === null) return false;
  return (to === null || row.from <= to) && (from === null || (row.to ?? row.from) >= from);
}
