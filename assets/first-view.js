/* Takes the plain HTML page away as soon as Dash has drawn the same page, and keeps what the reader was doing.
 *
 * Both look the same: still pictures stand in the charts until plotly has drawn them. Until then the plain page works by
 * itself: its links are links, and begin.js sends the form of a filter that is changed.
 */
(function () {
  "use strict";

  var PREFIX = "first-";
  var first = document.getElementById("first-view");
  var live = document.getElementById("react-entry-point");
  if (!first || !live) { return; }

  function isDrawn() {
    var main = live.querySelector("main");
    return main && !main.querySelector("[data-slot]:not([data-filled])");
  }

  /* What the reader has chosen, ticked or written in a plain form; the filters keep theirs in the address. */
  function keepForms() {
    var controls = ["input", "select", "textarea"].map(function (name) {
      return "form:not([data-filter-form]) " + name;
    }).join(", ");
    var twins = live.querySelectorAll(controls);
    first.querySelectorAll(controls).forEach(function (control, index) {
      var twin = twins[index];
      if (!twin || twin.name !== control.name || twin.type !== control.type) { return; }
      if (control.type === "file") {
        twin.files = control.files;
      } else if (control.type === "checkbox" || control.type === "radio") {
        twin.checked = control.checked;
      } else if (twin.value !== control.value) {
        twin.value = control.value;
      }
    });
  }

  /* Folds that the reader opened, forms, focus, place on the page. */
  function handOver() {
    var folds = live.querySelectorAll("details");
    first.querySelectorAll("details").forEach(function (fold, index) {
      if (fold.open && folds[index]) { folds[index].open = true; }
    });
    var focused = document.activeElement;
    var place = window.scrollY;
    var hadFocus = first.contains(focused);
    var twin = hadFocus && focused.id ? document.getElementById(focused.id.replace(PREFIX, "")) : null;
    if (hadFocus && !twin) {
      var all = "a, summary, select, input, textarea, button, [tabindex]";
      twin = live.querySelectorAll(all)[Array.prototype.indexOf.call(first.querySelectorAll(all), focused)];
    }
    keepForms();
    first.remove();
    if (twin) { twin.focus({ preventScroll: true }); }
    var target = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (target && place === 0) {
      target.scrollIntoView();
    } else {
      window.scrollTo(0, place);
    }
  }

  var observer = new MutationObserver(function () {
    if (isDrawn()) {
      observer.disconnect();
      handOver();
    }
  });
  observer.observe(live, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-filled"] });
})();
