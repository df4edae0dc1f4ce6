// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// Moodle's XML question format, both ways. Settings, files and kinds that this engine does not use are kept as XML and
// written back where they stood.
//
// Troubles of a reading: quiz.xml_without_type, quiz.weight_malformed, quiz.number_malformed, quiz.too_many_choices,
// quiz.too_many_questions.

#include "base/result.h"
#include "quiz/question.h"

namespace parvis::quiz {

/// Problems: quiz.file_too_large, quiz.not_utf8, quiz.xml_document_type (a DOCTYPE, where entities could be declared),
/// quiz.xml_malformed (with the byte), quiz.xml_too_deep, quiz.not_moodle_xml.
Result<FileReading> read_moodle_xml(std::string_view text);

/// Nothing is left out.
FileWriting write_moodle_xml(std::vector<Question> const& questions);

}  // namespace parvis::quiz
