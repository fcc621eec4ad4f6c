// The cards that have a form of their own: how often, where, start, what is blocked, data.
const USUAL = [30, 45, 60];
function minutes(text) {
  const found = /^\s*(?:(\d+)\s*h[a-z]*)?\s*(?:(\d+)\s*(?:m[a-z]*)?)?\s*$/i.exec(text || "");
  return found ? Number(found[1] || 0) * 60 + Number(found[2] || 0) : 0;
}
const mover = () => values.break.findIndex(one => "every" in one && (one.routine ?? (one.say ? "" : "auto")) !== "");
function drawOften() {
  const number = mover(), box = at("often"), key = `break.${number}.every`, fixed = isFixed("break");
  if (number < 0) {
    box.replaceChildren(make("p", {className: "hint", textContent: _("No break comes after sitting. Add one under More, Breaks.")}));
    return;
  }
  const one = values.break[number], radios = new Map(), other = make("input", {type: "text", id: "often-other", value: one.every, disabled: fixed, data: {key}, aria: {describedby: "often-wrong"}});
  const set = text => {
    one.every = text;
    const field = at(idOf(key));
    if (field) field.value = text;
    for (const [minute, radio] of radios) radio.checked = minutes(text) === minute;
    touch();
  };
  const list = make("fieldset", {className: "chips", disabled: fixed}, make("legend", {textContent: _("How often, after so much sitting")}));
  for (const minute of USUAL) {
    const radio = make("input", {type: "radio", name: "often", value: String(minute), checked: minutes(one.every) === minute});
    radio.addEventListener("change", () => { other.value = `${minute}m`; set(other.value); });
    radios.set(minute, radio);
    list.append(make("label", {}, radio, _("{minutes} min", {minutes: minute})));
  }
  other.addEventListener("input", () => set(other.value.trim()));
  box.replaceChildren(list, make("label", {className: "other"}, _("or after"), other), ...[fixedNote("break")].filter(Boolean), make("p", {className: "wrong", id: "often-wrong", data: {wrong: key}}));
}
function placesBox() {
  const {key, choices, chosen} = state.places;
  const box = chips(_("Where I can move"), choices, chosen, now => {
    if (!now.length) { say(_("One place has to stay.")); box.querySelectorAll("input")[last].checked = true; return; }
    last = choices.findIndex(one => one[0] === now[0]);
    values[key] = same([...now].sort(), [...chosen].sort()) ? copy(saved[key]) : now;
  }, key);
  let last = choices.findIndex(one => chosen.includes(one[0]));
  return make("section", {className: "card"}, box, fixedNote(key), wrongFor(key));
}
function startCard() {
  const tick = make("input", {type: "checkbox", id: "login", checked: state.login.on});
  const wrong = make("p", {className: "wrong", textContent: state.login.trouble, role: "status"});
  tick.addEventListener("change", async () => {
    try {
      state.login = (await ask("login", {on: tick.checked})).login;
      tick.checked = state.login.on;
      wrong.textContent = state.login.trouble;
      if (!state.login.trouble) say(state.login.on ? _("deskbreak starts at your next login.") : _("deskbreak no longer starts at login."));
    } catch { lost(); }
  });
  const go = make("button", {type: "button", id: "try", textContent: _("Try it")});
  go.addEventListener("click", () => waiting(go, async () => {
    const found = await ask("try");
    say(found.said || found.problems[0].what, !found.said);
  }));
  return card(_("Start"), make("div", {className: "begin"}, make("label", {className: "switch"}, tick, _("Start deskbreak when I log in")),
    go, make("span", {className: "hint", textContent: _("Plays a routine now, by what is saved.")})), wrong);
}
async function waiting(button, work) {
  button.disabled = true;
  try { await work(); } catch { lost(); } finally { if (!over) button.disabled = false; }
}
function questionCard() {
  const {title, text, answers} = state.question;
  const box = card(title, make("p", {className: "notice", textContent: text}));
  box.append(make("div", {className: "tools"}, ...answers.map(([choice, label]) => {
    const button = make("button", {type: "button", textContent: label});
    button.addEventListener("click", () => waiting(button, async () => {
      const found = await ask("ease", {choice});
      if (found.problems) { say(found.problems[0].what, true); return; }
      box.remove();
      state.question = null;
      say(choice === "hours" ? _("Change your hours below, and save.") : found.said);
    }));
    return button;
  })));
  return box;
}
function noticeCard() {
  const {title, text} = state.notice;
  return make("details", {className: "card", open: true}, make("summary", {}, make("h2", {textContent: title})), make("p", {className: "notice", dir: "auto"}, text));
}

