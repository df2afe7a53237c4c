/* Copies the text of the box beside a button with data-copy, and says so. */
(function () {
  "use strict";

  function say(button, text) {
    var status = button.parentElement.querySelector("[role=status]");
    if (status) { status.textContent = text; }
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    var box = button && button.parentElement.querySelector("textarea");
    if (!box) { return; }
    box.focus();
    box.select();
    var done = function () { say(button, "Texten är kopierad."); };
    var failed = function () { say(button, "Texten är markerad. Kopiera den med Ctrl och C."); };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(box.value).then(done, failed);
    } else {
      failed();
    }
  });
})();
