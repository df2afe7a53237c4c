/* Makes links between our own pages quick, and tells everyone that a new page has come.
 *
 * Links are ordinary links and work without this. With it, the browser stays in the same document; the filters in the
 * address go along where they make sense; focus moves to the new page's heading, so that it is announced.
 */
(function () {
  "use strict";

  var FILTERS = ["enhet", "ar", "period", "kon"];
  var SECONDS_TO_WAIT = 10;
  var FRAMES_TO_WAIT = 240;

  function target(link) {
    var url = new URL(link.getAttribute("href"), window.location.origin);
    if (link.hasAttribute("data-keep-filters")) {
      var here = new URLSearchParams(window.location.search);
      FILTERS.forEach(function (name) {
        url.searchParams.delete(name);
        if (here.has(name)) { url.searchParams.set(name, here.get(name)); }
      });
    }
    return url.pathname + url.search.replace(/%2C/g, ",") + url.hash;
  }

  /* Scroll to the place the address names, once the texts above it are there and it no longer moves. */
  function goTo(id, tries) {
    var place = id && document.getElementById(id);
    if (!place) { return; }
    var isSettled = !document.querySelector("#react-entry-point [data-slot]:not([data-filled])");
    if (isSettled || tries === 0) {
      place.scrollIntoView();
    } else {
      window.requestAnimationFrame(function () { goTo(id, tries - 1); });
    }
  }

  /* Focus the heading of the page that replaces `old`, once it is there. */
  function announce(old, id) {
    var observer = new MutationObserver(function () {
      var heading = document.querySelector("#react-entry-point main h1");
      if (heading && heading !== old) {
        observer.disconnect();
        heading.focus({ preventScroll: true });
        goTo(id, FRAMES_TO_WAIT);
      }
    });
    observer.observe(document.body, { childList: true, subtree: true });
    window.setTimeout(function () { observer.disconnect(); }, SECONDS_TO_WAIT * 1000);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-navigate]");
    if (!link) { return; }
    var href = target(link);
    var isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || event.defaultPrevented || !document.querySelector("#react-entry-point main")) {
      link.setAttribute("href", href);
      return;
    }
    event.preventDefault();
    if (href === window.location.pathname + window.location.search) { return; }
    announce(document.querySelector("#react-entry-point main h1"), href.split("#")[1]);
    window.history.pushState({}, "", href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    window.scrollTo(0, 0);
  });
})();
