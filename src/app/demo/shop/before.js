// SPDX-License-Identifier: AGPL-3.0-or-later
// Calls made before Parvis's script is there wait for it; without that script they do nothing.
window.parvis = window.parvis || function () { (window.parvis.q = window.parvis.q || []).push(arguments); };
