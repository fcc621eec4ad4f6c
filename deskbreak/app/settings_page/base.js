"use strict";
// What the page is made with: values, elements, times of day.
let state = {{state}};
const chosenTheme = "{{theme}}";
const WORDS = {{words}}; // what is said here, in the language that is spoken; empty for English
const LANGUAGE = document.documentElement.lang;
const filled = (text, fields) => text.replace(/[{](\w+)[}]/g, (whole, name) => fields[name] ?? whole);
const _ = (text, fields = {}) => filled(WORDS.texts[text] ?? text, fields);
function n_(one, many, n, fields = {}) {
  const said = WORDS.counts[one];
  const text = said ? said.forms[said.of[n < 200 ? n : 100 + n % 100]] : n === 1 ? one : many;
  return filled(text, {n, ...fields});
}
const FIXED = {
  settings: _("Settings"),
  file: _("Everything here is one file:"),
  broken: _("The file has mistakes"),
  repair: _("deskbreak goes on with the last settings that were right. Repair these lines in an editor; this page then opens by itself."),
  day: _("A coming day"),
  discard: _("Discard"),
  save: _("Save"),
};
const DAYS = {mon: _("Monday"), tue: _("Tuesday"), wed: _("Wednesday"), thu: _("Thursday"), fri: _("Friday"), sat: _("Saturday"), sun: _("Sunday")};
const WEEK = Object.keys(DAYS);
const SHOWN_WEEK = WEEK.map((_day, number) => WEEK[(number + {{weekday}}) % 7]); // from the day that a week begins with there
const short = day => LANGUAGE.startsWith("en") ? DAYS[day].slice(0, 3) : new Intl.DateTimeFormat(LANGUAGE, {weekday: "short", timeZone: "UTC"}).format(Date.UTC(2024, 0, 1 + WEEK.indexOf(day)));
const STEP = 15, FULL = 1440;
const at = id => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");
const copy = value => structuredClone(value);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
let values = {}, saved = {}, taken = {}, over = false, asked = 0, timer = 0, stream;

function make(name, more = {}, ...children) {
  const {data, aria, textContent, ...properties} = more;
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(data || {})) element.dataset[key] = value;
  for (const [key, value] of Object.entries(aria || {})) element.setAttribute(`aria-${key}`, value);
  if (name === "option") Object.assign(element, {dir: "auto", textContent});
  else if (textContent) put(element, String(textContent));
  element.append(...children.filter(child => child !== null).map(child => typeof child === "string" && !properties.dir ? inOne(child) : child));
  return element;
}
function chooseTheme() {
  document.documentElement.dataset.theme = chosenTheme === "auto" ? (dark.matches ? "dark" : "light") : chosenTheme;
}
const within = (list, key) => list.includes(key) || list.includes(key.split(".")[0]);
const isByHand = key => within(state.by_hand, key);
const isFixed = key => within(state.fixed, key) || isByHand(key);
const idOf = key => `f-${key.replace(/[^a-z0-9]/gi, "-")}`;
const wrongFor = key => make("p", {className: "wrong", id: `${idOf(key)}-wrong`, data: {wrong: key}});

/* --- hours, as minutes after midnight; an end past midnight counts on --------------------------- */
const clock = minutes => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const written = ([start, end]) => `${clock(start)}-${end === FULL ? "24:00" : clock(end)}`;
function range(text) {
  const found = /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(text);
  if (!found) return null;
  const [a, b, c, d] = found.slice(1).map(Number), start = a * 60 + b, end = c * 60 + d;
  if (b > 59 || d > 59 || start >= FULL || end > FULL || start === end) return null;
  return [start, end > start ? end : end + FULL];
}
const hoursOf = day => taken[`hours.${day}`] ?? values[`hours.${day}`]; // as the file will have them, once that is known
const ranges = texts => texts.map(range).filter(Boolean);
const parts = text => text.split(/[,;\n]/).map(one => one.trim()).filter(Boolean);
function joined(list) {
  const done = [];
  for (const one of [...list].sort((a, b) => a[0] - b[0])) {
    const last = done.at(-1);
    if (last && one[0] <= last[1]) last[1] = Math.max(last[1], one[1]); else done.push([...one]);
  }
  return done;
}
const without = (list, from, to) => list.flatMap(([a, b]) => [[a, Math.min(b, from)], [Math.max(a, to), b]].filter(([x, y]) => x < y));
