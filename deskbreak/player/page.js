"use strict";
// Shows the moments that the player sends, and sends what the person presses.
const settings = {{settings}};
const at = id => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const ways = new Map(), drawing = new AbortController();
let theme = "", mode = "", state = {}, over = false, told = "", picture = "";

function chooseTheme() {
  theme = settings.theme === "auto" ? (dark.matches ? "dark" : "light") : settings.theme;
  document.documentElement.dataset.theme = theme;
}
const still = () => settings.still === null ? calm.matches : settings.still;

function set(id, text) {
  const element = at(id);
  if (element.textContent !== text) put(element, text);
}
function setOrHide(id, text) { set(id, text); at(id).hidden = !text; }
function made(tag, text, name = "") {
  const element = Object.assign(document.createElement(tag), {className: name});
  put(element, String(text));
  return element;
}
function fill(id, lines, make) {
  const box = at(id), key = JSON.stringify(lines);
  if (box.dataset.lines !== key) {
    box.dataset.lines = key;
    box.replaceChildren(...lines.map(make));
  }
  box.hidden = !lines.length;
}
function announce(key, text) {
  if (key !== told) { told = key; if (text) at("live").replaceChildren(made("span", text)); }
}

function pictures(way) {
  const key = `${way}?still=${+still()}&theme=${theme}`;
  if (!ways.has(key)) {
    const row = fetch(`way/${key}`, {signal: drawing.signal}).then(answer => answer.json()).catch(() => { ways.delete(key); return []; });
    ways.set(key, row);
  }
  return ways.get(key);
}
async function draw(now) {
  const box = at("figure");
  box.hidden = now.way < 0;
  if (now.way < 0) { box.replaceChildren(); picture = ""; return; }
  const look = theme + still(), row = await pictures(now.way);
  if (now.then >= 0) pictures(now.then);
  if (!row.length || state.way !== now.way || look !== theme + still()) return;
  const number = still() ? 0 : Math.min(state.frame, row.length - 1), shown = `${now.way} ${number} ${look}`;
  if (picture === shown) return;
  picture = shown;
  box.dataset.shown = `${now.way} ${number}`;
  box.innerHTML = row[number];
}

function sentence([kind, before, text]) {
  const item = made("li", "", kind);
  if (before) item.append(made("b", before), " ");
  item.append(...isolated(text));
  return item;
}
function play(now) {
  at("play").className = now.mode === "paused" ? "paused" : now.ready ? "ready" : "work";
  at("play").classList.toggle("whole", now.whole.length > 0);
  set("place", now.place);
  at("progress").value = now.progress;
  setOrHide("state", now.state);
  set("name", now.name);
  setOrHide("side", now.side);
  at("saying").hidden = !now.say;
  set("say", now.say);
  at("say").classList.toggle("long", now.say.length > 60);
  at("hold").style.fontSize = now.say.length > 60 ? "" : "var(--say)";
  setOrHide("hold", now.hold);
  setOrHide("breathing", now.breathing);
  setOrHide("line", now.line);
  at("line").classList.toggle("care", now.care);
  fill("whole", now.whole, sentence);
  setOrHide("take", now.take);
  at("ring").hidden = !now.counts;
  at("ring").classList.toggle("empty", !now.share);
  set("large", now.large);
  set("small", now.small);
  set("dose", now.dose);
  set("next", now.next);
  setOrHide("why", now.why);
  setOrHide("notice", now.notice);
  set("main", now.main);
  set("sound", now.sound);
  at("arc").style.strokeDashoffset = 289 * (1 - now.share);
  at("figure").setAttribute("aria-label", now.shown);
  draw(now);
  announce(...now.news);
}
function choice([act, label], number) {
  const button = made("button", label, number ? "" : "main");
  button.type = "button";
  button.dataset.act = act;
  button.setAttribute("aria-keyshortcuts", number + 1);
  button.append(made("kbd", number + 1));
  return button;
}
function end(now) {
  at("end").className = now.mode;
  set("place", "");
  if (now.mode === "asking") at("progress").value = 1;
  set("title", now.title);
  fill("list", now.done || now.lines || [], line => made("li", line));
  at("list").classList.toggle("done", Boolean(now.done));
  const [title, ...signs] = now.signs || [];
  set("signs-title", title || "");
  fill("signs-list", signs, line => made("li", line));
  at("signs").hidden = !signs.length;
  set("text", now.text);
  setOrHide("sore", now.sore || "");
  at("ask").hidden = at("answers").hidden = now.mode !== "asking";
  fill("choices", now.choices || [], choice);
}
function show(now) {
  state = now;
  const playing = now.mode === "playing" || now.mode === "paused";
  for (const id of ["play", "controls", "quiet"]) at(id).hidden = !playing;
  at("end").hidden = playing;
  playing ? play(now) : end(now);
  if (now.mode !== mode) {
    const wasPlaying = mode === "playing" || mode === "paused" || !mode;
    mode = now.mode;
    if (!playing && (wasPlaying || mode === "ended")) at("title").focus();
    if (playing && !wasPlaying) at("name").focus();
  }
  if (mode === "ended") { over = true; stream.close(); drawing.abort(); }
}

function act(what, answer) {
  fetch("do", {method: "POST", body: JSON.stringify({act: what, answer})}).catch(() => lost());
}
function lost() {
  if (over) return;
  over = true;
  stream.close();
  show({mode: "ended", title: settings.texts.over, text: settings.texts.closed});
}

document.addEventListener("click", event => {
  const button = event.target.closest("button[data-act]");
  if (button) act(button.dataset.act, button.dataset.answer);
});
const keys = {
  " ": "main", ArrowRight: RIGHT_TO_LEFT ? "back" : "next", ArrowLeft: RIGHT_TO_LEFT ? "next" : "back",
  t: "too-hard", h: "hurts", d: "done", m: "sound", "?": "everything", Escape: "close",
};
const answers = {1: "easy", 2: "right", 3: "hard"};
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || over) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === " " && event.target.closest("button")) return;
  if (mode === "asking" && answers[key]) act("felt", answers[key]);
  else if (state.choices && state.choices[key - 1]) act(state.choices[key - 1][0]);
  else if (keys[key]) { event.preventDefault(); act(keys[key]); }
});

chooseTheme();
dark.addEventListener("change", chooseTheme);
const stream = new EventSource("events");
stream.onmessage = event => show(JSON.parse(event.data));
stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) lost(); else setTimeout(() => { if (!over && stream.readyState !== EventSource.OPEN) lost(); }, 6000); };
