// SPDX-License-Identifier: AGPL-3.0-or-later
// The first-party script of a measured site. Plain JavaScript, no dependency; parvis.min.js is made from it (build.mjs).
//
//   <script defer src="https://parvis.example/p.js" data-key="KEY"></script>
//   Before it is loaded: window.parvis = window.parvis || function () { (parvis.q = parvis.q || []).push(arguments) }
//
//   parvis('event', 'purchase', { value: 4990, currency: 'EUR', order: { id: '1042', items: [{ sku: 'chair', price: 4990 }] } })
//   parvis('consent', { version: '2026-1' })  parvis('withdraw')  parvis('optOut')      or parvis.consent({ version })…
//
// It sends what the page holds; the server alone decides what may be stored. It reads and writes one cookie, "parvis", and
// only once the person consented or opted out: never before, and its life of 395 days is never extended. An opt-out made on
// Parvis's own page stands in a cookie of that site, which the server heeds.
(function (window, document, navigator, location) {
  var script = document.currentScript;
  var collect = new URL('c/' + script.getAttribute('data-key'), script.src).href;
  var waiting = [];
  var delay = 2000;
  var timer;
  var seen;
  var stub = window.parvis;

  function state() {
    var found = /(?:^|; )parvis=([^;]*)/.exec(document.cookie);
    return found ? found[1] : '';
  }

  function remember(value, seconds) {
    document.cookie = 'parvis=' + value + ';path=/;samesite=lax;max-age=' + seconds + (location.protocol == 'https:' ? ';secure' : '');
  }

  // UUID version 7.
  function newId() {
    var bytes = crypto.getRandomValues(new Uint8Array(10));
    var text = ('00000000000' + Date.now().toString(16)).slice(-12) + '7';
    bytes.forEach(function (byte) {
      text += (256 + byte).toString(16).slice(1);
    });
    text = text.slice(0, 16) + (8 + (bytes[9] & 3)).toString(16) + text.slice(17, 32);
    return text.replace(/^(.{8})(....)(....)(....)/, '$1-$2-$3-$4-');
  }

  function body(entries) {
    var known = entries[0].known.split('~');
    var beacon = {
      sent: Date.now(),
      events: entries.map(function (entry) {
        return entry.event;
      })
    };
    if (known[1]) {
      beacon.visitor = known[0];
      beacon.consent = { version: known[1], at: +known[2] };
    }
    return JSON.stringify(beacon);
  }

  // What was not acknowledged is sent again with the same ids, later and later.
  function again(entries) {
    waiting = entries.concat(waiting).slice(-200);
    delay = Math.min(delay * 2, 6e4);
    later();
  }

  function later() {
    timer = timer || setTimeout(send, delay);
  }

  function send(leaving) {
    clearTimeout(timer);
    timer = 0;
    var count = 0;
    // One beacon says one state of consent: a hit keeps the one it was made under, also when it is sent again.
    while (count < 25 && waiting[count] && waiting[count].known == waiting[0].known) count++;
    if (!count) return;
    var entries = waiting.splice(0, count);
    var text = body(entries);
    if (leaving !== true || !navigator.sendBeacon || !navigator.sendBeacon(collect, text)) {
      fetch(collect, { method: 'POST', body: text, keepalive: true, credentials: 'include' }).then(
        function (answer) {
          if (answer.status > 499 || answer.status == 429) again(entries);
          else delay = 2000;
        },
        function () {
          again(entries);
        }
      );
    }
    if (waiting.length) send(leaving);
  }

  function add(name, more, referrer) {
    if (state() == 'out') return;
    var event = {
      id: newId(), name: name, at: Date.now(), url: location.href.slice(0, 2048), title: document.title.slice(0, 150),
      referrer: referrer == null ? document.referrer : referrer, screen: screen.width + 'x' + screen.height, language: navigator.language
    };
    for (var key in more) event[key] = more[key];
    waiting.push({ known: state(), event: event });
    if (waiting.length > 24) send();
    else later();
  }

  function view() {
    var here = location.pathname + location.search;
    if (here == seen) return;
    add('page_view', {}, seen == null ? null : location.origin + seen);
    seen = here;
  }

  var api = {
    event: add,
    consent: function (given) {
      remember(newId() + '~' + given.version + '~' + Date.now(), 34128e3);
      // At once: it tells whence the person came, and they may leave, or the page may die, before the next sending.
      add('consent_given');
      send();
    },
    withdraw: function () {
      add('consent_withdrawn');
      send();
      remember('', 0);
    },
    optOut: function () {
      waiting = [];
      remember('out', 34128e3);
    }
  };

  function parvis(verb) {
    api[verb].apply(null, [].slice.call(arguments, 1));
  }
  for (var verb in api) parvis[verb] = api[verb];
  window.parvis = parvis;

  ['pushState', 'replaceState'].forEach(function (name) {
    var original = history[name];
    history[name] = function () {
      original.apply(history, arguments);
      view();
    };
  });
  // From the opt-out page and back to it: the choice is kept by the site itself too, where no other site's cookies pass.
  var asked = /^#parvis-(out|in)$/.exec(location.hash);
  if (asked) {
    remember(asked[1] == 'out' ? 'out' : '', asked[1] == 'out' ? 34128e3 : 0);
    location.replace(new URL('vie-privee/' + script.getAttribute('data-key') + '?host=' + location.host + '&state=' + asked[1], script.src).href);
    return;
  }
  window.addEventListener('popstate', view);
  window.addEventListener('pagehide', function () {
    send(true);
  });
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState == 'hidden') send(true);
  });
  view();
  ((stub && stub.q) || []).forEach(function (call) {
    parvis.apply(null, call);
  });
})(window, document, navigator, location);
