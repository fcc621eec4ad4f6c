// One field for each kind of value, breaks and days among them.
function labelled(text, field, key, kind = "") {
  return make("div", {className: kind}, make("label", {htmlFor: field.id, textContent: text}), field, wrongFor(key));
}
function input(key, value, set, more = {}) {
  const {aria = {}, ...rest} = more;
  const field = make("input", {type: "text", id: idOf(key), disabled: isFixed(key.split(".")[0]), data: {key}, aria: {describedby: `${idOf(key)}-wrong`, ...aria}, ...rest});
  field.value = value;
  field.addEventListener("input", () => { set(field.value); touch(); });
  return field;
}
function chips(title, choices, chosen, set, key) {
  const box = make("fieldset", {className: "chips", disabled: isFixed(key), data: {key}}, make("legend", {textContent: title}));
  for (const [value, label] of choices) {
    const tick = make("input", {type: "checkbox", checked: chosen.includes(value)});
    tick.addEventListener("change", () => {
      const now = choices.map(one => one[0]).filter((one, number) => box.querySelectorAll("input")[number].checked);
      set(now);
      touch();
    });
    box.append(make("label", {}, tick, label));
  }
  return box;
}
function options(select, chosen) {
  const known = new Set(["auto", ""]);
  select.append(make("option", {value: "auto", textContent: _("automatic")}), make("option", {value: "", textContent: _("a message only")}));
  for (const {group, of} of state.routines) {
    const box = make("optgroup", {label: group});
    for (const [id, name] of of) { known.add(id); box.append(make("option", {value: id, textContent: name})); }
    select.append(box);
  }
  if (!known.has(chosen)) select.append(make("option", {value: chosen, textContent: chosen}));
  select.value = chosen;
}
function breakRow(one, number) {
  const key = `break.${number}`, put = (name, value) => { if (value === "" || value === null) delete one[name]; else one[name] = value; };
  const fixedTimes = "at" in one;
  const kind = make("select", {id: idOf(`${key}.kind`)}, make("option", {value: "every", textContent: _("after sitting")}), make("option", {value: "at", textContent: _("at times of day")}));
  kind.value = fixedTimes ? "at" : "every";
  kind.addEventListener("change", () => {
    if (kind.value === "at") { delete one.every; one.at = ["12:00"]; } else { delete one.at; one.every = "45m"; }
    drawBreaks(idOf(`${key}.kind`));
    touch();
  });
  const when = fixedTimes
    ? input(`${key}.at`, one.at.join(", "), text => { one.at = parts(text); }, {placeholder: "12:00, 15:30"})
    : input(`${key}.every`, one.every ?? "", text => { one.every = text.trim(); drawOften(); }, {placeholder: "45m"});
  const routine = make("select", {id: idOf(`${key}.routine`), data: {key: `${key}.routine`}, aria: {describedby: `${idOf(`${key}.routine`)}-wrong`}});
  options(routine, one.routine ?? (one.say ? "" : "auto"));
  routine.addEventListener("change", () => {
    put("routine", routine.value);
    if (!routine.value && !one.say) one.say = _("Time for a break");
    drawBreaks(routine.id);
    touch();
  });
  const remove = make("button", {type: "button", className: "quiet", textContent: _("Remove"), aria: {label: _("Remove the break {name}", {name: one.name})}});
  remove.addEventListener("click", () => { values.break.splice(number, 1); drawBreaks("add-break"); touch(); });
  const row = make("fieldset", {className: "row", disabled: isFixed("break"), data: {key}},
    make("legend", {className: "unseen", textContent: _("Break {name}", {name: one.name})}),
    labelled(_("Name"), input(`${key}.name`, one.name ?? "", text => { one.name = text; }), `${key}.name`),
    labelled(_("When"), kind, `${key}.kind`),
    labelled(fixedTimes ? _("Times of day") : _("After"), when, fixedTimes ? `${key}.at` : `${key}.every`),
    labelled(_("Routine"), routine, `${key}.routine`),
    labelled(_("Length"), input(`${key}.lasts`, one.lasts ?? "", text => put("lasts", text.trim()), {placeholder: _("as the routine")}), `${key}.lasts`),
    labelled(_("Message"), input(`${key}.say`, one.say ?? "", text => put("say", text), {placeholder: _("none")}), `${key}.say`),
    make("div", {className: "whole"}, chips(_("On"), SHOWN_WEEK.map(day => [day, short(day)]), one.days ?? WEEK,
      days => { if (days.length === 7) delete one.days; else one.days = WEEK.filter(day => days.includes(day)); }, `${key}.days`), wrongFor(`${key}.days`)),
    make("div", {className: "whole"}, wrongFor(key), remove));
  return row;
}
function drawBreaks(focus = "") {
  const add = make("button", {type: "button", id: "add-break", textContent: _("Add a break"), disabled: isFixed("break")});
  add.addEventListener("click", () => {
    const names = values.break.map(one => one.name);
    let number = 1, name = _("break");
    while (names.includes(name)) name = `${_("break")} ${++number}`;
    values.break.push({name, every: "90m", routine: "auto"});
    drawBreaks(idOf(`break.${values.break.length - 1}.name`));
    touch();
  });
  at("breaks").replaceChildren(...values.break.map(breakRow), make("div", {className: "tools"}, add));
  drawOften();
  if (focus) at(focus)?.focus();
}
function dayRow(one, number) {
  const key = `days.${number}`;
  const [from, until] = (one.on || "").split("/").map(text => text.trim());
  const set = () => {
    last.min = first.value;
    one.on = last.value && last.value !== first.value ? `${first.value}/${last.value}` : first.value;
  };
  const first = input(`${key}.on`, from, set, {type: "date"});
  const last = input(`${key}.until`, until || from, set, {type: "date", min: from, aria: {describedby: `${idOf(`${key}.on`)}-wrong`}});
  const remove = make("button", {type: "button", className: "quiet", textContent: _("Remove"), aria: {label: _("Remove {day}", {day: one.on})}});
  remove.addEventListener("click", () => { values.days.splice(number, 1); drawDays("add-day"); touch(); });
  return make("fieldset", {className: "row", disabled: isFixed("days"), data: {key}},
    make("legend", {className: "unseen", textContent: _("Exception {day}", {day: one.on})}),
    labelled(_("From"), first, `${key}.on`, "quarter"),
    make("div", {className: "quarter"}, make("label", {htmlFor: last.id, textContent: _("Until")}), last),
    labelled(_("Hours that day"), input(`${key}.hours`, (one.hours || []).join(", "), text => { one.hours = parts(text); }, {placeholder: _("day off")}), `${key}.hours`, "quarter"),
    labelled(_("Why"), input(`${key}.why`, one.why ?? "", text => { if (text) one.why = text; else delete one.why; }, {placeholder: _("holidays")}), `${key}.why`, "quarter"),
    make("div", {className: "whole"}, wrongFor(key), remove));
}
function drawDays(focus = "") {
  const add = make("button", {type: "button", id: "add-day", textContent: _("Add a day off or a different day"), disabled: isFixed("days")});
  add.addEventListener("click", () => {
    const soon = new Date(Date.now() + 86400000);
    const on = `${soon.getFullYear()}-${String(soon.getMonth() + 1).padStart(2, "0")}-${String(soon.getDate()).padStart(2, "0")}`;
    values.days.push({on, hours: []});
    drawDays(idOf(`days.${values.days.length - 1}.on`));
    touch();
  });
  at("days").replaceChildren(...values.days.map(dayRow), make("div", {className: "tools"}, add));
  if (focus) at(focus)?.focus();
}

