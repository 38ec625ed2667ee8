/* The page's own styles and code are packed like its data; the policy knows the hash of each that comes out. */
(async () => {
  for (const { textContent, dataset } of document.querySelectorAll("script[data-code]")) {
    const bytes = Uint8Array.from(atob(textContent), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const node = document.createElement(dataset.code);
    node.textContent = await new Response(stream).text();
    document.head.append(node);
  }
})().catch((error) => {
  const page = document.getElementById("page");
  page.textContent = page.dataset.failed.replace("{error}", String(error));
});
