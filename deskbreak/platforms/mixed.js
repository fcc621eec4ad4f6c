// In a language from right to left, what is written the other way round is kept whole: a name, a command, a path.
const RIGHT_TO_LEFT = document.documentElement.dir === "rtl";
const LATIN = /\p{Script=Latin}/u;
// A word with what belongs to it: "yes", ~/work.ics, --no-tray, hours.mon[1]; then more of them: deskbreak config edit, on = "12:00".
const WORD = String.raw`["'\[{~/.$-]*[\p{Script=Latin}\d](?:[\p{Script=Latin}\d_~/.:@=+%'"\[\]{}\\-]*[\p{Script=Latin}\d/'"\]}])?`;
const FOREIGN = new RegExp(`${WORD}(?:(?:,? | = )${WORD})*`, "gu");
const isolate = text => Object.assign(document.createElement("bdi"), {textContent: text});
function isolated(text) {
  if (!RIGHT_TO_LEFT || !LATIN.test(text)) return [text];
  if (!/[\u0590-\u08ff]/.test(text)) return [isolate(text)];
  const nodes = [];
  let from = 0;
  for (const {0: found, index} of text.matchAll(FOREIGN)) {
    if (!LATIN.test(found)) continue;
    nodes.push(text.slice(from, index), isolate(found));
    from = index + found.length;
  }
  return [...nodes, text.slice(from)].filter(one => one !== "");
}
const put = (element, text) => element.replaceChildren(...isolated(text));
function inOne(text) { // one node, for boxes whose children stand apart from each other
  const nodes = isolated(text), box = document.createElement("span");
  if (nodes.length < 2) return nodes[0] ?? "";
  box.append(...nodes);
  return box;
}
