// The week of work hours: painted with the pointer, typed, or moved with keys.
function weekRows(box) {
  const ruler = make("div", {className: "ruler", aria: {hidden: "true"}});
  for (const hour of [0, 6, 12, 18, 24]) {
    const tick = make("span", {textContent: String(hour)});
    tick.style.insetInlineStart = `${hour / 24 * 100}%`;
    if (hour === 0) tick.style.transform = "none";
    if (hour === 24) tick.style.transform = `translateX(${RIGHT_TO_LEFT ? 100 : -100}%)`;
    ruler.append(tick);
  }
  box.append(make("div", {className: "day"}, ruler));
  for (const day of SHOWN_WEEK) {
    const key = `hours.${day}`, id = idOf(key);
    const field = make("input", {type: "text", id, disabled: isFixed(key), placeholder: _("day off"), aria: {describedby: `hours-hint ${id}-wrong`}, data: {key}});
    const bar = make("div", {className: "bar", data: {day}, aria: {hidden: "true"}});
    field.value = (values[key] || []).join(", ");
    field.addEventListener("input", () => { values[key] = parts(field.value); delete taken[key]; drawWeek(); touch(); });
    field.addEventListener("change", () => settle(key));
    if (!field.disabled) paintable(bar, day);
    box.append(make("div", {className: "day"}, make("label", {htmlFor: id, textContent: DAYS[day]}), bar, field, wrongFor(key)));
  }
}
function drawWeek(ghost = null) {
  for (const bar of document.querySelectorAll(".bar")) {
    const day = bar.dataset.day, before = WEEK[(WEEK.indexOf(day) + 6) % 7];
    const blocks = ranges(hoursOf(day)).map(([a, b]) => [a, Math.min(b, FULL), ""]);
    for (const [, end] of ranges(hoursOf(before))) if (end > FULL) blocks.push([0, end - FULL, "spill"]);
    if (ghost && ghost.day === day) blocks.push([ghost.from, ghost.to, ghost.away ? "ghost away" : "ghost"]);
    bar.replaceChildren(...blocks.map(([a, b, kind]) => {
      const block = make("i", {className: kind});
      block.style.insetInlineStart = `${a / FULL * 100}%`;
      block.style.width = `${(b - a) / FULL * 100}%`;
      return block;
    }));
  }
}
function settle(key) {
  const field = at(idOf(key));
  if (!taken[key] || !field) return;
  values[key] = copy(taken[key]);
  field.value = values[key].join(", ");
}
function setHours(day, list) {
  const key = `hours.${day}`;
  delete taken[key];
  values[key] = joined(list).map(written);
  at(idOf(key)).value = values[key].join(", ");
}
function paintable(bar, day) {
  let from = null, away = false;
  const minute = event => {
    const box = bar.getBoundingClientRect(), share = (RIGHT_TO_LEFT ? box.right - event.clientX : event.clientX - box.left) / box.width;
    return Math.round(Math.min(Math.max(share, 0), 1) * FULL / STEP) * STEP;
  };
  const span = event => [Math.min(from, minute(event)), Math.max(from, minute(event))];
  bar.addEventListener("pointerdown", event => {
    if (event.button) return;
    from = minute(event);
    away = ranges(hoursOf(day)).some(([a, b]) => a <= from && from < b);
    bar.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  bar.addEventListener("pointermove", event => {
    if (from === null) return;
    const [a, b] = span(event);
    drawWeek({day, from: a, to: b, away});
  });
  bar.addEventListener("pointercancel", () => { from = null; drawWeek(); });
  bar.addEventListener("pointerup", event => {
    if (from === null) return;
    const [a, b] = span(event), list = ranges(hoursOf(day));
    from = null;
    if (a < b) setHours(day, away ? without(list, a, b) : [...list, [a, b]]);
    drawWeek();
    touch();
  });
}
function hoursCard() {
  const week = make("div");
  weekRows(week);
  const workdays = make("button", {type: "button", className: "quiet", textContent: _("Monday's hours for Tuesday to Friday"), disabled: isFixed("hours")});
  workdays.addEventListener("click", () => {
    for (const day of ["tue", "wed", "thu", "fri"]) {
      delete taken[`hours.${day}`];
      values[`hours.${day}`] = [...hoursOf("mon")];
      at(idOf(`hours.${day}`)).value = hoursOf("mon").join(", ");
    }
    drawWeek();
    touch();
  });
  const title = make("div", {className: "heading"}, make("h2", {id: "t-hours", textContent: _("Work hours")}), workdays);
  return make("section", {className: "card", aria: {labelledby: "t-hours"}}, title,
    make("p", {className: "hint", id: "hours-hint", textContent: _("Draw on a day, or write 9-12:30, 13:30-18. Draw over hours to take them away; 22:00-6:00 is a night.")}), week);
}

/* --- the rest of the first screen: how often, where, at login, try it -------------------------------- */
