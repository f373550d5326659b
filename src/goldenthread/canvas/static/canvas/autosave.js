// Keeps each answer as it is given. Every page works without this file.
const form = document.querySelector("form[data-autosave]");
const status = form?.querySelector(".status");
let waiting = Promise.resolve();
let onTheirWay = 0;

function say(what) {
  status.textContent = status.dataset[what];
}

async function save(card) {
  const fields = new FormData();
  for (const field of card.querySelectorAll("input, textarea")) {
    if (field.type !== "radio" || field.checked) fields.append(field.name, field.value);
  }
  fields.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  fields.append("go", "autosave");
  say("saving");
  try {
    const answer = await fetch(card.dataset.saveTo, { method: "POST", body: fields, signal: AbortSignal.timeout(8000) });
    if (!answer.ok) throw new Error(answer.status);
    card.querySelector('input[type="hidden"]').value = (await answer.json()).shown;
    say("saved");
  } catch {
    say("notSaved");
  }
}

function queue(card) {
  onTheirWay += 1;
  waiting = waiting.then(() => save(card)).finally(() => (onTheirWay -= 1));
}

for (const card of form?.querySelectorAll("[data-save-to]") ?? []) {
  let timer;
  card.addEventListener("change", () => {
    clearTimeout(timer);
    const words = card.querySelector("textarea").value.trim();
    if (words || card.querySelector("input:checked")) queue(card);
  });
  card.addEventListener("input", (event) => {
    if (event.target.type !== "textarea") return;
    clearTimeout(timer);
    timer = setTimeout(() => queue(card), 1500);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

// A press of the button waits for what is on its way, so that a page never argues with itself.
form?.addEventListener("submit", (event) => {
  if (!onTheirWay) return;
  event.preventDefault();
  // a browser takes no second submission before it is done with the first: come back a little later
  waiting.then(() => setTimeout(() => form.requestSubmit(event.submitter)));
});
