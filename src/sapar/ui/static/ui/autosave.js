// Saves each field as it is left. Without this script the page's own Save button does it.
// A form marked data-autosave="<address>" carries its words in data-saved, data-saving, data-failed
// and shows them in its [data-autosave-status]. The answer is JSON: {"saved_at": "14:32"}, with
// "version" where the form carries one; a refusal answers 4xx with {"message": "..."}.

const storageKey = (form) => `unsaved:${form.dataset.autosave}`;

function kept(form) {
  try {
    return JSON.parse(localStorage.getItem(storageKey(form))) ?? {};
  } catch {
    return {};
  }
}

function keep(form, values) {
  try {
    if (Object.keys(values).length) localStorage.setItem(storageKey(form), JSON.stringify(values));
    else localStorage.removeItem(storageKey(form));
  } catch {
    // Storage is full or forbidden: the field itself still holds the text.
  }
}

function say(form, state, words) {
  const place = form.querySelector("[data-autosave-status]");
  if (!place) return;
  place.dataset.state = state;
  place.textContent = words;
}

function valuesOf(form, name) {
  return new FormData(form).getAll(name).filter((value) => typeof value === "string");
}

async function send(form, name) {
  const body = new FormData();
  for (const own of ["csrfmiddlewaretoken", "version"]) {
    const value = form.elements.namedItem(own)?.value;
    if (value) body.append(own, value);
  }
  body.append("field", name);
  for (const value of valuesOf(form, name)) body.append(name, value);
  const answer = await fetch(form.dataset.autosave, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw Object.assign(new Error(), { told: told.message, isConflict: answer.status === 409 });
  }
  return told;
}

async function save(form, name) {
  say(form, "saving", form.dataset.saving);
  try {
    const told = await send(form, name);
    if (told.version && form.elements.version) form.elements.version.value = told.version;
    const waiting = kept(form);
    delete waiting[name];
    keep(form, waiting);
    if (Object.keys(waiting).length) return;
    say(form, "saved", form.dataset.saved.replace("{time}", told.saved_at ?? ""));
  } catch (error) {
    // In a conflict the server holds both texts: sending ours again later would overwrite the other.
    const waiting = { ...kept(form), [name]: valuesOf(form, name) };
    if (error.isConflict) delete waiting[name];
    keep(form, waiting);
    say(form, "failed", error.told ?? form.dataset.failed);
  }
}

// What could not be sent during an earlier visit comes back into its field, and is sent.
function restore(form) {
  for (const [name, values] of Object.entries(kept(form))) {
    const found = form.elements.namedItem(name);
    if (!found) continue;
    const inputs = found instanceof RadioNodeList ? [...found] : [found];
    for (const input of inputs) {
      if (["checkbox", "radio"].includes(input.type)) input.checked = values.includes(input.value);
      else if (input.type !== "file") input.value = values[0] ?? "";
    }
  }
}

function watch(form) {
  // One request at a time, so that an older text never overwrites a newer one.
  let last = Promise.resolve();
  let waiting = 0;
  const queue = (name) => {
    waiting += 1;
    last = last.then(() => save(form, name)).finally(() => (waiting -= 1));
  };
  const retry = () => Object.keys(kept(form)).forEach(queue);

  form.addEventListener("change", (event) => {
    const { name, type } = event.target;
    if (name && type !== "file") queue(name);
  });
  // A button pressed right out of a field comes after that field: it needs the version so saved.
  form.addEventListener("submit", (event) => {
    keep(form, {});
    if (!waiting) return;
    event.preventDefault();
    last.then(() => form.requestSubmit(event.submitter));
  });
  window.addEventListener("online", retry);
  window.addEventListener("beforeunload", (event) => {
    if (Object.keys(kept(form)).length) event.preventDefault();
  });
  restore(form);
  retry();
}

document.querySelectorAll("form[data-autosave]").forEach(watch);
