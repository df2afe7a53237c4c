/* Writes HTML made on the server into the page's slots (elements with data-slot), and opens what is folded for print.
 *
 * Dash callbacks return leaf values only; tables and still pictures are strings in one dcc.Store, {element id: HTML}.
 * Everything in them was escaped on the server. A slot has no children of React's own, so React leaves it alone.
 */
(function () {
  "use strict";

  var filled = {};

  // A dcc.Graph that follows its element's width takes its height from there too, and each figure has its own. It is
  // told to the frame around both pictures: the live one may not have come yet.
  function setHeight(slot) {
    var still = slot.querySelector("[data-height]");
    if (still) {
      slot.parentElement.style.setProperty("--live-height", still.dataset.height + "px");
    }
  }

  function fill(data, tries) {
    var missing = {};
    var isMissing = false;
    Object.keys(data || {}).forEach(function (id) {
      var slot = document.getElementById(id);
      if (!slot) {
        missing[id] = data[id];
        isMissing = true;
      } else if (slot.dataset.filled !== "yes" || filled[id] !== data[id]) {
        slot.innerHTML = data[id];
        slot.dataset.filled = "yes";
        filled[id] = data[id];
        setHeight(slot);
      }
    });
    // The store may be mounted a moment before the cards are.
    if (isMissing && tries > 0) {
      window.requestAnimationFrame(function () { fill(missing, tries - 1); });
    }
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.lagesbild = Object.assign(window.dash_clientside.lagesbild || {}, {
    fillSlots: function (data) {
      fill(data, 60);
      return Date.now();
    },
  });

  // Tables and definitions are folded on screen and open on paper, and folded again afterwards.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details.fold:not([open])"));
    opened.forEach(function (fold) { fold.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (fold) { fold.open = false; });
    opened = [];
  });
})();
