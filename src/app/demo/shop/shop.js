// SPDX-License-Identifier: AGPL-3.0-or-later
// The shop's own few lines: it asks for consent once, as easily refused as given, and tells a purchase once.
(function () {
  var banner = document.getElementById('consent');
  var said = document.getElementById('said');
  var version = '2026-1';

  function remembered() { return localStorage.getItem('shop.choice'); }

  function act(choice) {
    localStorage.setItem('shop.choice', choice);
    if (choice === 'yes') window.parvis('consent', { version: version });
    if (choice === 'withdraw') window.parvis('withdraw');
    if (choice === 'out') window.parvis('optOut');
    banner.hidden = true;
    said.textContent = document.documentElement.lang === 'fr' ? 'Votre choix est enregistré.' : 'Your choice is kept.';
  }

  document.addEventListener('click', function (event) {
    var button = event.target.closest('button[data-choice]');
    if (button) act(button.dataset.choice);
  });
  banner.hidden = remembered() !== null;

  var order = document.getElementById('order');
  if (order && sessionStorage.getItem('shop.told') !== order.dataset.number) {
    sessionStorage.setItem('shop.told', order.dataset.number);
    window.parvis('event', 'purchase', {
      value: Number(order.dataset.value), currency: 'EUR',
      order: { id: order.dataset.number, items: [{ sku: order.dataset.sku, quantity: Number(order.dataset.quantity) }] }
    });
  }
})();
