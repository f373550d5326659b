// Quick keys for a helper. The page works without this file.
const cards = [...document.querySelectorAll("[data-card]")];
document.querySelector(".gt-entry__keys")?.removeAttribute("hidden");

function cardInHand() {
  return cards.find((card) => card.contains(document.activeElement));
}

function goTo(card) {
  const box = card?.querySelector(":checked") ?? card?.querySelector("input");
  (box ?? document.querySelector(".gt-entry button")).focus();
}

document.addEventListener("keydown", (event) => {
  const card = cardInHand();
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.tagName === "TEXTAREA") {
    if (event.key === "Escape") goTo(card);
    return;
  }
  if (event.key.toLowerCase() === "w") {
    event.preventDefault();
    card.querySelector("textarea").focus();
    return;
  }
  const boxes = [...card.querySelectorAll("input")];
  const chosen = event.key === "0" ? boxes.at(-1) : /^[1-6]$/.test(event.key) && boxes[Number(event.key) - 1];
  if (!chosen) return;
  event.preventDefault();
  chosen.checked = true;
  goTo(cards[cards.indexOf(card) + 1]);
});

if (!document.querySelector(".nhsuk-error-summary")) goTo(cards[0]);
