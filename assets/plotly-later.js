/* Loads plotly when the page has been shown and there is nothing else to do, and only where it will draw something.
 *
 * Until then, and for good on narrow screens, the still pictures stand in the charts and follow the filters; nobody
 * waits for a megabyte of script. dcc.Graph asks `Promise.resolve(window.Plotly)` for plotly when the first chart is
 * there, so what stands under that name now is a promise of it. The bundle then puts itself under the same name.
 */
(function () {
  "use strict";

  var ADDRESS = "/assets/plotly-basic-4.1.1.min.js";
  var NARROWEST_PIXELS = 520; // assets/30-cards.css: a chart narrower than this stays a still picture
  var LONGEST_WAIT_MS = 2000;
  var TRY_AGAIN_MS = 30000;
  var coming = null;

  function isWanted() {
    return !document.getElementById("first-view") &&
      Array.prototype.some.call(document.querySelectorAll(".chart-live"), function (graph) {
        return graph.parentElement.clientWidth >= NARROWEST_PIXELS;
      });
  }

  function whenIdle(act) {
    if (window.requestIdleCallback) {
      window.requestIdleCallback(act, { timeout: LONGEST_WAIT_MS });
    } else {
      window.setTimeout(act, LONGEST_WAIT_MS / 10);
    }
  }

  /* The plain page has gone, a chart has come, or the window has become wider. */
  function untilWanted() {
    return new Promise(function (go) {
      function look() {
        if (isWanted()) {
          sizes.disconnect();
          page.disconnect();
          go();
        }
      }
      var sizes = new ResizeObserver(look);
      var page = new MutationObserver(look);
      sizes.observe(document.getElementById("react-entry-point"));
      page.observe(document.body, { childList: true });
    });
  }

  function load(done) {
    var script = document.createElement("script");
    script.src = ADDRESS;
    script.fetchPriority = "low";
    script.onload = done;
    // The still pictures say the same, so a lost connection is no error of the page.
    script.onerror = function () {
      script.remove();
      window.setTimeout(function () { load(done); }, TRY_AGAIN_MS);
    };
    document.head.appendChild(script);
  }

  window.Plotly = {
    then: function (done) {
      coming = coming || untilWanted().then(function () {
        return new Promise(function (loaded) { whenIdle(function () { load(loaded); }); });
      });
      coming.then(function () { done(window.Plotly); });
    },
  };
})();
