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
  var SCREENS_AHEAD = 1.5; // how far below and above the window a chart is drawn at once
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

  /* Draw at once what the reader sees or is about to, and the charts further away one by one when there is time.
   *
   * A page has up to twenty charts, and a filter changes all of them: together they would take a third of a second in
   * which nothing else happens. Only the latest figure of a chart that waits is drawn.
   */
  function drawInTurn(plotly) {
    var draw = plotly.react;
    var waiting = new Map();
    var isPlanned = false;

    function isNear(graph) {
      var place = graph.getBoundingClientRect();
      return place.top < window.innerHeight * SCREENS_AHEAD && place.bottom > -window.innerHeight * (SCREENS_AHEAD - 1);
    }

    function drawNow(graph) {
      var turn = waiting.get(graph);
      waiting.delete(graph);
      // Another page may have taken its place meanwhile.
      var drawn = graph.isConnected ? draw.apply(plotly, turn.given) : graph;
      turn.done.forEach(function (done) { done(drawn); });
    }

    function drawNext() {
      isPlanned = false;
      var next = waiting.keys().next();
      if (!next.done) { drawNow(next.value); }
      plan();
    }

    function plan() {
      if (isPlanned || waiting.size === 0) { return; }
      isPlanned = true;
      whenIdle(drawNext);
    }

    plotly.react = function (graph) {
      var given = arguments;
      return new Promise(function (done) {
        var turn = waiting.get(graph) || { done: [] };
        turn.given = given;
        turn.done.push(done);
        waiting.set(graph, turn);
        if (isNear(graph)) { drawNow(graph); } else { plan(); }
      });
    };

    window.addEventListener("scroll", function () {
      Array.from(waiting.keys()).filter(isNear).forEach(drawNow);
    }, { passive: true });
  }

  function load(done) {
    var script = document.createElement("script");
    script.src = ADDRESS;
    script.fetchPriority = "low";
    script.onload = function () {
      drawInTurn(window.Plotly);
      done();
    };
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
