"use strict";
// What the page is made with: values, elements, times of day.
let state = {{state}};
const chosenTheme = "{{theme}}";
const DAYS = {mon: "Monday", tue: "Tuesday", wed: "Wednesday", thu: "Thursday", fri: "Friday", sat: "Saturday", sun: "Sunday"};
const WEEK = Object.keys(DAYS);
const STEP = 15, FULL = 1440;
const at = id => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");
const copy = value => structuredClone(value);
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
let values = {}, saved = {}, taken = {}, over = false, asked = 0, timer = 0, stream;

function make(name, more = {}, ...children) {
  const {data, aria, ...properties} = more;
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(data || {})) element.dataset[key] = value;
  for (const [key, value] of Object.entries(aria || {})) element.setAttribute(`aria-${key}`, value);
  element.append(...children.filter(child => child !== null));
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
