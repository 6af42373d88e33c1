// Runs before everything else, on every engine there is: no module, no syntax younger than ES5. The build puts it into the page
// itself, so that it cannot get lost by itself (scripts/opening-parts.ts).
// Says when a browser is too old or the page takes long, brings what an older browser lacks, and loads the page once more if a
// part of it got lost, as soon as all that it names can be had.
(function () {
  'use strict';
  var RETRY_AFTER_MS = 700;
  var SLOW_AFTER_MS = 8000;
  var OLDER_BROWSERS = '/shared/opening/older-browsers.ts';
  // The build writes the words of this page here, by language (words.json). What is in the page is English.
  var WORDS = {};
  // What every engine of the last five years has: the page would get stuck without it, or blame the Wi-Fi. Without others it throws at once.
  var NEEDED =
    'BigInt Proxy fetch history AbortController TextDecoder Promise.all performance.now requestAnimationFrame Object.fromEntries ' +
    'Array.prototype.entries Array.prototype.findIndex Array.prototype.flatMap Array.prototype.includes ' +
    'String.prototype.includes String.prototype.normalize String.prototype.replaceAll String.prototype.startsWith ' +
    'Number.isFinite Number.isSafeInteger Intl.Collator Intl.DateTimeFormat Intl.NumberFormat';
  // What OLDER_BROWSERS brings.
  var BROUGHT =
    'Array.prototype.at Array.prototype.findLast Array.prototype.toReversed Array.prototype.toSorted Object.hasOwn String.prototype.at';
  var said = 'opening';
  var hasFailed = false;
  // From then on, the page itself says which part is missing.
  var isOpen = false;

  function lacks(names) {
    return names.split(' ').some(function (name) {
      var found = window;
      return name.split('.').some(function (part) {
        found = found[part];
        return !found;
      });
    });
  }

  function isTooOld() {
    return !('noModule' in document.createElement('script')) || lacks(NEEDED);
  }

  // The page takes the place of the words as soon as it can be drawn.
  function isWaiting() {
    return document.querySelector('[data-opening]') !== null;
  }

  function say(what) {
    said = what;
    var parts = document.querySelectorAll('[data-opening]');
    for (var index = 0; index < parts.length; index += 1) {
      parts[index].hidden = parts[index].getAttribute('data-opening') !== what;
    }
  }

  // Into the browser's first language that there are words for. What was chosen on this page comes with its own words, a moment later.
  function translate() {
    var wishes = navigator.languages || [navigator.language];
    var tag = '';
    for (var index = 0; index < wishes.length && tag !== 'en' && !WORDS[tag]; index += 1) {
      tag = String(wishes[index]).split('-')[0];
    }
    if (!WORDS[tag]) return;
    document.documentElement.lang = tag;
    if (tag === 'ar') document.documentElement.dir = 'rtl';
    [].forEach.call(document.querySelectorAll('[data-says]'), function (part) {
      part.textContent = WORDS[tag][part.getAttribute('data-says')];
    });
  }

  // Kept in the tab's history: it survives a reload, even where nothing else is kept.
  function hasRetried() {
    return history.state !== null && typeof history.state === 'object' && history.state.hasRetried === true;
  }
  function mark(retried) {
    var state = {};
    for (var name in history.state || {}) state[name] = history.state[name];
    state.hasRetried = retried;
    try {
      history.replaceState(state, '');
    } catch (error) {
      // Safari allows a hundred in half a minute. The next line tells.
    }
    return hasRetried() === retried;
  }

  // `lost`: a part did not arrive, so the page is not whole even if it can be drawn. `unreadable`: it threw or made no sense,
  // because it was cut off or because the engine is too old for it; the same again after a reload means the latter.
  function retryOr(what, isNeeded) {
    if (hasFailed) return;
    hasFailed = true;
    if (hasRetried() || !mark(true)) return say(what);
    setTimeout(function () {
      fetchParts().then(
        function () {
          if (!isNeeded || isNeeded()) location.reload();
        },
        function () {
          say('failed');
        },
      );
    }, RETRY_AFTER_MS);
  }
  // What the page names, with what is on its way, which a reload would throw away.
  function fetchParts() {
    var parts = document.querySelectorAll('script[src],link[href]');
    return Promise.all(
      [].map.call(parts, function (part) {
        return fetch(part.src || part.href).then(function (answer) {
          if (!answer.ok) throw answer;
          return answer.text();
        });
      }),
    );
  }
  function onLost() {
    retryOr('failed');
  }
  function onUnreadable() {
    retryOr('too_old', isWaiting);
  }

  addEventListener(
    'error',
    function (event) {
      var part = event.target;
      if (part instanceof HTMLElement) {
        if (isOpen) return;
        var isSheet = part.tagName === 'LINK' && part.getAttribute('rel') === 'stylesheet';
        if (isSheet || part.tagName === 'SCRIPT') onLost();
      } else onThrown(event.filename, event.error);
    },
    true,
  );
  addEventListener('unhandledrejection', function (event) {
    onThrown('', event.reason);
  });
  // Nothing is left of a page that threw while it was drawn. It is not loaded again by itself, as it might throw for ever.
  function onThrown(file, error) {
    // Browsers' extensions throw, too.
    if ((file + (error && error.stack)).indexOf(location.origin) < 0) return;
    if (isWaiting()) return onUnreadable();
    if (!words || place.firstChild !== null) return;
    place.appendChild(words);
    say('broken');
  }
  // Its words come last, by a request of the page's own.
  var hasWords = false;
  function forgetRetry() {
    if (isOpen && hasWords && !hasFailed && hasRetried()) mark(false);
  }
  // What is no style, or none any more, such as another program's page in its place, is an error to few browsers.
  function lacksStyle() {
    return [].some.call(document.querySelectorAll('link[rel="stylesheet"]'), function (link) {
      try {
        return link.sheet === null || link.sheet.cssRules.length === 0;
      } catch (error) {
        // Its rules are nobody's to read, because it never came.
        return true;
      }
    });
  }
  // Half a script may make sense, and do nothing: by now the whole one would have begun.
  var hasBegun = false;
  document.addEventListener('begun', function () {
    hasBegun = true;
  });
  addEventListener('load', function () {
    if (lacksStyle()) onLost();
    if (!hasBegun) onUnreadable();
    isOpen = true;
    forgetRetry();
  });
  document.addEventListener('words', function () {
    hasWords = true;
    forgetRetry();
  });
  // The page goes on asking for them.
  document.addEventListener('words-lost', function () {
    retryOr('failed', isWaiting);
  });
  // The elements come after this script, and the page's own scripts after them.
  document.addEventListener('readystatechange', function () {
    if (document.readyState === 'interactive') translate();
  });
  var words = null;
  var place = null;
  document.addEventListener('DOMContentLoaded', function () {
    say(said);
    words = document.querySelector('main.opening');
    place = words && words.parentNode;
  });
  document.addEventListener('click', function (event) {
    if (!(event.target instanceof Element) || event.target.getAttribute('data-opening-again') === null)
      return;
    mark(false);
    if (said !== 'slow' || hasAskedAgain) return location.reload();
    hasAskedAgain = true;
    askAgain();
  });
  // What has not come is asked for a second time beside what is on its way, which a reload would throw away: whichever is first.
  var hasAskedAgain = false;
  function askAgain() {
    say('opening');
    sayWhenSlow();
    document.dispatchEvent(new Event('again'));
    if (document.readyState === 'complete') return;
    fetchParts().then(function () {
      if (isWaiting()) location.reload();
    }, onLost);
  }
  // Something may never answer, and no event says so.
  function sayWhenSlow() {
    setTimeout(function () {
      if (said === 'opening') say('slow');
    }, SLOW_AFTER_MS);
  }
  sayWhenSlow();

  if (isTooOld()) {
    hasFailed = true;
    say('too_old');
    // The page's script may be readable all the same, and would get stuck later on. It runs after this, and finds no place to draw.
    document.addEventListener('readystatechange', function () {
      var words = document.querySelector('main.opening');
      if (words !== null) words.parentNode.removeAttribute('id');
    });
  } else if (lacks(BROUGHT)) document.write('<script type=module src=' + OLDER_BROWSERS + '></' + 'script>');
})();
