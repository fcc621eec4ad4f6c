// The page as a whole: shown, checked while it is changed, saved.
function show() {
  document.title = `${FIXED.settings} · deskbreak`;
  for (const element of document.querySelectorAll("[data-text]")) put(element, FIXED[element.dataset.text]);
  const broken = Boolean(state.broken);
  at("file").textContent = state.file;
  at("broken").hidden = !broken;
  at("desk").hidden = at("foot").hidden = broken;
  if (broken) { at("mistakes").replaceChildren(...state.broken.flatMap((line, number) => [number ? "\n" : "", ...isolated(line)])); return; }
  at("profile").hidden = !state.profile;
  put(at("profile"), _("The profile “{name}” is on: what it sets goes before this page.", {name: state.profile}));
  for (const one of state.values.break) one.was = one.name;
  for (const one of state.values.days) one.was = one.on;
  values = copy(state.values);
  saved = copy(state.values);
  taken = {};
  const open = Boolean(at("more")?.open), [body, ...others] = state.sections;
  const more = make("details", {id: "more", open}, make("summary", {}, make("h2", {textContent: _("More")}), make("span", {className: "hint", id: "more-note"})),
    make("div", {}, card(_("Breaks"), make("div", {className: "rows", id: "breaks"})), card(_("Days that are different"), make("div", {className: "rows", id: "days"})),
      sectionCard(body), card(_("Exercises left out"), make("div", {id: "blocked", tabIndex: -1})), ...others.map(sectionCard), dataCard()));
  at("form").replaceChildren(...(state.question ? [questionCard()] : []), hoursCard(), make("div", {className: "basics"}, make("section", {className: "card", id: "often"}), placesBox()), startCard(),
    ...(state.notice ? [noticeCard()] : []), more);
  drawWeek();
  drawBlocked();
  drawBreaks();
  drawDays();
  preview(state.preview);
  mark([], state.warnings);
  buttons();
}
function changes() {
  return Object.fromEntries(Object.keys(values).filter(key => !same(values[key], saved[key])).map(key => [key, values[key]]));
}
const isChanged = () => Object.keys(changes()).length > 0;
function buttons(fine = true) {
  const changed = isChanged();
  at("save").disabled = !changed || !fine;
  at("discard").disabled = !changed;
}
function say(text, bad = false) {
  put(at("said"), text);
  at("said").className = bad ? "bad" : "";
}
async function ask(act, more = {}) {
  const reply = await fetch("do", {method: "POST", body: JSON.stringify({act, ...more})});
  if (!reply.ok) throw new Error(String(reply.status));
  return reply.json();
}
function touch() {
  buttons(false);
  clearTimeout(timer);
  timer = setTimeout(check, 180);
}
async function check() {
  const number = ++asked;
  try {
    const found = await ask("check", {values: changes()});
    if (number !== asked) return false;
    return judge(found);
  } catch { lost(); return false; }
}
function judge(found) {
  const fine = mark(found.problems || [], found.warnings || []);
  for (const [key, list] of Object.entries(found.taken || {})) {
    taken[key] = list;
    if (document.activeElement !== at(idOf(key))) settle(key);
  }
  if (found.taken) drawWeek();
  if (found.preview) preview(found.preview);
  buttons(fine);
  if (fine) say(isChanged() ? _("Not saved yet.") : "");
  return fine;
}
function mark(problems, warnings) {
  for (const line of document.querySelectorAll("[data-wrong]")) { line.textContent = ""; line.classList.remove("note"); }
  for (const field of document.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const elsewhere = problems.filter(one => !place(one, true));
  for (const one of warnings) place(one, false);
  const notes = at("more").querySelectorAll(".wrong:not(:empty)").length;
  at("more-note").textContent = notes ? n_("{n} thing to look at", "{n} things to look at", notes) : _("breaks, days off, body, snooze, calls and meetings, the player, my data");
  if (problems.length) say(elsewhere.length || problems.length === 1 ? named(elsewhere[0] || problems[0]) : n_("{n} value cannot be used yet.", "{n} values cannot be used yet.", problems.length), true);
  return !problems.length;
}
function named(one) {
  const entry = /^(break|days)\.(\d+)/.exec(one.key), row = entry && values[entry[1]][Number(entry[2])];
  const whose = row ? [row.name || row.on, one.label].filter(Boolean).join(", ") : one.label;
  return whose ? `${whose}: ${one.what}` : one.what;
}
function place(one, bad) {
  for (let key = one.key; key; key = key.includes(".") ? key.slice(0, key.lastIndexOf(".")) : "") {
    const lines = [...document.querySelectorAll(`[data-wrong="${CSS.escape(key)}"]`)];
    if (!lines.length) continue;
    for (const line of lines) {
      const what = bad ? one.what : _("Note: {what}", {what: one.what});
      put(line, line.textContent ? `${line.textContent} ${what}` : what);
      line.classList.toggle("note", !bad);
    }
    if (!bad) return true;
    for (const field of document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) if (field.tagName !== "FIELDSET") field.setAttribute("aria-invalid", "true");
    if (lines.every(line => line.closest("#more"))) at("more").open = true; // nothing wrong stays hidden
    return true;
  }
  return false;
}
async function save() {
  clearTimeout(timer);
  const number = ++asked;
  at("save").disabled = true;
  try {
    const found = await ask("save", {values: changes()});
    if (number !== asked) return;
    if (!found.saved) { judge(found); return; }
    state = found;
    show();
    if (found.other_language) { over = true; location.reload(); return; }
    say(found.taken_over ? _("Saved; deskbreak goes by it from now on.") : _("Saved."));
  } catch { lost(); }
}
function preview(now) {
  const kinds = new Map(), box = at("preview"), open = at("hourly")?.open ?? matchMedia("(min-width: 60rem)").matches;
  for (const line of now.lines) if (line.event === "offer") kinds.set(line.break, [...(kinds.get(line.break) || []), line.at]);
  const rows = now.lines.map(line => make("li", {}, make("time", {textContent: line.at}), sentence(line)));
  put(at("preview-title"), now.title);
  const lines = [...kinds].map(([name, times]) => make("li", {}, `${name[0].toUpperCase()}${name.slice(1)}`, ": ", grouped(times)));
  if (now.day && !lines.length) lines.push(make("li", {textContent: _("No breaks.")}));
  box.replaceChildren(...(lines.length ? [make("ul", {id: "count"}, ...lines)] : []),
    ...(rows.length ? [make("details", {id: "hourly", open}, make("summary", {textContent: _("Hour by hour")}), make("ol", {aria: {label: _("How {day} goes", {day: now.title})}}, ...rows))] : []),
    ...now.notes.map(text => make("p", {className: "hint", textContent: text})));
}
function grouped(times) {
  const first = times[0], last = times.at(-1);
  if (times.length > 2) return n_("{n} time, {first} to {last}", "{n} times, {first} to {last}", times.length, {first, last});
  return times.length > 1 ? _("{first} and {last}", {first, last}) : first;
}
function sentence(line) {
  const box = make("span");
  if (line.event === "offer") box.append(...isolated(line.what || line.break), line.what ? " " : "", make("span", {className: "hint", textContent: line.what ? line.break : ""}));
  else if (line.event === "held") box.append(make("span", {className: "edge", textContent: _("{break} waits: {why}", line)}));
  else box.append(make("span", {className: "edge", textContent: line.event === "meeting" ? _("meeting {why}", line) : line.why}));
  return box;
}
function lost() {
  if (over) return;
  over = true;
  stream.close();
  for (const button of document.querySelectorAll("button")) button.disabled = true;
  const command = state.commands?.page;
  say(command ? _("This page is over. Open it again from deskbreak's tray, or with: {command}.", {command}) : _("This page is over. Open it again from deskbreak's tray."), true);
}
async function changedElsewhere() {
  if (!state.broken && isChanged()) { say(_("The file was changed elsewhere. Saving keeps that, and your changes go on top.")); return; }
  try { state = await ask("read"); show(); if (!state.broken) say(_("The file was changed elsewhere; this is how it is now.")); } catch { lost(); }
}

chooseTheme();
dark.addEventListener("change", chooseTheme);
show();
at("save").addEventListener("click", save);
at("discard").addEventListener("click", () => { asked++; clearTimeout(timer); show(); mark([], []); say(_("Back to what is saved.")); });
at("form").addEventListener("submit", event => event.preventDefault());
document.addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); if (!at("save").disabled) save(); }
});
addEventListener("beforeunload", event => { if (!over && !state.broken && isChanged()) event.preventDefault(); });
stream = new EventSource("events");
stream.onmessage = event => { const {stamp} = JSON.parse(event.data); if (stamp !== undefined && stamp !== state.stamp && !at("save").dataset.busy) { state.stamp = stamp; changedElsewhere(); } };
stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) lost(); };
