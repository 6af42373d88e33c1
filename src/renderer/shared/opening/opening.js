// Runs before everything else, on every engine there is: no module, no syntax younger than ES5.
// Says when a browser is too old, brings what an older one lacks, and loads the page once more if a part of it got lost.
(function () {
  'use strict';
  var RETRY_AFTER_MS = 700;
  var OLDER_BROWSERS = '/shared/opening/older-browsers.ts';
  var hasFailed = false;
  // From then on, the page itself says what is wrong.
  var isOpen = false;

  function isTooOld() {
    return !(
      'noModule' in document.createElement('script') &&
      typeof Promise === 'function' &&
      typeof globalThis === 'object' &&
      typeof BigInt === 'function' &&
      typeof Intl.ListFormat === 'function' &&
      typeof String.prototype.replaceAll === 'function'
    );
  }

  function lacksSomething() {
    return !(Array.prototype.toSorted && Array.prototype.findLast && Array.prototype.at && Object.hasOwn);
  }

  function say(what) {
    var parts = document.querySelectorAll('[data-opening]');
    for (var index = 0; index < parts.length; index += 1) {
      parts[index].hidden = parts[index].getAttribute('data-opening') !== what;
    }
  }

  // Kept in the tab's history: it survives a reload, even where nothing else is kept.
  function hasRetried() {
    return history.state !== null && typeof history.state === 'object' && history.state.hasRetried === true;
  }
  function mark(retried) {
    var state = {};
    for (var name in history.state || {}) state[name] = history.state[name];
    state.hasRetried = retried;
    history.replaceState(state, '');
    return hasRetried() === retried;
  }

  function fail(what) {
    if (hasFailed) return;
    hasFailed = true;
    if (what === 'failed' && !hasRetried() && mark(true)) {
      setTimeout(function () {
        location.reload();
      }, RETRY_AFTER_MS);
      return;
    }
    // The elements may come after this script.
    say(what);
    document.addEventListener('DOMContentLoaded', function () {
      say(what);
    });
  }

  addEventListener(
    'error',
    function (event) {
      if (isOpen) return;
      var part = event.target;
      var isPart =
        part instanceof HTMLElement &&
        (part.tagName === 'SCRIPT' || (part.tagName === 'LINK' && part.getAttribute('rel') === 'stylesheet'));
      if (isPart) fail('failed');
      // What cannot even be read is for younger engines.
      else if (event.error instanceof SyntaxError) fail('too_old');
    },
    true,
  );
  addEventListener('load', function () {
    isOpen = true;
    if (!hasFailed && hasRetried()) mark(false);
  });
  document.addEventListener('click', function (event) {
    if (!(event.target instanceof Element) || event.target.getAttribute('data-opening-again') === null)
      return;
    mark(false);
    location.reload();
  });

  if (isTooOld()) fail('too_old');
  else if (lacksSomething()) document.write('<script type="module" src="' + OLDER_BROWSERS + '"></script>');
})();
