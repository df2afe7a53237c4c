/* Makes a PNG of a chart in the browser: fetches the picture as SVG, draws it on a canvas and saves that.
 *
 * The server needs no drawing program for it, and the PNG holds exactly what the SVG does: title, selection, source.
 * Links to PNG are shown only where this script runs; where something fails, the reader gets the SVG itself.
 */
(function () {
  "use strict";

  var SCALE = 2;
  var SVG = "image/svg+xml";

  document.documentElement.classList.add("has-scripts");

  function nameOf(response) {
    var found = /filename="([^"]+)\.svg"/.exec(response.headers.get("Content-Disposition") || "");
    return (found ? found[1] : "bild") + ".png";
  }

  function save(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function draw(svg) {
    return new Promise(function (resolve, reject) {
      var address = URL.createObjectURL(new Blob([svg], { type: SVG }));
      var picture = new Image();
      picture.onerror = reject;
      picture.onload = function () {
        var canvas = document.createElement("canvas");
        canvas.width = picture.naturalWidth * SCALE;
        canvas.height = picture.naturalHeight * SCALE;
        canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(address);
        canvas.toBlob(function (blob) { if (blob) { resolve(blob); } else { reject(new Error("no picture")); } });
      };
      picture.src = address;
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-picture]");
    if (!link) { return; }
    event.preventDefault();
    window.fetch(link.href, { credentials: "same-origin" }).then(function (response) {
      if (!response.ok || (response.headers.get("Content-Type") || "").indexOf(SVG) !== 0) {
        throw new Error(response.status);
      }
      return response.text().then(draw).then(function (blob) { save(blob, nameOf(response)); });
    }).catch(function () { window.location.assign(link.href); });
  });
})();
