/* Keeps the address in step with the filters, so that reload, back and a shared link give the same view.
 *
 * replaceState, not Dash's Location: a change of the address through Location would draw the whole page again and take
 * the focus from the control. What is as it is by default is left out; keys that are not filters are kept.
 */
(function () {
  "use strict";

  var PARAMETERS = ["enhet", "ar", "period", "kon", "indikator"];

  /* The query string for these values: {parameter: value or list}. Commas stay readable. */
  function query(values) {
    var kept = new URLSearchParams(window.location.search);
    PARAMETERS.forEach(function (name) {
      if (!(name in values)) { return; }
      var value = values[name];
      var text = Array.isArray(value) ? value.join(",") : value;
      var control = document.querySelector('#react-entry-point [data-parameter="' + name + '"]');
      var standard = control ? control.dataset.default : "";
      kept.delete(name);
      if (text && text !== standard) { kept.set(name, text); }
    });
    var written = kept.toString().replace(/%2C/g, ",");
    return written ? "?" + written : "";
  }

  /* Downloads follow the filters too: their links were written when the page was. Which picture one is of stays. */
  function updateDownloads(search) {
    var filters = new URLSearchParams(search);
    document.querySelectorAll('#react-entry-point a[href^="/ladda-ner/"]').forEach(function (link) {
      var parts = link.getAttribute("href").split("?");
      var kept = new URLSearchParams(parts[1] || "");
      PARAMETERS.forEach(function (name) {
        kept.delete(name);
        if (filters.has(name)) { kept.set(name, filters.get(name)); }
      });
      var written = kept.toString().replace(/%2C/g, ",");
      link.setAttribute("href", parts[0] + (written ? "?" + written : ""));
    });
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.lagesbild = Object.assign(window.dash_clientside.lagesbild || {}, {
    keepInAddress: function (units, years, period, gender, indicator) {
      var given = { enhet: units, ar: years, period: period, kon: gender, indikator: indicator };
      var values = {};
      PARAMETERS.forEach(function (name) {
        if (given[name] !== undefined && given[name] !== null) { values[name] = given[name]; }
      });
      var search = query(values);
      if (search !== window.location.search) {
        window.history.replaceState(window.history.state, "", window.location.pathname + search + window.location.hash);
      }
      updateDownloads(search);
    },
  });
})();
