// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Folding for comparison: "Évènement", "EVENEMENT" and "événement" become "evenement"; "L’Œuvre" becomes "l'oeuvre".

#include <string>
#include <string_view>

#include "text/language.h"

namespace parvis::text {

/// NFKD, marks stripped, case folded, ligatures opened, the curly apostrophe straightened. Ill-formed UTF-8 comes out
/// as U+FFFD. Idempotent, pure, thread-safe. Not for display.
std::string fold(std::string_view utf8);

/// The folded Snowball stem of one word, so that "étudiantes" and "étudiant" meet; the folded word when the language
/// is unknown or the word is shorter than four letters. Pure, thread-safe.
std::string folded_stem(std::string_view word, Language language);

/// Upper case of the first letter, the rest untouched: "à bientôt" becomes "À bientôt".
std::string with_capital(std::string_view utf8);
/// Lower and upper case of the whole text (root locale).
std::string lower_case(std::string_view utf8);
std::string upper_case(std::string_view utf8);

}  // namespace parvis::text