/* --- every other section, from its fields ---------------------------------------------------------- */
const makers = {
  switch(one) {
    const tick = make("input", {type: "checkbox", id: idOf(one.key), checked: Boolean(values[one.key]), disabled: isFixed(one.key), data: {key: one.key}, aria: {describedby: `${idOf(one.key)}-hint`}});
    tick.addEventListener("change", () => { values[one.key] = tick.checked; touch(); });
    return [make("label", {className: "switch"}, tick, one.label)];
  },
  "switch-or-duration"(one) {
    const value = values[one.key];
    const tick = make("input", {type: "checkbox", id: idOf(one.key), checked: value !== false, disabled: isFixed(one.key), data: {key: one.key}});
    const text = make("input", {type: "text", value: typeof value === "string" ? value : "", placeholder: _("default"), disabled: isFixed(one.key) || value === false, aria: {label: _("{label}: how long", {label: one.label}), describedby: `${idOf(one.key)}-hint ${idOf(one.key)}-wrong`}});
    const set = () => { text.disabled = !tick.checked; values[one.key] = tick.checked ? text.value.trim() || true : false; touch(); };
    tick.addEventListener("change", set);
    text.addEventListener("input", set);
    return [make("div", {className: "pair"}, make("label", {className: "switch"}, tick, one.label), text)];
  },
  maybe(one) {
    const choices = [["", _("as the desktop says")], ["yes", _("always")], ["no", _("never")]];
    const select = selection(one, choices);
    select.value = values[one.key] === null ? "" : values[one.key] ? "yes" : "no";
    select.addEventListener("change", () => { values[one.key] = select.value ? select.value === "yes" : null; touch(); });
    return [over_(one), select];
  },
  one(one) {
    const select = selection(one, one.choices);
    select.value = values[one.key];
    select.addEventListener("change", () => { values[one.key] = select.value; touch(); });
    return [over_(one), select];
  },
  number(one) {
    const field = make("input", {type: "number", id: idOf(one.key), min: 0, max: 100, step: 1, value: values[one.key], disabled: isFixed(one.key), data: {key: one.key}, aria: {describedby: `${idOf(one.key)}-hint ${idOf(one.key)}-wrong`}});
    field.addEventListener("input", () => { values[one.key] = Number.isInteger(field.valueAsNumber) ? field.valueAsNumber : field.value; touch(); });
    return [over_(one), field];
  },
  text(one) {
    return [over_(one), input(one.key, values[one.key] ?? "", text => { values[one.key] = text; }, {disabled: isFixed(one.key), aria: {describedby: `${idOf(one.key)}-hint ${idOf(one.key)}-wrong`}})];
  },
  list(one) {
    const field = make("textarea", {id: idOf(one.key), rows: 1, disabled: isFixed(one.key), data: {key: one.key}, placeholder: _("none"), aria: {describedby: `${idOf(one.key)}-hint ${idOf(one.key)}-wrong`}});
    field.value = (values[one.key] || []).join(", ");
    field.addEventListener("input", () => { values[one.key] = parts(field.value); touch(); });
    return [over_(one), field];
  },
  several(one) {
    return [chips(one.label, one.choices, values[one.key] || [], chosen => { values[one.key] = chosen; }, one.key)];
  },
};
const over_ = one => make("label", {className: "over", htmlFor: idOf(one.key), textContent: one.label});
function selection(one, choices) {
  const select = make("select", {id: idOf(one.key), disabled: isFixed(one.key), data: {key: one.key}, aria: {describedby: `${idOf(one.key)}-hint ${idOf(one.key)}-wrong`}});
  select.append(...choices.map(([value, label]) => make("option", {value, textContent: label})));
  return select;
}
function fixedNote(key) {
  const why = isByHand(key) ? " " + _("It runs a program, so only the settings file can change it: {command}", {command: state.commands.edit}) : _("Fixed by your administrator.");
  return isFixed(key) ? make("span", {className: "fixed", textContent: why}) : null;
}
function fieldBox(one) {
  const fixed = fixedNote(one.key);
  return make("div", {className: one.kind === "several" ? "field long" : "field"}, ...makers[one.kind](one),
    make("span", {className: "hint", id: `${idOf(one.key)}-hint`, textContent: one.hint, hidden: !one.hint}), fixed, wrongFor(one.key));
}
let cards = 0;
function card(title, ...children) {
  const id = `t-${cards++}`;
  return make("section", {className: "card", aria: {labelledby: id}}, make("h2", {id, textContent: title}), ...children);
}
const sectionCard = one => card(one.title, make("div", {className: "fields"}, ...one.fields.map(fieldBox)));

/* --- the whole -------------------------------------------------------------------------------------- */
