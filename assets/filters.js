/* Folds an open filter away: by Escape, by a click beside it, or when another one is opened. */
(function () {
  "use strict";

  var OPEN = "#react-entry-point details.filter[open]";

  function closeAllBut(kept) {
    document.querySelectorAll(OPEN).forEach(function (fold) {
      if (fold !== kept) { fold.open = false; }
    });
  }

  document.addEventListener("click", function (event) {
    closeAllBut(event.target.closest("details.filter"));
  });

  document.addEventListener("focusin", function (event) {
    closeAllBut(event.target.closest("details.filter"));
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    var fold = document.activeElement && document.activeElement.closest("details.filter[open]");
    closeAllBut(null);
    if (fold) { fold.querySelector("summary").focus(); }
  });
})();
