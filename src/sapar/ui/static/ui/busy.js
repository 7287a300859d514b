// A form whose answer takes a while says so until the next page is there, and cannot be sent twice.
// Its [data-busy] is a live region that stands empty and carries the words. Without this script the
// browser alone shows that it waits.

const buttons = (place) => place.closest("form").querySelectorAll("button");

function begin(place) {
  const words = document.createElement("p");
  words.textContent = place.dataset.busy;
  const bar = document.createElement("progress");
  bar.ariaHidden = "true";
  place.replaceChildren(words, bar);
  // The browser still has to read which button was pressed.
  setTimeout(() => {
    for (const button of buttons(place)) button.disabled = true;
  });
}

function end(place) {
  if (!place.childElementCount) return;
  place.replaceChildren();
  for (const button of buttons(place)) button.disabled = false;
}

document.addEventListener("submit", (event) => {
  const place = event.target.querySelector("[data-busy]");
  if (place && !event.defaultPrevented) begin(place);
});

// Back from the next page, which may have kept this one as it was left.
addEventListener("pageshow", () => {
  for (const place of document.querySelectorAll("[data-busy]")) end(place);
});
