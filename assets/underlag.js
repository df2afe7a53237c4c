/* The coordinator's page of input files: moves focus to what a step says first, tells that work is under way, and
 * follows its progress. Every form works without this: they are plain forms that lead to a new page.
 */
(function () {
  "use strict";

  var SECOND = 1000;

  function live(selector) {
    return document.querySelector("#react-entry-point " + selector);
  }

  /* The heading or the error of the step, so that it is read out and Tab goes on from there. */
  function focus() {
    var target = live(".desk [data-focus]");
    if (target && window.location.search) { target.focus(); }
  }

  function follow() {
    var box = live(".desk [data-poll]");
    if (!box) { return; }
    var text = box.querySelector(".work-text");
    var count = box.querySelector(".work-count");
    var bar = box.querySelector("progress");

    function show(told) {
      // Written only when it changes: a live region is read out each time.
      if (text.textContent !== told.what) { text.textContent = told.what; }
      if (told.total > 1) {
        bar.max = told.total;
        bar.value = told.done;
        count.textContent = told.done + " av " + told.total;
      } else {
        bar.removeAttribute("value");
        count.textContent = "";
      }
    }

    function ask() {
      window.fetch(box.dataset.poll, { headers: { Accept: "application/json" } }).then(function (answer) {
        return answer.json();
      }).then(function (told) {
        if (told.state !== "working") {
          window.location.reload();
          return;
        }
        show(told);
        window.setTimeout(ask, SECOND);
      }).catch(function () { window.setTimeout(ask, 5 * SECOND); });
    }
    ask();
  }

  document.addEventListener("submit", function (event) {
    var form = event.target.closest("form[data-busy]");
    var status = form && form.querySelector(".busy");
    if (!status) { return; }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    status.textContent = form.dataset.busy;
  });

  // Too many bytes are told at once, by the browser's own words at the field; the server refuses them too.
  document.addEventListener("change", function (event) {
    var field = event.target.closest("input[data-most]");
    if (!field) { return; }
    var bytes = Array.from(field.files).reduce(function (sum, file) { return sum + file.size; }, 0);
    field.setCustomValidity(bytes > Number(field.dataset.most) ? field.dataset.tooMuch : "");
    field.reportValidity();
  });

  // A page that the browser takes out of its memory (Back) must be usable again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.removeAttribute("aria-busy");
      form.querySelector(".busy").textContent = "";
    });
  });

  var shown = null;
  new MutationObserver(function () {
    var step = live(".desk[data-filled]");
    if (step && step !== shown) {
      shown = step;
      focus();
      follow();
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-filled"] });
})();
