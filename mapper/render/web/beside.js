const FRAME_PATIENCE = 5000;

/* Texts that stand in files beside the page: each is opened in a frame that can run nothing here, and handed over.
   Neither fetch nor a script with a known hash can be had from disk. */
function partsBeside({ folder, names }) {
  return (number) => handed(`${encodeURIComponent(folder)}/${names[number]}`);
}

function handed(address) {
  return new Promise((done, failed) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.hidden = true;
    const end = (settle, value) => {
      removeEventListener("message", hear);
      clearTimeout(patience);
      frame.remove();
      settle(value);
    };
    const hear = ({ source, data }) => source === frame.contentWindow && end(done, String(data));
    const missing = () => end(failed, new Error(decodeURIComponent(address)));
    let patience = 0;
    addEventListener("message", hear);
    // A file that is not there loads a page of the browser's own, which says nothing.
    frame.addEventListener("load", () => (patience = setTimeout(missing, FRAME_PATIENCE)));
    frame.src = address;
    document.body.append(frame);
  });
}
