/* Starts Dash once the page has been painted: its scripts lie in a template until then.
 *
 * The document already shows the whole page. Scripts that come from the browser's cache would otherwise run before it is
 * painted, half a second in which there is nothing to read. Files run in their order, then what stands in the document.
 * Until Dash has taken over, which on a slow line takes seconds, a filter that is changed sends the plain page's form.
 */
(function () {
  "use strict";

  var LONGEST_WAIT_MS = 300; // a tab in the background is not painted
  var scripts = Array.prototype.slice.call(document.getElementById("scripts").content.querySelectorAll("script"));
  var files = scripts.filter(function (script) { return script.hasAttribute("src"); });
  var isStarted = false;

  function add(written, done) {
    var script = document.createElement("script");
    Array.prototype.forEach.call(written.attributes, function (attribute) {
      script.setAttribute(attribute.name, attribute.value);
    });
    script.text = written.textContent;
    script.async = false;
    script.onload = script.onerror = done;
    document.body.appendChild(script);
  }

  function start() {
    if (isStarted) { return; }
    isStarted = true;
    var left = files.length;
    files.forEach(function (file) {
      add(file, function () {
        left -= 1;
        if (left === 0) {
          scripts.filter(function (script) { return !script.hasAttribute("src"); }).forEach(function (script) {
            add(script, null);
          });
        }
      });
    });
  }

  var first = document.getElementById("first-view");
  if (first) {
    first.addEventListener("change", function (event) {
      var form = event.target.closest("form[data-filter-form]");
      if (form) { form.submit(); }
    });
  }

  window.requestAnimationFrame(function () { window.setTimeout(start, 0); });
  window.setTimeout(start, LONGEST_WAIT_MS);
})();
