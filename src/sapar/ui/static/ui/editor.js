// Makes the article editor quicker: buttons that write the signs, a live preview, clean pasting and
// lists to choose from. Without this script the same texts are typed, seen and saved by links and
// buttons of the page.

const form = document.querySelector("form[data-draw]");
const tools = document.querySelector("[data-tools]");
const panel = document.querySelector("[data-insert-panel]");
const preview = document.querySelector("[data-preview]");
const bodies = [...form.querySelectorAll("textarea[data-body]")];
let current = bodies[0];

const token = () => form.elements.csrfmiddlewaretoken.value;

function post(address, values) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", token());
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return fetch(address, { method: "POST", body });
}

// --- Writing into the text -----------------------------------------------------------------------

function write(text, { from = current.selectionStart, to = current.selectionEnd } = {}) {
  current.focus();
  current.setSelectionRange(from, to);
  // Only what is inserted as if typed can be undone; the other way is for browsers that forbid it.
  if (!document.execCommand("insertText", false, text)) {
    current.setRangeText(text, from, to, "end");
    current.dispatchEvent(new Event("input", { bubbles: true }));
  }
  current.dispatchEvent(new Event("change", { bubbles: true }));
}

const selected = () => current.value.slice(current.selectionStart, current.selectionEnd);

// A block stands between empty lines, wherever the cursor is.
function writeBlock(text) {
  const before = current.value.slice(0, current.selectionStart);
  const after = current.value.slice(current.selectionEnd);
  const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  write(above + text + below);
}

const words = (fallback) => selected() || fallback;
const lines = (sign) =>
  words(tools.dataset.wordText)
    .split("\n")
    .map((line, place) => sign(place) + line)
    .join("\n");

const writers = {
  heading: () => writeBlock(`## ${words(tools.dataset.wordHeading)}`),
  bold: () => write(`**${words(tools.dataset.wordText)}**`),
  italic: () => write(`*${words(tools.dataset.wordText)}*`),
  list: () => writeBlock(lines(() => "- ")),
  steps: () => writeBlock(lines((place) => `${place + 1}. `)),
  quote: () => writeBlock(lines(() => "> ")),
  link: () => write(`[${words(tools.dataset.wordText)}](https://)`),
  table: () => {
    const column = tools.dataset.wordColumn;
    writeBlock(`| ${column} | ${column} |\n| --- | --- |\n|  |  |\n|  |  |`);
  },
};

// --- Choosing what stands in the text ------------------------------------------------------------

async function show(address, options) {
  const answer = await fetch(address, options);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-inserts]");
  if (!found) return;
  for (const button of found.querySelectorAll("[data-line]")) button.hidden = false;
  panel.replaceChildren(document.adoptNode(found));
}

function open(button) {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  for (const other of tools.querySelectorAll("[data-open]")) {
    other.setAttribute("aria-expanded", String(other === button && !isOpen));
  }
  panel.hidden = isOpen;
  if (!isOpen) show(form.dataset.insert.replace("/kind/", `/${button.dataset.open}/`));
}

panel.addEventListener("click", (event) => {
  const button = event.target.closest("[data-line]");
  if (button) writeBlock(button.dataset.line);
});

panel.addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = event.target;
  const values = new FormData(asked);
  if (asked.method === "post") show(asked.action, { method: "POST", body: values });
  else show(`${asked.action}?${new URLSearchParams(values)}`);
});

// --- The live preview ----------------------------------------------------------------------------

let waiting = 0;
let drawn = 0;

async function draw() {
  const number = ++drawn;
  const language = current.dataset.body;
  const answer = await post(form.dataset.draw, { text: current.value, language });
  if (!answer.ok || number !== drawn) return;
  preview.hidden = false;
  preview.querySelector("[data-preview-language]").textContent = document.getElementById(
    `language-${language}`,
  ).textContent;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const place = preview.querySelector("[data-preview-text]");
  place.lang = language;
  place.replaceChildren(...document.adoptNode(page.body).childNodes);
}

function drawSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(draw, 500);
}

// --- Pasting -------------------------------------------------------------------------------------

async function paste(event) {
  // Pictures inside the text do not come along, so they need not be sent.
  const html = event.clipboardData.getData("text/html").replace(/src="data:[^"]*"/g, 'src=""');
  if (!html) return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain");
  const place = { from: current.selectionStart, to: current.selectionEnd };
  const answer = await post(form.dataset.paste, { html }).catch(() => null);
  const told = answer?.ok ? await answer.json() : {};
  write(told.markdown ?? plain, place);
}

for (const body of bodies) {
  body.addEventListener("focus", () => {
    current = body;
    drawSoon();
  });
  body.addEventListener("input", drawSoon);
  body.addEventListener("paste", paste);
}

tools.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.tool) writers[button.dataset.tool]();
  else if (button) open(button);
});

tools.hidden = false;
if (current.value) draw();