/* --- my data --------------------------------------------------------------------------------------- */
function blockedRow(one) {
  const again = make("button", {type: "button", textContent: _("Allow again"), aria: {label: _("Allow again: {name}", {name: one.name})}});
  again.addEventListener("click", () => waiting(again, async () => {
    const found = await ask("allow", {exercise: one.id});
    if (found.problems) { say(found.problems[0].what, true); return; }
    state.blocked = found.blocked;
    drawBlocked();
    say(_("{name} is allowed again.", {name: one.name}));
    (at("blocked").querySelector("button") || at("blocked")).focus();
  }));
  return make("li", {}, make("span", {}, one.name, " ", make("span", {className: "hint", textContent: since(one)})), again);
}
const since = ({since: day, why}) => why ? _("since {day}, {why}", {day, why}) : _("since {day}", {day});
function drawBlocked() {
  const none = make("p", {className: "hint", textContent: _("Nothing. “It hurts” in a routine leaves an exercise out, and here it is allowed again.")});
  at("blocked").replaceChildren(state.blocked.length ? make("ul", {className: "left-out"}, ...state.blocked.map(blockedRow)) : none);
}
const FORMATS = [["csv", _("CSV, for a spreadsheet")], ["json", "JSON"], ["ics", _("Calendar")], ["activitywatch", "ActivityWatch"]];
function download(kind, button) {
  return waiting(button, async () => {
    const found = await ask("export", {kind});
    if (found.problems) { say(found.problems[0].what, true); return; }
    const address = URL.createObjectURL(new Blob([found.text], {type: "application/octet-stream"}));
    make("a", {href: address, download: found.name}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    say(n_("{n} row in {name}, among your downloads.", "{n} rows in {name}, among your downloads.", found.rows, {name: found.name}));
  });
}
function dataCard() {
  const saves = FORMATS.map(([kind, label]) => {
    const button = make("button", {type: "button", textContent: label, aria: {label: _("Export as {label}", {label})}});
    button.addEventListener("click", () => download(kind, button));
    return button;
  });
  const typed = make("input", {type: "text", id: "delete-word", aria: {describedby: "delete-what"}});
  const go = make("button", {type: "button", id: "delete", className: "grave", textContent: _("Delete for good"), disabled: true});
  const ready = () => typed.value.trim().toLowerCase() === "delete";
  typed.addEventListener("input", () => { go.disabled = !ready(); });
  go.addEventListener("click", async () => {
    go.disabled = true;
    try {
      const found = await ask("delete", {typed: typed.value, key: state.key});
      say(found.said || found.problems[0].what, !found.said);
      typed.value = "";
    } catch { lost(); }
  });
  return card(_("My data"),
    make("p", {className: "notice", textContent: _("Your breaks, answers and sitting times lie in {folder}. Save a copy of your breaks as:", {folder: state.folder})}), make("div", {className: "tools"}, ...saves),
    make("details", {className: "part"}, make("summary", {textContent: _("Delete my data")}),
      make("p", {className: "notice", id: "delete-what", textContent: _("Deletes every break, answer and sitting time so far, here and on the machines that share them. Nothing brings them back. Your settings and what is left out stay.")}),
      make("div", {className: "confirm"}, make("div", {}, make("label", {htmlFor: typed.id, textContent: _("Write “{word}”", {word: "delete"})}), typed), go)));
}

/* --- breaks and dated exceptions ------------------------------------------------------------------ */
