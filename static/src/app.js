import htmx from "htmx.org";
import "@tabler/core/dist/js/tabler.esm.js";
import "./forms.js";
import "./keys.js";
import "./small.js";

window.htmx = htmx;
