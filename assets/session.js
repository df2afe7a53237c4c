/* A session that has ended must not leave a page that stands still: load it again, and the door leads to the login.
 *
 * No loop: a page that is loaded without a session is not this page but a redirect to the login.
 */
(function () {
  "use strict";

  var send = window.fetch;
  window.fetch = async function () {
    var answer = await send.apply(this, arguments);
    if (answer.status === 401) { window.location.reload(); }
    return answer;
  };
})();
