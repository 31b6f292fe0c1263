// Every behaviour is switched on by a data attribute or an element (docs/developer/templates.md), works on what is
// swapped in later, and is an addition: without it the page's links and forms do the same.
import htmx from "htmx.org";
import { enhance } from "./page.js";
import "./toasts.js";
import "./drafts.js";
import "./files.js";
import "./send.js";
import "./menus.js";
import "./sheets.js";
import "./keys.js";
import "./small.js";
import "./lists.js";
import "./together.js";
import "./mentions.js";
import "./pictures.js";
import "./conditions.js";
import "./clocks.js";
import "./live.js";
import "./installed.js";
import "./survey.js";

window.htmx = htmx;
enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
