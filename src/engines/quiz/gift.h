// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Moodle's GIFT text format, both ways. A question ends at a blank line; lines beginning with // are comments, of which
// [id:…] and [tag:…] are read and the rest is left.
//
// Troubles of a reading: quiz.unclosed_answers, quiz.stray_brace, quiz.unclosed_title, quiz.weight_malformed,
// quiz.number_malformed, quiz.too_many_choices, quiz.too_many_questions.

#include "base/result.h"
#include "quiz/question.h"

namespace parvis::quiz {

/// Problems: quiz.file_too_large, quiz.not_utf8. A question that cannot be read is a trouble of its line; the rest stands.
/// Takes time in proportion to the text's length.
Result<FileReading> read_gift(std::string_view text);

/// Codes of what is left out: quiz.gift_no_such_kind, quiz.gift_arrows (an arrow within what is paired, or
/// in every accepted answer);
/// quiz.gift_drops_settings: written, without what was kept of Moodle XML.
FileWriting write_gift(std::vector<Question> const& questions);

}  // namespace parvis::quiz
