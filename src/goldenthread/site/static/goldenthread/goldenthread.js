// Enhancements only: every page works without this file.
import { initAll } from "../vendor/nhsuk/nhsuk-frontend.min.js";

initAll();

// what needs JavaScript is hidden until there is some
for (const part of document.querySelectorAll('[data-shown-by="script"]')) part.hidden = false;
