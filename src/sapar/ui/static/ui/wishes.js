// Wishes are put in order by submit buttons; with this script also by dragging, and the buttons
// answer at once. The order is that of the inputs inside <ol data-wishes>; a change of it is told to
// the form as a change of its first input, so that autosave sends it.

function moved(list) {
  const input = list.querySelector("input");
  input?.dispatchEvent(new Event("change", { bubbles: true }));
}

function move(list, item, step) {
  const items = [...list.children];
  const other = items[items.indexOf(item) + step];
  if (!other) return;
  if (step < 0) other.before(item);
  else other.after(item);
  moved(list);
}

function makeDraggable(list) {
  let dragged = null;
  for (const item of list.children) item.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    dragged.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    if (event.clientY < top + height / 2) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    moved(list);
  });
}

function watch(list) {
  makeDraggable(list);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    move(list, button.closest("li"), button.dataset.move === "up" ? -1 : 1);
    button.focus();
  });
}

document.querySelectorAll("[data-wishes]").forEach(watch);
