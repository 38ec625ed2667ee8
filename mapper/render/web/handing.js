/* Hands the texts of this file to the page that opened it in a frame. */
parent.postMessage(document.getElementById("text").textContent, "*");
