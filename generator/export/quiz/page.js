/* Marks the page a learner answers, as generator/practice/taking.py does. Plain old script: it runs on old phones. */
(function () {
  "use strict";
  var words = JSON.parse(document.getElementById("words").textContent);
  var sets = document.querySelectorAll("fieldset");
  var tones = ["òa oà", "óa oá", "ỏa oả", "õa oã", "ọa oạ", "òe oè", "óe oé", "ỏe oẻ", "õe oẽ", "ọe oẹ",
    "ùy uỳ", "úy uý", "ủy uỷ", "ũy uỹ", "ụy uỵ"];

  function plain(text) {
    var shown = text.normalize ? text.normalize("NFC") : text;
    shown = shown.toLowerCase().replace(/\s+/g, " ").replace(/^[ .,;:!?…"'“”]+|[ .,;:!?…"'“”]+$/g, "");
    tones.forEach(function (pair) { shown = shown.split(pair.slice(0, 2)).join(pair.slice(3)); });
    return shown;
  }

  function number(text) {
    var found = /[-+]?\d[\d.,\s]*/.exec(text);
    if (!found) { return NaN; }
    var digits = found[0].replace(/\s/g, "").replace(/[.,]+$/, "");
    var dot = words.lang === "vi";
    var whole = dot ? /^[-+]?\d{1,3}(\.\d{3})+(,\d+)?$/ : /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/;
    var thousands = dot ? "." : ",", decimal = dot ? "," : ".";
    if (digits.indexOf(thousands) >= 0 && !whole.test(digits)) { thousands = decimal; decimal = dot ? "." : ","; }
    return Number(digits.split(thousands).join("").replace(decimal, "."));
  }

  function answered(set) {
    var inputs = set.querySelectorAll("input, select"), given = [], i;
    for (i = 0; i < inputs.length; i++) {
      if (/radio|checkbox/.test(inputs[i].type)) { if (inputs[i].checked) { given.push(inputs[i].value); } }
      else if (inputs[i].value.trim() !== "") { given.push(inputs[i].value); }
      else if (inputs[i].tagName === "SELECT") { given.push(""); }
    }
    return given.join("") === "" ? null : given;
  }

  function right(set, given) {
    var key = JSON.parse(set.getAttribute("data-key")), kind = set.getAttribute("data-kind");
    if (kind === "text") { return key.some(function (one) { return plain(one) === plain(given[0]); }); }
    if (kind === "number") { return Math.abs(number(given[0]) - key[0]) <= key[1] + 1e-9; }
    if (kind === "set") { return given.slice().sort().join("\n") === key.slice().sort().join("\n"); }
    return given.join("\n") === key.join("\n");
  }

  function show(set) {
    var given = answered(set), place = set.querySelector(".verdict"), said = set.querySelector(".said");
    if (given === null) { place.textContent = words.none; set.className = "none"; return null; }
    var good = right(set, given);
    set.className = good ? "right" : "wrong";
    place.textContent = (good ? "✓ " + words.right : "✗ " + words.wrong);
    said.hidden = false;
    return good;
  }

  function all() {
    var points = 0, open = 0, i;
    for (i = 0; i < sets.length; i++) {
      var good = show(sets[i]);
      if (good) { points++; }
      if (good === null) { open++; }
    }
    var line = words.score.replace("{points}", points).replace("{all}", sets.length);
    document.getElementById("score").textContent = open ? line + " " + words.open.replace("{open}", open) : line;
  }

  function again() {
    document.getElementById("quiz").reset();
    for (var i = 0; i < sets.length; i++) {
      sets[i].className = "";
      sets[i].querySelector(".verdict").textContent = "";
      sets[i].querySelector(".said").hidden = true;
    }
    document.getElementById("score").textContent = "";
    var first = document.querySelector("fieldset input, fieldset select");
    if (first) { first.focus(); }
  }

  document.getElementById("quiz").addEventListener("submit", function (event) { event.preventDefault(); all(); });
  document.getElementById("again").addEventListener("click", again);
  Array.prototype.forEach.call(document.querySelectorAll("button.check"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { show(button.parentNode); });
  });
  document.getElementById("end").hidden = false;
})();
